import { describe, expect, it } from 'vitest';
import { editDistance, nearest, suggest } from './nearest.ts';

describe('did you mean', () => {
  it('counts insertions, deletions, changes and swaps of neighbours', () => {
    expect(editDistance('read', 'read')).toBe(0);
    expect(editDistance('raed', 'read')).toBe(1);
    expect(editDistance('red', 'read')).toBe(1);
    expect(editDistance('reads', 'read')).toBe(1);
    expect(editDistance('rxad', 'read')).toBe(1);
    expect(editDistance('', 'read')).toBe(4);
    expect(editDistance('deny', 'allow')).toBe(5);
  });

  it('finds what is near, ignoring case, and nothing else', () => {
    expect(nearest('REGX', ['regex', 'glob'])).toBe('regex');
    expect(nearest('zzz', ['regex', 'glob'])).toBeUndefined();
    expect(nearest('x'.repeat(100_000), ['regex'])).toBeUndefined();
  });

  it('lists what there is where nothing is near', () => {
    expect(suggest('zzz', ['all', 'any'])).toBe(' Write one of: all, any.');
    expect(suggest('al', ['all', 'any'])).toBe(' Did you mean "all"?');
  });
});
