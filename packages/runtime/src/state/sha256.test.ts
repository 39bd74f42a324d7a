import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { sha256Hex } from './sha256.ts';

function expected(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of the standard\u2019s example "%s"', (text, hash) => expect(sha256Hex(text)).toBe(hash));

  it('of every length around the ends of blocks', () => {
    const random = seededRandom(3);
    for (let length = 0; length <= 260; length++) {
      const bytes = Uint8Array.from({ length }, () => random.below(256));
      expect(sha256Hex(bytes), `${length} bytes`).toBe(expected(bytes));
    }
  });

  it('of large content, and of a part of a larger buffer', () => {
    const large = Buffer.alloc(3_000_001, 'agsec\xff', 'latin1');
    expect(sha256Hex(large)).toBe(expected(large));
    expect(sha256Hex(large.subarray(7, 1000))).toBe(expected(large.subarray(7, 1000)));
  });

  it('of text is that of its UTF-8, a lone surrogate included', () => {
    for (const text of ['ü€😀', '\ud83d', '\0']) expect(sha256Hex(text)).toBe(expected(text));
  });

  it('leaves the content as it was', () => {
    const bytes = new Uint8Array(64).fill(7);
    sha256Hex(bytes);
    expect(bytes).toEqual(new Uint8Array(64).fill(7));
  });
});
