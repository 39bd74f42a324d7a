import type { Word, WordPart } from 'unbash';
import { gluedWords } from '../parse/command-parts.ts';
import type { Value } from '../program.ts';
import { expandBraces } from './brace.ts';
import type { Expansion } from './expansion.ts';
import { joinWords, literal, unknownValue } from './value.ts';
import { type Mode, WordBuilder } from './word-builder.ts';

/** The fields a word of a command expands to. */
export function expandFields(word: Word, expansion: Expansion): readonly Value[] {
  if (word.parts === undefined && !word.text.includes('~') && !hasHole(word.text, expansion))
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
  return joinWords(expandOne(word, expansion, 'text'));
}

/** A word whose globs stay live: a `case` pattern, an operand of `${x%…}`, a redirection. */
export function expandPattern(word: Word, expansion: Expansion): Value {
  const words = expandOne(word, expansion, 'pattern');
  const [first] = words;
  return first !== undefined && words.length === 1 ? first : joinWords(words);
}

/** Parts that are read as if within double quotes: an operand of an expression. */
export function expandParts(
  parts: readonly WordPart[] | undefined,
  value: string,
  expansion: Expansion,
): Value {
  const builder = new WordBuilder(expansion, 'text');
  if (parts === undefined) builder.literal(value, true);
  else for (const part of parts) builder.part(part, true);
  return joinWords(builder.fields.finish());
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
  const builder = new WordBuilder(expansion, mode);
  const { parts } = word;
  if (parts === undefined) builder.source(word.text, word.value, true);
  parts?.forEach((part, index) => {
    const alone = part.text.includes('/') || index + 1 === parts.length;
    if (part.type === 'Literal') builder.source(part.text, part.value, index === 0 && alone);
    else builder.part(part, false);
  });
  return builder.fields.finish();
}

function hasHole(text: string, { frame }: Expansion): boolean {
  return frame.holes !== undefined && text.includes('*');
}
