import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acquireLock } from '../audit/file-lock.ts';
import { sha256Hex } from '../state/sha256.ts';
import type { ApplyFailure } from './apply-plan.ts';
import { type BackedUpFile, backUp, readManifest } from './backup.ts';
import { commitFiles, type FileWrite, removeEmptyFolders } from './file-transaction.ts';
import { readTargetFile } from './target-file.ts';

export type RestoreResult =
  | { readonly ok: true; readonly restored: readonly string[] }
  | { readonly ok: false; readonly failures: readonly ApplyFailure[] };

/**
 * Puts the files of one backup back as they were before that change: all or none. A file that
 * somebody has changed since is a failure, because restoring would lose that change. The present
 * files are backed up first.
 */
export function restoreBackup(agsecHome: string, folder: string, now = new Date()): RestoreResult {
  const manifest = readManifest(folder);
  if (manifest === undefined) return fail(folder, 'there is no backup with a readable manifest');
  const lock = acquireLock(join(agsecHome, 'install.lock'), Date.now() + 10_000);
  if (lock === undefined)
    return fail(folder, 'another installation is running; try again when it is done');
  try {
    const failures = manifest.files.flatMap(changedSince);
    if (failures.length > 0) return { ok: false, failures };
    const writes = manifest.files
      .map((file) => writeOf(folder, file))
      .filter(({ bytes, file }) => bytes !== undefined || file.content !== undefined);
    backUp(join(agsecHome, 'backups'), 'restore', writes, now);
    commitFiles(writes);
    removeEmptyFolders(manifest.folders);
    return { ok: true, restored: manifest.files.map((file) => file.target) };
  } catch (error) {
    return fail(folder, error instanceof Error ? error.message : String(error));
  } finally {
    lock.release();
  }
}

function changedSince({ target, after }: BackedUpFile): readonly ApplyFailure[] {
  const { content } = readTargetFile(target);
  const present = content === undefined ? undefined : sha256Hex(content.bytes);
  if (present === after) return [];
  return [
    {
      path: target,
      message: 'it was changed after agsec wrote it; restoring would lose that change',
    },
  ];
}

function writeOf(folder: string, { target, backup, mode }: BackedUpFile): FileWrite {
  const bytes = backup === undefined ? {} : { bytes: readFileSync(join(folder, backup)) };
  return {
    file: readTargetFile(target),
    ...bytes,
    mode: mode ?? 0o600,
    setMode: mode !== undefined,
    folderMode: 0o700,
  };
}

function fail(path: string, message: string): RestoreResult {
  return { ok: false, failures: [{ path, message }] };
}
