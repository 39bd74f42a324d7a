import type { Lookups } from '../resolve/lookups.ts';
import type { Change } from './change.ts';
import type { Hit } from './hit.ts';

/** Text a file has after a change, `undefined` when it is gone; or nobody can know. */
export type Result = { readonly text: string | undefined } | 'unknown';

/**
 * Gives a file's text after a call, from its text now (for what arrives from elsewhere: from the
 * text there); `undefined` if that cannot be known.
 */
export type ResultingText = (current: string | undefined) => string | undefined;

/** Largest settings file that is read to judge what a change leaves of it. */
const SETTINGS_LIMIT = 1024 * 1024;

/** What a change leaves of the file it meets. `written` holds all paths the same call writes to. */
export function resultOf(
  change: Change & { readonly resultingText?: ResultingText },
  hit: Hit,
  written: ReadonlySet<string>,
  lookups: Lookups,
): Result {
  if (change.how === 'removal') return { text: undefined };
  if (change.how !== 'content') return 'unknown';
  if (change.text !== undefined) return { text: change.text };
  if (hit.source !== undefined) {
    const copied = written.has(hit.source) ? 'unknown' : textOf(hit.source, lookups);
    if (copied === 'unknown' || copied.text === undefined) return 'unknown';
    return change.resultingText === undefined ? copied : after(change.resultingText, copied);
  }
  const current = textOf(hit.path, lookups);
  if (change.resultingText === undefined || current === 'unknown') return 'unknown';
  return after(change.resultingText, current);
}

function after(resultingText: ResultingText, current: Exclude<Result, 'unknown'>): Result {
  const text = resultingText(current.text);
  return text === undefined ? 'unknown' : { text };
}

function textOf(path: string, lookups: Lookups): Result {
  const read = lookups.readText(path, SETTINGS_LIMIT);
  if (read.spent) return 'unknown';
  if (read.found.kind === 'text') return { text: read.found.text };
  return read.found.kind === 'missing' ? { text: undefined } : 'unknown';
}
