import { describe, expect, it } from 'vitest';
import type { Program, Stream } from '../../program.ts';
import { printed } from '../testing/told.ts';
import { BASE64 } from './base64.ts';
import { CAT, TAC } from './cat.ts';
import { ECHO } from './echo.ts';
import { HEAD, TAIL } from './head-tail.ts';
import { PRINTF } from './printf.ts';
import { TEE } from './tee.ts';
import { WC } from './wc.ts';
import { XXD } from './xxd.ts';

const text = (program: Program, words: readonly string[], input?: string) =>
  printed(program, words, input === undefined ? undefined : { text: input, taint: {} })?.text;

describe('echo', () => {
  it.each([
    [[], '\n'],
    [['a', 'b'], 'a b\n'],
    [['-n', 'a'], 'a'],
    [['-ne', 'a\\tb'], 'a\tb'],
    [['-e', '\\x72\\155 x'], 'rm x\n'],
    [['-e', '\\0162m'], 'rm\n'],
    [['-e', 'a\\cb'], 'a'],
    [['-e', '\\u0072m'], 'rm\n'],
    [['-E', 'a\\n'], 'a\\n\n'],
    [['-nq', 'a'], '-nq a\n'],
    [['--', 'a'], '-- a\n'],
    [['a', '-n'], 'a -n\n'],
    [['--help'], '--help\n'],
    [['a\\qb'], 'a\\qb\n'],
  ])('%j', (words, expected) => {
    expect(text(ECHO, words)).toBe(expected);
  });

  it('does not know a text that shells read differently', () => {
    expect(printed(ECHO, ['\\0162m -rf /'])).toEqual({ partial: '*m -rf /\n', taint: {} });
  });
});

describe('printf', () => {
  it.each([
    [['a\\n'], 'a\n'],
    [['%s\\n', 'a', 'b'], 'a\nb\n'],
    [['%s %s', 'rm', '-rf'], 'rm -rf'],
    [['\\162\\155'], 'rm'],
    [['\\x72m'], 'rm'],
    [['%b', '\\0162m'], 'rm'],
    [['%c%c', 'rx', 'my'], 'rm'],
    [['%.2s', 'rmx'], 'rm'],
    [['%5s|%-3s|', 'a', 'b'], '    a|b  |'],
    [['%03d', '7'], '007'],
    [['%x', '255'], 'ff'],
    [['%d', "'A"], '65'],
    [['%o', '8'], '10'],
    [['%%'], '%'],
    [['%s'], ''],
    [['%*s', '3', 'a'], '  a'],
    [['--', '%s', 'a'], 'a'],
    [['%b', 'a\\cb', 'c'], 'a'],
    [['a', 'unused'], 'a'],
    [['-v', 'NAME', '%s', 'a'], undefined],
    [['%(%F)T'], undefined],
    [['%9999999d', '1'], undefined],
  ])('%j', (words, expected) => {
    expect(text(PRINTF, words)).toBe(expected);
  });
});

describe('text on its way through', () => {
  it.each([
    [CAT, [], 'a\nb\n', 'a\nb\n'],
    [CAT, ['-'], 'a', 'a'],
    [CAT, ['-n'], 'a', undefined],
    [TAC, [], 'b\na\n', 'a\nb\n'],
    [HEAD, ['-1'], 'a\nb\n', 'a\n'],
    [HEAD, ['-n', '1'], 'a\nb\n', 'a\n'],
    [HEAD, ['-c2'], 'rmx', 'rm'],
    [HEAD, ['-n', '-1'], 'a\nb\n', undefined],
    [HEAD, ['-c2'], 'äbc', undefined],
    [TAIL, ['-n1'], 'a\nb\n', 'b\n'],
    [TAIL, ['-n', '+2'], 'a\nb\n', undefined],
    [TEE, ['f'], 'a', 'a'],
    [WC, ['-l'], 'a', undefined],
  ] as const)('%# %j', (program, words, input, expected) => {
    expect(text(program, words, input)).toBe(expected);
  });

  const decoded = (value: string): Stream => ({ text: value, taint: { decoded: true } });
  it.each([
    [BASE64, ['-d'], 'cm0gLXJmIHg=', 'rm -rf x'],
    [BASE64, ['--dec'], 'cm0gLXJm\nIHg=\n', 'rm -rf x'],
    [BASE64, ['-di'], 'cm0#gLXJmIHg=', 'rm -rf x'],
    [BASE64, ['-D'], 'cm0gLXJmIHg=', 'rm -rf x'],
    [XXD, ['-r', '-p'], '726d2078', 'rm x'],
    [XXD, ['-p', '-r'], '72 6d\n2078', 'rm x'],
    [XXD, ['-r'], '00000000: 726d 2078  rm x\n', 'rm x'],
  ] as const)('%# %j decodes a constant', (program, words, input, expected) => {
    expect(printed(program, words, { text: input, taint: {} })).toEqual(decoded(expected));
  });

  it('decodes base32', () => {
    expect(
      printed({ ...BASE64, grammar: BASE64.grammar, names: ['base32'] }, ['-d'], {
        text: 'OJWSA6A=',
        taint: {},
      }),
    ).toEqual(decoded('rm x'));
  });

  it('keeps the taint of what it cannot decode', () => {
    const stdin: Stream = { taint: { remote: 'evil.example' } };
    expect(printed(BASE64, ['-d'], stdin)).toEqual({
      taint: { remote: 'evil.example', decoded: true },
    });
    expect(printed(BASE64, ['-d'], { text: '?', taint: {} })).toEqual({ taint: { decoded: true } });
    expect(printed(BASE64, [], { text: 'x', taint: { secret: 'key' } })).toEqual({
      taint: { secret: 'key' },
    });
  });
});
