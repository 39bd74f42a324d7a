import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';

/** The file behind a path, as an edit finds it. */
export type TargetFile = {
  /** Where the bytes are: symbolic links followed to the end, also where that is not there yet. */
  readonly target: string;
  /** Absent: no file. */
  readonly content?: {
    readonly bytes: Buffer;
    readonly mode: number;
    readonly uid: number;
    readonly gid: number;
  };
};

/** Configuration files are small; a larger one is not read. */
const LARGEST = 16 * 1_048_576;
const MOST_LINKS = 40;

/** Reads the file behind a path. Throws file system errors, and an `Error` for what is no file. */
export function readTargetFile(path: string): TargetFile {
  const target = followLinks(path);
  const fd = openIfThere(target);
  if (fd === undefined) return { target };
  try {
    const { mode, uid, gid, size, isFile } = statOf(fd);
    if (!isFile) throw new Error('it is not a regular file');
    if (size > LARGEST) throw new Error('it is larger than 16 MiB');
    return { target, content: { bytes: readFileSync(fd), mode: mode & 0o7777, uid, gid } };
  } finally {
    closeSync(fd);
  }
}

/** The bytes of a file as text; an `Error` if they are not UTF-8. A byte order mark stays. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Error('it is not UTF-8 text', { cause: error });
  }
}

function followLinks(path: string): string {
  let current = path;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    current = join(realFolder(dirname(current)), basename(current));
    if (lstatSync(current, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return current;
    const link = readlinkSync(current);
    current = isAbsolute(link) ? link : join(dirname(current), link);
  }
  throw new Error('its symbolic links lead in a circle');
}

/** A folder without symbolic links; of one that is not there, the part that is. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing || dirname(folder) === folder) throw error;
    return join(realFolder(dirname(folder)), basename(folder));
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function statOf(fd: number): {
  mode: number;
  uid: number;
  gid: number;
  size: number;
  isFile: boolean;
} {
  const stat = fstatSync(fd);
  return { mode: stat.mode, uid: stat.uid, gid: stat.gid, size: stat.size, isFile: stat.isFile() };
}
