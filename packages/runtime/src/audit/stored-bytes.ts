import { closeSync, constants, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readRegularFile } from '../resolve/regular-file.ts';

/** Ending of a file of the log that was compressed when its day was over. */
export const COMPRESSED = '.gz';

/** Name of a session's file before it was compressed, which its chain and its seals name. */
export function plainName(name: string): string {
  return name.endsWith(COMPRESSED) ? name.slice(0, -COMPRESSED.length) : name;
}

/** Reads up to `length` bytes from `position` on; fewer only at the end. */
export type ReadAt = (position: number, length: number) => Buffer;

/**
 * Reads a file of the log as it was written. A plain file is open only during each read, so that any
 * number of files can be read side by side; a compressed one is held in memory as a whole. A damaged
 * archive reads as its own bytes, which are no records. Throws what opening and reading throw.
 */
export function storedBytes(path: string): ReadAt {
  if (!path.endsWith(COMPRESSED)) return (position, length) => readChunk(path, position, length);
  let whole: Buffer | undefined;
  return (position, length) => {
    whole ??= expand(readArchive(path));
    return whole.subarray(position, position + length);
  };
}

/** An archive is a file of its own: a pipe would be waited for, a link may lead to anything. */
function readArchive(path: string): Buffer {
  const file = readRegularFile(path, LARGEST, { followLinks: false });
  if (file.kind === 'read') return Buffer.from(file.bytes);
  throw Object.assign(new Error(`${path} is no archive of the log`), { code: 'EINVAL' });
}

/** Largest text an archive may hold: what is larger was not written by agsec. */
const LARGEST = 2 ** 30;

function expand(archive: Buffer): Buffer {
  try {
    return gunzipSync(archive, { maxOutputLength: LARGEST });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return archive;
    throw error;
  }
}

function readChunk(path: string, position: number, length: number): Buffer {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const chunk = Buffer.allocUnsafe(length);
    return chunk.subarray(0, readSync(fd, chunk, 0, length, position));
  } finally {
    closeSync(fd);
  }
}
