import type { Call, Program } from '../../program.ts';
import { sqlAction } from '../database/sql-action.ts';
import { isSecretVariable } from '../secrets/variable-name.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { showsConfiguration } from './platform-commands.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** Keys and salts of wp-config.php, besides what a name says by itself. */
const WP_SECRET = /(?:_KEY|_SALT|PASSWORD)$/i;

/** `wp config get NAME`: constants and variables of wp-config.php. */
const WP_CONFIG_GET: CommandFacts = {
  options: { values: '--type --format --config-file' },
  describe(call, effects) {
    const [name] = call.options.operands;
    if (name === undefined || !name.known) effects.shows('configuration', { unknown: true });
    else if (WP_SECRET.test(name.text) || isSecretVariable(name.text)) effects.shows('password');
  },
};

/** A statement or script that WordPress's own client of the database is given. */
const WP_QUERY: CommandFacts = {
  describe(call, effects) {
    const [sql] = call.options.operands;
    if (sql !== undefined) sqlAction(effects, 'mysql', sql);
    else if (call.stdin !== undefined) sqlAction(effects, 'mysql', call.stdin);
  },
};

const WP: Program = defineTool({
  names: ['wp'],
  summary: 'Command and severity; PHP, SQL, commands over ssh, passwords of wp-config.php',
  options: {
    flags:
      '--color --no-color --quiet --allow-root --yes --all --network --force --all-tables --debug',
    values: '--path --url --ssh --http --user --require --context --exec --format --fields --field',
    optional: '--skip-plugins --skip-themes --skip-packages --prompt',
    abbreviations: false,
  },
  depth: 3,
  dryRun: ['--dry-run'],
  verbs: {
    'cache|transient|rewrite|cron|opcache flush|delete|event': 'change',
    'db query|export|check|size|tables|search|columns|prefix|cli|optimize|repair|create': 'read',
    'db drop|reset|import|clean': 'irreversible',
    'site delete|empty': 'irreversible',
    'search-replace': 'destroy',
    'config get|list|has|path|is-true': 'read',
    'config set|create|shuffle-salts|edit': 'change',
    'core|plugin|theme|language version|check-update|status|list|path|is-installed|is-active|verify-checksums|get|search':
      'read',
    'core|plugin|theme|language update|install|activate|deactivate|download|toggle': 'change',
    'option|post|user|term|comment|menu|site get|list|pluck|exists': 'read',
    'i18n|scaffold|server|package|cli|profile|doctor': 'change',
  },
  commands: {
    'config get': WP_CONFIG_GET,
    'config list': showsConfiguration({ flags: '--strict' }, ({ options }) =>
      options.operands.every(({ text }) => WP_SECRET.test(text) || isSecretVariable(text)),
    ),
    'db query': WP_QUERY,
    'eval|shell': {
      describe(call, effects) {
        const [code] = call.options.operands;
        const given = code ?? call.stdin;
        if (given !== undefined)
          effects.code('php', given, code === undefined ? 'stdin' : 'inline');
      },
    },
    'eval-file': {
      describe(call, effects) {
        const [file] = call.options.operands;
        if (file !== undefined) effects.script({ path: file.text, language: 'php', args: [] });
      },
    },
    'search-replace': {
      judge: ({ options }) =>
        options.has('--dry-run')
          ? { verb: 'search-replace --dry-run', severity: 'read' }
          : undefined,
    },
  },
  always(call, effects) {
    for (const code of call.options.values('--exec')) effects.code('php', code, 'inline');
  },
});

/** `hf` (Hugging Face Hub docs, "Command line interface"). */
const HUGGING_FACE: Program = defineTool({
  names: ['hf', 'huggingface-cli'],
  summary: 'Command and severity; the token shown, files sent',
  options: {
    flags:
      '-h|--help --version -y|--yes --private --quiet --add-to-git-credential --dry-run --force',
    values:
      '--token --repo-type|--type --revision --local-dir --cache-dir --include --exclude --commit-message --every --max-workers --flavor --namespace',
    abbreviations: false,
  },
  depth: 3,
  dryRun: ['--dry-run'],
  verbs: {
    'auth list|whoami': 'read',
    'auth token': 'read',
    'auth login|logout|switch': 'change',
    'cache scan|ls|list|verify': 'read',
    // What was fetched is fetched again.
    'cache delete|rm|prune': 'change',
    'delete-cache|scan-cache|download|env|version|lfs-enable-largefiles|whoami': 'read',
    'repo|repos delete': 'irreversible',
    'repo-files|repos delete|delete-files': 'destroy',
    'jobs ps|inspect|logs|hardware|stats': 'read',
    'upload|upload-large-folder': 'change',
  },
  secrets: { 'auth token': 'access-token' },
  commands: {
    'upload|upload-large-folder': {
      describe(call, effects) {
        const [, folder] = call.options.operands;
        effects.sends(effects.reads(folder ?? literal('.')), { host: literal('huggingface.co') });
      },
    },
    'jobs run': {
      options: {
        flags: '-d|--detach',
        values: '-e|--env -s|--secrets --env-file --timeout',
        stopAtOperand: true,
      },
      describe(call, effects) {
        const [, ...words] = call.options.operands;
        if (words.length > 0) effects.run(words, { wrapper: 'hf', elsewhere: true });
      },
    },
  },
});

/** `dvc` (DVC command reference): a stage's command runs now (`--run`, `dvc run`) or by `dvc repro`. */
const STAGE: CommandFacts = {
  options: {
    flags: '--run -f|--force --external --always-changed --no-exec --no-commit --no-run-cache',
    values:
      '-n|--name -d|--deps -p|--params -o|--outs -O|--outs-no-cache -m|--metrics -M|--metrics-no-cache ' +
      '--plots --plots-no-cache -c|--checkpoints --outs-persist --outs-persist-no-cache -w|--wdir --desc --file',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const words = call.args.slice(call.options.firstOperand);
    const command = words[0]?.text === '--' ? words.slice(1) : words;
    const [only] = command;
    const folder = call.options.values('-w').at(-1);
    const run = { wrapper: 'dvc', ...(folder === undefined ? {} : { cwd: folder }) };
    if (command.length === 1 && only !== undefined) effects.line(only, run);
    else runInherited(call, effects, command, run);
  },
};

const DVC: Program = defineTool({
  names: ['dvc'],
  summary: 'Command and severity; commands of stages',
  options: {
    flags:
      '-h|--help -V|--version -q|--quiet -v|--verbose -f|--force --json --md -a --all-branches -R',
    values: '--cd -r|--remote -j|--jobs --targets',
    abbreviations: false,
  },
  depth: 3,
  verbs: {
    'status|diff|dag|list|ls|doctor|version|root|check-ignore|du|data': 'read',
    'params|metrics|plots|stage|exp|experiments|remote|cache list|show|diff|ls|dir|templates':
      'read',
    gc: 'irreversible',
    // It removes every file of DVC in the repository, its cache among them.
    destroy: 'irreversible',
    'exp|experiments remove|rm|gc': 'destroy',
    'exp|experiments clean': 'change',
    // The data that the file points to stays.
    'remove|unprotect|freeze|unfreeze': 'change',
    'run|stage|repro|add|commit|checkout|fetch|pull|push|init|import|get|import-url|get-url|update|move|install|config|remote|cache|queue|exp':
      'change',
  },
  commands: {
    run: STAGE,
    'stage add': STAGE,
    gc: {
      options: { flags: '--dry -w|--workspace -c|--cloud -a -A -T', values: '-n|--num --rev' },
      judge: ({ options }) =>
        options.has('--dry') ? { verb: 'gc --dry', severity: 'read' } : undefined,
    },
  },
});

/** `dbt` (dbt command reference): `clean` empties the folders of a project for what it builds. */
const DBT: Program = defineTool({
  names: ['dbt', 'dbtf'],
  options: {
    flags: '-h -q|--quiet -d|--debug --version -f|--full-refresh -x|--fail-fast --no-partial-parse',
    values:
      '-s|--select|-m|--models --exclude --selector --vars -t|--target --profile --profiles-dir --project-dir --threads --output --state --args --inline --limit',
    abbreviations: false,
  },
  depth: 2,
  otherwise: 'read',
  verbs: {
    'debug|list|ls|parse|compile|deps|show|docs|source|init|retry': 'read',
    'run|build|test|seed|snapshot|clone|run-operation|clean': 'change',
  },
  commands: {
    'show|compile': {
      describe(call: Call, effects) {
        for (const sql of call.options.values('--inline')) sqlAction(effects, 'dbt', sql);
      },
    },
  },
});

/** Tools for the contents of sites and for data. */
export const CONTENT_AND_DATA_TOOLS: readonly Program[] = [WP, HUGGING_FACE, DVC, DBT];
