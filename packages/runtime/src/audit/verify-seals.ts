import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditFile, auditDays, auditFiles } from './audit-files.ts';
import { COMPRESSED, plainName, type ReadAt, storedBytes } from './stored-bytes.ts';
import {
  FIRST_SEAL_PREV,
  readSeals,
  type Seal,
  type SealedFile,
  type StoredSeal,
  sealFileName,
} from './stored-seals.ts';
import type { AuditFinding } from './verify-chain.ts';

/** Bytes read at once. */
const CHUNK = 262_144;

/** Checks that the seals are whole and in a row, and that the files still begin as they say. */
export function verifySeals(folder: string): {
  readonly findings: readonly AuditFinding[];
  readonly seals: readonly Seal[];
} {
  const stored = readSeals(folder);
  const seals = stored.flatMap(({ seal, genuine }) =>
    seal !== undefined && genuine ? [seal] : [],
  );
  const lastOfDay = new Map(seals.map((seal) => [seal.day, seal]));
  const retired = new Set(seals.map(({ day }) => day).filter((day) => lastOfDay.get(day)?.retired));
  const findings = [
    ...stored.flatMap(brokenSeal),
    ...seals.flatMap((seal, index) => brokenLink(seal, seals[index - 1])),
    ...seals
      .filter(({ day }) => !retired.has(day))
      .flatMap((seal) => seal.files.flatMap((file) => changedFile(folder, seal, file))),
    ...retiredDays(seals.filter(({ day }) => retired.has(day))),
    ...unsealedFiles(folder, seals),
  ];
  return { findings, seals };
}

function brokenSeal({ file, seal, genuine }: StoredSeal): readonly AuditFinding[] {
  if (seal === undefined) return [sealFinding(file, 'the seal cannot be read')];
  if (!genuine)
    return [sealFinding(file, 'the seal was changed: its hash is not that of its text')];
  if (file.endsWith(`/${sealFileName(seal.number, seal.day)}`)) return [];
  return [sealFinding(file, `the seal was renamed: it is number ${seal.number} of ${seal.day}`)];
}

function brokenLink(seal: Seal, before: Seal | undefined): readonly AuditFinding[] {
  const file = `seals/${sealFileName(seal.number, seal.day)}`;
  const expected = (before?.number ?? 0) + 1;
  if (seal.number !== expected) {
    const missing = seal.number - expected;
    return [
      sealFinding(file, `${missing} ${missing === 1 ? 'seal is' : 'seals are'} missing before it`),
    ];
  }
  if (seal.prev === (before?.hash ?? FIRST_SEAL_PREV)) return [];
  return [sealFinding(file, 'it does not follow the seal before it: one of the two was replaced')];
}

function changedFile(folder: string, seal: Seal, file: SealedFile): readonly AuditFinding[] {
  const name = `${seal.day}/${file.name}`;
  const state = stateOf(join(folder, seal.day, file.name), file);
  const sealed = `sealed on ${seal.ts.slice(0, 16)}Z with ${file.lines} lines`;
  if (state === undefined) {
    return [
      {
        level: 'bad',
        kind: 'missing-file',
        file: name,
        detail: `the file is gone, or cannot be read; it was ${sealed}`,
      },
    ];
  }
  if (state.bytes < file.bytes) {
    const detail = `the end is missing: it was ${sealed} and ${file.bytes} bytes, and has ${state.bytes} now`;
    return [{ level: 'bad', kind: 'missing', file: name, detail }];
  }
  if (state.sha256 === file.sha256) return [];
  return [
    {
      level: 'bad',
      kind: 'edited',
      file: name,
      detail: `the file was rewritten after it was ${sealed}`,
    },
  ];
}

/** Days that agsec itself removed, as `audit.keep_days` and `audit.max_mb` say. */
function retiredDays(seals: readonly Seal[]): readonly AuditFinding[] {
  return seals
    .filter((seal) => seal.retired === true)
    .map(({ day, ts }) => ({
      level: 'note',
      kind: 'retired',
      file: day,
      detail: `the day was removed on ${ts.slice(0, 10)}, its time being over`,
    }));
}

/** Files of sealed days that no seal names. */
function unsealedFiles(folder: string, seals: readonly Seal[]): readonly AuditFinding[] {
  const sealedDays = new Set(seals.map((seal) => seal.day));
  const named = new Set(
    seals.flatMap((seal) => seal.files.map((file) => `${seal.day}/${file.name}`)),
  );
  return auditDays(folder)
    .filter((day) => sealedDays.has(day))
    .flatMap((day) => auditFiles(folder, day))
    .filter((file: AuditFile) => !named.has(`${file.day}/${plainName(file.name)}`))
    .map(
      (file): AuditFinding => ({
        level: 'note',
        kind: 'unsealed',
        file: `${file.day}/${file.name}`,
        detail: 'no seal of its day names this file: it was written later, or put in',
      }),
    );
}

function sealFinding(file: string, detail: string): AuditFinding {
  return { level: 'bad', kind: 'seal', file, detail };
}

type State = { readonly bytes: number; readonly sha256: string };

/**
 * A sealed file as it is now: plain, or compressed since. Where there are both (a clock that was set
 * back began the file anew), the one that was sealed. `undefined`: gone, or not to be read.
 */
function stateOf(path: string, { bytes, sha256 }: SealedFile): State | undefined {
  const states = [`${path}${COMPRESSED}`, path]
    .filter((each) => existsSync(each))
    .flatMap((each) => hashOfStart(storedBytes(each), bytes) ?? []);
  return states.find((state) => state.sha256 === sha256) ?? states[0];
}

/** SHA-256 of the first `length` bytes of a file as written, and how many of them there are. */
function hashOfStart(read: ReadAt, length: number): State | undefined {
  try {
    return hashedStart(read, length);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function hashedStart(read: ReadAt, length: number): State {
  const hash = createHash('sha256');
  let bytes = 0;
  while (bytes < length) {
    const chunk = read(bytes, Math.min(CHUNK, length - bytes));
    if (chunk.length === 0) break;
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
