import { readFileSync, rmSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { replaceFile } from '../state/replace-file.ts';
import { type AuditFile, auditDays, auditFiles } from './audit-files.ts';
import { withSealsLocked } from './seal.ts';
import { COMPRESSED, storedBytes } from './stored-bytes.ts';
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
  const files = auditDays(folder)
    .filter((day) => day < newest && sealed.has(day))
    .flatMap((day) => auditFiles(folder, day))
    .filter(({ name }) => !name.endsWith(COMPRESSED));
  if (files.length === 0) return [];
  return withSealsLocked(folder, () => files.flatMap(compress));
}

/** Larger files stay as they are: nobody could read them back. */
const LARGEST = 2 ** 30;

/** A file beside an archive of another text was begun after it, and stays. */
function compress({ path }: AuditFile): readonly string[] {
  if (statSync(path).size > LARGEST) return [];
  const text = readFileSync(path);
  const archive = `${path}${COMPRESSED}`;
  const before = contentOf(archive, text.length + 1);
  if (before !== undefined && !before.equals(text)) return [];
  if (before === undefined) replaceFile(archive, gzipSync(text), { durable: true });
  rmSync(path);
  return [archive];
}

function contentOf(archive: string, length: number): Buffer | undefined {
  try {
    return storedBytes(archive)(0, length);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
