import { appendRecord } from '../audit/append-record.ts';
import type { NewRecord } from '../audit/audit-record.ts';
import { makePrivateFolder } from '../state/agsec-home.ts';

/**
 * Appends a record to the audit log, making its folder if it is not there yet. Gives what went
 * wrong, for people; `undefined` if the record is in the log. `deadline` in milliseconds since 1970.
 * Calls `onNewDay` if the record is the first of its day.
 */
export function writeRecord(
  folder: string,
  record: NewRecord,
  deadline: number,
  onNewDay?: () => void,
): string | undefined {
  const first = appendRecord(folder, record, deadline);
  if (first.ok) {
    if (first.newDay) onNewDay?.();
    return undefined;
  }
  if (first.code !== 'missing-folder') return first.reason;
  try {
    makePrivateFolder(folder);
  } catch (error) {
    return error instanceof Error ? error.message : first.reason;
  }
  const second = appendRecord(folder, record, deadline);
  return second.ok ? undefined : second.reason;
}
