/** Lines shown before and behind a change. */
const CONTEXT = 3;
/** Above this many cells the comparison of two middles costs more than its diff is worth. */
const MOST_CELLS = 4_000_000;

type Line = { readonly sign: ' ' | '-' | '+'; readonly text: string };

/**
 * A unified diff of two texts, for people; '' if they are the same. `undefined` is a file that is
 * not there. Line ends show only where they are all that differs.
 */
export function unifiedDiff(
  path: string,
  before: string | undefined,
  after: string | undefined,
): string {
  if (before === after) return '';
  const lines = compare(linesOf(before), linesOf(after));
  const head = [
    `--- ${before === undefined ? '/dev/null' : path}`,
    `+++ ${after === undefined ? '/dev/null' : path}`,
  ];
  return `${[...head, ...hunksOf(lines)].join('\n')}\n`;
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`];
}

function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (text: string): Line => ({ sign: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...compareMiddle(
      before.slice(start, before.length - end),
      after.slice(start, after.length - end),
    ),
    ...before.slice(before.length - end).map(same),
  ];
}

/** Longest common subsequence by a table, from the back. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const removed = before.map((text): Line => ({ sign: '-', text }));
  const added = after.map((text): Line => ({ sign: '+', text }));
  const width = after.length + 1;
  if (before.length * after.length > MOST_CELLS) return [...removed, ...added];
  const table = new Uint32Array((before.length + 1) * width);
  const cell = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      table[row * width + column] =
        before[row] === after[column]
          ? cell(row + 1, column + 1) + 1
          : Math.max(cell(row + 1, column), cell(row, column + 1));
    }
  }
  const lines: Line[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    const text = before[row] ?? '';
    if (text === after[column]) {
      lines.push({ sign: ' ', text });
      row += 1;
      column += 1;
    } else if (cell(row + 1, column) >= cell(row, column + 1)) {
      lines.push({ sign: '-', text });
      row += 1;
    } else {
      lines.push({ sign: '+', text: after[column] ?? '' });
      column += 1;
    }
  }
  return [...lines, ...removed.slice(row), ...added.slice(column)];
}

function hunksOf(lines: readonly Line[]): readonly string[] {
  const changed = lines.flatMap((line, index) => (line.sign === ' ' ? [] : [index]));
  const ranges: { start: number; end: number }[] = [];
  for (const index of changed) {
    const start = Math.max(0, index - CONTEXT);
    const end = Math.min(lines.length, index + CONTEXT + 1);
    const last = ranges.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else ranges.push({ start, end });
  }
  return ranges.flatMap(({ start, end }) => [
    hunkHead(lines.slice(0, start), lines.slice(start, end)),
    ...lines.slice(start, end).map(({ sign, text }) => sign + text.replace(/\r$/, '')),
  ]);
}

function hunkHead(preceding: readonly Line[], shown: readonly Line[]): string {
  const range = (sign: '-' | '+'): string => {
    const count = shown.filter((line) => line.sign !== sign).length;
    const skipped = preceding.filter((line) => line.sign !== sign).length;
    return `${count === 0 ? skipped : skipped + 1},${count}`;
  };
  return `@@ -${range('+')} +${range('-')} @@`;
}
