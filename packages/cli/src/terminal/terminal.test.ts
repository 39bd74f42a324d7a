import { describe, expect, it } from 'vitest';
import { plural } from './plural.ts';
import { showPath } from './show-path.ts';
import { paintEffect, printable, styleOf } from './style.ts';
import { bar, table } from './table.ts';
import { wrap } from './wrap.ts';

const context = (environment: { readonly [name: string]: string }, isTerminal = false) => ({
  environment,
  isTerminal,
  cwd: '/home/u/p',
  width: 80,
  out: () => undefined,
  err: () => undefined,
  async *readInput() {
    yield Buffer.of();
  },
  ancestors: () => [],
  askAtTerminal: () => undefined,
  keyAtTerminal: async () => undefined,
});

describe('colour', () => {
  it.each([
    [{}, false, 'x'],
    [{}, true, '\x1b[31mx\x1b[39m'],
    [{ NO_COLOR: '1' }, true, 'x'],
    [{ NO_COLOR: '' }, true, '\x1b[31mx\x1b[39m'],
    [{ TERM: 'dumb' }, true, 'x'],
    [{ FORCE_COLOR: '1' }, false, '\x1b[31mx\x1b[39m'],
    [{ FORCE_COLOR: '0' }, false, 'x'],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, 'x'],
  ])('with %j, on a terminal: %j', (environment, isTerminal, painted) => {
    expect(paintEffect(styleOf(context(environment, isTerminal)), 'deny', 'x')).toBe(painted);
  });
});

it('what could steer a terminal, or turn a line around, is shown as a mark', () => {
  expect(printable('a\x1b[2Jb\rc\u202ed\u2066e\x9bf\tg\nh')).toBe('a�[2Jb�c�d�e�f\tg\nh');
});

describe('a table', () => {
  it('has columns as wide as their widest cell, colours not counted', () => {
    const rows = [
      ['a', 'bb', 'c'],
      ['\x1b[31maaa\x1b[39m', 'b', ''],
    ];
    expect(table(rows, '  ')).toBe('  a    bb  c\n  \x1b[31maaa\x1b[39m  b');
  });
});

it.each([
  [0, 10, 4, ''],
  [10, 10, 4, '████'],
  [5, 10, 4, '██'],
  [1, 16, 2, '▏'],
  [3, 0, 4, ''],
])('a bar of %d of %d in %d columns is %j', (value, most, width, wanted) => {
  expect(bar(value, most, width)).toBe(wanted);
});

it('long text goes on in an indented line, a long word on one of its own', () => {
  expect(wrap('one two three four five six', 30, '  ')).toBe('one two three four five six');
  expect(wrap('one two three four five six seven', 26, '  ')).toBe(
    'one two three four five\n  six seven',
  );
  expect(wrap(`a ${'x'.repeat(40)} b`, 30, '')).toBe(`a\n${'x'.repeat(40)}\nb`);
});

it.each([
  ['/home/u/p/a/b', 'a/b'],
  ['/home/u/p', '~/p'],
  ['/home/u/.agsec/x', '~/.agsec/x'],
  ['/home/u', '/home/u'],
  ['/home/user2/x', '/home/user2/x'],
  ['/etc/agsec', '/etc/agsec'],
])('%s is shown as %s', (path, shown) => {
  expect(showPath(context({ HOME: '/home/u' }), path)).toBe(shown);
});

it.each(['/home/u', '/home', '/'])('what is below the home folder keeps its ~ in %s', (cwd) => {
  const there = { ...context({ HOME: '/home/u' }), cwd };
  expect(showPath(there, '/home/u/.agsec')).toBe('~/.agsec');
});

it('one is one', () => {
  expect([plural(0, 'file'), plural(1, 'file'), plural(2, 'file')]).toEqual([
    '0 files',
    '1 file',
    '2 files',
  ]);
});
