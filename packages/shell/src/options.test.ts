import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';
import type { OptionGrammar } from './program.ts';
import { literal, unknownValue } from './values/value.ts';

const GRAMMAR: OptionGrammar = {
  options: {
    '-r': 'flag',
    '--recursive': '-r',
    '-f': 'flag',
    '--force': '-f',
    '-o': 'value',
    '--output': '-o',
    '--color': 'optional',
    '-i': 'optional',
    '--format': 'value',
  },
};

function parse(line: string, grammar: OptionGrammar = GRAMMAR) {
  const options = parseOptions(
    line.split(' ').map((word) => literal(word)),
    grammar,
  );
  return {
    has: Object.keys(grammar.options).filter((key) => key.length === 2 && options.has(key)),
    values: (key: string) => options.values(key).map((value) => value.text),
    operands: options.operands.map((value) => value.text),
    unknown: options.unknownOptions,
    firstOperand: options.firstOperand,
  };
}

describe('parseOptions', () => {
  it('takes clusters apart', () => {
    expect(parse('-rf a')).toMatchObject({ has: ['-r', '-f'], operands: ['a'] });
  });

  it('knows an option by its other spellings', () => {
    expect(parse('--recursive a').has).toEqual(['-r']);
    const options = parseOptions([literal('--recursive')], GRAMMAR);
    expect(options.has('--recursive')).toBe(true);
  });

  it('knows an abbreviation that only one option has', () => {
    expect(parse('--rec a').has).toEqual(['-r']);
    expect(parse('--fo a')).toMatchObject({ has: [], unknown: ['--fo'] });
  });

  it('does not abbreviate where a program does not', () => {
    const options = { ...GRAMMAR, abbreviations: false };
    expect(parse('--rec a', options)).toMatchObject({ has: [], unknown: ['--rec'] });
  });

  it.each(['-o out a', '-oout a', '--output out a', '--output=out a', '-ro out a', '-roout a'])(
    'finds the value in %s',
    (line) => {
      const parsed = parse(line);
      expect(parsed.values('-o')).toEqual(['out']);
      expect(parsed.operands).toEqual(['a']);
    },
  );

  it('takes an optional value only when it is joined', () => {
    expect(parse('--color never')).toMatchObject({ operands: ['never'] });
    expect(parse('--color=never').values('--color')).toEqual(['never']);
    expect(parse('-i.bak x').values('-i')).toEqual(['.bak']);
  });

  it('takes everything after -- for operands', () => {
    expect(parse('-r -- -f a')).toMatchObject({ has: ['-r'], operands: ['-f', 'a'] });
  });

  it('takes a lone dash for an operand', () => {
    expect(parse('-r -')).toMatchObject({ operands: ['-'] });
  });

  it('goes on after operands, unless the program stops there', () => {
    expect(parse('a -r')).toMatchObject({ has: ['-r'], operands: ['a'] });
    expect(parse('-f a -r', { ...GRAMMAR, stopAtOperand: true })).toMatchObject({
      has: ['-f'],
      operands: ['a', '-r'],
      firstOperand: 1,
    });
  });

  it('names what it does not know', () => {
    expect(parse('-rx --nope a')).toMatchObject({ has: ['-r'], unknown: ['-x', '--nope'] });
  });

  it('reads long options with one dash where a program has them', () => {
    const grammar: OptionGrammar = {
      options: { '-auto-approve': 'flag', '-var': 'value' },
      singleDashLong: true,
    };
    const options = parseOptions(
      ['-auto-approve', '--var', 'x=1', 'dir'].map((word) => literal(word)),
      grammar,
    );
    expect(options.has('-auto-approve')).toBe(true);
    expect(options.values('-var').map((value) => value.text)).toEqual(['x=1']);
    expect(options.operands.map((value) => value.text)).toEqual(['dir']);
  });

  it('takes a word nobody knows for an operand', () => {
    const options = parseOptions([unknownValue(), literal('-r')], GRAMMAR);
    expect(options.operands).toHaveLength(1);
    expect(options.has('-r')).toBe(true);
  });

  it('keeps the doubt of a joined value', () => {
    const word = { text: '--output=*', known: false, pattern: '--output=*', taint: {} };
    const [value] = parseOptions([word], GRAMMAR).values('-o');
    expect(value).toEqual({ text: '*', known: false, pattern: '*', taint: {} });
  });

  it('survives an alias that leads in a circle', () => {
    const grammar: OptionGrammar = { options: { '-a': '-b', '-b': '-a' } };
    expect(parseOptions([literal('-a')], grammar).operands).toEqual([]);
  });

  it('does not mistake what every object has for an option', () => {
    const options = parseOptions([literal('--constructor'), literal('-toString')], GRAMMAR);
    expect(options.unknownOptions).toContain('--constructor');
  });
});
