import { sha256Hex } from '../state/sha256.ts';

const BLOCK = 64;
const INNER = 0x36;
const OUTER = 0x5c;

/** HMAC-SHA-256 (RFC 2104) of a text in UTF-8, in lower-case hex. Without `node:crypto`, as `sha256Hex`. */
export function hmacSha256(key: Uint8Array, text: string): string {
  const block = Buffer.alloc(BLOCK);
  block.set(key.length > BLOCK ? Buffer.from(sha256Hex(key), 'hex') : key);
  const masked = (mask: number): Buffer => Buffer.from(block.map((byte) => byte ^ mask));
  const inner = sha256Hex(Buffer.concat([masked(INNER), Buffer.from(text, 'utf8')]));
  return sha256Hex(Buffer.concat([masked(OUTER), Buffer.from(inner, 'hex')]));
}

/** Whether two digests are the same, in a time that does not tell where they differ. */
export function isSameDigest(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) {
    difference |= one.charCodeAt(at) ^ (other.charCodeAt(at) || 0);
  }
  return difference === 0;
}
