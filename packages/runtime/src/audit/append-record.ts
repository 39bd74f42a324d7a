import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  writeSync,
} from 'node:fs';
import { dayOf, sessionFileName } from './audit-path.ts';
import { type NewRecord, RECORD_VERSION } from './audit-record.ts';
import { acquireLock, type FileLock } from './file-lock.ts';
import { prepareRecord, redactLabels } from './prepare-record.ts';
import { genesisHash, HASH_SUFFIX_LENGTH, sealLine } from './record-line.ts';
import { describeTorn, readTail, type TailState } from './tail-state.ts';

/** Longest line, its line break not counted. */
export const LONGEST_LINE = 65_536;

/** Whether a record is in the log; if not, the call it is about must not pass in enforce mode. */
export type AppendResult =
  | {
      readonly ok: true;
      readonly hash: string;
      /** True for the one writer that began the day's folder. */
      readonly newDay?: true;
    }
  | {
      readonly ok: false;
      readonly code: 'locked' | 'missing-folder' | 'disk-full' | 'damaged' | 'unwritable';
      /** One line for people: what happened, where, and what to do. */
      readonly reason: string;
    };

/**
 * Appends one record to `<folder>/<day>/<session>.jsonl`, redacted and chained to the record before
 * it. Whole or not at all: a write that the disk cut short is taken back. `folder` has to exist; the
 * day's folder is made. Waits for other writers of the session until `deadlineAt` (milliseconds
 * since the epoch), and never throws.
 */
export function appendRecord(folder: string, record: NewRecord, deadlineAt: number): AppendResult {
  const day = dayOf(record.ts);
  const fileName = sessionFileName(record.session);
  const path = `${folder}/${day}/${fileName}`;
  let isNewDay = false;
  try {
    const json = prepareRecord(record, LONGEST_LINE - CHAIN_LENGTH);
    for (;;) {
      const lock = lockIfThere(`${path}.lock`, deadlineAt);
      if (lock === 'no-folder') {
        isNewDay = makeDay(`${folder}/${day}`);
        continue;
      }
      if (lock === undefined) return lockedResult(path);
      try {
        const result = appendLocked(path, () => genesisHash(day, fileName), record, json, lock);
        if (result !== 'lock-lost')
          return isNewDay && result.ok ? { ...result, newDay: true } : result;
      } finally {
        lock.release();
      }
    }
  } catch (error) {
    return failure(error, path);
  }
}

/** Bytes of version, `prev` and `hash` around the members of a record. */
const CHAIN_LENGTH = '{"v":1,,"prev":""}'.length + 64 + HASH_SUFFIX_LENGTH;

function lockIfThere(path: string, deadlineAt: number): FileLock | 'no-folder' | undefined {
  try {
    return acquireLock(path, deadlineAt);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return 'no-folder';
  }
}

/** True for the one process that makes it. Throws if it cannot be made. */
function makeDay(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !lstatSync(folder).isDirectory()) throw error;
    return false;
  }
}

function appendLocked(
  path: string,
  genesis: () => string,
  record: NewRecord,
  json: string,
  lock: FileLock,
): AppendResult | 'lock-lost' {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  const fd = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) return failure(new Error('it is not a regular file'), path);
    const tail = readTail(fd, stat.size);
    if (tail.kind === 'damaged') return damagedResult(path);
    const prev = tail.prev ?? genesis();
    const lead = leadOf(tail, record, prev);
    const { line, hash } = chainedLine(json, lead.hash);
    if (!lock.isHeld()) return 'lock-lost';
    writeWhole(fd, Buffer.from(`${lead.text}${line}\n`), stat.size);
    return { ok: true, hash };
  } finally {
    closeSync(fd);
  }
}

function chainedLine(json: string, prev: string): { line: string; hash: string } {
  return sealLine(`{"v":${RECORD_VERSION},${json.slice(1, -1)},"prev":"${prev}"}`);
}

/** What has to be written before the record, and the hash that the record then follows. */
function leadOf(
  tail: TailState,
  record: NewRecord,
  prev: string,
): { readonly text: string; readonly hash: string } {
  if (tail.kind === 'torn') return recoveryLines(tail.bytes, record, prev);
  return { text: tail.kind === 'unended' ? '\n' : '', hash: prev };
}

/** Ends the torn line, and the record that names its bytes. */
function recoveryLines(
  torn: Uint8Array,
  record: NewRecord,
  prev: string,
): { readonly text: string; readonly hash: string } {
  const ended = torn.at(-1) === 0x0a;
  const recovered = describeTorn(ended ? torn : Buffer.concat([torn, Buffer.from('\n')]));
  const { ts, session, agent, agsec } = record;
  const labels = redactLabels({ ts, session, agent, agsec }, 256);
  const { line, hash } = chainedLine(JSON.stringify({ ...labels, recovered }), prev);
  return { text: `${ended ? '' : '\n'}${line}\n`, hash };
}

/** Writes all or nothing: what a full disk let through is cut off again. */
function writeWhole(fd: number, bytes: Uint8Array, sizeBefore: number): void {
  const written = writeSync(fd, bytes);
  if (written === bytes.length) return;
  ftruncateSync(fd, sizeBefore);
  throw Object.assign(new Error(`${written} of ${bytes.length} bytes were written`), {
    code: 'ENOSPC',
  });
}

function lockedResult(path: string): AppendResult {
  return {
    ok: false,
    code: 'locked',
    reason: `The audit log ${path} is locked by another process. Try again; if it stays so, see who holds ${path}.lock.`,
  };
}

function damagedResult(path: string): AppendResult {
  return {
    ok: false,
    code: 'damaged',
    reason: `The last 1 MiB of the audit log ${path} hold no record. Move the file aside, then run: agsec audit verify`,
  };
}

function failure(error: unknown, path: string): AppendResult {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return {
      ok: false,
      code: 'disk-full',
      reason: `No space to write the audit log ${path}: ${detail}`,
    };
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      ok: false,
      code: 'missing-folder',
      reason: `The folder of the audit log ${path} is not there. Run: agsec init`,
    };
  }
  return { ok: false, code: 'unwritable', reason: `Cannot write the audit log ${path}: ${detail}` };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
