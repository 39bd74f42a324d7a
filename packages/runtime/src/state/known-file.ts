import { fingerprintOfStats } from '../policy-store/fingerprint.ts';
import { readRegularFile } from '../resolve/regular-file.ts';
import { hmacSha256, isSameDigest } from '../review/hmac-sha256.ts';
import { replaceFile } from './replace-file.ts';

const NOTE_LIMIT = 1024;

/** A file that only agsec may have written, and what it is called in the note about it. */
export type KnownFile = { readonly path: string; readonly label: string };

/** Text of a regular file of at most `limit` bytes, and its fingerprint; `undefined` if there is none. */
export function readWithPrint(
  path: string,
  limit: number,
): { readonly text: string; readonly print: string } | undefined {
  try {
    const file = readRegularFile(path, limit);
    if (file.kind !== 'read') return undefined;
    return { text: file.bytes.toString(), print: fingerprintOfStats(file.stats) };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/**
 * Whether a file that looked like `print` when it was read is the one that agsec wrote. The note about
 * it (`<path>.seen`) is proved by an HMAC, which spares hashing the file for every call.
 */
export function isKnown({ path, label }: KnownFile, print: string, key: Uint8Array): boolean {
  const [known, mac = ''] = (readWithPrint(notePath(path), NOTE_LIMIT)?.text ?? '').split('\n');
  return known === print && isSameDigest(mac, macOf(label, print, key));
}

/**
 * Notes that the file with this print is agsec's own. The print is of the file as it was read, or
 * written: one that takes its place afterwards has another. A note that cannot be written costs time
 * only.
 */
export function noteKnown({ path, label }: KnownFile, print: string, key: Uint8Array): void {
  try {
    replaceFile(notePath(path), `${print}\n${macOf(label, print, key)}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/**
 * Writes a file in one step and notes it: once it is read back, since another process may have put one
 * of its own there in the same moment. Throws the file system's error.
 */
export function writeKnown(file: KnownFile, text: string, key: Uint8Array): void {
  replaceFile(file.path, text);
  const written = readWithPrint(file.path, Buffer.byteLength(text));
  if (written?.text === text) noteKnown(file, written.print, key);
}

function notePath(path: string): string {
  return `${path}.seen`;
}

function macOf(label: string, print: string, key: Uint8Array): string {
  return hmacSha256(key, `${label}\n${print}`);
}
