import type { ParamValue } from '@agsec/core';
import { type Fields, field, isFields, isParamValue, textField } from './fields.ts';

/**
 * Reads the fields of one tool's input. A needed field that is missing or of another type than the
 * client's own schema says is noted in `issues`; fields that are not asked for are not looked at.
 */
export class InputReader {
  readonly #fields: Fields;
  readonly #where: string;
  readonly #issues: string[] = [];

  /** `where` names the object in issues, as the client's payload does. */
  constructor(fields: Fields, where: string = 'tool_input') {
    this.#fields = fields;
    this.#where = where;
  }

  /** What was wrong so far; empty if nothing was. */
  get issues(): readonly string[] {
    return this.#issues;
  }

  /** A string that must be there. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined && field(this.#fields, name) === undefined) {
      this.#issues.push(`${this.#where}.${name} is missing`);
    }
    return value ?? '';
  }

  /** A string that must be there and say something: a path, a command, a URL. */
  filled(name: string): string {
    const value = this.text(name);
    if (value === '' && textField(this.#fields, name) === '') {
      this.#issues.push(`${this.#where}.${name} is empty`);
    }
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = field(this.#fields, name);
    if (value === undefined || typeof value === 'string') return value;
    return this.#wrong(name, 'a string', value);
  }

  optionalFlag(name: string): boolean | undefined {
    const value = field(this.#fields, name);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.#wrong(name, 'true or false', value);
  }

  /** A string, or a list of strings, that may be absent; always as a list. */
  optionalTexts(name: string): readonly string[] | undefined {
    const value = field(this.#fields, name);
    if (value === undefined) return undefined;
    if (typeof value === 'string') return [value];
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
    return this.#wrong(name, 'a string or a list of strings', value);
  }

  /** An object that may be absent. */
  optionalFields(name: string): Fields | undefined {
    const value = field(this.#fields, name);
    if (value === undefined || isFields(value)) return value;
    return this.#wrong(name, 'an object', value);
  }

  /** A list of objects that must be there. */
  list(name: string): readonly Fields[] {
    const value = field(this.#fields, name);
    if (Array.isArray(value) && value.every(isFields)) return value;
    this.#wrong(name, 'a list of objects', value);
    return [];
  }

  /** A string, or an object as its JSON text: what some tools take as a message. */
  message(name: string): string {
    const value = field(this.#fields, name);
    return isFields(value) ? JSON.stringify(value) : this.text(name);
  }

  /** All fields, as arguments of an action. */
  args(): { readonly [name: string]: ParamValue } {
    const args: { [name: string]: ParamValue } = {};
    for (const [name, value] of Object.entries(this.#fields)) {
      if (isParamValue(value)) Object.defineProperty(args, name, own(value));
      else this.#issues.push(`${this.#where}.${name} is nested too deeply`);
    }
    return args;
  }

  /** Notes something the client's own schema would have refused. */
  refuse(issue: string): void {
    this.#issues.push(issue);
  }

  #wrong(name: string, wanted: string, value: unknown): undefined {
    const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
    this.#issues.push(`${this.#where}.${name} must be ${wanted}, not ${found}`);
    return undefined;
  }
}

/** A property that is `value` and nothing else, also under the name `__proto__`. */
function own(value: ParamValue): PropertyDescriptor {
  return { value, enumerable: true, writable: true, configurable: true };
}
