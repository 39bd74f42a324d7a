/**
 * What Unicode calls white space. `String.prototype.trim` knows no next-line character (U+0085) and
 * takes the byte order mark for one, so that `.env` and a next line would be another file to us than
 * to a program that goes by Unicode.
 */
const WHITE_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** `text` without white space at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text, end - 1)) end -= 1;
  return text.slice(0, end);
}

/** `text` without white space around it. */
export function trimmed(text: string): string {
  let start = 0;
  while (start < text.length && isWhiteSpace(text, start)) start += 1;
  return trimEnd(text.slice(start));
}

function isWhiteSpace(text: string, index: number): boolean {
  return WHITE_SPACE.test(text.charAt(index));
}
