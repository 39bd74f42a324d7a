import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../options.ts';
import { grammarOf } from './define-program.ts';
import { literal } from './values.ts';

const GRAMMAR = grammarOf({
  flags: '-r|--recursive -v',
  values: '-o|--output',
  optional: '--color',
});
const parse = (line: string) =>
  parseOptions(
    line.split(' ').map((word) => literal(word)),
    GRAMMAR,
  );

describe('an option list', () => {
  it('takes the first spelling of a group as its key', () => {
    expect(parse('--recursive x').has('-r')).toBe(true);
    expect(
      parse('--output=f x')
        .values('-o')
        .map(({ text }) => text),
    ).toEqual(['f']);
  });

  it('gives the next word to an option with a value only', () => {
    expect(parse('-o f x').operands.map(({ text }) => text)).toEqual(['x']);
    expect(parse('--color x').operands.map(({ text }) => text)).toEqual(['x']);
  });

  it('lets a later list replace an option of an earlier one', () => {
    const grammar = grammarOf({ flags: '-f' }, { values: '-f' });
    const words = ['-f', 'x'].map((word) => literal(word));
    expect(parseOptions(words, grammar).operands).toEqual([]);
  });

  it('is made into a grammar once, however often it is asked for', () => {
    const [one, other] = [{ flags: '-a' }, { flags: '-b' }];
    expect(grammarOf(one, other)).toBe(grammarOf(one, other));
    expect(grammarOf(one, other)).not.toBe(grammarOf(other, one));
    expect(grammarOf(one)).not.toBe(grammarOf(one, other));
  });
});
