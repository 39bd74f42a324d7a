import type { ParameterExpansionPart, Word } from 'unbash';
import type { Taint, Value } from '../program.ts';
import { assign } from '../walk/state.ts';
import { taintOf } from '../walk/variable.ts';
import { evaluateText } from './arithmetic.ts';
import { expandPattern, expandSingle } from './expand-word.ts';
import type { Expansion } from './expansion.ts';
import { changeCase, removeAffix, replaceMatches, sliceText, transform } from './parameter-text.ts';
import { expandPrompt } from './prompt.ts';
import { CLEAN, joinAllTaints, joinTaints } from './taint.ts';
import { isValue, joinWords, literal, unknownValue } from './value.ts';
import { type Reading, readScalar, resolveReference, separators } from './variables.ts';

/** What a parameter expansion gives: one text, or words that stay apart (`"$@"`). */
export type ParameterResult =
  | Value
  /** The operator's own word, which keeps its quoting (`${x:-"a b"}`). */
  | { readonly operand: Word }
  /** `rest`: taint of further words there may be; `joined`: `*`, which quotes make one word. */
  | {
      readonly words: readonly Value[];
      readonly rest?: Taint | undefined;
      readonly joined: boolean;
      /** Indexes of the words, where they are not counted from the first. */
      readonly indexes?: readonly number[];
    };

/** `$name`, `$1`, `$@`, `$?` … */
export function expandSimple(name: string, expansion: Expansion): ParameterResult {
  if (name === '@' || name === '*') return positionalWords(name, expansion);
  if (name === '-' || name === '_') return unknownValue();
  return readScalar(name, expansion).value;
}

/** `${…}` with its operator. Operands are expanded, and so run, only where bash would. */
export function expandParameter(
  part: ParameterExpansionPart,
  expansion: Expansion,
): ParameterResult {
  const list = listOf(part, expansion);
  if (list !== undefined) return expandList(part, list, expansion);
  const reading = readElement(part, expansion);
  if (part.prefix === '#') return lengthOf(reading.value);
  if (part.prefix === '!') return expandIndirect(part, reading, expansion);
  return applyOperation(part, reading, expansion);
}

type Words = Extract<ParameterResult, { readonly joined: boolean }>;

/** The words of `${@…}`, `${a[@]…}` and `${!prefix@}`; absent for a scalar. */
function listOf(part: ParameterExpansionPart, expansion: Expansion): Words | undefined {
  const { parameter, index, prefix, operation } = part;
  if (operation?.type === 'Names') return { words: [], rest: CLEAN, joined: false };
  if (parameter === '@' || parameter === '*') return positionalWords(parameter, expansion);
  const subscript = index?.text;
  if (subscript !== '@' && subscript !== '*') return undefined;
  const variable = resolveReference(parameter, expansion);
  const joined = subscript === '*';
  if (variable === undefined) return { words: [], rest: CLEAN, joined };
  if (variable.kind === 'scalar' || variable.kind === 'unset') {
    const { kind, value } = readScalar(parameter, expansion);
    if (kind === 'unset') return { words: [], joined };
    return { words: [prefix === '!' ? literal('0') : value], joined };
  }
  const keys = [...variable.elements.keys()];
  const words = [...variable.elements.values()];
  const { rest } = variable;
  if (prefix === '!')
    return isSure({ words, rest })
      ? { words: keys.map((key) => literal(key)), joined }
      : { words: [], rest: taintOf([variable]), joined };
  return {
    words,
    rest,
    joined,
    ...(variable.kind === 'list' ? { indexes: keys.map(Number) } : {}),
  };
}

const UNKNOWN: Taint = { unknown: true };

/** True if the words are as many as they look. */
function isSure({ words, rest }: Omit<Words, 'joined'>): boolean {
  return rest === undefined && !words.some((word) => word.splits || word.pattern !== undefined);
}

function positionalWords(name: string, { frame }: Expansion): Words {
  const { words, open } = frame.state.positional;
  return { words, rest: open ? UNKNOWN : undefined, joined: name === '*' };
}

function expandList(
  part: ParameterExpansionPart,
  list: Words,
  expansion: Expansion,
): ParameterResult {
  const { operation, prefix } = part;
  const { rest } = list;
  if (prefix === '#') return isSure(list) ? literal(String(list.words.length)) : unknownValue();
  if (operation === undefined || operation.type === 'Names') return list;
  if (operation.type === 'Slice') return sliceWords(operation, part.parameter, list, expansion);
  if (operation.type === 'Default') {
    const isSet = list.words.length > 0;
    const kind = isSet ? 'set' : rest ? 'environment' : 'unset';
    const value = rest ? unknownValue(rest, true) : joinWords(list.words);
    const result = applyOperation(part, { kind, value }, expansion);
    // Without the operator's word the list stays a list.
    return isValue(result) && result === value && isSet ? list : result;
  }
  const words = list.words.map((value) => {
    const result = applyOperation(part, { kind: 'set', value }, expansion);
    return isValue(result) ? result : unknownValue();
  });
  return { ...list, words };
}

function sliceWords(
  operation: { readonly offset: Word; readonly length: Word | undefined },
  parameter: string,
  list: Words,
  expansion: Expansion,
): ParameterResult {
  const offset = evaluateText(expandSingle(operation.offset, expansion), expansion);
  const length =
    operation.length && evaluateText(expandSingle(operation.length, expansion), expansion);
  const taint = joinAllTaints(list.words.map((word) => word.taint));
  const unsure: Words = { ...list, words: [unknownValue(taint, true)] };
  if (!isSure(list) || offset === undefined || (operation.length && length === undefined))
    return unsure;
  // `${@:1}` counts from $1, an array from 0.
  const first = parameter === '@' || parameter === '*' ? offset - 1 : offset;
  if (first < 0 || (length !== undefined && length < 0)) return unsure;
  const { indexes } = list;
  const kept = list.words.filter((_, position) => (indexes?.[position] ?? position) >= first);
  return { words: kept.slice(0, length), joined: list.joined };
}

function readElement(part: ParameterExpansionPart, expansion: Expansion): Reading {
  const { parameter, index } = part;
  if (index === undefined) return readScalar(parameter, expansion);
  const variable = resolveReference(parameter, expansion);
  const subscript = expandSingle(index, expansion);
  if (variable === undefined) {
    evaluateText(subscript, expansion);
    return { kind: 'environment', value: unknownValue() };
  }
  const key = elementKey(variable.kind === 'table', subscript, variable.elements.size, expansion);
  if (variable.kind === 'scalar')
    return key === '0' ? readScalar(parameter, expansion) : { kind: 'unset', value: literal('') };
  const sure = variable.kind === 'table' || isSure({ words: [...variable.elements.values()] });
  const element = key === undefined || !sure ? undefined : variable.elements.get(key);
  if (element !== undefined) return { kind: 'set', value: element };
  if (key === undefined || !sure || variable.rest !== undefined)
    return { kind: 'environment', value: unknownValue(taintOf([variable])) };
  return { kind: 'unset', value: literal('') };
}

/** The key a subscript names: text of a table, a number of a list, from the end if negative. */
export function elementKey(
  isTable: boolean,
  subscript: Value,
  size: number,
  expansion: Expansion,
): string | undefined {
  if (isTable) return subscript.known ? subscript.text : undefined;
  const index = evaluateText(subscript, expansion);
  if (index === undefined) return undefined;
  return String(index < 0 ? size + index : index);
}

function expandIndirect(
  part: ParameterExpansionPart,
  reading: Reading,
  expansion: Expansion,
): ParameterResult {
  const { value } = reading;
  if (!value.known) return unknownValue(value.taint);
  const [, name, subscript] = /^([A-Za-z_]\w*|\d+|[@*#])(?:\[(.*)\])?$/.exec(value.text) ?? [];
  if (name === undefined) return unknownValue(value.taint);
  const { index: _outer, prefix: _prefix, ...rest } = part;
  const index: Word | undefined =
    subscript === undefined
      ? undefined
      : { type: 'Word', text: subscript, value: subscript, pos: 0, end: 0 };
  return expandParameter({ ...rest, parameter: name, prefix: undefined, index }, expansion);
}

function applyOperation(
  part: ParameterExpansionPart,
  reading: Reading,
  expansion: Expansion,
): ParameterResult {
  const { operation } = part;
  const { value } = reading;
  if (operation === undefined) return value;
  switch (operation.type) {
    case 'Default':
      return applyDefault(part.parameter, operation, reading, expansion);
    case 'Remove': {
      const pattern = expandPattern(operation.operand, expansion);
      return removeAffix(value, operation.operator, pattern);
    }
    case 'Replace': {
      const pattern = expandPattern(operation.pattern, expansion);
      const replacement = expandSingle(operation.replacement, expansion);
      return replaceMatches(value, operation.operator, pattern, replacement);
    }
    case 'Slice': {
      const offset = evaluateText(expandSingle(operation.offset, expansion), expansion);
      if (operation.length === undefined) return sliceText(value, offset, undefined);
      const length = evaluateText(expandSingle(operation.length, expansion), expansion);
      return length === undefined ? unknownValue(value.taint) : sliceText(value, offset, length);
    }
    case 'CaseModification': {
      if (operation.operand !== undefined && operation.operand.text !== '') {
        expandPattern(operation.operand, expansion);
        return unknownValue(value.taint);
      }
      return changeCase(value, operation.operator);
    }
    case 'Transform':
      return operation.operand.value === 'P'
        ? expandPrompt(value, expansion)
        : transform(value, operation.operand.value);
    case 'Names':
      return unknownValue(value.taint);
    case 'Unknown':
      return expandFlagged(operation.operator, value, expansion);
  }
}

/** zsh's `${(e)x}` and `${(%)x}` run the substitutions in the value (zshexpn(1)). */
function expandFlagged(operator: string, value: Value, expansion: Expansion): Value {
  const [, name] = /^\([^)]*[e%][^)]*\)(\w+)/.exec(operator) ?? [];
  if (name !== undefined) expandPrompt(readScalar(name, expansion).value, expansion);
  return unknownValue(value.taint);
}

function applyDefault(
  name: string,
  operation: { readonly operator: string; readonly operand: Word },
  reading: Reading,
  expansion: Expansion,
): ParameterResult {
  const { operator, operand } = operation;
  const { kind, value } = reading;
  const countsEmpty = operator.startsWith(':');
  const verb = operator.at(-1);
  const present = presence(kind, value, countsEmpty);
  if (verb === '+') {
    if (present === 'no') return literal('');
    if (present === 'yes') return { operand };
    const alternative = expandSingle(operand, expansion);
    if (kind === 'set') return unknownValue(joinTaints(value.taint, alternative.taint));
    return { ...alternative, known: false, splits: true };
  }
  if (present === 'yes' || verb === '?') return value;
  if (present === 'no' && verb === '-') return { operand };
  const fallback = expandSingle(operand, expansion);
  if (verb === '=')
    assign(expansion.frame.state, name, present === 'no' ? fallback : maybeThis(fallback));
  if (present === 'no') return fallback;
  // Of what the environment left unset the fallback is the likely value.
  if (kind === 'environment') return maybeThis(fallback);
  return unknownValue(joinTaints(value.taint, fallback.taint));
}

function presence(
  kind: Reading['kind'],
  value: Value,
  countsEmpty: boolean,
): 'yes' | 'no' | 'maybe' {
  if (kind === 'unset') return 'no';
  if (kind === 'environment') return 'maybe';
  if (!countsEmpty) return 'yes';
  if (value.known) return value.text === '' ? 'no' : 'yes';
  return value.text.replaceAll('*', '') === '' ? 'maybe' : 'yes';
}

/** The likely one of two values of which the other is not known. */
function maybeThis(value: Value): Value {
  return { ...value, known: false };
}

function lengthOf(value: Value): Value {
  return value.known ? literal(String(value.text.length), value.taint) : unknownValue();
}

/** How `"$*"` joins its words. */
export function starSeparator(expansion: Expansion): string {
  return separators(expansion)?.charAt(0) ?? ' ';
}
