import type { Effect } from '@agsec/core';
import { compileWildcard, matchesActionPattern } from '@agsec/core/internal';
import { type AuditFile, auditDays, auditFiles } from './audit-files.ts';
import { type AuditRecord, isCallRecord, isOutcomeRecord } from './audit-record.ts';
import { parseRecord } from './parse-record.ts';
import { readLines } from './read-lines.ts';
import { storedBytes } from './stored-bytes.ts';

/** Which records to read. Absent members do not filter; all that are there must hold. */
export type RecordFilter = {
  /** Only calls, or only their outcomes. */
  readonly kind?: 'call' | 'outcome';
  /** From this time on, and before that time. */
  readonly since?: Date;
  readonly until?: Date;
  /** Glob over the names of a call's actions: `file.*`. */
  readonly action?: string;
  readonly agent?: string;
  readonly session?: string;
  /** What the policies answered. */
  readonly effect?: Effect;
  /** What the agent was told. */
  readonly effective?: Effect;
  /** The statement that decided, or that spoke about one of the actions. */
  readonly sid?: string;
  readonly tool?: string;
  /** Wildcard over the paths of the actions: `*` and `?` stand for any characters. */
  readonly path?: string;
};

/** A line of the log, read. */
export type ReadItem =
  | {
      readonly kind: 'record';
      readonly record: AuditRecord;
      readonly file: AuditFile;
      readonly line: number;
    }
  /** A line that is no record this version knows; `agsec audit verify` says what happened to it. */
  | { readonly kind: 'unreadable'; readonly file: AuditFile; readonly line: number };

export type ReadOptions = {
  /** Only the latest so many records that fit. Default: all. */
  readonly limit?: number;
};

/**
 * Records that fit a filter, from the oldest to the newest, over all days and sessions. Lines that
 * cannot be read are passed on and do not count. Holds at most `limit` records of each file of
 * a day in memory, without a limit a line of each. Throws file system errors of folders.
 */
export function* readRecords(
  folder: string,
  filter: RecordFilter = {},
  options: ReadOptions = {},
): Generator<ReadItem> {
  const fits = recordTest(filter);
  const days = auditDays(folder).filter((day) => dayFits(day, filter));
  if (options.limit === undefined) {
    for (const day of days) yield* readDay(folder, day, (file) => readFile(file, fits));
    return;
  }
  yield* latest(folder, days, fits, options.limit);
}

/** Reads days from the newest back until there are enough. */
function* latest(
  folder: string,
  days: readonly string[],
  fits: RecordTest,
  limit: number,
): Generator<ReadItem> {
  let kept: readonly ReadItem[] = [];
  let missing = limit;
  for (const day of [...days].reverse()) {
    if (missing <= 0) break;
    const wanted = missing;
    const ends = (file: AuditFile) => lastOfFile(file, fits, wanted)[Symbol.iterator]();
    const ofDay = trimmed([...readDay(folder, day, ends)], wanted);
    kept = [...ofDay, ...kept];
    missing -= ofDay.filter((item) => item.kind === 'record').length;
  }
  yield* kept;
}

/** Lines of a file that are read together, from its end on. */
const BLOCK = 256;

/** The end of a file that holds at most `limit` records that fit: only as far as that is it parsed. */
function lastOfFile(file: AuditFile, fits: RecordTest, limit: number): readonly ReadItem[] {
  const lines: { readonly offset: number; readonly length: number; readonly complete: boolean }[] =
    [];
  try {
    for (const { offset, bytes, complete } of readLines(file.path))
      lines.push({ offset, length: bytes.length, complete });
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    return [{ kind: 'unreadable', file, line: lines.length + 1 }];
  }
  const read = storedBytes(file.path);
  const found: ReadItem[] = [];
  let records = 0;
  for (let end = lines.length; end > 0 && records < limit; end -= BLOCK) {
    const start = Math.max(0, end - BLOCK);
    const [first, last] = [lines[start], lines[end - 1]];
    if (first === undefined || last === undefined) break;
    const bytes = read(first.offset, last.offset + last.length - first.offset);
    for (let index = end - 1; index >= start && records < limit; index -= 1) {
      const line = lines[index];
      if (line === undefined) continue;
      const from = line.offset - first.offset;
      const text = bytes.toString('utf8', from, from + line.length);
      const item = itemOf(file, index + 1, line.complete ? text : undefined);
      if (item.kind === 'record' && !fits(item.record)) continue;
      if (item.kind === 'record') records += 1;
      found.push(item);
    }
  }
  return found.reverse();
}

/** The end of a list that holds at most `limit` records. */
function trimmed(items: readonly ReadItem[], limit: number): ReadItem[] {
  let records = 0;
  const start = items.findLastIndex((item) => item.kind === 'record' && ++records > limit);
  return items.slice(start + 1);
}

/** The records of a day in the order of their time, each file in its own order. */
function* readDay(
  folder: string,
  day: string,
  read: (file: AuditFile) => Iterator<ReadItem>,
): Generator<ReadItem> {
  const sources = auditFiles(folder, day).map(read);
  const heads = sources.flatMap((source) => nextOf(source) ?? []);
  while (heads.length > 0) {
    const first = heads.reduce(
      (best, head, index) => (head.ts < (heads[best]?.ts ?? '') ? index : best),
      0,
    );
    const head = heads[first];
    if (head === undefined) return;
    yield head.item;
    const next = nextOf(head.source);
    if (next === undefined) heads.splice(first, 1);
    else heads[first] = next;
  }
}

type Head = { readonly item: ReadItem; readonly ts: string; readonly source: Iterator<ReadItem> };

function nextOf(source: Iterator<ReadItem>): Head | undefined {
  const next = source.next();
  if (next.done === true) return undefined;
  return { item: next.value, ts: next.value.kind === 'record' ? next.value.record.ts : '', source };
}

function* readFile(file: AuditFile, fits: RecordTest): Generator<ReadItem> {
  let read = 0;
  try {
    for (const { bytes, number, complete } of readLines(file.path)) {
      const item = itemOf(file, number, complete ? bytes.toString('utf8') : undefined);
      if (item.kind === 'unreadable' || fits(item.record)) yield item;
      read = number;
    }
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    yield { kind: 'unreadable', file, line: read + 1 };
  }
}

/** What one file does not give is told as a line of it that cannot be read, and hides no other file. */
function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

/** A line as what it is; one that is not whole has no text. */
function itemOf(file: AuditFile, line: number, text: string | undefined): ReadItem {
  const record = text === undefined ? undefined : parseRecord(text);
  return record === undefined
    ? { kind: 'unreadable', file, line }
    : { kind: 'record', record, file, line };
}

export type RecordTest = (record: AuditRecord) => boolean;

/** A filter as a test. Outcomes and recoveries pass only filters that say nothing about calls. */
export function recordTest(filter: RecordFilter): RecordTest {
  const { kind, since, until, action, agent, session, effect, effective, sid, tool, path } = filter;
  const fitsPath =
    path === undefined ? undefined : compileWildcard([{ text: path, literal: false }]);
  const aboutCalls = [action, effect, effective, sid, tool, path].some(
    (value) => value !== undefined,
  );
  const from = since?.toISOString();
  const to = until?.toISOString();
  return (record) => {
    if (from !== undefined && record.ts < from) return false;
    if (to !== undefined && record.ts >= to) return false;
    if (agent !== undefined && record.agent !== agent) return false;
    if (session !== undefined && record.session !== session) return false;
    if (kind === 'outcome') return isOutcomeRecord(record) && !aboutCalls;
    if (!isCallRecord(record)) return !aboutCalls && kind === undefined;
    if (effect !== undefined && record.effect !== effect) return false;
    if (effective !== undefined && record.effective !== effective) return false;
    if (tool !== undefined && record.tool !== tool) return false;
    const { actions } = record;
    if (sid !== undefined && record.sid !== sid && !actions.some((one) => one.sid === sid))
      return false;
    if (action !== undefined && !actions.some((one) => matchesActionPattern(action, one.name)))
      return false;
    return fitsPath === undefined || actions.some((one) => pathsOf(one.params).some(fitsPath));
  };
}

function pathsOf(params: Readonly<Record<string, unknown>>): readonly string[] {
  const { file_path: filePath, to, path } = params;
  return [filePath, to, path].filter((value) => typeof value === 'string');
}

/** Records stand in the folder of their own day, so days outside the filter need not be opened. */
function dayFits(day: string, { since, until }: RecordFilter): boolean {
  const from = since?.toISOString().slice(0, 10);
  const to = until?.toISOString().slice(0, 10);
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}
