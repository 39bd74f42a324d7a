import type { CallRecord } from '@agsec/runtime';
import { paintEffect, printable, type Style } from '../terminal/style.ts';

/** Longest text of what a call was about. */
const SUBJECT_LENGTH = 80;

/** One call on one line: when, what was told, who, what it was about, by which statement. */
export function callLine(style: Style, record: CallRecord): string {
  const { effective } = record;
  const told = paintEffect(style, effective, effective.padEnd(6));
  const parts = [
    style.dim(localTime(new Date(record.ts))),
    `${told}${spite(style, record)}`,
    printable(record.agent),
    printable(record.tool),
    printable(subjectOf(record)),
    style.dim(printable(record.sid ?? record.matched_by)),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** Why a call passed that the policies did not allow. */
function spite(style: Style, { effect, effective, review }: CallRecord): string {
  if (effect === 'allow' || effective !== 'allow') return '';
  if (review?.answer !== 'approved') return style.yellow(` (would ${effect})`);
  return style.green(` (${printable(review.by ?? 'a person')} approved)`);
}

/** In the zone of this machine: `2026-11-22 16:20:05`. */
export function localTime(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join(':');
  return `${day} ${time}`;
}

/** What a call was about, in a few words of its own. */
export function subjectOf({
  actions: [first],
  reason,
}: Pick<CallRecord, 'actions' | 'reason'>): string {
  if (first === undefined) return short(reason);
  const { command, file_path: path, url, query, pattern } = first.params;
  const given = [command, path, url, query, pattern].find((value) => typeof value === 'string');
  return short(String(given ?? first.name));
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SUBJECT_LENGTH ? `${line.slice(0, SUBJECT_LENGTH - 1)}…` : line;
}
