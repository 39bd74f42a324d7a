import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDay } from './audit-path.ts';
import { plainName } from './stored-bytes.ts';

/** One session's file of one day. */
export type AuditFile = {
  readonly day: string;
  /** Name in the day's folder: `<session>.jsonl`, or `<session>.jsonl.gz` when the day is long over. */
  readonly name: string;
  readonly path: string;
};

/** Folder of the seals, beside the days. */
export const SEALS_FOLDER = 'seals';

/** Days that have a folder in the log, in order. A log that is not there has none. */
export function auditDays(folder: string): readonly string[] {
  return namesIn(folder).filter(isDay);
}

/** Files of a day, by name. */
export function auditFiles(folder: string, day: string): readonly AuditFile[] {
  return namesIn(join(folder, day))
    .filter((name) => plainName(name).endsWith('.jsonl'))
    .map((name) => ({ day, name, path: join(folder, day, name) }));
}

/** Names in a folder in order; none if it is not there. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
