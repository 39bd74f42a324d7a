/** Rows as columns of equal width, two spaces apart; the last column is left as it is. */
export function table(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, visible(cell));
  return rows
    .map((row) => {
      const cells = row.map((cell, at) =>
        at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - visible(cell)),
      );
      return `${indent}${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}

/** Columns a cell takes: colours take none. */
function visible(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of style.ts.
  return text.replace(/\x1b\[\d+m/g, '').length;
}

/** A bar of `width` columns for `value` of `most`, in eighths of a column. */
export function bar(value: number, most: number, width: number): string {
  if (most <= 0) return '';
  const eighths = Math.round((value / most) * width * 8);
  const rest = eighths % 8;
  return '█'.repeat(Math.floor(eighths / 8)) + (rest === 0 ? '' : ('▏▎▍▌▋▊▉'[rest - 1] ?? ''));
}
