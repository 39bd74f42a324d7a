import { sha256Hex, sha256Words } from '../state/sha256.ts';

const BLOCK = 64;
const INNER = 0x36;
const OUTER = 0x5c;

/**
 * HMAC-SHA-256 (RFC 2104) of a text in UTF-8, in lower-case hex. Without `node:crypto`, as `sha256Hex`,
 * and for every call: hence plain arrays, since each method of `Buffer` has to be compiled first.
 */
export function hmacSha256(key: Uint8Array, text: string): string {
  const block = key.length > BLOCK ? bytesOf(sha256Words(key)) : key;
  const inner = sha256Words(keyed(block, INNER, Buffer.from(text)));
  return sha256Hex(keyed(block, OUTER, bytesOf(inner)));
}

/** The key, filled up to a block and masked, before a message. */
function keyed(key: Uint8Array, mask: number, message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(BLOCK + message.length);
  for (let at = 0; at < BLOCK; at += 1) bytes[at] = (key[at] ?? 0) ^ mask;
  bytes.set(message, BLOCK);
  return bytes;
}

/** Words as bytes, the first bits first. */
function bytesOf(words: Int32Array): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  for (let at = 0; at < bytes.length; at += 1)
    bytes[at] = (words[at >> 2] ?? 0) >> (24 - 8 * (at & 3));
  return bytes;
}

/** Whether two digests are the same, in a time that does not tell where they differ. */
export function isSameDigest(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) {
    difference |= one.charCodeAt(at) ^ (other.charCodeAt(at) || 0);
  }
  return difference === 0;
}
