import type { CallRecord } from '@agsec/runtime';

/** What all formats say of a call, in plain words. */
export type ExportedCall = {
  readonly record: CallRecord;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The tool's own action: `file.read`; the tool's name where there is none. */
  readonly action: string;
  /** What it was about: a command, path, address. */
  readonly subject: string;
  /** One line for people. */
  readonly message: string;
};

/** A record as the formats need it. */
export function exportedCall(record: CallRecord): ExportedCall {
  const [first] = record.actions;
  const action = first?.name ?? record.tool;
  const { command, file_path: path, url, query, pattern } = first?.params ?? {};
  const given = [command, path, url, query, pattern].find((value) => typeof value === 'string');
  const subject = typeof given === 'string' ? given : '';
  const by = record.sid === undefined ? record.matched_by : `statement ${record.sid}`;
  const observed =
    record.effect === record.effective ? '' : `, the agent was told ${record.effective}`;
  return {
    record,
    time: Date.parse(record.ts),
    action,
    subject,
    message: `${record.effect} ${action} by ${record.agent} (${by}${observed})`,
  };
}
