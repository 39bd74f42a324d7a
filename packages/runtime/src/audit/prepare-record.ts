import type { Via } from '@agsec/core';
import { mayHoldSecrets, redact } from '../redact/redact.ts';
import { redactParams } from '../redact/redact-params.ts';
import type { NewRecord, RecordedAction } from './audit-record.ts';
import { boundedParams, boundedText, textLength, withoutContents } from './bounded-value.ts';

/** Longest text of a parameter, tried in turn until the record fits. */
const TEXT_LIMITS = [32_768, 8192, 2048, 256] as const;
const LONGEST_LABEL = 1024;
const SHORT_LABEL = 128;
const LONGEST_NAME = 256;
const MOST_UNKNOWN = 32;

/**
 * The JSON object of a record as it is written: contents of files replaced by their SHA-256,
 * secrets redacted, and shortened to at most `limit` bytes: first texts, then the last derived
 * actions. `limit` is at least 8 KiB.
 */
export function prepareRecord(record: NewRecord, limit: number): string {
  if (!('actions' in record)) return JSON.stringify(redactLabels(record, LONGEST_LABEL));
  const { actions: given, ...rest } = record;
  const actions = given.map((action) => ({ ...action, params: withoutContents(action.params) }));
  const size = actions.reduce((sum, action) => sum + textLength(action.params), 0);
  if (size <= limit) {
    const json = JSON.stringify({ ...rest, actions });
    if (Buffer.byteLength(json) <= limit && !mayHoldSecrets(json)) return json;
  }
  const head = redactLabels(rest, LONGEST_LABEL);
  let bounded: Fitted = { actions: [], cuts: 0 };
  for (const longestText of TEXT_LIMITS) {
    bounded = boundActions(actions, longestText);
    const json = fittingJson(head, bounded, bounded.actions.length, limit);
    if (json !== undefined) return json;
  }
  return withoutLastActions(head, bounded, limit);
}

/** Members of a record that are texts from outside, redacted and at most `longest` characters. */
export function redactLabels(record: object, longest: number): object {
  const cuts = { count: 0 };
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    typeof value === 'string' ? redact(boundedText(value, longest, cuts)) : value,
  ]);
  return Object.fromEntries(entries);
}

type Fitted = { readonly actions: readonly RecordedAction[]; readonly cuts: number };

/** The record with its first `count` actions, redacted; undefined if that is too long. */
function fittingJson(
  head: object,
  { actions, cuts }: Fitted,
  count: number,
  limit: number,
): string | undefined {
  const kept = actions.slice(0, count);
  const dropped = actions.length - count;
  const shortened = cuts + dropped > 0 ? { shortened: { texts: cuts, actions: dropped } } : {};
  const size = Buffer.byteLength(JSON.stringify({ ...head, actions: kept, ...shortened }));
  if (size > limit) return undefined;
  const json = JSON.stringify({ ...head, actions: kept.map(redactAction), ...shortened });
  return Buffer.byteLength(json) <= limit ? json : undefined;
}

/** As many actions from the front as fit: the tool's own stand there. */
function withoutLastActions(head: object, bounded: Fitted, limit: number): string {
  for (let count = bounded.actions.length; count > 0; count = Math.floor(count * 0.75)) {
    const json = fittingJson(head, bounded, count, limit);
    if (json !== undefined) return json;
  }
  const dropped = { texts: bounded.cuts, actions: bounded.actions.length };
  const json = JSON.stringify({ ...head, actions: [], shortened: dropped });
  if (Buffer.byteLength(json) <= limit) return json;
  // Labels of six bytes a character (`\u0000`), and policies with very long names.
  const short = { ...redactLabels(head, SHORT_LABEL), layers: [] };
  return JSON.stringify({ ...short, actions: [], shortened: dropped });
}

function boundActions(actions: readonly RecordedAction[], longestText: number): Fitted {
  const cuts = { count: 0 };
  const label = (text: string): string => boundedText(text, LONGEST_NAME, cuts);
  const bounded = actions.map((action) => {
    const params = boundedParams(action.params, longestText, cuts);
    return { ...mapLabels(action, label), params };
  });
  return { actions: bounded, cuts: cuts.count };
}

function redactAction(action: RecordedAction): RecordedAction {
  if (!mayHoldSecrets(JSON.stringify(action))) return action;
  return { ...mapLabels(action, redact), params: redactParams(action.params) };
}

/** An action with its texts outside the parameters mapped. */
function mapLabels(action: RecordedAction, label: (text: string) => string): RecordedAction {
  const { name, via, unknown } = action;
  return {
    ...action,
    name: label(name),
    ...(via === undefined ? {} : { via: mapVia(via, label) }),
    ...(unknown === undefined ? {} : { unknown: unknown.slice(0, MOST_UNKNOWN).map(label) }),
  };
}

function mapVia(via: Via, label: (text: string) => string): Via {
  const file = via.file === undefined ? {} : { file: label(via.file) };
  const wrappers = via.wrappers.slice(0, MOST_UNKNOWN).map(label);
  return { name: label(via.name), wrappers, ...file };
}
