/**
 * A text as one word of a POSIX shell line, whatever is in it. Stands here and not only in the shell's
 * reader because every hook needs the word and none may load a reader for it.
 */
export function quoteWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
