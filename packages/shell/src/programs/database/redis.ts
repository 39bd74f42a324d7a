import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { commandAction } from './sql-action.ts';

/** Commands of Redis that take all data, settings or the server away; one key is no more than a row. */
const DESTRUCTIVE =
  /^(?:FLUSHALL|FLUSHDB|SHUTDOWN|DEBUG|CONFIG (?:SET|REWRITE)|SCRIPT FLUSH|FUNCTION (?:FLUSH|DELETE)|CLUSTER (?:RESET|FORGET|FLUSHSLOTS|DELSLOTS)|SLAVEOF|REPLICAOF|MODULE (?:LOAD|UNLOAD)|ACL (?:DELUSER|SETUSER)|MIGRATE|FAILOVER|RESTORE|SWAPDB|FT\.DROP|FT\.DROPINDEX)$/;
const TWO_WORDS =
  /^(?:CONFIG|SCRIPT|FUNCTION|CLUSTER|MODULE|ACL|XGROUP|CLIENT|MEMORY|OBJECT|LATENCY|COMMAND|PUBSUB|SLOWLOG|DEBUG|XINFO|SENTINEL)$/;

/** What a script of `EVAL` calls: `redis.call('FLUSHALL')`. */
const CALLED = /\bredis\.p?call\s*\(\s*['"](\w+)['"]/g;

/** One command of the protocol. */
function redisCommand(effects: Effects, engine: string, words: readonly Value[]): void {
  const [first, second, ...rest] = words;
  if (first === undefined) return;
  const name = first.text.toUpperCase();
  const verb =
    TWO_WORDS.test(name) && second !== undefined && name !== 'DEBUG'
      ? `${name} ${second.text.toUpperCase()}`
      : name;
  const text = words.map((word) => word.text).join(' ');
  const command = { text, known: words.every((word) => word.known), taint: {} };
  commandAction(
    effects,
    engine,
    command.known ? text : { ...command, pattern: text },
    [verb],
    DESTRUCTIVE.test(verb),
  );
  if (name === 'EVAL' || name === 'EVAL_RO') {
    if (second === undefined) return;
    effects.code('lua', second, 'inline');
    for (const [, command = ''] of second.text.matchAll(CALLED))
      redisCommand(effects, engine, [literal(command)]);
  }
  // `CONFIG SET dir` and `dbfilename` say where the next save is written.
  const [setting, value] = rest;
  if (
    verb === 'CONFIG SET' &&
    value !== undefined &&
    /^(?:dir|dbfilename)$/i.test(setting?.text ?? '')
  )
    effects.action('file.write', { file_path: value });
  if (!first.known) effects.unknown('dynamic-command');
}

/** `redis-cli`, `valkey-cli` and `keydb-cli`: a command, or one a line on standard input. */
export const REDIS: Program = defineProgram({
  names: ['redis-cli', 'valkey-cli', 'keydb-cli', 'iredis', 'dragonfly-cli'],
  summary: 'Commands of the line, of standard input and of `--eval`; cluster changes',
  options: {
    flags:
      '-2 -3 -c -e -I --raw --no-raw --quoted-input --csv --json --quoted-json --show-pushes --stat --latency --latency-history ' +
      '--latency-dist --lru-test --replica --bigkeys --memkeys --hotkeys --scan --pipe --verbose --no-auth-warning --ldb ' +
      '--ldb-sync-mode --version -v --tls --insecure --askpass -x',
    values:
      '-h -p -t -s -a|--pass -u --user -r -i -n -d -D -X --sni --cacert --cacertdir --cert --key --tls-ciphers --tls-ciphersuites ' +
      '--rdb --functions-rdb --pattern --quoted-pattern --count --cursor --pipe-timeout --eval --intrinsic-latency --memkeys-samples --lru-test',
    optional: '--cluster',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-v') || options.has('--version')) return;
    for (const file of options.values('--eval')) runScriptFile(call, effects, file, [], 'lua');
    for (const file of options.values('--rdb')) effects.action('file.write', { file_path: file });
    if (options.has('--cluster')) clusterCommand(call, effects);
    else if (options.operands.length > 0 && !options.has('--eval'))
      redisCommand(effects, 'redis', [
        ...options.operands,
        ...(options.has('-x') ? [literal('stdin')] : []),
      ]);
    else if (call.stdin !== undefined) redisInput(call, effects);
  },
});

function redisInput(call: Call, effects: Effects): void {
  const text = call.stdin?.text;
  if (text === undefined) {
    redisCommand(effects, 'redis', [{ text: '*', known: false, pattern: '*', taint: {} }]);
    return;
  }
  for (const line of text.split('\n')) {
    const words = line.match(/"(?:\\.|[^"\\])*"|'[^']*'|\S+/g) ?? [];
    redisCommand(
      effects,
      'redis',
      words.map((word) => literal(word.replace(/^(["'])([\s\S]*)\1$/, '$2'))),
    );
  }
}

function clusterCommand(call: Call, effects: Effects): void {
  const at = call.args.findIndex((word) => word.text === '--cluster');
  const verb = call.args[at + 1]?.text ?? '';
  const destructive = /^(?:del-node|reset|fix|call|reshard)$/.test(verb);
  commandAction(
    effects,
    'redis',
    `--cluster ${verb}`,
    [`CLUSTER ${verb.toUpperCase()}`],
    destructive,
  );
}
