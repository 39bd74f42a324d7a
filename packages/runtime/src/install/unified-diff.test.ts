import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { unifiedDiff } from './unified-diff.ts';

describe('unifiedDiff', () => {
  it('is empty for the same text', () => {
    expect(unifiedDiff('f', 'a\n', 'a\n')).toBe('');
    expect(unifiedDiff('f', undefined, undefined)).toBe('');
  });

  it('shows three lines around each change, and joins changes that are near', () => {
    const before = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    const after = before.with(4, 'five').with(9, 'ten').toSpliced(25, 1);
    expect(unifiedDiff('f', `${before.join('\n')}\n`, `${after.join('\n')}\n`)).toBe(
      `--- f
+++ f
@@ -2,12 +2,12 @@
 line 2
 line 3
 line 4
-line 5
+five
 line 6
 line 7
 line 8
 line 9
-line 10
+ten
 line 11
 line 12
 line 13
@@ -23,7 +23,6 @@
 line 23
 line 24
 line 25
-line 26
 line 27
 line 28
 line 29
`,
    );
  });

  it('shows a new file, a removed one, and a missing line break at the end', () => {
    expect(unifiedDiff('f', undefined, 'a\n')).toBe('--- /dev/null\n+++ f\n@@ -0,0 +1,1 @@\n+a\n');
    expect(unifiedDiff('f', 'a\n', undefined)).toBe('--- f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n');
    expect(unifiedDiff('f', 'a', 'a\n')).toBe(
      '--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
    );
  });

  it('gives the new text when it is applied to the old one', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const random = seededRandom(seed);
      const lines = (): string[] =>
        Array.from({ length: random.below(12) }, () => random.pick(['a', 'b', 'c']));
      const [before, after] = [lines(), lines()];
      const text = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
      expect(applied(before, unifiedDiff('f', text(before), text(after)))).toEqual(after);
    }
  });
});

function applied(before: readonly string[], diff: string): readonly string[] {
  const result: string[] = [];
  let position = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const head = /^@@ -(\d+),(\d+)/.exec(line);
    if (head !== null) {
      const start = Number(head[1]) - (head[2] === '0' ? 0 : 1);
      result.push(...before.slice(position, start));
      position = start;
    } else if (line.startsWith('+')) result.push(line.slice(1));
    else {
      expect(before[position]).toBe(line.slice(1));
      if (line.startsWith(' ')) result.push(line.slice(1));
      position += 1;
    }
  }
  return [...result, ...before.slice(position)];
}
