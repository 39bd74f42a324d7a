import { readSync } from 'node:fs';
import { sha256Hex } from '../state/sha256.ts';
import { claimedHash, sealLine } from './record-line.ts';

/** What a writer has to know about the end of a file before it appends. */
export type TailState =
  /** The last line is whole; the next record names its hash. Empty file: `prev` is undefined. */
  | { readonly kind: 'whole'; readonly prev: string | undefined }
  /** The last line is a whole record and lacks only its line break. */
  | { readonly kind: 'unended'; readonly prev: string }
  /** Behind the last whole record stand bytes that are none. */
  | {
      readonly kind: 'torn';
      readonly prev: string | undefined;
      readonly bytes: Uint8Array;
    }
  /** No record within the part that is searched. */
  | { readonly kind: 'damaged' };

const NEWLINE = 0x0a;
const FIRST_WINDOW = 4096;
/** A line of 64 KiB and its line break, twice: a torn one behind a whole one. */
const SECOND_WINDOW = 2 * 65_537;
const LAST_WINDOW = 1_048_576;

/** Reads the end of an open file of `size` bytes: never more than 1 MiB, mostly 4 KiB. */
export function readTail(fd: number, size: number): TailState {
  if (size === 0) return { kind: 'whole', prev: undefined };
  for (const window of [FIRST_WINDOW, SECOND_WINDOW]) {
    const line = lastLine(readEnd(fd, size, window), window >= size);
    const prev = line === undefined ? undefined : claimedHash(line);
    if (prev !== undefined) return { kind: 'whole', prev };
  }
  return findTorn(readEnd(fd, size, LAST_WINDOW), LAST_WINDOW >= size);
}

/** The last line if it ends in a line break and begins inside `bytes`. */
function lastLine(bytes: Buffer, isWholeFile: boolean): string | undefined {
  if (bytes.at(-1) !== NEWLINE) return undefined;
  const start = bytes.lastIndexOf(NEWLINE, bytes.length - 2);
  if (start === -1 && !isWholeFile) return undefined;
  return bytes.subarray(start + 1, bytes.length - 1).toString();
}

/** Goes back line by line to the last one whose hash is right. */
function findTorn(bytes: Buffer, isWholeFile: boolean): TailState {
  let end = bytes.lastIndexOf(NEWLINE);
  const unended = checkedHash(bytes.subarray(end + 1));
  if (unended !== undefined) return { kind: 'unended', prev: unended };
  while (end !== -1) {
    const start = end === 0 ? -1 : bytes.lastIndexOf(NEWLINE, end - 1);
    const prev = checkedHash(bytes.subarray(start + 1, end));
    if (prev !== undefined) return { kind: 'torn', prev, bytes: bytes.subarray(end + 1) };
    end = start;
  }
  return isWholeFile ? { kind: 'torn', prev: undefined, bytes } : { kind: 'damaged' };
}

/** The hash of a line if it is that of its bytes. */
function checkedHash(bytes: Uint8Array): string | undefined {
  const line = Buffer.from(bytes).toString('utf8');
  const hash = claimedHash(line);
  if (hash === undefined) return undefined;
  const body = `${line.slice(0, line.lastIndexOf(',"hash":'))}}`;
  return sealLine(body).hash === hash ? hash : undefined;
}

/** What a recovery record says about torn bytes, the line break that ends them included. */
export function describeTorn(bytes: Uint8Array): { bytes: number; sha256: string } {
  return { bytes: bytes.length, sha256: sha256Hex(bytes) };
}

function readEnd(fd: number, size: number, window: number): Buffer {
  const length = Math.min(size, window);
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(fd, bytes, filled, length - filled, size - length + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}
