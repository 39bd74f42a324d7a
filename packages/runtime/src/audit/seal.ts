import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AgsecError } from '@agsec/core';
import { replaceFile } from '../state/replace-file.ts';
import { auditDays, auditFiles, hasSealsFolder, namesIn, SEALS_FOLDER } from './audit-files.ts';
import { acquireLock } from './file-lock.ts';
import { readLines } from './read-lines.ts';
import { sealLine } from './record-line.ts';
import { COMPRESSED, plainName } from './stored-bytes.ts';
import {
  FIRST_SEAL_PREV,
  readSeals,
  type Seal,
  type SealedFile,
  sealFileName,
} from './stored-seals.ts';

export type SealOptions = {
  /** Time of sealing. */
  readonly now: Date;
  /** Version that seals. */
  readonly agsec: string;
  /** Also the day that `now` is in, as far as it is written. Default: only days that are over. */
  readonly today?: boolean;
};

/**
 * Seals every day that is over and not sealed as it stands, oldest first, and returns the new
 * seals. What is not agsec's is passed over. Throws an `AgsecError`: `audit-seals-locked` when another
 * process has been sealing for more than 10 s, `audit-seals-foreign` where something else stands in the
 * place of the seals; and file system errors.
 */
export function sealDays(folder: string, options: SealOptions): readonly Seal[] {
  return withSealsLocked(folder, () => sealOpenDays(folder, options));
}

/** Runs what writes seals while nobody else does. Throws as `sealDays`. */
export function withSealsLocked<Result>(folder: string, body: () => Result): Result {
  const seals = join(folder, SEALS_FOLDER);
  if (!hasSealsFolder(folder)) {
    const message = `${seals} is not the folder of agsec's seals. Move it away, then run: agsec audit seal`;
    throw new AgsecError({ code: 'audit-seals-foreign', message });
  }
  mkdirSync(seals, { recursive: true, mode: 0o700 });
  const lock = acquireLock(join(folder, 'seals.lock'), Date.now() + 10_000);
  if (lock === undefined) {
    throw new AgsecError({
      code: 'audit-seals-locked',
      message: `Another process is sealing the log in ${folder}. Try again when it is done.`,
    });
  }
  try {
    return body();
  } finally {
    lock.release();
  }
}

function sealOpenDays(folder: string, options: SealOptions): readonly Seal[] {
  const today = options.now.toISOString().slice(0, 10);
  const made: Seal[] = [];
  const known = readSeals(folder);
  for (const day of auditDays(folder)) {
    if (day > today || (day === today && options.today !== true)) continue;
    const stored = auditFiles(folder, day);
    const latest = known.findLast(({ seal }) => seal?.day === day)?.seal;
    if (latest !== undefined && stored.every(({ name }) => name.endsWith(COMPRESSED))) continue;
    const files = stored.flatMap(({ path, name }) => sealedFile(path, plainName(name)) ?? []);
    if (files.length === 0 || sameFiles(latest?.files, files)) continue;
    made.push(appendSeal(folder, { day, files }, options));
  }
  return made;
}

/** Nothing for what cannot be read: it keeps the rest of the log from no seal, and `verifyAudit` names it. */
function sealedFile(path: string, name: string): SealedFile | undefined {
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  try {
    for (const line of readLines(path)) {
      if (!line.complete) break;
      hash.update(line.bytes).update('\n');
      bytes += line.bytes.length + 1;
      lines += 1;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
  return { name, bytes, lines, sha256: hash.digest('hex') };
}

function sameFiles(before: readonly SealedFile[] | undefined, now: readonly SealedFile[]): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

/** Numbers in the names of seals, those of what is none included: a seal is never replaced. */
function numbersTaken(folder: string): readonly number[] {
  const numbers = namesIn(join(folder, SEALS_FOLDER)).map((name) => Number.parseInt(name, 10));
  return numbers.filter((number) => Number.isSafeInteger(number + 1));
}

/** Writes the next seal. The caller holds the lock of the seals. */
export function appendSeal(
  folder: string,
  { day, files, retired }: Pick<Seal, 'day' | 'files' | 'retired'>,
  { now, agsec }: SealOptions,
): Seal {
  const last = readSeals(folder).findLast(({ seal }) => seal !== undefined)?.seal;
  const number = Math.max(last?.number ?? 0, ...numbersTaken(folder)) + 1;
  const unsealed = {
    v: 1,
    number,
    day,
    ts: now.toISOString(),
    agsec,
    files,
    ...(retired === true ? { retired } : {}),
    prev: last?.hash ?? FIRST_SEAL_PREV,
  } as const;
  const { line, hash } = sealLine(JSON.stringify(unsealed));
  const path = join(folder, SEALS_FOLDER, sealFileName(number, day));
  const temporary = `${path}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`;
  try {
    replaceFile(temporary, `${line}\n`, { durable: true });
    // Unlike a rename, a link never replaces a seal that is there.
    linkSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  return { ...unsealed, hash };
}
