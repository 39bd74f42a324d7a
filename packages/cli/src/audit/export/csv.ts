import type { ExportedCall } from './exported-call.ts';

const COLUMNS: readonly (readonly [string, (call: ExportedCall) => string])[] = [
  ['time', ({ record }) => record.ts],
  ['id', ({ record }) => record.id],
  ['agent', ({ record }) => record.agent],
  ['session', ({ record }) => record.session],
  ['cwd', ({ record }) => record.cwd ?? ''],
  ['tool', ({ record }) => record.tool],
  ['action', ({ action }) => action],
  ['subject', ({ subject }) => subject],
  ['effect', ({ record }) => record.effect],
  ['effective', ({ record }) => record.effective],
  ['matched_by', ({ record }) => record.matched_by],
  ['sid', ({ record }) => record.sid ?? ''],
  ['policy', ({ record }) => record.policy ?? ''],
  ['reason', ({ record }) => record.reason],
  ['mode', ({ record }) => record.mode],
  ['hash', ({ record }) => record.hash],
];

/** The first line of the table (RFC 4180, with its line end). */
export function csvHead(): string {
  return csvLine(COLUMNS.map(([name]) => name));
}

/** A call as a line of the table. */
export function csvRow(call: ExportedCall): string {
  return csvLine(COLUMNS.map(([, read]) => read(call)));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A spreadsheet runs a cell that begins like a formula; a leading apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
