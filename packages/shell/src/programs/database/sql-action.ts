import type { Effects, Stream, Value } from '../../program.ts';
import { literal, unknownValue } from '../shapes/values.ts';
import { readSql } from './sql-verbs.ts';

export type SqlSettings = {
  /** The database refuses every change. */
  readonly readOnly?: boolean;
  /** The engine runs in the client: files the SQL names are this machine's. */
  readonly embedded?: boolean;
};

/** Reports SQL a client would run; what is not known of it is unknown in the action. */
export function sqlAction(
  effects: Effects,
  engine: string,
  source: Value | Stream,
  settings: SqlSettings = {},
): void {
  const known = 'known' in source ? source.known : source.text !== undefined;
  const text = 'known' in source ? source.text : (source.text ?? source.partial);
  if (text === undefined) {
    const any = unknownValue();
    effects.action('db.execute', { engine, sql: any, verbs: [any], destructive: any });
    return;
  }
  const reading = readSql(text, engine);
  if (settings.readOnly) {
    effects.action('db.execute', { engine, sql: text, verbs: [], destructive: false });
    return;
  }
  const verbs = reading.verbs.map((verb) => literal(verb));
  effects.action('db.execute', {
    engine,
    sql: known ? text : { text, known: false, pattern: text, taint: {} },
    verbs: known ? reading.verbs : [...verbs, unknownValue()],
    destructive: known || reading.destructive ? reading.destructive : unknownValue(),
  });
  for (const line of reading.lines) effects.line(literal(line), { wrapper: engine });
  if (!settings.embedded) return;
  for (const file of reading.reads) effects.stdout(effects.reads(literal(file)));
  for (const file of reading.writes) effects.action('file.write', { file_path: file });
}

/** Reports a database command that is not SQL by what it amounts to. */
export function commandAction(
  effects: Effects,
  engine: string,
  command: Value | string,
  verbs: readonly string[],
  destructive: boolean,
): void {
  effects.action('db.execute', { engine, sql: command, verbs, destructive });
}
