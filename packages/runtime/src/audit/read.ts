import type { Effect } from '@agsec/core';
import { compileWildcard, matchesActionPattern } from '@agsec/core/internal';
import { type AuditFile, auditDays, auditFiles } from './audit-files.ts';
import { type AuditRecord, isCallRecord, isOutcomeRecord } from './audit-record.ts';
import { parseRecord } from './parse-record.ts';
import { readLines } from './read-lines.ts';

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
 * cannot be read are passed on and do not count. Holds at most `limit` records in memory, and a
 * line of each file of a day. Throws file system errors.
 */
export function* readRecords(
  folder: string,
  filter: RecordFilter = {},
  options: ReadOptions = {},
): Generator<ReadItem> {
  const fits = recordTest(filter);
  const days = auditDays(folder).filter((day) => dayFits(day, filter));
  if (options.limit === undefined) {
    for (const day of days) yield* readDay(folder, day, fits);
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
    const ofDay = lastOf(readDay(folder, day, fits), missing);
    kept = [...ofDay, ...kept];
    missing -= ofDay.filter((item) => item.kind === 'record').length;
  }
  yield* kept;
}

function lastOf(items: Iterable<ReadItem>, limit: number): readonly ReadItem[] {
  let kept: ReadItem[] = [];
  for (const item of items) {
    kept.push(item);
    if (kept.length > limit * 2 + 64) kept = trimmed(kept, limit);
  }
  return trimmed(kept, limit);
}

/** The end of a list that holds at most `limit` records. */
function trimmed(items: readonly ReadItem[], limit: number): ReadItem[] {
  let records = 0;
  const start = items.findLastIndex((item) => item.kind === 'record' && ++records > limit);
  return items.slice(start + 1);
}

/** The records of a day in the order of their time, each file in its own order. */
function* readDay(folder: string, day: string, fits: RecordTest): Generator<ReadItem> {
  const sources = auditFiles(folder, day).map((file) => readFile(file, fits));
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

type Head = { readonly item: ReadItem; readonly ts: string; readonly source: Generator<ReadItem> };

function nextOf(source: Generator<ReadItem>): Head | undefined {
  const next = source.next();
  if (next.done === true) return undefined;
  return { item: next.value, ts: next.value.kind === 'record' ? next.value.record.ts : '', source };
}

function* readFile(file: AuditFile, fits: RecordTest): Generator<ReadItem> {
  for (const { bytes, number, complete } of readLines(file.path)) {
    const record = complete ? parseRecord(bytes.toString('utf8')) : undefined;
    if (record === undefined) yield { kind: 'unreadable', file, line: number };
    else if (fits(record)) yield { kind: 'record', record, file, line: number };
  }
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
