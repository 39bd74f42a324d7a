import type { Action, Analysis } from '../action.ts';
import { AgsecError } from '../errors/agsec-error.ts';
import type { Context } from '../event.ts';
import { foldText } from '../match/fold-text.ts';

/** Whether a statement wants to restrict (deny, review) or to allow: they read facts differently. */
export type Reading = 'restrict' | 'allow';

/** What a condition can be asked about: one action in its surroundings. */
export type Subject = {
  readonly action: Action;
  readonly analysis: Analysis;
  readonly context: Context;
  /** What `foldedParam` found before. */
  readonly folded: Map<string, string | undefined>;
};

/** A fact that is there. */
export type Fact = {
  /** The value, or the elements of a list, with all true forms of each. */
  readonly values: readonly unknown[];
  readonly isList: boolean;
  /** The values include forms, so that they cannot be told apart as elements. */
  readonly hasForms: boolean;
  /** The value, or some elements, could not be determined. */
  readonly unknown: boolean;
  /** Some object of a list does not have the member that was asked for. */
  readonly partial: boolean;
};

/**
 * Reads a fact. `undefined`: the event or action does not have it (`null` counts as not having).
 *
 * A path through a list of objects reads the member of each of them, lists in lists are one list,
 * so that wrapping a value hides nothing. Only own members are read. Throws on a fact path that
 * no policy can hold.
 */
export function readFact(
  path: readonly string[],
  subject: Subject,
  reading: Reading,
): Fact | undefined {
  const [root, ...keys] = path;
  switch (root) {
    case 'params':
      return readParam(keys, subject.action, reading);
    case 'context':
      return toFact(walk(subject.context, keys));
    case 'analysis':
      return toFact(walk(subject.analysis, keys));
    case 'via':
      return toFact(walk(subject.action.via, keys));
    case 'origin':
      return toFact(walk(subject.action.origin, keys));
    default:
      throw new AgsecError({
        code: 'bad-compiled-policy',
        message: `No fact is called "${path.join('.')}".`,
      });
  }
}

/** Longest string that is folded; longer ones are for the operator itself, which bounds them. */
const LONGEST_FOLDED = 4096;

/**
 * All strings of a parameter, as a deny or review reads it, in lower case and as one text. Absent
 * is empty; `undefined` if the text does not tell all: a value is unknown or too long.
 */
export function foldedParam(name: string, subject: Subject): string | undefined {
  const { folded } = subject;
  const known = folded.get(name);
  if (known !== undefined || folded.has(name)) return known;
  const text = foldFact(readParam([name], subject.action, 'restrict'));
  folded.set(name, text);
  return text;
}

function foldFact(fact: Fact | undefined): string | undefined {
  if (fact === undefined) return '';
  const texts = fact.values.filter((value) => typeof value === 'string');
  if (fact.unknown || texts.some((text) => text.length > LONGEST_FOLDED)) return undefined;
  return foldText(texts.join('\n'));
}

/** Name of the parameter that a fact path is about, `args.path` for a nested one. */
export function paramName(path: readonly string[]): string | undefined {
  return path[0] === 'params' ? path.slice(1).join('.') : undefined;
}

function readParam(keys: readonly string[], action: Action, reading: Reading): Fact | undefined {
  const name = keys.join('.');
  const found = walk(action.params, keys);
  const unknown = action.unknown.some((other) => isSameOrNested(other, name));
  const forms = formsOf(name, action, reading, found.values);
  const values = forms ?? found.values;
  if (values.length === 0 && !found.isList && !unknown && forms === undefined) return undefined;
  return {
    values,
    isList: found.isList,
    hasForms: forms !== undefined,
    unknown,
    partial: found.partial,
  };
}

function formsOf(
  name: string,
  action: Action,
  reading: Reading,
  values: readonly unknown[],
): readonly unknown[] | undefined {
  if (reading === 'allow') {
    const allowForms = ownForms(action.allowForms, name);
    if (allowForms !== undefined) return allowForms;
  }
  const forms = ownForms(action.forms, name);
  if (forms === undefined) return undefined;
  return values.every((value) => typeof value === 'string' && forms.includes(value))
    ? forms
    : [...new Set([...values, ...forms])];
}

function ownForms(forms: Action['forms'], name: string): readonly string[] | undefined {
  return forms !== undefined && Object.hasOwn(forms, name) ? forms[name] : undefined;
}

function isSameOrNested(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

type Found = Pick<Fact, 'values' | 'isList' | 'partial'>;

function toFact(found: Found): Fact | undefined {
  if (found.values.length === 0 && !found.isList) return undefined;
  return { ...found, hasForms: false, unknown: false };
}

function walk(root: unknown, keys: readonly string[]): Found {
  let values: readonly unknown[] = [root];
  let isList = false;
  let partial = false;
  for (const key of keys) {
    const members: unknown[] = [];
    for (const value of values) {
      if (isRecord(value) && Object.hasOwn(value, key)) members.push(value[key]);
      else partial = true;
    }
    isList ||= members.some(Array.isArray);
    values = members.flatMap(elements);
  }
  if (!isList) return { values: values.filter(isPresent), isList, partial: false };
  return { values, isList: values.length > 0 || !partial, partial };
}

function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
