import type { Call, Effects, Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { asksForHelp, defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { sqlScript } from './client-commands.ts';
import { commandAction, sqlAction } from './sql-action.ts';

const PG_OPTIONS: OptionList = {
  flags:
    '-a|--all -c|--clean -C|--create -e|--echo --force -i|--interactive -I -O|--no-owner -q|--quiet -s|--schema-only ' +
    '--if-exists -v|--verbose -V|--version -w|--no-password -W|--password -x|--no-privileges -1|--single-transaction -l|--list -A -b --inserts --data-only',
  values:
    '-d|--dbname -D -E -f|--file -F|--format -h|--host -j|--jobs -L -n|--schema -N -p|--port -S -t|--table -T -U|--username -Z ' +
    '--exclude-table --exclude-schema --maintenance-db --template -o --section --snapshot --role --lock-wait-timeout',
};

function isQuiet(call: Call): boolean {
  return asksForHelp(call) || call.options.has('-V') || call.options.has('--version');
}

/** Takes files or the server itself away. */
const DROPS_FROM_CLUSTER: Subcommand = {
  describe(call, effects) {
    commandAction(effects, 'cockroach', call.options.operands[0] ?? call.name, ['DROP'], true);
  },
};

/** Programs of PostgreSQL and MySQL beside their clients. */
export const SERVER_TOOLS: readonly Program[] = [
  defineProgram({
    names: ['dropdb', 'dropuser'],
    summary: 'The database or user it drops',
    options: PG_OPTIONS,
    describe(call, effects) {
      if (isQuiet(call)) return;
      const verb = call.name === 'dropdb' ? 'DROP DATABASE' : 'DROP USER';
      commandAction(
        effects,
        'postgres',
        call.options.operands[0] ?? call.name,
        ['DROP', verb],
        true,
      );
    },
  }),
  defineProgram({
    names: ['createdb', 'createuser'],
    summary: 'The database or user it creates',
    options: PG_OPTIONS,
    describe(call, effects) {
      if (isQuiet(call)) return;
      const verb = call.name === 'createdb' ? 'CREATE DATABASE' : 'CREATE USER';
      commandAction(
        effects,
        'postgres',
        call.options.operands[0] ?? call.name,
        ['CREATE', verb],
        false,
      );
    },
  }),
  defineProgram({
    names: ['pg_restore'],
    summary: 'Restores, and whether they drop first',
    options: PG_OPTIONS,
    describe(call, effects) {
      const { options } = call;
      if (isQuiet(call)) return;
      for (const file of options.operands) effects.action('file.read', { file_path: file });
      for (const file of options.values('-f'))
        if (file.text !== '-') effects.action('file.write', { file_path: file });
      if (options.has('-l') || !options.has('-d')) return;
      const drops = options.has('-c');
      commandAction(
        effects,
        'postgres',
        'pg_restore',
        drops ? ['DROP', 'INSERT'] : ['INSERT'],
        drops,
      );
    },
  }),
  defineProgram({
    names: ['pg_dump', 'pg_dumpall', 'mysqldump', 'mariadb-dump', 'mydumper'],
    summary: 'The file a dump goes to',
    options: { ...PG_OPTIONS, values: `${PG_OPTIONS.values} -u|--user -r|--result-file -P` },
    describe(call, effects) {
      if (isQuiet(call)) return;
      for (const file of ['-f', '-r'].flatMap((key) => call.options.values(key)))
        effects.action('file.write', { file_path: file });
      effects.stdout({ taint: { unknown: true } });
    },
  }),
  defineProgram({
    names: [
      'pg_resetwal',
      'pg_resetxlog',
      'pg_dropcluster',
      'pg_ctlcluster',
      'pg_ctl',
      'initdb',
      'pg_upgrade',
    ],
    summary: 'Clusters reset, dropped and stopped',
    options: {
      flags: '-f|--force -n|--dry-run --stop -w -W -s',
      values: '-D|--pgdata -l -m -o -t -U -p',
    },
    describe(call, effects) {
      const { name, options } = call;
      if (isQuiet(call) || onlyInforms(call) || options.has('-n')) return;
      const drops = /reset|drop/.test(name);
      const stops = options.operands.some(({ text }) => text === 'stop' || text === 'restart');
      if (drops) commandAction(effects, 'postgres', name, ['DROP'], true);
      else if (stops)
        effects.action('system.service', { verb: 'stop', target: 'postgres', destructive: true });
    },
  }),
  defineProgram({
    names: ['mysqladmin', 'mariadb-admin'],
    summary: 'Databases dropped, passwords changed, the server stopped',
    options: {
      flags: '-b -C -f|--force -s|--silent -v|--verbose -V|--version -E -r --no-beep',
      values:
        '-h|--host -u|--user -P|--port -S|--socket -c|--count -i|--sleep --defaults-file --defaults-extra-file --connect-timeout --ssl-ca',
      optional: '-p|--password -w|--wait',
    },
    describe(call, effects) {
      if (isQuiet(call)) return;
      const [verb, target] = call.options.operands;
      const verbs = MYSQLADMIN[verb?.text ?? ''];
      if (verbs !== undefined)
        commandAction(effects, 'mysql', target ?? call.name, verbs.verbs, verbs.destructive);
    },
  }),
  defineSubcommands({
    names: ['cockroach'],
    summary: 'SQL of `sql -e`, nodes taken out',
    options: {
      values: '--url --host --port -u|--user -d|--database --certs-dir -p',
      flags: '--insecure --echo-sql',
    },
    commands: {
      quit: DROPS_FROM_CLUSTER,
      'userfile|debug': {
        describe(call, effects) {
          if (/^(?:delete|unsafe-)/.test(call.options.operands[0]?.text ?? ''))
            DROPS_FROM_CLUSTER.describe(call, effects);
        },
      },
      sql: {
        options: { values: '-e|--execute -f|--file --format --set', flags: '--read-only' },
        describe(call, effects) {
          for (const sql of call.options.values('-e')) sqlAction(effects, 'cockroach', sql);
          for (const file of call.options.values('-f')) sqlScript(call, effects, file);
          if (!call.options.has('-e') && !call.options.has('-f') && call.stdin !== undefined)
            sqlAction(effects, 'cockroach', call.stdin);
        },
      },
      node: {
        describe(call, effects) {
          const [verb] = call.options.operands;
          if (verb?.text === 'decommission' || verb?.text === 'drain')
            commandAction(effects, 'cockroach', `node ${verb.text}`, ['DROP'], true);
        },
      },
    },
  }),
  defineSubcommands({
    names: ['clickhouse'],
    summary: 'SQL of `client` and `local`',
    options: {},
    commands: {
      'client|local': {
        options: {
          values:
            '-q|--query --queries-file -h|--host --port -u|--user --password -d|--database -f|--format',
          flags: '-n -m',
        },
        describe(call, effects) {
          const inline = call.options.values('-q');
          for (const sql of inline) sqlAction(effects, 'clickhouse', sql);
          for (const file of call.options.values('--queries-file')) sqlScript(call, effects, file);
          if (inline.length === 0 && call.stdin !== undefined)
            sqlAction(effects, 'clickhouse', call.stdin);
        },
      },
    },
  }),
  defineProgram({
    names: ['influx'],
    summary: 'Statements of `-execute`, deletions of `delete` and `bucket delete`',
    options: {
      values:
        '-execute -database -host -port -username -password -precision -format -o --org -t --token -c --config --bucket -n --name -i --id --start --stop -p --predicate --file -f -q',
      flags: '-ssl --help -version --json --hide-headers --skip-verify',
      clusters: false,
    },
    describe(call: Call, effects: Effects) {
      const { options } = call;
      if (isQuiet(call) || options.has('-version')) return;
      for (const sql of options.values('-execute')) sqlAction(effects, 'influxdb', sql);
      const words = options.operands.map(({ text }) => text);
      const deletes = words.slice(0, 3).some((word) => /^(?:delete|rm|remove)$/.test(word));
      if (deletes) commandAction(effects, 'influxdb', words.join(' '), ['DELETE'], true);
      if (words[0] === 'query')
        sqlAction(effects, 'influxdb', options.operands[1] ?? call.stdin ?? { taint: {} });
    },
  }),
  defineProgram({
    names: ['cypher-shell', 'neo4j-admin', 'arangosh', 'gremlin'],
    summary: 'Statements that delete',
    options: {
      values:
        '-a -u -p -d -f|--file --database --from-path --javascript.execute-string --server.database --format -P',
      flags: '--version --overwrite-destination --force -v',
      clusters: false,
    },
    describe(call, effects) {
      if (isQuiet(call)) return;
      const { options } = call;
      const statements = [
        ...call.options.operands,
        ...call.options.values('--javascript.execute-string'),
      ];
      const texts = [
        ...statements.map(({ text }) => text),
        ...(call.stdin?.text === undefined ? [] : [call.stdin.text]),
      ];
      const admin = call.name === 'neo4j-admin' ? texts.join(' ') : '';
      const replaces =
        options.has('--overwrite-destination') ||
        options.has('--force') ||
        /^(?:database|dbms) (?:delete|unbind\w*|unbind-system-db)\b|^unbind\b/.test(admin);
      if (admin !== '') commandAction(effects, 'neo4j', admin, ['DROP'], replaces);
      for (const text of admin === '' ? texts : []) {
        const deletes =
          /\b(?:DETACH\s+DELETE|DELETE|REMOVE|DROP)\b|\.drop\(|_drop\(|truncate\(/i.test(text);
        commandAction(
          effects,
          call.name,
          text,
          deletes ? ['DELETE'] : ['SELECT'],
          /\bDETACH\s+DELETE\b|\bDROP\b|drop\(|truncate\(/i.test(text) ||
            (/\bDELETE\b/i.test(text) && !/\bWHERE\b|\{/i.test(text)),
        );
      }
      for (const file of call.options.values('-f')) effects.script({ path: file.text, args: [] });
    },
  }),
];

const MYSQLADMIN: {
  readonly [verb: string]: { readonly verbs: readonly string[]; readonly destructive: boolean };
} = {
  drop: { verbs: ['DROP', 'DROP DATABASE'], destructive: true },
  create: { verbs: ['CREATE', 'CREATE DATABASE'], destructive: false },
  shutdown: { verbs: ['SHUTDOWN'], destructive: true },
  password: { verbs: ['ALTER USER'], destructive: true },
  'old-password': { verbs: ['ALTER USER'], destructive: true },
  kill: { verbs: ['KILL'], destructive: false },
  'stop-slave': { verbs: ['RESET REPLICA'], destructive: false },
  'stop-replica': { verbs: ['RESET REPLICA'], destructive: false },
  'flush-privileges': { verbs: ['FLUSH PRIVILEGES'], destructive: false },
  'flush-logs': { verbs: ['FLUSH LOGS'], destructive: false },
};
