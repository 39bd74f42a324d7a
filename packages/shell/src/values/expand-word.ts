import type { ArrayValue, Word, WordPart } from 'unbash';
import { gluedWords } from '../parse/command-parts.ts';
import type { Taint, Value } from '../program.ts';
import { evaluate } from './arithmetic.ts';
import { expandBraces } from './brace.ts';
import type { Expansion } from './expansion.ts';
import { FieldList } from './field-list.ts';
import {
  expandParameter,
  expandSimple,
  type ParameterResult,
  starSeparator,
} from './parameter.ts';
import { isValue, joinWords, literal, unknownValue, valueOfStream } from './value.ts';
import { expandTilde, separators } from './variables.ts';

/**
 * How a word is read: `fields` splits and globs (arguments), `text` does neither (assignments,
 * here-strings), `pattern` keeps its globs live without splitting (`case`, `${x#…}`, redirections).
 */
type Mode = 'fields' | 'text' | 'pattern';

/** The fields a word of a command expands to. */
export function expandFields(word: Word, expansion: Expansion): readonly Value[] {
  if (word.parts === undefined && !hasTilde(word.text) && !hasHole(word.text, expansion))
    return [literal(word.value)];
  const words = expandBraces(word);
  if (words === undefined) {
    expandOne(word, expansion, 'text');
    return [unknownValue({}, true)];
  }
  const fields = words.flatMap((each) => expandOne(each, expansion, 'fields'));
  expansion.countWords(fields.length);
  return fields;
}

/** The fields of several words one after the other. */
export function expandAll(words: readonly Word[], expansion: Expansion): readonly Value[] {
  return gluedWords(words).flatMap((word) => expandFields(word, expansion));
}

/** A word where bash splits nothing and expands no globs: the value of an assignment. */
export function expandSingle(word: Word, expansion: Expansion): Value {
  if (word.parts === undefined && !word.text.includes('~') && !hasHole(word.text, expansion))
    return literal(word.value);
  return joinWords(expandOne(word, expansion, 'text'), ' ');
}

/** A word whose globs stay live: a `case` pattern, an operand of `${x%…}`, a redirection. */
export function expandPattern(word: Word, expansion: Expansion): Value {
  const [first, ...rest] = expandOne(word, expansion, 'pattern');
  return first === undefined || rest.length > 0 ? joinWords([...(first ? [first] : []), ...rest]) : first;
}

/** Elements of `x=(…)` that have no key of their own. */
export function expandElements(array: ArrayValue, expansion: Expansion): readonly Value[] {
  return expandAll(array.elements, expansion);
}

/** Parts that are read as if within double quotes: a here-document, an arithmetic operand. */
export function expandParts(
  parts: readonly WordPart[] | undefined,
  value: string,
  expansion: Expansion,
): Value {
  const fields = new FieldList();
  if (parts === undefined) addLiteral(fields, value, true, expansion);
  else for (const part of parts) addPart(fields, part, expansion, 'text', true);
  return joinWords(fields.finish(), ' ');
}

/** The body of a here-document: as within double quotes, and single quotes are text. */
export function expandHereDoc(
  parts: readonly WordPart[],
  text: string,
  expansion: Expansion,
): Value {
  return expandParts(parts, text, { ...expansion, inHereDoc: true });
}

function expandOne(word: Word, expansion: Expansion, mode: Mode): readonly Value[] {
  const fields = new FieldList();
  if (word.parts === undefined) {
    addSource(fields, word.text, word.value, expansion, mode, true);
    return fields.finish();
  }
  word.parts.forEach((part, index) => {
    if (part.type === 'Literal') {
      const alone = part.text.includes('/') || index + 1 === word.parts?.length;
      addSource(fields, part.text, part.value, expansion, mode, index === 0 && alone);
    } else addPart(fields, part, expansion, mode, false);
  });
  return fields.finish();
}

/** Unquoted text of the source, whose tildes count at its start, or after `:` in an assignment. */
function addSource(
  fields: FieldList,
  text: string,
  value: string,
  expansion: Expansion,
  mode: Mode,
  startsWord: boolean,
): void {
  if (startsWord && text.startsWith('~') && mode !== 'text') {
    fields.addWhole(expandTilde(value, expansion));
    return;
  }
  if (mode !== 'text' || !text.includes('~')) return addLiteral(fields, value, false, expansion);
  value.split(':').forEach((piece, index) => {
    if (index > 0) fields.addText(':', false);
    const counts = piece.startsWith('~') && (index > 0 || (startsWord && text.startsWith('~')));
    if (counts) fields.addWhole(expandTilde(piece, expansion));
    else addLiteral(fields, piece, false, expansion);
  });
}

/** Plain text; in a text with holes each `*` stands for a part nobody knows. */
function addLiteral(
  fields: FieldList,
  text: string,
  quoted: boolean,
  expansion: Expansion,
): void {
  if (!hasHole(text, expansion)) return fields.addText(text, quoted);
  text.split('*').forEach((piece, index) => {
    if (index > 0) addHole(fields, quoted, expansion);
    if (piece !== '') fields.addText(piece, quoted);
  });
}

function addHole(fields: FieldList, quoted: boolean, expansion: Expansion): void {
  fields.addWhole(unknownValue(expansion.frame.holes ?? {}, !quoted));
}

function addPart(
  fields: FieldList,
  part: WordPart,
  expansion: Expansion,
  mode: Mode,
  quoted: boolean,
): void {
  switch (part.type) {
    case 'Literal':
      return addLiteral(fields, part.value, quoted, expansion);
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return addLiteral(fields, expansion.inHereDoc ? part.text : part.value, true, expansion);
    case 'DoubleQuoted':
    case 'LocaleString':
      if (part.parts.length === 0) fields.addText('', true);
      for (const child of part.parts) addPart(fields, child, expansion, mode, true);
      return;
    case 'SimpleExpansion':
      return addResult(fields, expandSimple(part.text.slice(1), expansion), expansion, mode, quoted);
    case 'ParameterExpansion':
      return addResult(fields, expandParameter(part, expansion), expansion, mode, quoted);
    case 'CommandExpansion': {
      const value = substituted(part.script, expansion);
      return addResult(fields, value, expansion, mode, quoted);
    }
    case 'ArithmeticExpansion': {
      const number = part.expression && evaluate(part.expression, expansion);
      if (number === undefined) return fields.addWhole(unknownValue());
      return addResult(fields, literal(String(number)), expansion, mode, quoted);
    }
    case 'ProcessSubstitution': {
      const path = part.script ? expansion.connect(part.operator, part.script) : unknownValue();
      return fields.addWhole(path);
    }
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      if (quoted) return addQuotedPattern(fields, part, expansion, mode);
      return addPatternPart(fields, part, expansion, mode);
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

function addResult(
  fields: FieldList,
  result: ParameterResult,
  expansion: Expansion,
  mode: Mode,
  quoted: boolean,
): void {
  const whole = quoted || mode !== 'fields';
  if ('operand' in result) return addOperand(fields, result.operand, expansion, mode, quoted);
  if (isValue(result)) {
    if (mode === 'pattern' && !quoted) fields.addSplit(result, '');
    else if (whole) fields.addWhole(result);
    else fields.addSplit(result, separators(expansion));
    return;
  }
  const { words, rest, joined } = result;
  if (mode !== 'fields' || (quoted && joined)) {
    if (quoted && words.length === 0 && !rest) fields.addText('', joined);
    else if (words.length > 0 || rest)
      fields.addWhole(joinedList(words, rest, joined ? starSeparator(expansion) : ' '));
    return;
  }
  if (quoted) return fields.addList(words, rest, (word) => fields.addWhole(word));
  const splitAt = separators(expansion);
  fields.addList(words, rest, (word) => fields.addSplit(word, splitAt));
}

/** The word after `:-` or `:+` where it is used: its quotes count, what is bare in it splits. */
function addOperand(
  fields: FieldList,
  word: Word,
  expansion: Expansion,
  mode: Mode,
  quoted: boolean,
): void {
  const parts = word.parts ?? [{ ...LITERAL, text: word.text, value: word.value }];
  if (quoted) fields.addText('', true);
  const splitAt = separators(expansion);
  for (const part of parts) {
    if (part.type === 'AnsiCQuoted' && !quoted && mode === 'fields' && /\s/.test(part.value))
      // Within `"$(…)"` bash 5.2 forgets the quotes, elsewhere it does not.
      fields.addSplit(unknownValue(), splitAt);
    else if (part.type !== 'Literal' || quoted || mode !== 'fields')
      addPart(fields, part, expansion, mode, quoted);
    else if (part.text.startsWith('~')) fields.addWhole(expandTilde(part.value, expansion));
    else
      for (const piece of part.text.match(/\\[^]|[^\\]+/g) ?? []) {
        if (!piece.startsWith('\\')) fields.addSplit(literal(piece), splitAt);
        else if (piece !== '\\\n') addLiteral(fields, piece.slice(1), true, expansion);
      }
  }
}

const LITERAL = { type: 'Literal', pos: 0, end: 0 } as const;

function joinedList(
  words: readonly Value[],
  rest: Taint | undefined,
  separator: string,
): Value {
  const pieces: Value[] = [];
  for (const word of words) {
    // A word that may be none or several brings its separators with it.
    const before = pieces.at(-1);
    if (before !== undefined && !before.splits && !word.splits) pieces.push(literal(separator));
    pieces.push(word);
  }
  return joinWords(rest ? [...pieces, unknownValue(rest)] : pieces, '');
}

type PatternPart = Extract<WordPart, { type: 'Glob' | 'ExtendedGlob' | 'BraceExpansion' }>;

function unescaped(text: string): string {
  return text.replace(/\\\n/g, '').replace(/\\([^])/g, '$1');
}

/** Globs: live in arguments and patterns, plain text in assignments. */
function addPatternPart(
  fields: FieldList,
  part: PatternPart,
  expansion: Expansion,
  mode: Mode,
): void {
  if (part.type === 'BraceExpansion') {
    if (part.parts === undefined)
      return addLiteral(fields, unescaped(part.text), false, expansion);
    fields.addText('{', false);
    for (const nested of part.parts) addPart(fields, nested, expansion, mode, false);
    return fields.addText('}', false);
  }
  for (const nested of part.parts ?? []) runNested(nested, expansion);
  const plain = mode === 'text' || expansion.frame.state.option('noglob');
  if (expansion.frame.holes !== undefined && part.text.includes('*')) return addHole(fields, false, expansion);
  if (part.type === 'ExtendedGlob') {
    if (plain) fields.addText(part.text, false);
    else fields.addGlob('*');
    return;
  }
  const fixed = (part.parts ?? []).every((nested) => nested.type === 'Literal');
  if (plain) fields.addText(part.text, false);
  else if (fixed) fields.addGlob(part.text);
  else fields.addGlob('*');
}

/** Glob characters within double quotes (`"${x:-[$y]}"`) are text like any other. */
function addQuotedPattern(
  fields: FieldList,
  part: PatternPart,
  expansion: Expansion,
  mode: Mode,
): void {
  const [first] = part.parts ?? [];
  const last = part.parts?.at(-1);
  if (first === undefined || last === undefined)
    return addLiteral(fields, part.text, true, expansion);
  addLiteral(fields, part.text.slice(0, first.pos - part.pos), true, expansion);
  for (const nested of part.parts ?? []) addPart(fields, nested, expansion, mode, true);
  addLiteral(fields, part.text.slice(last.end - part.pos), true, expansion);
}

/** Runs what stands inside a glob for its effects only. */
function runNested(part: WordPart, expansion: Expansion): void {
  if (part.type !== 'Literal') addPart(new FieldList(), part, expansion, 'text', true);
}

function hasTilde(text: string): boolean {
  return text.startsWith('~');
}

function hasHole(text: string, { frame }: Expansion): boolean {
  return frame.holes !== undefined && text.includes('*');
}
