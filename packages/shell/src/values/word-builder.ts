import { parse, type WordPart } from 'unbash';
import type { Value } from '../program.ts';
import { evaluate } from './arithmetic.ts';
import type { Expansion } from './expansion.ts';
import { FieldList } from './field-list.ts';
import { expandParameter, expandSimple } from './parameter.ts';
import { addParameter } from './parameter-fields.ts';
import { literal, unknownValue, valueOfStream } from './value.ts';
import { expandTilde } from './variables.ts';

/** Longest list of glob qualifiers that is looked at. */
const MAX_QUALIFIER = 1_024;

/**
 * How a word is read: `fields` splits and globs (arguments), `text` does neither (assignments,
 * here-strings), `pattern` keeps its globs live without splitting (`case`, `${x#…}`, redirections).
 */
export type Mode = 'fields' | 'text' | 'pattern';

type PatternPart = Extract<WordPart, { type: 'Glob' | 'ExtendedGlob' | 'BraceExpansion' }>;

/** Puts together the fields of one word from the parts the parser found in it. */
export class WordBuilder {
  readonly fields = new FieldList();
  readonly expansion: Expansion;
  readonly mode: Mode;

  constructor(expansion: Expansion, mode: Mode) {
    this.expansion = expansion;
    this.mode = mode;
  }

  /**
   * Unquoted text of the source, whose tildes count at its start, and in an assignment or a word
   * that looks like one (`dd of=~/x`) after its `=` and each `:`.
   */
  source(text: string, value: string, startsWord: boolean): void {
    const starts = startsWord && text.startsWith('~');
    if (this.mode === 'text') {
      this.#tildes(text, value, starts);
      return;
    }
    const isField = startsWord && this.mode === 'fields';
    const name = isField ? /^[A-Za-z_]\w*=(?=~|.*:~)/.exec(text)?.[0] : undefined;
    if (starts) this.fields.addWhole(expandTilde(value, this.expansion));
    else if (name === undefined) this.literal(value, false);
    else {
      this.literal(name, false);
      const rest = text.slice(name.length);
      this.#tildes(rest, value.slice(name.length), rest.startsWith('~'));
    }
  }

  #tildes(text: string, value: string, starts: boolean): void {
    const pieces = text.includes('~') ? value.split(':') : [value];
    pieces.forEach((piece, index) => {
      if (index > 0) this.fields.addText(':', false);
      if (piece.startsWith('~') && (index > 0 || starts))
        this.fields.addWhole(expandTilde(piece, this.expansion));
      else this.literal(piece, false);
    });
  }

  /** Plain text; in a text with holes each `*` stands for a part nobody knows. */
  literal(text: string, quoted: boolean): void {
    if (this.expansion.frame.holes === undefined || !text.includes('*')) {
      this.fields.addText(text, quoted);
      return;
    }
    text.split('*').forEach((piece, index) => {
      if (index > 0) this.#hole(quoted);
      if (piece !== '') this.fields.addText(piece, quoted);
    });
  }

  part(part: WordPart, quoted: boolean): void {
    switch (part.type) {
      case 'Literal':
        this.literal(part.value, quoted);
        break;
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        this.literal(this.expansion.inHereDoc ? part.text : part.value, true);
        break;
      case 'DoubleQuoted':
      case 'LocaleString':
        if (part.parts.length === 0) this.fields.addText('', true);
        for (const child of part.parts) this.part(child, true);
        break;
      case 'ProcessSubstitution':
        this.fields.addWhole(
          part.script ? this.expansion.connect(part.operator, part.script) : unknownValue(),
        );
        break;
      case 'Glob':
      case 'ExtendedGlob':
      case 'BraceExpansion':
        if (quoted) this.#quotedPattern(part);
        else if (part.type === 'BraceExpansion') this.#braces(part);
        else this.#pattern(part);
        break;
      default:
        this.#expansion(part, quoted);
    }
  }

  #expansion(part: Extract<WordPart, { type: `${string}Expansion` }>, quoted: boolean): void {
    switch (part.type) {
      case 'SimpleExpansion':
        addParameter(this, expandSimple(part.text.slice(1), this.expansion), quoted);
        break;
      case 'ParameterExpansion':
        addParameter(this, expandParameter(part, this.expansion), quoted);
        break;
      case 'CommandExpansion':
        addParameter(this, substituted(part.script, this.expansion), quoted);
        break;
      case 'ArithmeticExpansion': {
        const number = part.expression && evaluate(part.expression, this.expansion);
        if (number === undefined) this.fields.addWhole(unknownValue());
        else addParameter(this, literal(String(number)), quoted);
        break;
      }
      case 'BraceExpansion':
        this.#braces(part);
    }
  }

  /** Braces where they are not expanded: text, with what stands in them. */
  #braces(part: Extract<WordPart, { type: 'BraceExpansion' }>): void {
    if (part.parts === undefined) {
      this.literal(unescaped(part.text), false);
      return;
    }
    this.fields.addText('{', false);
    for (const nested of part.parts) this.part(nested, false);
    this.fields.addText('}', false);
  }

  /** Globs: live in arguments and patterns, plain text in assignments. */
  #pattern(part: Extract<WordPart, { type: 'Glob' | 'ExtendedGlob' }>): void {
    const { frame } = this.expansion;
    const nested = part.parts ?? [];
    for (const each of nested) this.#runOnly(each);
    if (part.type === 'ExtendedGlob') this.#qualifier(part.pattern);
    if (frame.holes !== undefined && part.text.includes('*')) this.#hole(false);
    else if (this.mode === 'text' || frame.state.option('noglob'))
      this.fields.addText(part.text, false);
    else if (part.type === 'Glob' && nested.every((each) => each.type === 'Literal'))
      this.fields.addGlob(part.text);
    else this.fields.addGlob('*');
  }

  /** zsh runs a line to choose files by: `*(e:line:)` (zshexpn(1), Glob Qualifiers). */
  #qualifier(pattern: string): void {
    if (pattern.length > MAX_QUALIFIER) return;
    const [, , line] = /^[^|(]*?e([^\w\s|])(.+)\1/s.exec(pattern) ?? [];
    if (line !== undefined) this.expansion.substitute(parse(line.replace(/^(["'])(.*)\1$/s, '$2')));
  }

  /** Glob characters within double quotes (`"${x:-[$y]}"`) are text like any other. */
  #quotedPattern(part: PatternPart): void {
    const parts: readonly WordPart[] = part.parts ?? [];
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined) {
      this.literal(part.text, true);
      return;
    }
    this.literal(part.text.slice(0, first.pos - part.pos), true);
    for (const nested of parts) this.part(nested, true);
    this.literal(part.text.slice(last.end - part.pos), true);
  }

  /** Runs what stands inside a glob for its effects only. */
  #runOnly(part: WordPart): void {
    if (part.type !== 'Literal') new WordBuilder(this.expansion, 'text').part(part, true);
  }

  #hole(quoted: boolean): void {
    this.fields.addWhole(unknownValue(this.expansion.frame.holes ?? {}, !quoted));
  }
}

function substituted(
  script: Parameters<Expansion['substitute']>[0] | undefined,
  expansion: Expansion,
): Value {
  if (script === undefined) return unknownValue({ unknown: true });
  const value = valueOfStream(expansion.substitute(script));
  if (value.known) return literal(value.text.replace(/\n+$/, ''), value.taint);
  const { pattern } = value;
  const text = trimmed(value.text);
  return { ...value, text, ...(pattern === undefined ? {} : { pattern: trimmed(pattern) }) };
}

/** Line ends at the end go; those before an unknown end may. */
function trimmed(text: string): string {
  return text.replace(/\n+(\**)$/, '$1');
}

function unescaped(text: string): string {
  return text.replace(/\\\n/g, '').replace(/\\([\s\S])/g, '$1');
}
