import { statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type AuditFile, auditDays, auditFiles } from './audit-files.ts';
import type { AuditRecord } from './audit-record.ts';
import { parseRecord } from './parse-record.ts';
import { type RecordFilter, recordTest } from './read.ts';
import { readLines } from './read-lines.ts';

/** A line that was just written. */
export type FollowItem =
  | { readonly kind: 'record'; readonly record: AuditRecord; readonly file: AuditFile }
  | { readonly kind: 'unreadable'; readonly file: AuditFile };

export type TailOptions = {
  readonly filter?: RecordFilter;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Milliseconds between two looks at the log. Default: 250. */
  readonly interval?: number;
};

/**
 * Records as they are written from now on, over all sessions, until the signal. It looks at the
 * files in intervals, which works on every file system. Each look passes on whole lines only.
 */
export async function* followRecords(
  folder: string,
  options: TailOptions,
): AsyncGenerator<FollowItem> {
  const { signal, filter = {}, interval = 250 } = options;
  const fits = recordTest(filter);
  const offsets = new Map(recentFiles(folder).map((file) => [file.path, sizeOf(file.path)]));
  while (!signal.aborted) {
    for (const file of recentFiles(folder)) {
      const from = offsets.get(file.path) ?? 0;
      if (sizeOf(file.path) <= from) continue;
      for (const { bytes, offset, complete } of readLines(file.path, from)) {
        if (!complete) break;
        offsets.set(file.path, offset + bytes.length + 1);
        const record = parseRecord(bytes.toString('utf8'));
        if (record === undefined) yield { kind: 'unreadable', file };
        else if (fits(record)) yield { kind: 'record', record, file };
      }
    }
    await pause(interval, signal);
  }
}

/** Files of the last two days that are there: a session may go on past midnight. */
function recentFiles(folder: string): readonly AuditFile[] {
  return auditDays(folder)
    .slice(-2)
    .flatMap((day) => auditFiles(folder, day));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
