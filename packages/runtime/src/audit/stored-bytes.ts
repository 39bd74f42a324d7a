import { closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs';
import { gunzipSync, constants as zlib } from 'node:zlib';
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
  if (!path.endsWith(COMPRESSED)) return plainBytes(path);
  let whole: Buffer | undefined;
  return (position, length) => {
    whole ??= expand(readArchive(path));
    return whole.subarray(position, position + length);
  };
}

/** A file that is compressed while it is read goes on as its archive, which has the same text. */
function plainBytes(path: string): ReadAt {
  let archive: ReadAt | undefined;
  return (position, length) => {
    if (archive !== undefined) return archive(position, length);
    try {
      return readChunk(path, position, length);
    } catch (error) {
      if (!isGone(error) || !existsSync(`${path}${COMPRESSED}`)) throw error;
      archive = storedBytes(`${path}${COMPRESSED}`);
      return archive(position, length);
    }
  };
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Whether an archive was made of the file beside it, as far as their sizes and first lines tell: what
 * compressed it was killed before it removed the file. A file begun after its archive has another line.
 */
export function isArchiveOf(archive: string, path: string): boolean {
  try {
    if (statSync(path).size < sizeInside(archive)) return false;
    const packed = readChunk(archive, 0, FIRST_BYTES);
    const options = { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: FIRST_BYTES * 1024 };
    const [one] = gunzipSync(packed, options).toString('latin1').split('\n', 1);
    const [other] = readChunk(path, 0, FIRST_BYTES * 2)
      .toString('latin1')
      .split('\n', 1);
    return one !== undefined && one !== '' && one === other;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** Bytes of an archive's text (RFC 1952: its last four, the lowest first). */
function sizeInside(archive: string): number {
  const { size } = statSync(archive);
  return readChunk(archive, Math.max(0, size - 4), 4).readUInt32LE();
}

/** Longer than any line. */
const FIRST_BYTES = 65_536;

/** An archive is a file of its own: a pipe would be waited for, a link may lead to anything. */
function readArchive(path: string): Buffer {
  const file = readRegularFile(path, LARGEST_ARCHIVED, { followLinks: false });
  if (file.kind === 'read') return Buffer.from(file.bytes);
  throw Object.assign(new Error(`${path} is no archive of the log`), { code: 'EINVAL' });
}

/**
 * Largest text, in bytes, that is kept in an archive: it has to be held in memory to be read. An archive
 * that expands to more was not written by agsec.
 */
export const LARGEST_ARCHIVED = 2 ** 27;

function expand(archive: Buffer): Buffer {
  try {
    return gunzipSync(archive, { maxOutputLength: LARGEST_ARCHIVED });
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
