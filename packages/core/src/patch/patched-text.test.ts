import { describe, expect, it } from 'vitest';
import type { PatchChunk } from './apply-patch.ts';
import { patchedText } from './patched-text.ts';

function chunk(
  before: readonly string[],
  after: readonly string[],
  rest: Partial<PatchChunk> = {},
) {
  return { before, after, atEnd: false, ...rest };
}

describe('patchedText', () => {
  const cases: readonly (readonly [string, string, readonly PatchChunk[], string])[] = [
    ['replaces a line', 'one\ntwo\n', [chunk(['one'], ['ONE'])], 'ONE\ntwo\n'],
    [
      'goes on behind the place before',
      'x\nx\nx\n',
      [chunk(['x'], ['1']), chunk(['x'], ['2'])],
      '1\n2\nx\n',
    ],
    [
      'starts behind the context',
      'x\nf\nx\n',
      [chunk(['x'], ['y'], { context: 'f' })],
      'x\nf\ny\n',
    ],
    ['keeps to the end', 'x\nx\n', [chunk(['x'], ['y'], { atEnd: true })], 'x\ny\n'],
    ['adds at the end', 'one\n', [chunk([], ['two'])], 'one\ntwo\n'],
    ['adds before an empty last line', 'one\n\n', [chunk([], ['two'])], 'one\ntwo\n\n'],
    ['keeps Windows line ends', 'a\r\nb', [chunk(['a'], ['A'])], 'A\r\nb\r\n'],
    ['gives the last line an end', 'a\nb', [chunk(['a'], ['A'])], 'A\nb\n'],
    ['takes an empty line for the end', 'a\n', [chunk(['a', ''], ['b', ''])], 'b\n'],
    ['fills an empty file', '', [chunk([], ['a'])], 'a\n'],
    ['removes all', 'a\n', [chunk(['a'], [])], ''],
  ];
  it.each(cases)('%s', (_, current, chunks, expected) => {
    expect(patchedText(current, chunks)).toBe(expected);
  });

  it('does not guess', () => {
    expect(patchedText(undefined, [chunk(['a'], ['b'])])).toBeUndefined();
    expect(patchedText('a \n', [chunk(['a'], ['b'])])).toBeUndefined();
    expect(patchedText('a\n', [chunk(['b'], [])])).toBeUndefined();
    expect(patchedText('a\n', [chunk(['a'], ['b'], { context: 'c' })])).toBeUndefined();
    expect(patchedText('a\nb\n', [chunk(['a'], [], { atEnd: true })])).toBeUndefined();
  });

  it('gives up on a patch that would take long', () => {
    const text = `${'x\n'.repeat(3000)}y\n`;
    const before = Array.from({ length: 1500 }, () => 'x');
    expect(patchedText(text, [chunk([...before, 'z'], [])])).toBeUndefined();
  });
});
