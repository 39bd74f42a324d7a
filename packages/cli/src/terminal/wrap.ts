/** Narrowest text that is still wrapped. */
const NARROWEST = 24;

/**
 * Text in lines of at most `width` columns, each after the first indented. A longer word stands on
 * a line of its own.
 */
export function wrap(text: string, width: number, indent: string): string {
  const room = Math.max(NARROWEST, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}
