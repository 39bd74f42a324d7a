import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function lines(input: AsyncIterable<Uint8Array>, limit = 100): Promise<readonly string[]> {
  const read: string[] = [];
  for await (const line of readLines(input, limit))
    read.push(line === 'too-long' ? line : Buffer.from(line.bytes).toString('utf8'));
  return read;
}

describe('lines of a stream', () => {
  it.each([
    [[], []],
    [['a\nb\n'], ['a', 'b']],
    [['a\nb'], ['a', 'b']],
    [
      ['a', 'b\nc', '\n'],
      ['ab', 'c'],
    ],
    [['\n\n'], ['', '']],
    [['é'.repeat(3), '\n'], ['ééé']],
  ])('%j are %j', async (texts, wanted) => {
    expect(await lines(chunks(...texts))).toEqual(wanted);
  });

  it('come before the stream ends', async () => {
    let isEnded = false;
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('first\nsec');
      isEnded = true;
      yield Buffer.from('ond\n');
    }
    const reading = readLines(slow(), 100);
    expect((await reading.next()).value).toEqual({ bytes: Buffer.from('first') });
    expect(isEnded).toBe(false);
  });

  it('that are too long are passed over, whole or in pieces, and the next is read', async () => {
    expect(await lines(chunks(`${'x'.repeat(11)}\nshort\n`), 10)).toEqual(['too-long', 'short']);
    expect(await lines(chunks('xxxxxx', 'xxxxxx', 'x\nshort'), 10)).toEqual(['too-long', 'short']);
    expect(await lines(chunks('x'.repeat(10), '\n'), 10)).toEqual(['x'.repeat(10)]);
    expect(await lines(chunks('x'.repeat(11)), 10)).toEqual(['too-long']);
  });
});
