import { dialectsOf, type SqlToken, sqlTokens } from './sql-tokens.ts';

/** What SQL text would do. */
export type SqlReading = {
  /**
   * Verbs in order, once each: the first word (`DELETE`), and where it matters the object (`DROP
   * TABLE`) or what is missing (`DELETE without WHERE`).
   */
  readonly verbs: readonly string[];
  /** Data, structure or rights are taken away. */
  readonly destructive: boolean;
  /** Shell lines the server or the client would run (`COPY … PROGRAM`, `xp_cmdshell`). */
  readonly lines: readonly string[];
  /** Files it names for reading and for writing. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
};

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

const DESTRUCTIVE =
  /^(?:TRUNCATE|DELETE without WHERE|UPDATE without WHERE|ALTER DROP|SHUTDOWN|PURGE|FLUSH|RESTORE)$/;

const MAX_DEPTH = 3;

/**
 * Reads SQL as far as its words tell, in every way the engine may cut it into tokens. Never
 * throws; linear in the length of the text.
 */
export function readSql(sql: string, engine: string, depth = 0): SqlReading {
  const reading = new Reading();
  for (const dialect of dialectsOf(engine)) {
    if (dialect.backslashes && reading.verbs.size > 0 && !sql.includes('\\')) break;
    for (const statement of statementsOf(sqlTokens(sql, dialect)))
      readStatement(statement, reading, engine, depth);
  }
  return reading.result();
}

class Reading {
  readonly verbs = new Set<string>();
  readonly lines: string[] = [];
  readonly reads: string[] = [];
  readonly writes: string[] = [];
  destructive = false;

  add(verb: string, destructive = DESTRUCTIVE.test(verb)): void {
    this.verbs.add(verb);
    if (destructive) this.destructive = true;
  }

  take(other: SqlReading): void {
    for (const verb of other.verbs) this.verbs.add(verb);
    this.lines.push(...other.lines);
    this.reads.push(...other.reads);
    this.writes.push(...other.writes);
    this.destructive ||= other.destructive;
  }

  result(): SqlReading {
    const { lines, reads, writes, destructive } = this;
    return { verbs: [...this.verbs], destructive, lines, reads, writes };
  }
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
  reading: Reading,
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
      else readClause(tokens, index, reading);
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

function readClause(tokens: readonly SqlToken[], start: number, reading: Reading): void {
  const clause = clauseFrom(tokens, start);
  const verb = clause[0]?.text ?? '';
  const next = clause[1]?.text ?? '';
  reading.add(verb);
  if (verb === 'DELETE') readDelete(clause, reading);
  else if (verb === 'UPDATE') readUpdate(tokens, start, clause, reading);
  else if (verb === 'DROP')
    reading.add(`DROP ${objectOf(clause, 1)}`, !LIGHT_OBJECTS.has(objectOf(clause, 1)));
  else if (verb === 'ALTER') readAlter(clause, reading);
  else if (verb === 'CREATE') reading.add(`CREATE ${objectOf(clause, 1)}`, false);
  else if (verb === 'GRANT') reading.add(next === 'ALL' ? 'GRANT ALL' : 'GRANT');
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

function readDelete(clause: readonly SqlToken[], reading: Reading): void {
  // `ON DELETE CASCADE` and `FOR DELETE` are no statements; they have no table to delete from.
  const next = clause[1];
  if (next === undefined || /^(?:CASCADE|SET|RESTRICT|NO|ON|OR|TO|AS)$/.test(next.text)) return;
  if (!hasRealWhere(clause)) reading.add('DELETE without WHERE');
}

function readUpdate(
  tokens: readonly SqlToken[],
  start: number,
  clause: readonly SqlToken[],
  reading: Reading,
): void {
  const before = tokens[start - 1]?.text;
  const isClause =
    before === 'FOR' ||
    before === 'ON' ||
    before === 'KEY' ||
    !clause.some(({ text }) => text === 'SET');
  if (!isClause && !hasRealWhere(clause)) reading.add('UPDATE without WHERE');
}

function readAlter(clause: readonly SqlToken[], reading: Reading): void {
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

function readCopy(clause: readonly SqlToken[], reading: Reading): void {
  for (const [index, token] of clause.entries()) {
    const next = clause[index + 1];
    if (token.text === 'PROGRAM' && next?.kind === 'string') {
      reading.lines.push(next.text);
      reading.add('COPY PROGRAM', true);
    } else if (next?.kind === 'string' && token.text === 'FROM') reading.reads.push(next.text);
    else if (next?.kind === 'string' && token.text === 'TO') reading.writes.push(next.text);
  }
}

/** Functions and clauses that touch files or a shell, wherever they stand. */
function readFunctions(tokens: readonly SqlToken[], reading: Reading): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    const argument = tokens.slice(index + 1, index + 4).find(({ kind }) => kind === 'string')?.text;
    if (argument === undefined) continue;
    if (/^(?:XP_CMDSHELL|SYS_EXEC|SYS_EVAL|EXECUTABLE)$/.test(token.text)) {
      reading.lines.push(argument);
      reading.add(token.text, true);
    } else if (
      /^(?:LOAD_FILE|PG_READ_FILE|PG_READ_BINARY_FILE|LO_IMPORT|READFILE|INFILE|READ_CSV|READ_CSV_AUTO|READ_PARQUET|READ_JSON|READ_JSON_AUTO|READ_TEXT|READ_BLOB|OPENROWSET)$/.test(
        token.text,
      )
    )
      reading.reads.push(argument);
    else if (/^(?:OUTFILE|DUMPFILE|WRITEFILE|LO_EXPORT|PG_FILE_WRITE)$/.test(token.text)) {
      reading.writes.push(argument);
      reading.add(`INTO ${token.text}`, false);
    } else if (token.text === 'LOAD_EXTENSION') reading.add('LOAD_EXTENSION', true);
    else if (token.text === 'ATTACH' && !/^:/.test(argument)) reading.reads.push(argument);
    else if (token.text === 'INTO' && tokens[0]?.text === 'VACUUM') reading.writes.push(argument);
  }
}

function hasPair(clause: readonly SqlToken[], first: string, second: string): boolean {
  return clause.some((token, index) => token.text === first && clause[index + 1]?.text === second);
}

/** True if a `WHERE` of the clause itself can leave rows out. */
function hasRealWhere(clause: readonly SqlToken[]): boolean {
  let depth = 0;
  for (const [index, token] of clause.entries()) {
    if (token.kind === 'mark' && token.text === '(') depth += 1;
    if (token.kind === 'mark' && token.text === ')') depth -= 1;
    if (depth === 0 && token.kind === 'word' && (token.text === 'WHERE' || token.text === 'USING'))
      return token.text === 'USING' || !isAlwaysTrue(clause.slice(index + 1));
    if (depth === 0 && token.kind === 'word' && token.text === 'LIMIT') return true;
  }
  return false;
}

const ENDS_WHERE = /^(?:RETURNING|ORDER|LIMIT|OPTION|SETTINGS|ALLOW)$/;

/** A condition that holds for every row: no column in it, or an `OR` with such a part. */
function isAlwaysTrue(tokens: readonly SqlToken[]): boolean {
  const end = tokens.findIndex(({ kind, text }) => kind === 'word' && ENDS_WHERE.test(text));
  const condition = end < 0 ? tokens : tokens.slice(0, end);
  const parts = splitAt(condition, 'OR');
  return parts.some((part) => splitAt(part, 'AND').every(isConstantTruth));
}

function splitAt(tokens: readonly SqlToken[], word: string): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === '(') depth += 1;
    if (token.kind === 'mark' && token.text === ')') depth -= 1;
    if (depth === 0 && token.kind === 'word' && token.text === word) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

const CONSTANT_WORDS = new Set([
  'TRUE',
  'NOT',
  'FALSE',
  'IS',
  'NULL',
  'LIKE',
  'IN',
  'BETWEEN',
  'AND',
  'OR',
]);

function isConstantTruth(tokens: readonly SqlToken[]): boolean {
  if (tokens.length === 0) return true;
  const isConstant = tokens.every(
    ({ kind, text }) =>
      kind === 'number' || kind === 'string' || kind === 'mark' || CONSTANT_WORDS.has(text),
  );
  if (isConstant) return !(tokens.length === 1 && /^(?:FALSE|0)$/.test(tokens[0]?.text ?? ''));
  const [left, operator, right] = tokens;
  return (
    tokens.length === 3 &&
    operator?.text === '=' &&
    left?.kind !== 'string' &&
    left?.text === right?.text
  );
}
