import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../state/replace-file.ts';
import { acquireLock } from './file-lock.ts';

/** Name of the file that says on which day the log was last looked after. */
const LAST_DAY = 'upkeep';

/**
 * Has the log in a folder looked after, unless that was done today already or another process is at
 * it; true if it was done now. A day on which it fails does not count. Throws what `work` throws, and
 * the file system's error. Without a log it does nothing.
 */
export function onceADay(folder: string, now: Date, work: () => void): boolean {
  const marker = join(folder, LAST_DAY);
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

function lastDay(marker: string): string {
  try {
    return readFileSync(marker, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
