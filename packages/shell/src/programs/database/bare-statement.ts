import type { Call, Effects, Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { commandAction, sqlAction } from './sql-action.ts';

/** What follows the first word of a statement; anything else is no SQL. */
const STATEMENTS: { readonly [verb: string]: RegExp } = {
  alter: /^(?:table|database|schema|user|role|system|index|view|sequence)\b/i,
  delete: /^from\b/i,
  drop: /^(?:table|database|schema|index|view|materialized|user|role|keyspace|collection|sequence|function|procedure|trigger|type|extension|tablespace|column)\b/i,
  grant: /\b(?:on|to)\b/i,
  revoke: /\b(?:on|from)\b/i,
  update: /^\S+\s+set\b/i,
};

/**
 * A statement where a command should stand, as typed into a client that is open in the terminal
 * (or by mistake: no shell has such commands). What it would do there counts.
 */
export const BARE_STATEMENTS: readonly Program[] = [
  defineProgram({
    names: Object.keys(STATEMENTS).flatMap((verb) => [verb, verb.toUpperCase()]),
    summary: 'An SQL statement typed where a client may be open',
    options: {},
    describe(call, effects) {
      const rest = joinValues(call.args);
      if (!STATEMENTS[call.name.toLowerCase()]?.test(rest.text)) return;
      sqlAction(effects, 'sql', joinValues([literal(call.name), ...call.args]));
    },
  }),
  defineProgram({
    names: ['TRUNCATE'],
    summary: 'An SQL statement typed where a client may be open',
    options: {},
    describe(call, effects) {
      if (call.args.length > 0)
        sqlAction(effects, 'sql', joinValues([literal('TRUNCATE'), ...call.args]));
    },
  }),
  defineProgram({
    names: ['flushall', 'FLUSHALL', 'flushdb', 'FLUSHDB'],
    summary: 'A command of Redis typed where a client may be open',
    options: {},
    describe: emptiesStore,
  }),
];

function emptiesStore(call: Call, effects: Effects): void {
  commandAction(effects, 'redis', call.name, [call.name.toUpperCase()], true);
}
