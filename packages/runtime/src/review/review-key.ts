import { closeSync, openSync, writeSync } from 'node:fs';
import { posix } from 'node:path';
import { readRegularFile } from '../resolve/regular-file.ts';
import { makePrivateFolder } from '../state/agsec-home.ts';

const BYTES = 32;
const FILE_LIMIT = 4096;

/** The key that authenticates requests and answers; `undefined` if there is none, or no whole one. */
export function readReviewKey(path: string): Uint8Array | undefined {
  try {
    const file = readRegularFile(path, FILE_LIMIT, { followLinks: false });
    const text = file.kind === 'read' ? file.bytes.toString().trim() : '';
    return /^[0-9a-f]{64}$/.test(text) ? bytesOfHex(text) : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Without `Buffer.from`, whose way to read hex would have to be compiled in every call. */
function bytesOfHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  }
  return bytes;
}

/**
 * The same, made if there is none; of several processes that make it at once one wins. Throws the
 * file system's error, and an `Error` for a file that holds no key.
 */
export function ensureReviewKey(path: string): Uint8Array {
  const known = readReviewKey(path);
  if (known !== undefined) return known;
  makePrivateFolder(posix.dirname(path));
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(BYTES)));
  return writeNew(path, `${key.toString('hex')}\n`) ? key : otherKey(path);
}

/** False if the file was there. */
function writeNew(path: string, text: string): boolean {
  try {
    const descriptor = openSync(path, 'wx', 0o600);
    try {
      writeSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** How often, and how long apart in milliseconds, a key that another process writes is looked for. */
const LOOKS = 20;
const PAUSE = 5;

function otherKey(path: string): Uint8Array {
  for (let look = 0; look < LOOKS; look += 1) {
    const key = readReviewKey(path);
    if (key !== undefined) return key;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  throw new Error(`${path} holds no key. Remove it; approvals that wait are lost with it.`);
}
