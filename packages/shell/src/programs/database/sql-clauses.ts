import type { SqlFindings } from './sql-reading.ts';
import type { SqlToken } from './sql-tokens.ts';
import { hasRealWhere } from './sql-where.ts';

/** Objects that hold nothing of their own: dropping them loses no data. */
const LIGHT_OBJECTS = new Set([
  'INDEX',
  'VIEW',
  'TRIGGER',
  'FUNCTION',
  'PROCEDURE',
  'RULE',
  'STATEMENT',
  'CAST',
  'OPERATOR',
  'AGGREGATE',
  'COLLATION',
  'STATISTICS',
  'TEMPORARY',
  'TEMP',
  'PREPARE',
  'FORMAT',
  'MACRO',
]);

/** What one verb with its operands would do; `start` is the verb's place in the statement. */
export function readClause(
  tokens: readonly SqlToken[],
  start: number,
  clause: readonly SqlToken[],
  reading: SqlFindings,
): void {
  const verb = clause[0]?.text ?? '';
  const next = clause[1]?.text ?? '';
  reading.add(verb);
  if (verb === 'DELETE') readDelete(tokens, start, clause, reading);
  else if (verb === 'UPDATE') readUpdate(tokens, start, clause, reading);
  else if (verb === 'DROP')
    reading.add(`DROP ${objectOf(clause, 1)}`, !LIGHT_OBJECTS.has(objectOf(clause, 1)));
  else if (verb === 'ALTER') readAlter(clause, reading);
  else if (verb === 'CREATE') reading.add(`CREATE ${objectOf(clause, 1)}`, false);
  else if (verb === 'GRANT') reading.add(next === 'ALL' ? 'GRANT ALL' : 'GRANT');
  else if (verb === 'RESET' && /^(?:MASTER|SLAVE|REPLICA)$/.test(next))
    reading.add(`RESET ${next}`, false);
  else if (verb === 'INSERT' && next === 'OVERWRITE') reading.add('INSERT OVERWRITE', true);
  else if (verb === 'COPY') readCopy(clause, reading);
  else if (verb === 'MERGE' && hasPair(clause, 'THEN', 'DELETE'))
    reading.add('MERGE DELETE', false);
  else if (verb === 'ATTACH' || verb === 'DETACH') reading.add(verb, false);
}

/** Modifiers between `DROP`, `CREATE`, `ALTER` and the object. */
const MODIFIERS = new Set([
  'OR',
  'REPLACE',
  'UNIQUE',
  'IF',
  'NOT',
  'EXISTS',
  'MATERIALIZED',
  'FOREIGN',
  'EXTERNAL',
  'GLOBAL',
  'LOCAL',
  'UNLOGGED',
  'PUBLIC',
  'ONLY',
  'CONCURRENTLY',
  'ONLINE',
  'OFFLINE',
  'DEFINER',
  'RECURSIVE',
  'TRANSIENT',
  'VIRTUAL',
]);

function objectOf(clause: readonly SqlToken[], from: number): string {
  const found = clause
    .slice(from)
    .find(({ kind, text }) => kind !== 'word' || !MODIFIERS.has(text));
  return found?.kind === 'word' ? found.text : '';
}

/** True for the `UPDATE` and `DELETE` of `ON CONFLICT DO`, `ON DUPLICATE KEY`, `FOR`, `MERGE`. */
function isPartOfStatement(tokens: readonly SqlToken[], start: number): boolean {
  const before = tokens[start - 1]?.text ?? '';
  const earlier = (word: string) => tokens.slice(0, start).some(({ text }) => text === word);
  if (before === 'DO') return earlier('CONFLICT');
  if (before === 'THEN') return earlier('MERGE');
  return before === 'FOR' || before === 'ON' || before === 'KEY';
}

function readDelete(
  tokens: readonly SqlToken[],
  start: number,
  clause: readonly SqlToken[],
  reading: SqlFindings,
): void {
  const next = clause[1];
  if (next === undefined || isPartOfStatement(tokens, start)) return;
  if (/^(?:CASCADE|SET|RESTRICT|NO|ON|OR|TO|AS)$/.test(next.text)) return;
  if (!hasRealWhere(clause)) reading.add('DELETE without WHERE');
}

function readUpdate(
  tokens: readonly SqlToken[],
  start: number,
  clause: readonly SqlToken[],
  reading: SqlFindings,
): void {
  const sets = clause.some(({ text }) => text === 'SET');
  if (!sets || isPartOfStatement(tokens, start)) return;
  if (!hasRealWhere(clause)) reading.add('UPDATE without WHERE');
}

function readAlter(clause: readonly SqlToken[], reading: SqlFindings): void {
  const object = objectOf(clause, 1);
  reading.add(`ALTER ${object}`, false);
  const drops = clause.findIndex(
    ({ kind, text }, index) => index > 1 && kind === 'word' && text === 'DROP',
  );
  const what = clause[drops + 1]?.text;
  if (
    drops > 0 &&
    !/^(?:DEFAULT|NOT|CONSTRAINT|INDEX|KEY|IDENTITY|EXPRESSION|FOREIGN|PRIMARY|CHECK)$/.test(
      what ?? '',
    )
  )
    reading.add('ALTER DROP');
  if (object === 'TABLE' && clause.some(({ text }) => text === 'DELETE') && !hasRealWhere(clause))
    reading.add('DELETE without WHERE');
}

function readCopy(clause: readonly SqlToken[], reading: SqlFindings): void {
  for (const [index, token] of clause.entries()) {
    const next = clause[index + 1];
    if (token.text === 'PROGRAM' && next?.kind === 'string') {
      reading.lines.push(next.text);
      reading.add('COPY PROGRAM', true);
    } else if (next?.kind === 'string' && token.text === 'FROM') reading.reads.push(next.text);
    else if (next?.kind === 'string' && token.text === 'TO') reading.writes.push(next.text);
  }
}

function hasPair(clause: readonly SqlToken[], first: string, second: string): boolean {
  return clause.some((token, index) => token.text === first && clause[index + 1]?.text === second);
}
