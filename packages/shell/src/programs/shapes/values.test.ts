import { describe, expect, it } from 'vitest';
import { literal, slice, splitValue, substitute, unknownValue, withoutPrefix } from './values.ts';

const OPEN = { text: '@~/.ssh/*', known: false, pattern: '@~/.ssh/*', taint: {} };
const ESCAPED = { text: '[a]=b*', known: false, pattern: '\\[a\\]=b*', taint: {} };

describe('a part of a value', () => {
  it('keeps what is not known of it', () => {
    expect(withoutPrefix(OPEN, 1)).toEqual({ ...OPEN, text: '~/.ssh/*', pattern: '~/.ssh/*' });
  });

  it('is known when the unknown part is cut off', () => {
    expect(slice(OPEN, 0, 7)).toEqual({ text: '@~/.ssh', known: true, taint: {} });
  });

  it('counts an escaped character of the pattern as one', () => {
    expect(splitValue(ESCAPED, '=')).toEqual([
      { text: '[a]', known: true, taint: {} },
      { text: 'b*', known: false, pattern: 'b*', taint: {} },
    ]);
  });
});

describe('a placeholder', () => {
  it('is replaced wherever it stands', () => {
    expect(substitute(literal('a{}b{}'), '{}', literal('x')).text).toBe('axbx');
  });

  it('makes the word unknown when what takes its place is', () => {
    const word = substitute(literal('dir/{}'), '{}', unknownValue());
    expect(word).toMatchObject({ text: 'dir/*', known: false, pattern: 'dir/*' });
  });

  it('leaves a word without it alone', () => {
    const word = literal('a{b}');
    expect(substitute(word, '{}', literal('x'))).toBe(word);
  });
});
