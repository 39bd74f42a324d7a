import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from '../resolve/regular-file.ts';
import { replaceFile } from '../state/replace-file.ts';
import { UPKEEP_MARK } from './audit-files.ts';
import { isDay } from './audit-path.ts';
import { acquireLock } from './file-lock.ts';

/**
 * Has the log in a folder looked after, unless that was done today already or another process is at
 * it; true if it was done now. A day on which it fails does not count. Throws what `work` throws, and
 * the file system's error. Without a log it does nothing.
 */
export function onceADay(folder: string, now: Date, work: () => void): boolean {
  const marker = join(folder, UPKEEP_MARK);
  const today = now.toISOString().slice(0, 10);
  if (!existsSync(folder) || lastDay(marker) === today) return false;
  const lock = acquireLock(`${marker}.lock`, 0);
  if (lock === undefined) return false;
  try {
    if (lastDay(marker) === today) return false;
    work();
    replaceFile(marker, `${today}\n`);
    return true;
  } finally {
    lock.release();
  }
}

/** The day a log was last looked after, `2026-11-22`; empty if that is not known. */
export function lastUpkeep(folder: string): string {
  const day = lastDay(join(folder, UPKEEP_MARK));
  return isDay(day) ? day : '';
}

/** It is one date. */
const LONGEST_MARK = 64;

function lastDay(marker: string): string {
  try {
    const file = readRegularFile(marker, LONGEST_MARK, { followLinks: false });
    return file.kind === 'read' ? file.bytes.toString('utf8').trim() : '';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A link (ELOOP) is none of ours; it is replaced.
    if (code === 'ENOENT' || code === 'ELOOP') return '';
    throw error;
  }
}
