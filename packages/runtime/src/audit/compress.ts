import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readRegularFile } from '../resolve/regular-file.ts';
import { replaceFile } from '../state/replace-file.ts';
import { type AuditFile, auditDays, auditFiles } from './audit-files.ts';
import { acquireLock } from './file-lock.ts';
import { withSealsLocked } from './seal.ts';
import { COMPRESSED, LARGEST_ARCHIVED, storedBytes } from './stored-bytes.ts';
import { readSeals } from './stored-seals.ts';

/** Days before today that stay as they are: a session may go on past midnight, a clock may be wrong. */
const DAYS_LEFT_PLAIN = 2;

/**
 * Compresses the files of sealed days that have been over for two days, and returns those files'
 * paths. What was read and verified before still is. Throws as `sealDays`.
 */
export function compressDays(folder: string, now: Date): readonly string[] {
  const newest = new Date(now.getTime() - DAYS_LEFT_PLAIN * 86_400_000).toISOString().slice(0, 10);
  const sealed = new Set(readSeals(folder).flatMap(({ seal }) => seal?.day ?? []));
  const days = auditDays(folder)
    .filter((day) => day < newest && sealed.has(day))
    .map((day) => ({ path: join(folder, day), files: plainFiles(folder, day) }))
    .filter(({ files }) => files.length > 0);
  if (days.length === 0) return [];
  return withSealsLocked(folder, () =>
    days.flatMap(({ path, files }) => {
      removeLeftOver(path);
      return files.flatMap(compressLocked);
    }),
  );
}

function plainFiles(folder: string, day: string): readonly AuditFile[] {
  return auditFiles(folder, day).filter(({ name }) => !name.endsWith(COMPRESSED));
}

/** What a process left that was killed while it compressed. */
function removeLeftOver(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() && LEFT_OVER.test(entry.name)) rmSync(join(folder, entry.name));
}

const LEFT_OVER = /\.jsonl\.gz\.\d+-[0-9a-z]+\.tmp$/;

/** Time to wait for a writer of the file, in milliseconds. */
const LOCK_WAIT = 2000;

/** A clock that was set back has writers of an old day: none may write between reading and removing. */
function compressLocked(file: AuditFile): readonly string[] {
  const lock = acquireLock(`${file.path}.lock`, Date.now() + LOCK_WAIT);
  if (lock === undefined) return [];
  try {
    return compress(file);
  } finally {
    lock.release();
  }
}

/** A file beside an archive of another text was begun after it, and stays. */
function compress({ path }: AuditFile): readonly string[] {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_ARCHIVED) return [];
  const text = textOf(path);
  if (text === undefined) return [];
  const archive = `${path}${COMPRESSED}`;
  const before = contentOf(archive, text.length + 1);
  if (before === 'foreign') return [];
  // What was killed before it removed the file may have been written on since.
  if (before !== undefined && !text.subarray(0, before.length).equals(before)) return [];
  if (before?.length !== text.length) replaceFile(archive, gzipSync(text), { durable: true });
  rmSync(path);
  return [archive];
}

/** Nothing for what is gone, or has become something else, since it was listed. */
function textOf(path: string): Buffer | undefined {
  try {
    const file = readRegularFile(path, LARGEST_ARCHIVED, { followLinks: false });
    return file.kind === 'read' ? file.bytes : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function contentOf(archive: string, length: number): Buffer | 'foreign' | undefined {
  try {
    return storedBytes(archive)(0, length);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return error.code === 'ENOENT' ? undefined : 'foreign';
  }
}
