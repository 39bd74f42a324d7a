/** One token of SQL text; strings and quoted names hold their contents. */
export type SqlToken = {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'mark';
  /** Upper case for words, contents for strings and names. */
  readonly text: string;
};

/** How engines differ in what hides text from them. */
export type SqlDialect = {
  /** `#` begins a comment, and `--` only before a blank (MySQL). */
  readonly hashComments: boolean;
  /** `$tag$ … $tag$` is a string (PostgreSQL). */
  readonly dollarQuotes: boolean;
  /** `[name]` is a quoted name (SQL Server, SQLite). */
  readonly brackets: boolean;
  /** A backslash escapes in a string. */
  readonly backslashes: boolean;
};

/** Tokens that are read; a longer text is judged by its beginning. */
const MAX_TOKENS = 20_000;

const COMMON =
  '\\s+|\\/\\*!\\d*|\\*\\/|\\/\\*(?:[^*]|\\*(?!\\/))*(?:\\*\\/|$)|`(?:[^`]|``)*`?|' +
  '[A-Za-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*|\\d[\\w.]*|<>|!=|<=|>=|\\|\\||::|[\\s\\S]';

function patternOf(dialect: SqlDialect): RegExp {
  const parts = [
    dialect.hashComments ? '#[^\\n]*|--(?=\\s|$)[^\\n]*' : '--[^\\n]*',
    ...(dialect.dollarQuotes ? ['\\$(?:[A-Za-z_]\\w*)?\\$'] : []),
    ...(dialect.brackets ? ['\\[[A-Za-z_][^\\]\\n;]*\\]'] : []),
    "[eE]'(?:[^'\\\\]|''|\\\\[\\s\\S])*'?",
    ...(dialect.backslashes
      ? ["'(?:[^'\\\\]|''|\\\\[\\s\\S])*'?", '"(?:[^"\\\\]|""|\\\\[\\s\\S])*"?']
      : ["'(?:[^']|'')*'?", '"(?:[^"]|"")*"?']),
    COMMON,
  ];
  return new RegExp(parts.join('|'), 'gy');
}

/**
 * Cuts SQL into tokens. Comments are dropped, but what MySQL's executable ones (`/*!`) hold is
 * text; dollar quotes are strings.
 */
export function sqlTokens(sql: string, dialect: SqlDialect): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  const pattern = patternOf(dialect);
  while (pattern.lastIndex < sql.length && tokens.length < MAX_TOKENS) {
    const text = pattern.exec(sql)?.[0];
    if (text === undefined) break;
    if (dialect.dollarQuotes && /^\$\w*\$$/.test(text)) {
      const start = pattern.lastIndex;
      const end = sql.indexOf(text, start);
      tokens.push({ kind: 'string', text: sql.slice(start, end < 0 ? sql.length : end) });
      pattern.lastIndex = end < 0 ? sql.length : end + text.length;
      continue;
    }
    const token = tokenOf(text);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function tokenOf(text: string): SqlToken | undefined {
  if (/^(?:\s|--|\/\*|\*\/$)/.test(text) || (text.startsWith('#') && text.length > 1))
    return undefined;
  if (/^[eE]?'/.test(text)) return { kind: 'string', text: unquote(text.replace(/^[eE]/, '')) };
  if (/^["`]/.test(text)) return { kind: 'name', text: unquote(text) };
  if (/^\[./.test(text)) return { kind: 'name', text: text.slice(1, -1) };
  if (/^[A-Za-z_\u0080-\uffff]/.test(text)) return { kind: 'word', text: text.toUpperCase() };
  if (/^\d/.test(text)) return { kind: 'number', text };
  return { kind: 'mark', text };
}

function unquote(text: string): string {
  const quote = text.charAt(0);
  const body = text.endsWith(quote) && text.length > 1 ? text.slice(1, -1) : text.slice(1);
  return body.replaceAll(quote + quote, quote).replace(/\\(['"\\])/g, '$1');
}

/** What is known of an engine's lexis. */
export function dialectsOf(engine: string): readonly SqlDialect[] {
  const isMysql = /^(?:mysql|mariadb|tidb|singlestore)$/.test(engine);
  const base = {
    hashComments: isMysql,
    dollarQuotes: /^(?:postgres|cockroach|duckdb|snowflake|redshift|yugabyte|greenplum)$/.test(
      engine,
    ),
    brackets: /^(?:sqlserver|sqlite|access)$/.test(engine),
  };
  const escapes = isMysql || /^(?:clickhouse|hive|spark|bigquery|impala|snowflake)$/.test(engine);
  // A server setting may switch either way, so both readings count.
  return escapes
    ? [{ ...base, backslashes: true }]
    : [
        { ...base, backslashes: false },
        { ...base, backslashes: true },
      ];
}
