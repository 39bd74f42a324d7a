import type { Word } from 'unbash';
import type { Taint, Value } from '../program.ts';
import { type ParameterResult, starSeparator } from './parameter.ts';
import { joinAllTaints } from './taint.ts';
import { isValue, joinWords, literal, unknownValue } from './value.ts';
import { expandTilde, separators } from './variables.ts';
import type { WordBuilder } from './word-builder.ts';

/** Adds what a parameter expansion gives to the word it stands in. */
export function addParameter(builder: WordBuilder, result: ParameterResult, quoted: boolean): void {
  if ('operand' in result) addOperand(builder, result.operand, quoted);
  else if (isValue(result)) addValue(builder, result, quoted);
  else addWords(builder, result, quoted);
}

function addValue({ fields, mode, expansion }: WordBuilder, value: Value, quoted: boolean): void {
  if (quoted || mode === 'text') fields.addWhole(value);
  else fields.addSplit(value, mode === 'pattern' ? '' : separators(expansion));
}

type Words = Extract<ParameterResult, { readonly joined: boolean }>;

function addWords(builder: WordBuilder, { words, rest, joined }: Words, quoted: boolean): void {
  const { fields, mode, expansion } = builder;
  if (mode !== 'fields' || (quoted && joined)) {
    if (words.length > 0 || rest)
      fields.addWhole(joinedList(words, rest, joined ? starSeparator(expansion) : ' '));
    else if (quoted) fields.addText('', joined);
    return;
  }
  if (quoted) {
    fields.addList(words, rest, (word) => fields.addWhole(word));
    return;
  }
  const splitAt = separators(expansion);
  if (hasSeam(words, splitAt))
    fields.addSplit(unknownValue(joinAllTaints(words.map((word) => word.taint))), splitAt);
  else fields.addList(words, rest, (word) => fields.addSplit(word, splitAt));
}

/** bash joins the words with IFS before it splits them, which shows where IFS is not blank. */
function hasSeam(words: readonly Value[], splitAt: string | undefined): boolean {
  if (splitAt === undefined || words.length < 2 || !/[^ \t\n]/.test(splitAt)) return false;
  return words.some(({ text }) => [...splitAt].some((each) => text.includes(each)));
}

function joinedList(words: readonly Value[], rest: Taint | undefined, separator: string): Value {
  return joinWords(rest ? [...words, unknownValue(rest, true)] : words, separator);
}

/** The word after `:-` or `:+` where it is used: its quotes count, what is bare in it splits. */
function addOperand(builder: WordBuilder, word: Word, quoted: boolean): void {
  const { fields, mode, expansion } = builder;
  if (quoted) fields.addText('', true);
  const splits = !quoted && mode === 'fields';
  const parts = word.parts ?? [{ ...LITERAL, text: word.text, value: word.value }];
  for (const part of parts) {
    if (!splits) builder.part(part, quoted);
    else if (part.type === 'AnsiCQuoted' && /\s/.test(part.value))
      // Within `"$(…)"` bash 5.2 forgets the quotes, elsewhere it does not.
      fields.addSplit(unknownValue(), separators(expansion));
    else if (part.type !== 'Literal') builder.part(part, false);
    else if (part.text.startsWith('~')) fields.addWhole(expandTilde(part.value, expansion));
    else addBareText(builder, part.text);
  }
}

const LITERAL = { type: 'Literal', pos: 0, end: 0 } as const;

/** Unquoted text, in which only what a backslash precedes does not split. */
function addBareText(builder: WordBuilder, text: string): void {
  for (const piece of text.match(/\\[\s\S]|[^\\]+/g) ?? []) {
    if (!piece.startsWith('\\'))
      builder.fields.addSplit(literal(piece), separators(builder.expansion));
    else if (piece !== '\\\n') builder.literal(piece.slice(1), true);
  }
}
