import { type Dirent, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { auditDays, auditFiles } from './audit-files.ts';
import { appendSeal, type SealOptions, sealDays, withSealsLocked } from './seal.ts';

export type RetireOptions = Omit<SealOptions, 'today'> & {
  /** Days before today that are kept. */
  readonly keepDays: number;
  /** Size of all records above which the oldest days go. */
  readonly maxMegabytes: number;
};

/**
 * Removes the oldest days that are over their time or over the size, and returns them. Today stays
 * whatever its size. Every day is sealed before, and a further seal says that it was removed on
 * purpose, so that `verifyAudit` tells it from a day that somebody else removed. What is not agsec's
 * stays, and its folder with it. Throws as `sealDays`.
 */
export function retireDays(folder: string, options: RetireOptions): readonly string[] {
  const today = options.now.toISOString().slice(0, 10);
  const oldest = new Date(options.now.getTime() - options.keepDays * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const days = auditDays(folder)
    .filter((day) => holdsOurs(join(folder, day)))
    .map((day) => ({ day, bytes: sizeOf(folder, day) }));
  let total = days.reduce((sum, { bytes }) => sum + bytes, 0);
  const over: string[] = [];
  for (const { day, bytes } of days) {
    if (day >= today || (day >= oldest && total <= options.maxMegabytes * 1_048_576)) break;
    over.push(day);
    total -= bytes;
  }
  if (over.length === 0) return [];
  sealDays(folder, options);
  return withSealsLocked(folder, () => {
    for (const day of over) {
      appendSeal(folder, { day, files: [], retired: true }, options);
      removeDay(join(folder, day));
    }
    return over;
  });
}

/** Whether a day has a file of ours, or nothing at all: what only others left there stays theirs. */
function holdsOurs(day: string): boolean {
  const entries = readdirSync(day, { withFileTypes: true });
  return entries.length === 0 || entries.some(isOurs);
}

/** A session's file, its archive, its lock (a link), and what a killed process left of them. */
function isOurs(entry: Dirent): boolean {
  if (/\.jsonl\.lock(\.\w+)?$/.test(entry.name)) return entry.isSymbolicLink();
  return entry.isFile() && /\.jsonl(\.gz)?(\.[\w-]+\.tmp)?$/.test(entry.name);
}

function removeDay(day: string): void {
  const entries = readdirSync(day, { withFileTypes: true });
  const own = entries.filter(isOurs);
  for (const { name } of own) rmSync(join(day, name), { force: true });
  if (own.length === entries.length) rmdirSync(day);
}

function sizeOf(folder: string, day: string): number {
  return auditFiles(folder, day).reduce(
    (sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
