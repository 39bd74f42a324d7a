import type { SqlFindings } from './sql-reading.ts';
import type { SqlToken } from './sql-tokens.ts';

/** Functions and clauses that touch files or a shell, wherever they stand. */
export function readFunctions(tokens: readonly SqlToken[], reading: SqlFindings): void {
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
