import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../__fixtures__/seeded-random.ts';
import { compileWildcard } from './wildcard.ts';

const matches = (pattern: string, text: string): boolean =>
  compileWildcard([{ text: pattern, literal: false }])(text);

describe('wildcards', () => {
  it.each([
    ['*', ''],
    ['*', 'a\nb'],
    ['rm *', 'rm \n-rf /'],
    ['https://*.example.com/*', 'https://a.b.example.com/x/y'],
    ['a?c', 'a\nc'],
    ['a*b*c', 'aXbXbXc'],
    ['rm -rf \\*', 'rm -rf *'],
    ['what\\?', 'what?'],
    ['C:\\\\*', 'C:\\x'],
    ['a\\b', 'a\\b'],
    ['**', 'x'],
    ['?*?', 'ab'],
    ['[a]{b}(c)|d', '[a]{b}(c)|d'],
  ])('%j matches %j', (pattern, text) => {
    expect(matches(pattern, text)).toBe(true);
  });

  it.each([
    ['', 'a'],
    ['rm *', 'rm'],
    ['rm *', 'xrm y'],
    ['a*a', 'a'],
    ['ab*ba', 'aba'],
    ['rm -rf \\*', 'rm -rf x'],
    ['?', ''],
    ['?', 'ab'],
    ['[ab]', 'a'],
    ['RM *', 'rm x'],
  ])('%j does not match %j', (pattern, text) => {
    expect(matches(pattern, text)).toBe(false);
  });

  it('takes no star from a part that is filled in', () => {
    const test = compileWildcard([
      { text: 'cp ', literal: false },
      { text: '/tmp/*', literal: true },
      { text: '/*', literal: false },
    ]);
    expect(test('cp /tmp/*/x')).toBe(true);
    expect(test('cp /tmp/other/x')).toBe(false);
  });

  it('agrees with a plain recursive reading of random patterns', () => {
    const random = new SeededRandom(7);
    let matched = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const pattern = random.some(['a', 'b', 'ab', '*', '*', '?', '\\*'], 6).join('');
      const text = random.some(['a', 'b', 'ab', '*', '\n'], 6).join('');
      const expected = recursive(pattern, text);
      if (expected) matched += 1;
      expect({ pattern, text, matches: matches(pattern, text) }).toEqual({
        pattern,
        text,
        matches: expected,
      });
    }
    expect(matched).toBeGreaterThan(1_000);
  });

  it('gives up on a hostile text of 256 KiB instead of trying every way to split it', () => {
    // A backtracking matcher would need more steps than there are atoms.
    const text = 'a'.repeat(262_144);
    expect(matches('*a*a*a*a*a*a*a*a*a*a*b*a', text)).toBe(false);
    expect(matches('*a?a*a?a*a?a*b?b*a', text)).toBe(false);
  });
});

function recursive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) {
    const rest = pattern.slice(1);
    return recursive(rest, text) || (text !== '' && recursive(pattern, text.slice(1)));
  }
  if (text === '') return false;
  if (pattern.startsWith('\\*'))
    return text[0] === '*' && recursive(pattern.slice(2), text.slice(1));
  return (
    (pattern[0] === '?' || pattern[0] === text[0]) && recursive(pattern.slice(1), text.slice(1))
  );
}
