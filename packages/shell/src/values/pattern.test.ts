import { describe, expect, it } from 'vitest';
import { Random } from '../fuzz/random.ts';
import { compilePattern, compileReversed } from './pattern.ts';

/** The same patterns as regular expressions, to compare with. */
function regexOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[!/g, '[^')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`);
}

describe('compilePattern', () => {
  it.each([
    ['*', 'anything', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[[:digit:]]*', '1x', true],
    ['[[:digit:]]*', 'x1', false],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['[]x]', ']', true],
    ['[', '[', true],
    ['', '', true],
  ] as const)('%s and %s: %s', (pattern, text, matches) => {
    expect(compilePattern(pattern)?.matches(text)).toBe(matches);
  });

  it('gives every prefix that matches', () => {
    expect(compilePattern('*a')?.prefixLengths('banana')).toEqual([2, 4, 6]);
  });

  it('matches backwards', () => {
    // `.*` at the end of `a.txt`
    expect(compileReversed('.*')?.prefixLengths('txt.a')).toEqual([4]);
  });

  it('agrees with regular expressions', () => {
    const random = new Random(1);
    for (let round = 0; round < 2_000; round += 1) {
      const draw = (alphabet: readonly [string, ...string[]], length: number) =>
        Array.from({ length: random.below(length) }, () => random.pick(alphabet)).join('');
      const pattern = draw(['a', 'b', '*', '?', '[ab]', '[!a]', '.'], 7);
      const text = draw(['a', 'b', '.', '\n'], 9);
      expect([pattern, text, compilePattern(pattern)?.matches(text)]).toEqual([
        pattern,
        text,
        regexOf(pattern).test(text),
      ]);
    }
  });

  it('does not blow up on many stars', () => {
    expect(compilePattern('*a'.repeat(500))?.matches('b'.repeat(4_000))).toBe(false);
  });

  it('does not decide patterns that are too long', () => {
    expect(compilePattern('a'.repeat(5_000))).toBeUndefined();
  });
});
