import type { Stream, Taint, Value } from '../program.ts';
import { CLEAN, joinAllTaints, joinTaints } from './taint.ts';

/** A word that is known to the last character. */
export function literal(text: string, taint: Taint = CLEAN): Value {
  return { text, known: true, taint };
}

/** A word of which nothing is known; `splits` if it may be none or several words. */
export function unknownValue(taint: Taint = CLEAN, splits = false): Value {
  return { text: '*', known: false, pattern: '*', ...(splits ? { splits } : {}), taint };
}

/** True if the thing handed over is a word rather than a stream or plain data. */
export function isValue(candidate: unknown): candidate is Value {
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    'text' in candidate &&
    typeof candidate.text === 'string' &&
    'known' in candidate &&
    'taint' in candidate
  );
}

/**
 * The words as one text with `separator` between them, as `eval` and `ssh` join theirs. A word that
 * may be none or several brings its separators with it.
 */
export function joinWords(words: readonly Value[], separator = ' '): Value {
  const known = words.every((word) => word.known && !word.splits);
  const taint = joinAllTaints(words.map((word) => word.taint));
  if (known) return { text: words.map((word) => word.text).join(separator), known, taint };
  let text = '';
  let pattern = '';
  words.forEach((word, index) => {
    const before = words[index - 1];
    const apart = before !== undefined && !mayEndOpen(before) && !mayStartOpen(word);
    text += (apart ? separator : '') + word.text;
    pattern += (apart ? escapeGlob(separator) : '') + patternOf(word);
  });
  return { text, known, pattern, taint };
}

function mayStartOpen({ splits, text }: Value): boolean {
  return splits === true && text.startsWith('*');
}

function mayEndOpen({ splits, text }: Value): boolean {
  return splits === true && text.endsWith('*');
}

/** The glob a word stands for: its own, or its text with nothing live in it. */
export function patternOf(word: Value): string {
  return word.pattern ?? escapeGlob(word.text);
}

export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

/** What reading the whole of a stream into a word gives. */
export function valueOfStream(stream: Stream): Value {
  if (stream.text !== undefined) return literal(stream.text, stream.taint);
  const taint = joinTaints(stream.taint, { unknown: true });
  if (stream.partial === undefined) return unknownValue(taint);
  return { text: stream.partial, known: false, pattern: stream.partial, taint };
}

/** The bytes of a word as a stream. */
export function streamOfValue(value: Value): Stream {
  if (value.known && !value.splits) return { text: value.text, taint: value.taint };
  return { partial: value.text, taint: value.taint };
}
