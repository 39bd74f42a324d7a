import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { isStandardInput } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { withoutPrefix } from '../shapes/values.ts';
import { type ClientCommands, clientText, NO_COMMANDS, sqlScript } from './client-commands.ts';

/** A client that sends SQL. */
export type SqlClientFacts = {
  readonly names: readonly string[];
  readonly engine: string;
  readonly options: OptionList;
  /** Keys of options whose value is SQL. */
  readonly sql: readonly string[];
  /** Keys of options that name files of SQL. */
  readonly files?: readonly string[];
  /** Keys of options that name files written, or a line behind `|`. */
  readonly outputs?: readonly string[];
  /** A first operand behind which SQL stands (`sqlcmd query 'SELECT 1'`). */
  readonly verb?: string;
  /** Index of the first operand that is SQL; the operand before it is the database file. */
  readonly operandSql?: number;
  readonly commands?: ClientCommands;
  /** Keys of flags with which nothing is changed or run. */
  readonly harmless?: readonly string[];
  /** Keys of flags that open the database read-only. */
  readonly readOnly?: readonly string[];
  /** Keys of flags that switch the client's own commands off. */
  readonly safe?: readonly string[];
  /** The database is a file of this machine. */
  readonly embedded?: true;
};

/** Knowledge about a client of a database that speaks SQL. */
export function defineSqlClient(facts: SqlClientFacts): Program {
  return defineProgram({
    names: facts.names,
    summary: 'SQL of its options, files and standard input; its own commands',
    options: facts.options,
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || facts.harmless?.some((key) => options.has(key))) return;
      for (const output of (facts.outputs ?? []).flatMap((key) => options.values(key)))
        outputTo(call, effects, output);
      describeSql(call, effects, facts);
    },
  });
}

function outputTo(call: Call, effects: Effects, output: Value): void {
  if (output.text.startsWith('|')) effects.line(withoutPrefix(output, 1), { wrapper: call.name });
  else if (output.text !== '-') effects.action('file.write', { file_path: output });
}

function describeSql(call: Call, effects: Effects, facts: SqlClientFacts): void {
  const { options } = call;
  const isSafe = facts.safe?.some((key) => options.has(key));
  const settings = {
    ...(facts.readOnly?.some((key) => options.has(key)) ? { readOnly: true } : {}),
    ...(facts.embedded && !isSafe ? { embedded: true } : {}),
  };
  const commands = isSafe ? NO_COMMANDS : (facts.commands ?? NO_COMMANDS);
  const from =
    facts.verb !== undefined && options.operands[0]?.text === facts.verb ? 1 : facts.operandSql;
  const operands = from === undefined ? [] : options.operands.slice(from);
  const inline = [...facts.sql.flatMap((key) => options.values(key)), ...operands];
  const files = (facts.files ?? []).flatMap((key) => options.values(key));
  const [database] = options.operands;
  if (facts.embedded && database !== undefined && !/^(?:$|:memory:)/.test(database.text))
    effects.stdout(effects.reads(database));
  for (const sql of inline) clientText(call, effects, facts.engine, sql, commands, settings);
  for (const file of files) if (!isStandardInput(file)) sqlScript(call, effects, file);
  const readsInput = inline.length === 0 && files.every(isStandardInput);
  if (readsInput && call.stdin !== undefined)
    clientText(call, effects, facts.engine, call.stdin, commands, settings);
  // Its own commands run shell lines too.
  else if (readsInput && commands !== NO_COMMANDS) waitsForCommands(call, effects, 'sql');
}
