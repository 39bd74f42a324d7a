import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { AgsecError } from '@agsec/core';
import { readTargetFile, type TargetFile } from './target-file.ts';

/** A change of one file: what was read, and what it is to be. */
export type FileWrite = {
  readonly file: TargetFile;
  /** Absent: the file is to go. */
  readonly bytes?: Uint8Array;
  /** Permission bits of a new file; an existing one keeps its own unless `setMode`. */
  readonly mode: number;
  readonly setMode?: boolean;
  /** Permission bits of folders that have to be made. */
  readonly folderMode: number;
};

/** Why a file could not be changed. `target` is the file, `cause` the file system's error. */
export class FileChangeError extends AgsecError {
  readonly target: string;

  constructor(target: string, cause: unknown) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super({ code: 'file-change-failed', message, cause });
    this.target = target;
  }
}

/** What a transaction made besides files, for its manifest. */
export type Committed = { readonly folders: readonly string[] };

/**
 * Writes several files so that all of them are changed or none: each through a temporary file in
 * the same folder and a rename, on the disk before the next. A failure takes back what was done and
 * is thrown as a `FileChangeError`. A file that is no longer as it was read is a failure.
 */
export function commitFiles(writes: readonly FileWrite[]): Committed {
  const done: FileWrite[] = [];
  const folders: string[] = [];
  for (const write of writes) {
    try {
      expectUnchanged(write.file);
      if (write.bytes !== undefined) folders.push(...makeFolders(write));
      applyWrite(write);
    } catch (error) {
      rollBack(done, folders);
      throw new FileChangeError(write.file.target, error);
    }
    done.push(write);
  }
  return { folders };
}

function applyWrite({ file, bytes, mode, setMode }: FileWrite): void {
  const { target, content } = file;
  if (bytes === undefined) {
    unlinkSync(target);
    syncFolder(dirname(target));
    return;
  }
  const keep = setMode === true || content === undefined ? mode : content.mode;
  replace(target, bytes, keep, content);
}

/** Restores what was there, last change first. */
function rollBack(done: readonly FileWrite[], folders: readonly string[]): void {
  for (const { file, mode } of done.toReversed()) {
    const { target, content } = file;
    if (content === undefined) rmSync(target, { force: true });
    else replace(target, content.bytes, content.mode ?? mode, content);
  }
  removeEmptyFolders(folders);
}

/** Removes folders that nothing is in; the others stay. */
export function removeEmptyFolders(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    try {
      rmdirSync(folder);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
    }
  }
}

function replace(
  target: string,
  bytes: Uint8Array,
  mode: number,
  owner: { readonly uid: number; readonly gid: number } | undefined,
): void {
  const temporary = `${target}.agsec-${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`;
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  const fd = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o600);
  try {
    try {
      writeFileSync(fd, bytes);
      const made = fstatSync(fd);
      if (owner !== undefined && (made.uid !== owner.uid || made.gid !== owner.gid)) {
        fchownSync(fd, owner.uid, owner.gid);
      }
      fchmodSync(fd, mode);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

function expectUnchanged(file: TargetFile): void {
  const now = readTargetFile(file.target);
  const before = file.content?.bytes;
  const same = before === undefined ? now.content === undefined : now.content?.bytes.equals(before);
  if (same !== true) throw new Error('it was changed by another program meanwhile; try again');
}

/** Makes the folders a file needs; those that were made, outermost first. */
function makeFolders({ file, folderMode }: FileWrite): readonly string[] {
  const folder = dirname(file.target);
  const first = mkdirSync(folder, { recursive: true, mode: folderMode });
  if (first === undefined) return [];
  const made: string[] = [];
  for (let current = folder; current.length >= first.length; current = dirname(current)) {
    made.unshift(current);
  }
  return made;
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
