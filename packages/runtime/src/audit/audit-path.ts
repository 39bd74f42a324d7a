import { sha256Hex } from '../state/sha256.ts';

const LONGEST_NAME = 100;

/** Name of a session's file in the folder of a day. */
export function sessionFileName(session: string): string {
  return `${safeName(session)}.jsonl`;
}

/** UTC day of a record, `2026-11-22`: the folder it is written to. */
export function dayOf(ts: string): string {
  const day = ts.slice(0, 10);
  return isDay(day) ? day : new Date(0).toISOString().slice(0, 10);
}

/** Whether a name is that of a day's folder. */
export function isDay(name: string): boolean {
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(name);
}

/**
 * A file name for any text an agent calls a session. What had to be changed gets a part of its
 * hash, so that two sessions never share a file.
 */
function safeName(session: string): string {
  if (session === '') return 'no-session';
  const safe = session.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '_');
  if (safe === session && safe.length <= LONGEST_NAME) return safe;
  return `${safe.slice(0, LONGEST_NAME - 9)}-${sha256Hex(session).slice(0, 8)}`;
}
