import { describe, expect, it } from 'vitest';
import { Cursor } from './cursor.ts';
import { readStatements } from './statements.ts';

const LENGTH = 65_535;

/** Pieces whose repetition makes many statements, words, pipes, nested brackets or strings. */
const PIECES: readonly string[] = [
  ...['a|b;', 'a,', 'a ', 'a|', 'a;', 'a&', 'a()', '"$(a)"', '$env:a;', 'a -b c ', 'x=x+x;', '$'],
  ...[
    '(',
    '@(',
    '@{a=',
    '{',
    '"',
    "'",
    '`',
    '[a]::b(',
    '"{0}" -f ',
    'if(1){',
    'function a{',
    '%{$_|',
  ],
];

function workFor(piece: string, length: number): { work: number; isSpent: boolean } {
  const cursor = new Cursor(piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
  while (!cursor.ended) readStatements(cursor, '', 'shown');
  return { work: cursor.work, isSpent: cursor.isSpent };
}

describe('PowerShell of any kind is read with bounded work', () => {
  it.each(PIECES)('%j, again and again', (piece) => {
    expect(workFor(piece, LENGTH).work).toBeLessThanOrEqual(12_100);
  });

  it.each(PIECES)('%j takes no more than twice the work at twice the length', (piece) => {
    const once = workFor(piece, 2_000).work;
    expect(workFor(piece, 4_000).work).toBeLessThanOrEqual(2 * once + 50);
  });

  it('and says so where it stopped', () => {
    expect(workFor('a ', LENGTH).isSpent).toBe(true);
    expect(workFor('Get-Item a;', 600).isSpent).toBe(false);
  });
});
