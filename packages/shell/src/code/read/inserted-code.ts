import { NOTHING_READ, type Node } from '../syntax.ts';
import { resolveEscapes } from './escapes.ts';
import type { ScriptLanguage } from './script-tokens.ts';

/** Reads code into the common syntax. */
export type ReadScript = (source: string, language: ScriptLanguage) => Node;

/** Longest code within a text, in UTF-16 units, that is looked for the bracket that closes it. */
const MAX_INSERTED = 500;

/**
 * Where Ruby's `#{…}` is closed that begins before `from`, brackets and texts in it left aside;
 * `undefined` if that is nowhere near.
 */
export function endOfInserted(text: string, from: number): number | undefined {
  const near = text.slice(from, from + MAX_INSERTED);
  const open = ['{'];
  // Nothing is closed behind the last bracket that closes.
  for (let at = 0, last = near.lastIndexOf('}'); at <= last; at += 1) {
    const character = near[at] ?? '';
    const inside = open.at(-1);
    if (character === '\\') at += 1;
    else if (inside === '{') {
      if (character === '}') open.pop();
      else if (character === '{' || character === '"' || character === "'") open.push(character);
      if (open.length === 0) return from + at;
    } else if (character === inside) open.pop();
    else if (inside === '"' && character === '#' && near[at + 1] === '{') {
      open.push('{');
      at += 1;
    }
  }
  return undefined;
}

/**
 * Ruby's `#{…}`, Perl's `$name`, `${name}`, `@name`, `$h{key}`. A bracket that is not closed within
 * 500 characters is `error`, lest many of them are each looked for to the end of the text.
 */
export function interpolate(
  text: string,
  language: ScriptLanguage,
  read: ReadScript,
): (string | Node)[] {
  return language === 'ruby' ? interpolateRuby(text, read) : interpolatePerl(text, read);
}

function interpolateRuby(text: string, read: ReadScript): (string | Node)[] {
  const parts: (string | Node)[] = [];
  let at = 0;
  for (let from = text.indexOf('#{'); from >= 0; from = text.indexOf('#{', at)) {
    if (from > at) parts.push(resolveEscapes(text.slice(at, from)));
    const end = endOfInserted(text, from + 2);
    parts.push(end === undefined ? { kind: 'error' } : read(text.slice(from + 2, end), 'ruby'));
    at = end === undefined ? from + 2 : end + 1;
  }
  if (at < text.length) parts.push(resolveEscapes(text.slice(at)));
  return parts;
}

function interpolatePerl(text: string, read: ReadScript): (string | Node)[] {
  const inserted =
    /(?<!\\)[$@](?:\{(?:([^}]{0,500})\}|)|([A-Za-z_]\w*)(?:->)?(?:\{[^}]{0,500}\}|\[[^\]]{0,500}\])*)/g;
  const parts: (string | Node)[] = [];
  let at = 0;
  for (const match of text.matchAll(inserted)) {
    if (match.index > at) parts.push(resolveEscapes(text.slice(at, match.index)));
    const isOpen = match[1] === undefined && match[2] === undefined;
    parts.push(isOpen ? { kind: 'error' } : perlName(match, read));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(resolveEscapes(text.slice(at)));
  return parts;
}

function perlName(match: RegExpMatchArray, read: ReadScript): Node {
  const sigil = match[0][0] ?? '$';
  const name = match[1] ?? match[2] ?? '';
  // `$h{key}`, `$r->{key}`, `$list[0]`.
  if (match[2] !== undefined && match[0].length > name.length + 1) return read(match[0], 'perl');
  if (/^\w+$/.test(name)) return { kind: 'name', name: `${sigil}${name}` };
  // `@{[ … ]}` and `${\ … }` hold an expression.
  return match[1] === undefined ? NOTHING_READ : read(name, 'perl');
}

/** Perl runs what stands in `(?{ … })` while it matches. */
export function codeInPattern(pattern: string, read: ReadScript): Node {
  const pieces: Node[] = [];
  for (const piece of pattern.split(/\(\?\??\{/).slice(1)) {
    const end = piece.indexOf('})');
    pieces.push(read(end < 0 ? piece : piece.slice(0, end), 'perl'));
  }
  return pieces.length === 0 ? NOTHING_READ : { kind: 'other', parts: pieces };
}
