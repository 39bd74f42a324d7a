import { readClause } from './sql-clauses.ts';
import { readFunctions } from './sql-functions.ts';
import { SqlFindings, type SqlReading } from './sql-reading.ts';
import { dialectsOf, type SqlToken, sqlTokens } from './sql-tokens.ts';

/** Verbs that begin a statement or what stands in its brackets. */
const VERBS = new Set([
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'MERGE',
  'REPLACE',
  'UPSERT',
  'DROP',
  'TRUNCATE',
  'ALTER',
  'CREATE',
  'GRANT',
  'REVOKE',
  'COPY',
  'LOAD',
  'CALL',
  'EXEC',
  'EXECUTE',
  'DO',
  'SET',
  'SHOW',
  'USE',
  'DESCRIBE',
  'DESC',
  'ATTACH',
  'DETACH',
  'VACUUM',
  'PRAGMA',
  'RENAME',
  'SHUTDOWN',
  'KILL',
  'RESTORE',
  'BACKUP',
  'FLUSH',
  'RESET',
  'PURGE',
  'OPTIMIZE',
  'ANALYZE',
  'REINDEX',
  'CLUSTER',
  'INSTALL',
  'IMPORT',
  'EXPORT',
  'VALUES',
  'TABLE',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
  'START',
  'UNDROP',
  'DBCC',
  'BULK',
]);

/** Words behind which another verb may stand. */
const LEADS = new Set([
  'EXPLAIN',
  'ANALYZE',
  'ANALYSE',
  'VERBOSE',
  'QUERY',
  'PLAN',
  'BEGIN',
  'THEN',
  'ELSE',
  'LOOP',
  'DO',
  'AS',
  'DECLARE',
  'RETURN',
  'PERFORM',
  'ATOMIC',
  'FORMAT',
  'JSON',
  'XML',
  'YAML',
  'TEXT',
  'COSTS',
  'BUFFERS',
  'ON',
  'OFF',
]);

const MAX_DEPTH = 3;

/**
 * Most tokens that all clauses of a text are looked through for: clauses stand in each other, and a
 * text of nothing but open clauses would be read as often as it has verbs.
 */
const MAX_LOOKED_THROUGH = 1_000_000;

/**
 * Reads SQL as far as its words tell, in every way the engine may cut it into tokens. Never
 * throws; linear in the length of the text. Beyond its bound a verb counts as destructive.
 */
export function readSql(sql: string, engine: string, depth = 0): SqlReading {
  const reading = new SqlFindings();
  for (const dialect of dialectsOf(engine)) {
    if (dialect.backslashes && reading.verbs.size > 0 && !sql.includes('\\')) break;
    for (const statement of statementsOf(sqlTokens(sql, dialect)))
      readStatement(statement, reading, engine, depth);
  }
  return reading.result();
}

/** Statements end at `;`, at psql's `\g`, and at a line `GO` of SQL Server. */
function statementsOf(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    const ends =
      (token.kind === 'mark' && token.text === ';') ||
      (token.kind === 'word' && token.text === 'GO');
    if (ends) statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

function readStatement(
  tokens: readonly SqlToken[],
  reading: SqlFindings,
  engine: string,
  depth: number,
): void {
  readFunctions(tokens, reading);
  let expectsVerb = true;
  let explained = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'mark') {
      expectsVerb = token.text === '(' || token.text === ')' || (expectsVerb && token.text === ',');
      continue;
    }
    if (token.kind !== 'word') {
      if (token.kind === 'string' && depth < MAX_DEPTH && isBody(tokens, index))
        reading.take(readSql(token.text, engine, depth + 1));
      expectsVerb = false;
      continue;
    }
    if (token.text === 'EXPLAIN') explained = !isAnalyzed(tokens, index);
    else if (expectsVerb && VERBS.has(token.text)) {
      if (explained) reading.add('EXPLAIN', false);
      else if (!reading.look(tokens.length, MAX_LOOKED_THROUGH)) reading.add(token.text, true);
      else readClause(tokens, index, clauseFrom(tokens, index), reading);
    }
    expectsVerb = LEADS.has(token.text) && (index === 0 || expectsVerb || token.text !== 'ON');
    if (token.text === 'WITH' && index === 0) expectsVerb = false;
  }
}

/** `EXPLAIN ANALYZE` runs the statement. */
function isAnalyzed(tokens: readonly SqlToken[], index: number): boolean {
  return tokens.slice(index + 1, index + 12).some((token, at, all) => {
    const ended = all.slice(0, at).some(({ text }) => VERBS.has(text) && text !== 'ANALYZE');
    return !ended && (token.text === 'ANALYZE' || token.text === 'ANALYSE');
  });
}

/** A string that holds statements: the body of `DO`, of a function, of dynamic `EXECUTE`. */
function isBody(tokens: readonly SqlToken[], index: number): boolean {
  const before = tokens[index - 1]?.text;
  return (
    before === 'DO' ||
    before === 'AS' ||
    before === 'EXECUTE' ||
    before === 'EXEC' ||
    before === 'IMMEDIATE' ||
    (before === 'FROM' && tokens[0]?.text === 'PREPARE')
  );
}

/** The tokens from a verb to the end of its brackets. */
function clauseFrom(tokens: readonly SqlToken[], start: number): readonly SqlToken[] {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    const text = tokens[index]?.kind === 'mark' ? tokens[index]?.text : '';
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth < 0) return tokens.slice(start, index);
  }
  return tokens.slice(start);
}
