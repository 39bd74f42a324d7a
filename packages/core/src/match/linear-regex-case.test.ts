import { describe, expect, it } from 'vitest';
import { foldRanges } from './linear-regex-case.ts';
import { rangesHold } from './linear-regex-ranges.ts';

function folded(letter: string): string {
  const units: string[] = [];
  const unit = letter.charCodeAt(0);
  const ranges = foldRanges([[unit, unit]], false);
  for (let other = 0; other <= 0xffff; other++) {
    if (rangesHold(ranges, other)) units.push(String.fromCharCode(other));
  }
  return units.join('');
}

describe('case folding', () => {
  it('gives ASCII letters the relatives that Python names, and no other', () => {
    expect(folded('i')).toBe('Iiİı');
    expect(folded('s')).toBe('Ssſ');
    expect(folded('k')).toBe('Kk\u212a');
    expect(folded('a')).toBe('Aa');
  });

  it('is the same from either end: what folds to ASCII also folds from it', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      for (const relative of folded(letter)) expect(folded(relative)).toBe(folded(letter));
    }
  });

  it('holds every pair that JavaScript’s own Unicode folding holds', () => {
    for (const letter of 'éñøßμåωяжσςſ') {
      const unit = letter.charCodeAt(0);
      const ranges = foldRanges([[unit, unit]], false);
      const own = new RegExp(`^${letter}$`, 'iu');
      for (let other = 0; other <= 0xffff; other++) {
        if (own.test(String.fromCharCode(other))) expect(rangesHold(ranges, other)).toBe(true);
      }
    }
  });

  it('leaves what is no letter alone', () => {
    expect(foldRanges([[0x30, 0x39]], false)).toEqual([[0x30, 0x39]]);
    expect(foldRanges([[0x5b, 0x60]], false)).toEqual([[0x5b, 0x60]]);
  });
});
