import { describe, expect, it } from 'vitest';
import { read } from '../testing/line.ts';
import { MAX_COMMANDS, MAX_HANDED, MAX_REDIRECTIONS, MAX_REPORTS, MAX_TEXT } from './recorder.ts';

const numbered = (count: number, piece: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => piece(at)).join('');

/** Lines that reach a bound and no further, and how far that is for one that does. */
const BOUNDS: readonly (readonly [string, (count: number) => string, number])[] = [
  ['commands', (count) => 'a;'.repeat(count), MAX_COMMANDS],
  ['redirections', (count) => `a ${'>f '.repeat(count)}`, MAX_REDIRECTIONS],
  ['reports of one action', (count) => `rm ${'a '.repeat(count)}`, MAX_REPORTS - 10],
  [
    'words handed on',
    (count) => `${'nohup '.repeat(10)} a ${'b '.repeat(count)}`,
    MAX_HANDED / 11 - 11,
  ],
  [
    'text read again',
    (count) => `${'eval '.repeat(10)} : ${'a'.repeat(count)}`,
    MAX_TEXT / 11 - 60,
  ],
  ['coprocesses', (count) => numbered(count, (at) => `coproc C${at} { a; };`), 31],
];

describe('a bound of a line', () => {
  it.each(BOUNDS)(
    'on %s is met by what nobody writes, and by nothing below it',
    (_, line, bound) => {
      expect(read(line(Math.floor(bound * 0.95))).unknown).not.toContain('too-many');
      expect(read(line(Math.ceil(bound * 1.05) + 1)).unknown).toContain('too-many');
    },
  );

  it('leaves what was found before it', () => {
    const { actions } = read(`rm -rf src; a ${'>f '.repeat(MAX_REDIRECTIONS + 1)}`);
    expect(actions).toContainEqual(expect.objectContaining({ name: 'file.delete' }));
  });
});
