import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, Value } from '../../program.ts';
import { runsElixir } from '../interpreters/other-languages.ts';
import { sourceOfAll } from '../packages/package-action.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { lineInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues, literal, slice } from '../shapes/values.ts';
import { sqlScript } from './client-commands.ts';
import { commandAction, sqlAction } from './sql-action.ts';

/** What one command of a migration tool amounts to; the words of the call are matched as one text. */
type Rule = {
  readonly when: RegExp;
  readonly verbs: readonly string[];
  readonly destructive: boolean;
};

const DROP_DATABASE = { verbs: ['DROP', 'DROP DATABASE'], destructive: true } as const;
const DROP_TABLES = { verbs: ['DROP', 'DROP TABLE'], destructive: true } as const;
const DELETE_ALL = { verbs: ['DELETE', 'DELETE without WHERE'], destructive: true } as const;
const ROLLBACK = { verbs: ['ROLLBACK MIGRATION'], destructive: true } as const;
const MIGRATE = { verbs: ['MIGRATE'], destructive: false } as const;

type MigrationTool = {
  readonly names: readonly string[];
  readonly engine: string;
  readonly options?: OptionList;
  readonly rules: readonly Rule[];
  /** Keys of options whose value is code of the tool's language. */
  readonly also?: (call: Call, effects: Effects) => void;
};

/** Commands that print the statements they would run (`liquibase rollback-sql`). */
const TELLS_SQL = /^(?:future-?)?(?:rollback|update)(?:-?\w+)*?-?sql\b/i;

function defineMigrations(tool: MigrationTool): Program {
  return defineProgram({
    names: tool.names,
    summary: 'Databases and tables dropped, data deleted, migrations rolled back',
    options: { ...tool.options, abbreviations: false },
    describe(call, effects) {
      if (asksForHelp(call) || call.options.unknownOptions.includes('--version')) return;
      const words = call.options.operands.map(({ text }) => text).join(' ');
      const flags = call.args.map(({ text }) => text).filter((text) => text.startsWith('-'));
      const text = `${words} ${flags.join(' ')}`.trim();
      if (/ --?(?:dry-run|dryRun|sql|pretend|dump-sql|dump)\b/.test(` ${flags.join(' ')}`)) return;
      if (TELLS_SQL.test(words)) return;
      const rule = tool.rules.find(({ when }) => when.test(text));
      if (rule !== undefined)
        commandAction(effects, tool.engine, text, rule.verbs, rule.destructive);
      tool.also?.(call, effects);
    },
  });
}

/** `prisma db execute --file F`, `--stdin`. */
function prismaExecute(call: Call, effects: Effects): void {
  const [first, second] = call.options.operands;
  if (first?.text !== 'db' || second?.text !== 'execute') return;
  for (const file of call.options.values('--file')) sqlScript(call, effects, file);
  if (call.args.some(({ text }) => text === '--stdin') && call.stdin !== undefined)
    sqlAction(effects, 'prisma', call.stdin);
}

/** Options of rake whose value is Ruby (rake(1)). */
const RAKE_CODE = ['-e', '--execute', '-E', '--execute-continue', '-p', '--execute-print'] as const;

/** Rails' own commands that print what is encrypted with the application's key. */
const SHOWS_CREDENTIALS = /^(?:credentials|encrypted|secrets):(?:show|fetch|diff)$/;

/** Code and secrets of Rails and rake. */
function rubyTasks(call: Call, effects: Effects): void {
  if (call.name === 'rake')
    for (const code of RAKE_CODE.flatMap((key) => call.options.values(key)))
      effects.code('ruby', code, 'inline');
  const [verb] = call.options.operands;
  if (SHOWS_CREDENTIALS.test(verb?.text ?? '')) effects.shows('app-credentials');
  // Whatever stands for the editor is given the file in the clear.
  const editor = call.env['VISUAL'] ?? call.env['EDITOR'];
  if (/^(?:credentials|encrypted|secrets):edit$/.test(verb?.text ?? '') && editor !== undefined)
    effects.shows('app-credentials');
  frameworkCode(call, effects);
}

/** Code given to a framework's own console. */
function frameworkCode(call: Call, effects: Effects): void {
  const [verb, code] = call.options.operands;
  if ((verb?.text === 'runner' || verb?.text === 'r') && code !== undefined) {
    if (/^[\w./-]+\.rb$/.test(code.text))
      effects.script({ path: code.text, language: 'ruby', args: [] });
    else effects.code('ruby', code, 'inline');
  }
  if (verb?.text === 'shell')
    for (const python of call.options.values('-c')) effects.code('python', python, 'inline');
  if (verb?.text === 'tinker')
    for (const php of call.options.values('--execute')) effects.code('php', php, 'inline');
  const isConsole = ['console', 'c', 'shell', 'tinker'].includes(verb?.text ?? '');
  const language =
    call.name === 'artisan' ? 'php' : /rails|rake/.test(call.name) ? 'ruby' : 'python';
  if (isConsole && call.stdin !== undefined && !call.options.has('-c'))
    effects.code(language, call.stdin, 'stdin');
  if (verb?.text !== 'db' && verb?.text !== 'dbconsole' && verb?.text !== 'dbshell') return;
  if (call.stdin !== undefined) sqlAction(effects, 'sql', call.stdin);
  // Which client that is, and so which of its options takes a statement, the settings say.
  for (const word of call.options.operands.slice(1))
    if (/\s/.test(word.text)) sqlAction(effects, 'sql', word);
}

/** Options of `mix cmd` and of `mix do`. */
const MIX_RUN: OptionList = { flags: '--shell', values: '--app --cd', stopAtOperand: true };

/** `mix cmd WORDS` hands its words to a shell; `mix do A, B` and `mix do A + B` run tasks in turn. */
function runsTasks(call: Call, effects: Effects): void {
  const at = call.args.findIndex(({ text }) => !text.startsWith('-'));
  const task = call.args[at]?.text;
  if (task !== 'cmd' && task !== 'do') return;
  const words = call.args.slice(at + 1);
  const rest = words.slice(parseOptions(words, grammarOf(MIX_RUN)).firstOperand);
  if (rest.length === 0) return;
  if (task === 'cmd') lineInherited(call, effects, joinValues(rest), { wrapper: 'mix' });
  else
    for (const part of partsOf(rest))
      if (part.length > 0) effects.run([literal('mix'), ...part], { wrapper: 'mix' });
}

/** `mix archive.install github OWNER/NAME`, `… git URL`, `… URL`, `… hex NAME`. */
function mixSource(packages: readonly Value[]): string {
  const [kind] = packages;
  if (kind?.text === 'git' || kind?.text === 'github') return 'git';
  return sourceOfAll('hex', packages);
}

/** Words between `+`, or between words that end in a comma. */
function partsOf(words: readonly Value[]): readonly (readonly Value[])[] {
  const parts: Value[][] = [[]];
  for (const word of words) {
    const ends = word.text === '+' || word.text.endsWith(',');
    const name = word.text === '+' ? '' : word.text.replace(/,$/, '');
    if (name !== '') parts.at(-1)?.push(name === word.text ? word : slice(word, 0, name.length));
    if (ends) parts.push([]);
  }
  return parts;
}

/** `sail artisan X`, `symfony console X`: the framework's own tool by another way. */
const FRAMEWORK_RUNNERS: readonly Program[] = (
  [
    ['sail', ['artisan', 'art', 'a'], 'artisan'],
    ['symfony', ['console'], 'console'],
  ] as const
).map(([name, words, tool]) =>
  defineProgram({
    names: [name],
    summary: 'The commands of the framework it runs',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const [first] = call.options.operands;
      const rest = call.args.slice(call.options.firstOperand + 1);
      if (first === undefined) return;
      if (words.some((word) => word === first.text)) effects.run([literal(tool), ...rest]);
      else if (
        /^(?:php|composer|node|npm|npx|yarn|pnpm|bash|shell|mysql|psql|redis)$/.test(first.text)
      )
        effects.run([first, ...rest], { wrapper: name, elsewhere: true });
    },
  }),
);

/** Tools that change the structure of databases, and the frameworks that carry one. */
export const MIGRATION_PROGRAMS: readonly Program[] = [
  ...FRAMEWORK_RUNNERS,
  defineMigrations({
    names: ['prisma'],
    engine: 'prisma',
    options: { values: '--schema --file --url --name -n --config --from-url --to-url' },
    also: prismaExecute,
    rules: [
      { when: /^migrate reset/, ...DROP_DATABASE },
      { when: /^db push.*--(?:force-reset|accept-data-loss)/, ...DROP_TABLES },
      { when: /^migrate (?:dev|deploy|resolve)|^db push/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: ['rails', 'rake', 'spring'],
    engine: 'rails',
    options: {
      values:
        '-e --environment -c --config -f --rakefile -I --execute -E --execute-continue -p --execute-print -r --require -R --rakelibdir -C --directory',
    },
    also: rubyTasks,
    rules: [
      { when: /\bdb:(?:drop|reset|purge|migrate:reset|drop:_unsafe)(?::\w+)*\b/, ...DROP_DATABASE },
      { when: /\bdb:test:purge\b/, ...DROP_TABLES },
      { when: /\bdb:(?:truncate_all|seed:replant|fixtures:load)\b/, ...DELETE_ALL },
      { when: /\bdb:(?:rollback|migrate:down|migrate:redo)\b/, ...ROLLBACK },
      { when: /\bdb:(?:migrate|schema:load|structure:load)\b/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: ['django-admin', 'manage.py'],
    engine: 'django',
    options: { values: '--settings --pythonpath -c --command --database -v --verbosity' },
    also: frameworkCode,
    rules: [
      { when: /^(?:reset_db|reset_schema|drop_test_database|dropdb)\b/, ...DROP_DATABASE },
      { when: /^flush\b/, ...DELETE_ALL },
      { when: /^migrate\b.*\bzero\b/, ...DROP_TABLES },
      { when: /^migrate\b/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: ['artisan', 'spark', 'yii'],
    engine: 'laravel',
    options: { values: '--env --execute --database --path --seeder --step' },
    also: frameworkCode,
    rules: [
      {
        when: /^(?:migrate[:/](?:fresh|refresh|reset)|db:wipe|schema:drop)\b|^migrate\/down all\b/,
        ...DROP_TABLES,
      },
      { when: /^(?:migrate:rollback|migrate\/(?:down|redo|to))\b/, ...ROLLBACK },
      { when: /^migrate\b/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: ['doctrine', 'console', 'doctrine-migrations'],
    engine: 'doctrine',
    options: { values: '-e --env --em --connection' },
    also(call, effects) {
      const [verb, sql] = call.options.operands;
      if (
        /^(?:doctrine:query:(?:sql|dql)|dbal:run-sql)$/.test(verb?.text ?? '') &&
        sql !== undefined
      )
        sqlAction(effects, 'doctrine', sql);
    },
    rules: [
      { when: /^(?:doctrine|orm|dbal):(?:database|schema|schema-tool):drop\b/, ...DROP_DATABASE },
      { when: /^doctrine:fixtures:load\b(?!.*--append)/, ...DELETE_ALL },
      { when: /^doctrine:migrations:migrate (?:first|prev)/, ...ROLLBACK },
      { when: /^doctrine:migrations:migrate/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: [
      'sequelize',
      'sequelize-cli',
      'knex',
      'typeorm',
      'typeorm-ts-node-commonjs',
      'mikro-orm',
      'drizzle-kit',
      'ace',
      'node-pg-migrate',
      'db-migrate',
      'migrate-mongo',
    ],
    engine: 'node-orm',
    options: {
      values:
        '--env --config --knexfile -d --dataSource --to --name --url --count -f -c --migrations-path',
    },
    also(call, effects) {
      const [verb, sql] = call.options.operands;
      if (call.name.startsWith('typeorm') && verb?.text === 'query' && sql !== undefined)
        sqlAction(effects, 'sql', sql);
    },
    rules: [
      { when: /^(?:db|schema):drop\b|^db:wipe\b/, ...DROP_DATABASE },
      {
        when: /^(?:migration:fresh|migration:reset|migration:refresh|schema:fresh|reset|drop)\b/,
        ...DROP_TABLES,
      },
      {
        when: /^db:migrate:undo:all\b|^migrate:rollback\b.*--all|^migration:rollback\b/,
        ...ROLLBACK,
      },
      {
        when: /^(?:db:migrate:undo|migrate:rollback|migrate:down|migration:revert|migration:down|down)\b/,
        ...ROLLBACK,
      },
      { when: /^db:seed:undo/, ...DELETE_ALL },
      { when: /^push\b.*--force/, ...DROP_TABLES },
      { when: /^(?:db:migrate|migrate|migration|up|push)\b/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: ['alembic', 'flask', 'aerich', 'yoyo', 'piccolo', 'tortoise'],
    engine: 'python-orm',
    options: {
      values: '-c --config -n --name -x -A --app -e --env-file -d --directory --revision',
    },
    rules: [
      { when: /^(?:db )?downgrade\b|^rollback\b/, ...ROLLBACK },
      { when: /^db (?:drop|reset)\b|^(?:drop|reset)[-_]db\b/, ...DROP_DATABASE },
      { when: /^(?:db )?upgrade\b|^(?:db )?stamp\b/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: ['mix'],
    engine: 'ecto',
    options: { values: '-e|--eval -r|--require -pr --repo -n|--step --to' },
    also(call, effects) {
      const [task, ...packages] = call.options.operands;
      runsTasks(call, effects);
      if (task?.text === 'run' || task?.text === 'eval')
        for (const code of task.text === 'run' ? call.options.values('-e') : packages.slice(0, 1))
          runsElixir(code, effects);
      if (task?.text === 'hex.publish')
        effects.action('package.publish', { manager: 'hex', packages });
      if (
        task?.text === 'deps.get' ||
        task?.text === 'deps.update' ||
        task?.text === 'archive.install' ||
        task?.text === 'escript.install'
      )
        effects.action('package.install', {
          manager: 'hex',
          packages,
          source: mixSource(packages),
        });
    },
    rules: [
      { when: /^ecto\.(?:drop|reset)\b/, ...DROP_DATABASE },
      { when: /^ecto\.rollback\b/, ...ROLLBACK },
      { when: /^ecto\.migrate\b/, ...MIGRATE },
    ],
  }),
  defineMigrations({
    names: [
      'flyway',
      'liquibase',
      'dbmate',
      'goose',
      'migrate',
      'sqlx',
      'diesel',
      'sqitch',
      'tern',
      'bytebase',
      'skeema',
      'gh-ost',
      'pt-online-schema-change',
      'dotnet-ef',
      'phinx',
      'sea-orm-cli',
      'refinery',
      'rambler',
      'soda',
    ],
    engine: 'migration-tool',
    options: {
      values:
        '-path -database -source -d --database-url -u --url -e --env --migrations-dir --config -configFiles --changelog-file --username --password --schema -dir',
      clusters: false,
    },
    rules: [
      {
        when: /\b(?:clean|drop-all|dropAll|database drop|database reset|schema clean)\b|^drop\b/,
        ...DROP_DATABASE,
      },
      {
        when: /^(?:reset|migration reset|migrate fresh|migrate reset|fresh|(?:postgres|mysql|sqlite3) \S+ reset)\b/,
        ...DROP_TABLES,
      },
      // What checks that a migration is the one that ran, or that nobody else runs one, is taken away.
      { when: /^(?:repair|clear-?checksums|release-?locks|force \d)/i, ...ROLLBACK },
      { when: /--allow-unsafe\b|--alter\b.*--execute\b/, ...DROP_TABLES },
      {
        when: /\b(?:down|down-to|rollback|revert|undo|redo|refresh|reverse|rebase)\b|\brollback[A-Z]\w*|^database update 0\b|^migrations remove\b.*--?f(?:orce)?\b/,
        ...ROLLBACK,
      },
      { when: /\b(?:up|migrate|update|deploy|run)\b/, ...MIGRATE },
    ],
  }),
];
