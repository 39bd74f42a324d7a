import { type Dirent, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { readRegularFile } from './regular-file.ts';

/** What stands at a path, links followed. */
export type FileKind = 'file' | 'folder' | 'other';

/** Text of a regular file, or why there is none. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' | 'too-large' | 'unreadable' | 'binary' };

/**
 * The questions `resolve` asks about this machine's files. None of them blocks on a FIFO, writes,
 * or throws: what cannot be answered is `undefined`.
 */
export interface Disk {
  /** The path as the kernel walks it; `undefined` if some component is missing or unreadable. */
  realpath(path: string): string | undefined;
  /** Target text of a symbolic link; `undefined` if it is none. */
  readlink(path: string): string | undefined;
  kind(path: string): FileKind | undefined;
  /** Names in a folder; `undefined` if it cannot be listed or has more than `limit`. */
  list(path: string, limit: number): readonly string[] | undefined;
  /** Names of the folders in a folder, links to folders not counted; else as `list`. */
  folders(path: string, limit: number): readonly string[] | undefined;
  /** Names in a folder below which there may be more: folders and links; else as `list`. */
  enterable(path: string, limit: number): readonly string[] | undefined;
  /** Text of a regular file of at most `limit` bytes. */
  readText(path: string, limit: number): ReadText;
  /** True if names that differ only in case are the same file. */
  readonly foldsCase: boolean;
}

/** The disk of this machine. Case is taken as folded where the system folds it by default. */
export function nodeDisk(os: NodeJS.Platform = process.platform): Disk {
  return {
    realpath: (path) => attempt(() => realpathSync.native(path)),
    readlink: (path) => attempt(() => readlinkSync(path)),
    kind: (path) => attempt(() => kindOf(path)),
    list: (path, limit) => attempt(() => listFolder(path, limit)),
    folders: (path, limit) => attempt(() => foldersIn(path, limit)),
    enterable: (path, limit) => attempt(() => enterableIn(path, limit)),
    readText,
    foldsCase: os === 'darwin' || os === 'win32',
  };
}

/** `undefined` for a file system error, and for a path no file system takes (one with a NUL). */
function attempt<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function kindOf(path: string): FileKind | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}

function listFolder(path: string, limit: number): readonly string[] | undefined {
  const entries = readdirSync(path);
  if (entries.length > limit) return undefined;
  return entries;
}

function foldersIn(path: string, limit: number): readonly string[] | undefined {
  return namesIn(path, limit, (entry) => entry.isDirectory());
}

function enterableIn(path: string, limit: number): readonly string[] | undefined {
  return namesIn(path, limit, (entry) => entry.isDirectory() || entry.isSymbolicLink());
}

function namesIn(
  path: string,
  limit: number,
  isWanted: (entry: Dirent) => boolean,
): readonly string[] | undefined {
  const entries = readdirSync(path, { withFileTypes: true });
  if (entries.length > limit) return undefined;
  return entries.filter(isWanted).map((entry) => entry.name);
}

function readText(path: string, limit: number): ReadText {
  try {
    const file = readRegularFile(path, limit);
    if (file.kind === 'too-large') return { kind: 'too-large' };
    if (file.kind === 'not-regular') return { kind: 'unreadable' };
    if (file.bytes.includes(0)) return { kind: 'binary' };
    return { kind: 'text', text: file.bytes.toString() };
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
}
