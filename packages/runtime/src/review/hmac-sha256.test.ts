import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hmacSha256, isSameDigest } from './hmac-sha256.ts';

describe('HMAC-SHA-256', () => {
  it.each([
    [Buffer.from('Jefe'), 'what do ya want for nothing?'],
    [Buffer.alloc(32, 7), ''],
    [Buffer.alloc(64, 1), 'ü✓'.repeat(100)],
    [Buffer.alloc(131, 0xaa), 'a key longer than a block'],
  ])('is what node computes', (key, text) => {
    expect(hmacSha256(key, text)).toBe(createHmac('sha256', key).update(text).digest('hex'));
  });

  it('is compared whole', () => {
    expect(isSameDigest('abc', 'abc')).toBe(true);
    for (const other of ['abd', 'ab', 'abcd', '']) expect(isSameDigest('abc', other)).toBe(false);
  });
});
