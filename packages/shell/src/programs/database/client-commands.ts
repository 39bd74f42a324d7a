import type { Call, Effects, Stream, Value } from '../../program.ts';
import { cwdOf } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { type SqlSettings, sqlAction } from './sql-action.ts';

/** How a client spells commands of its own among the SQL: what they run, read and write. */
export type ClientCommands = {
  /** A shell line; the first group is the line. */
  readonly shell: RegExp;
  /** A file of SQL; the first group is its name. */
  readonly source?: RegExp;
  /** Output goes to a program: the first group is its line. */
  readonly pipe?: RegExp;
  readonly reads?: RegExp;
  readonly writes?: RegExp;
  /** Any other command of the client's own, up to where SQL goes on. */
  readonly own?: RegExp;
};

/** PostgreSQL's backslash commands (psql manual, "Meta-Commands"). */
export const PSQL_COMMANDS: ClientCommands = {
  shell: /^\s*\\!\s*(.*)$|\\copy\b.*\bprogram\s+'([^']*)'|^\s*\\\w+.*`([^`]*)`/i,
  source: /^\s*\\(?:i|ir|include|include_relative)\s+'?([^'\s]+)/,
  pipe: /\\(?:o|out|g|gx|w|write)\s*\|\s*(.*)$/,
  reads: /\\copy\b.*\bfrom\s+'?([^'\s]+)'?/i,
  writes: /\\copy\b.*\bto\s+'?([^'\s]+)'?|\\(?:o|out|w|write|s)\s+([^|\s]\S*)/i,
  own: /^\s*\\(?:[^\\]|\\(?!\\))*(?:\\\\|$)/,
};

/** Commands of mysql (MySQL manual, "mysql Client Commands"). */
export const MYSQL_COMMANDS: ClientCommands = {
  shell: /^\s*(?:system\s+|\\!\s*)(.*?);?\s*$/i,
  source: /^\s*(?:source\s+|\\\.\s*)([^;\s]+)/i,
  pipe: /^\s*(?:pager\s+|\\P\s*)(.*?);?\s*$/,
  writes: /^\s*(?:tee\s+|\\T\s*)([^;\s]+)/i,
};

/** Dot commands of sqlite3 and duckdb. */
export const SQLITE_COMMANDS: ClientCommands = {
  shell: /^\s*\.(?:shell|system|sh|sys)\s+(.*)$/,
  source: /^\s*\.read\s+['"]?([^|'"\s][^'"\s]*)/,
  pipe: /^\s*\.(?:output|once|read|import|log|excel)\s+(?:-\w+\s+)*['"]?\|\s*([^'"]*)/,
  reads: /^\s*\.(?:import|open|restore|load)\s+(?:--?\w+\s+)*['"]?([^|'"\s][^'"\s]*)/,
  writes:
    /^\s*\.(?:output|once|backup|save|clone|log)\s+(?:-\w+\s+)*(?:main\s+)?['"]?([^|'"\s-][^'"\s]*)/,
  own: /^\s*\.\w.*$/,
};

/** `:!!` and `!!` of sqlcmd, `:r` and `:out`. */
export const SQLCMD_COMMANDS: ClientCommands = {
  shell: /^\s*:?!!\s*(.*)$/,
  source: /^\s*:r\s+"?([^"\s]+)/i,
  writes: /^\s*:(?:out|error)\s+"?([^"\s]+)/i,
  own: /^\s*:\w.*$/,
};

/** `HOST`, `!`, `@script` and `SPOOL` of SQL*Plus. */
export const SQLPLUS_COMMANDS: ClientCommands = {
  shell: /^\s*(?:host\s+|!)(.*)$/i,
  source: /^\s*(?:@@?|start\s+)(\S+)/i,
  writes: /^\s*spool\s+(\S+)/i,
};

/** Clients without commands of their own. */
export const NO_COMMANDS: ClientCommands = { shell: /(?!)/ };

function firstGroup(pattern: RegExp | undefined, line: string): string | undefined {
  return pattern
    ?.exec(line)
    ?.slice(1)
    .find((group) => group !== undefined);
}

/**
 * Text a client reads: its own commands, one a line, and SQL for the rest. What is not known is
 * reported as SQL that is not known.
 */
export function clientText(
  call: Call,
  effects: Effects,
  engine: string,
  source: Value | Stream,
  commands: ClientCommands,
  settings: SqlSettings = {},
): void {
  const text = 'known' in source ? (source.known ? source.text : undefined) : source.text;
  if (text === undefined) {
    sqlAction(effects, engine, source, settings);
    return;
  }
  const sql: string[] = [];
  for (const line of text.split('\n'))
    if (!clientCommand(call, effects, line, commands))
      sql.push(commands.own === undefined ? line : line.replace(commands.own, ''));
  const rest = sql.join('\n');
  // psql's \gexec runs what a query returns.
  if (commands === PSQL_COMMANDS && /\\gexec\b/.test(rest))
    sqlAction(effects, engine, { taint: {} });
  if (rest.trim() !== '') sqlAction(effects, engine, literal(rest, source.taint), settings);
}

/** True if the line is a command of the client, which is then reported. */
function clientCommand(
  call: Call,
  effects: Effects,
  line: string,
  commands: ClientCommands,
): boolean {
  const shell = firstGroup(commands.shell, line) ?? firstGroup(commands.pipe, line);
  if (shell !== undefined) {
    effects.line(literal(shell), { wrapper: call.name });
    return true;
  }
  const file = firstGroup(commands.source, line);
  if (file !== undefined) {
    sqlScript(call, effects, literal(file));
    return true;
  }
  const reads = firstGroup(commands.reads, line);
  if (reads !== undefined) effects.stdout(effects.reads(literal(reads)));
  const writes = firstGroup(commands.writes, line);
  if (writes !== undefined) effects.action('file.write', { file_path: writes });
  return reads !== undefined || writes !== undefined;
}

/** A file of SQL the client runs. */
export function sqlScript(call: Call, effects: Effects, file: Value): void {
  effects.script({ path: file.text, language: 'sql', args: [], ...cwdOf(call) });
  if (!file.known) effects.unknown('script-body');
}
