import type { Stream, Value } from '../../program.ts';
import { literal, unknownValue } from '../shapes/values.ts';

/** How a program cuts its input into arguments. */
export type ItemSyntax = {
  /** `words`: blanks separate, quotes and backslashes group (xargs). `lines`: whole lines. */
  readonly kind: 'words' | 'lines' | 'delimited';
  /** For `delimited`: the one character between items. */
  readonly delimiter?: string;
  /** Reading ends at this item (`xargs -E`). */
  readonly end?: string;
};

/** Most items taken one by one; more stand as one unknown item. */
const MAX_ITEMS = 256;

/**
 * The arguments a stream is cut into. What is not known to the end is one unknown item that may
 * stand for none or many, with the stream's taint.
 */
export function itemsOf(stream: Stream | undefined, syntax: ItemSyntax): readonly Value[] {
  const text = stream?.text ?? stream?.partial;
  const taint = stream?.taint ?? {};
  const any = unknownValue(taint, true);
  if (text === undefined) return [any];
  const parts = cut(text, syntax);
  const end = syntax.end === undefined ? -1 : parts.indexOf(syntax.end);
  const kept = end < 0 ? parts : parts.slice(0, end);
  if (kept.length > MAX_ITEMS) return [any];
  const complete = stream?.text !== undefined;
  return kept.map((part) =>
    complete || !part.includes('*')
      ? literal(part, taint)
      : { text: part, known: false, pattern: part, splits: true, taint },
  );
}

function cut(text: string, syntax: ItemSyntax): string[] {
  if (syntax.kind === 'words') return xargsWords(text);
  const parts = text.split(syntax.kind === 'lines' ? '\n' : (syntax.delimiter ?? '\n'));
  if (parts.at(-1) === '') parts.pop();
  return syntax.kind === 'lines'
    ? parts.map((part) => part.trimStart()).filter((part) => part !== '')
    : parts;
}

/** POSIX xargs: blanks and newlines separate, quotes and a backslash make what follows literal. */
function xargsWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === quote) quote = '';
    else if (quote !== '') word = (word ?? '') + char;
    else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      index += 1;
      word = (word ?? '') + text.charAt(index);
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return words;
}
