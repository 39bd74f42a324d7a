import { sha256Hex } from '../state/sha256.ts';

/**
 * The form of a record in its file, also of a seal: one line of JSON whose last member is `hash`,
 * the SHA-256 of all bytes of the same object without that member. The hash is of the bytes as
 * written, so nothing has to be put in a canonical order to check it.
 */
const BEFORE_HASH = ',"hash":"';
const HEX = /^[0-9a-f]+$/;
/** Length of `,"hash":"…"}`. */
export const HASH_SUFFIX_LENGTH = `${BEFORE_HASH}"}`.length + 64;

/** The line of a body (JSON of an object that is not empty), without its line break, and its hash. */
export function sealLine(body: string): { readonly line: string; readonly hash: string } {
  const hash = sha256Hex(body);
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/** The hash a line claims to have, or undefined if it is not of the form of a record. */
export function claimedHash(line: string): string | undefined {
  const suffix = line.slice(-HASH_SUFFIX_LENGTH);
  const hash = suffix.slice(BEFORE_HASH.length, -2);
  const isRecord =
    line.startsWith('{"v":') && suffix.startsWith(BEFORE_HASH) && suffix.endsWith('"}');
  return isRecord && HEX.test(hash) ? hash : undefined;
}

/** The bytes that a line's hash is made of. */
export function hashedBytes(line: Uint8Array): Uint8Array {
  const body = Buffer.from(line.subarray(0, line.length - HASH_SUFFIX_LENGTH + 1));
  body[body.length - 1] = 0x7d;
  return body;
}

/**
 * What the first record of a file names as its predecessor. It depends on day and file name, so
 * that a file cannot take another's place.
 */
export function genesisHash(day: string, fileName: string): string {
  return sha256Hex(`agsec audit 1\n${day}/${fileName}`);
}
