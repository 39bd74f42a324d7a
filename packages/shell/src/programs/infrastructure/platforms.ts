import type { Call, Effects, Program } from '../../program.ts';
import { sqlAction } from '../database/sql-action.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** A command given as words that runs on the platform. */
function runsThere(wrapper: string, options: OptionList = {}, skip = 0): CommandFacts {
  return {
    options: { ...options, stopAtOperand: true },
    describe(call, effects) {
      const words = commandAfter(call, skip);
      if (words.length > 0)
        lineInherited(call, effects, joinValues(words), { wrapper, elsewhere: true });
    },
  };
}

/** A command that runs here with the platform's variables. */
function runsHere(wrapper: string, options: OptionList = {}): CommandFacts {
  return {
    options: { ...options, stopAtOperand: true },
    describe: (call, effects) => runInherited(call, effects, commandAfter(call), { wrapper }),
  };
}

function shows(kind: string): CommandFacts {
  return {
    describe(_call, effects) {
      effects.action('secret.read', { kind });
      effects.stdout({ taint: { secret: kind } });
    },
  };
}

/** Secrets written to a file (`vercel env pull`). */
function pulls(fallback: string): CommandFacts {
  return {
    options: { flags: '-y|--yes', values: '--environment --git-branch -t|--token -S|--scope' },
    describe(call, effects) {
      const file = call.options.operands[0] ?? literal(fallback);
      effects.action('secret.read', { kind: 'environment' });
      effects.writes(file, { taint: { secret: 'environment' } });
    },
  };
}

/** SQL given by options to a hosted database. */
function executesSql(
  engine: string,
  keys: readonly string[],
  files: readonly string[],
): CommandFacts {
  return {
    options: {
      flags: '--remote --local -y|--yes --json --preview --persist',
      values: `${keys.join(' ')} ${files.join(' ')} -e|--env`,
    },
    describe(call: Call, effects: Effects) {
      for (const sql of keys.flatMap((key) => call.options.values(key)))
        sqlAction(effects, engine, sql);
      for (const file of files.flatMap((key) => call.options.values(key)))
        effects.script({ path: file.text, language: 'sql', args: [] });
    },
  };
}

/** Places to run applications. */
export const PLATFORM_TOOLS: readonly Program[] = [
  defineTool({
    names: ['heroku'],
    summary:
      'Command and severity; variables and tokens shown, commands of `run`, SQL of `pg:psql`',
    options: {
      flags: '-h --json -j --force -f -s --shell --no-tty --extended',
      values:
        '-a|--app -r|--remote -t|--team -p|--pipeline -c|--confirm --space --size --type -e|--env --command',
    },
    depth: 1,
    verbs: {
      'apps|config|addons|ps|releases|domains|logs|pipelines|access|members|regions|status|labs|webhooks|drains|certs|buildpacks|stack|notifications|info|auth:whoami':
        'read',
      'apps:destroy|destroy|pg:reset|pg:backups:delete|addons:destroy|pipelines:destroy|spaces:destroy|teams:destroy|redis:reset':
        'irreversible',
      'config:unset|domains:remove|domains:clear|certs:remove|keys:remove|keys:clear|access:remove|drains:remove|webhooks:remove':
        'destroy',
      'pg:psql|run|run:detached|local|ps:exec': 'change',
    },
    commands: {
      config: shows('environment'),
      'config:get': shows('environment'),
      'auth:token': shows('access-token'),
      'pg:credentials:url': shows('password'),
      'run|run:detached|run:inside': runsThere('heroku', {
        flags: '-x|--exit-code --no-tty --no-launcher',
        values: '-s|--size --type -e|--env --listen',
      }),
      'ps:exec': runsThere('heroku', { values: '-d|--dyno', flags: '--ssh --status' }),
      'pg:psql': {
        options: { values: '-c|--command -f|--file --credential' },
        describe(call, effects) {
          for (const sql of call.options.values('-c')) sqlAction(effects, 'postgres', sql);
          for (const file of call.options.values('-f'))
            effects.script({ path: file.text, language: 'sql', args: [] });
          if (call.stdin !== undefined && !call.options.has('-c'))
            sqlAction(effects, 'postgres', call.stdin);
        },
      },
    },
  }),
  defineTool({
    names: ['fly', 'flyctl'],
    tool: 'fly',
    summary: 'Command and severity; tokens shown, commands of `ssh console`',
    options: {
      flags: '-y|--yes --verbose -j|--json --force',
      values: '-a|--app -c|--config -o|--org -r|--region -t|--access-token -i|--image',
    },
    depth: 3,
    verbs: {
      'status|logs|info|releases|doctor|dig|ping|docs|platform|history|version': 'read',
      'apps|app destroy|delete': 'irreversible',
      destroy: 'irreversible',
      'volumes|volume|vol destroy|delete|rm': 'irreversible',
      'machine|machines|m destroy|remove|rm': 'destroy',
      'postgres|pg|mpg|redis|storage|mysql|consul destroy|detach': 'irreversible',
      'secrets unset': 'destroy',
      'ips release': 'destroy',
      'certs delete|remove': 'destroy',
      'orgs delete': 'irreversible',
    },
    secrets: {
      'auth token': 'access-token',
      'tokens create': 'access-token',
      'config env': 'environment',
    },
    commands: {
      'ssh console': {
        options: {
          values: '-C|--command -u|--user -s|--select --machine --address',
          flags: '--pty',
        },
        describe(call, effects) {
          for (const line of call.options.values('-C'))
            effects.line(line, { wrapper: 'fly', elsewhere: true });
        },
      },
      'machine|m exec': runsThere('fly', {}, 1),
    },
  }),
  defineTool({
    names: ['vercel', 'vc', 'now'],
    tool: 'vercel',
    summary: 'Command and severity; variables written to files',
    options: {
      flags:
        '-y|--yes -d|--debug -f|--force --prod --prebuilt -h --confirm --public --no-wait --safe',
      values:
        '-A|--local-config -b -e|--env -Q|--global-config -S|--scope -t|--token -n|--name -T|--team --cwd --archive --regions -m|--meta',
    },
    depth: 2,
    otherwise: 'change',
    verbs: {
      'list|ls|inspect|logs|whoami|dev|build|help|bisect|telemetry': 'read',
      'env|domains|dns|certs|alias|projects|project|secrets|teams|integration|blob|target ls|list|inspect':
        'read',
      'remove|rm': 'irreversible',
      'project|projects|domains rm|remove': 'irreversible',
      'env|dns|certs|alias|secrets|secret|integration|blob rm|remove|del': 'destroy',
      'env pull': 'read',
      'deploy|promote|rollback|redeploy|link|pull|git|login|logout|switch': 'change',
    },
    commands: { 'env pull': pulls('.env.local'), pull: pulls('.vercel/.env.development.local') },
  }),
  defineTool({
    names: ['netlify', 'ntl'],
    tool: 'netlify',
    summary: 'Command and severity; variables shown',
    options: {
      flags: '-p|--prod --json -f|--force --debug',
      values: '-s|--site -d|--dir -m|--message -a|--auth --context --scope --filter -f',
    },
    depth: 2,
    verbs: {
      'sites:delete': 'irreversible',
      'env:unset|blobs:delete|api deleteSite': 'destroy',
      'status|watch|open|logs|dev|serve|build|sites:list|functions:list|api list*': 'read',
    },
    secrets: { 'env:list|env:get': 'environment' },
    commands: { 'dev:exec': runsHere('netlify') },
  }),
  defineTool({
    names: ['wrangler', 'cloudflared-access', 'flarectl'],
    tool: 'wrangler',
    summary: 'Command and severity; SQL of `d1 execute`, uploaded objects',
    options: {
      flags: '-y --yes --force --remote --local --preview --binding-only --dry-run -h --json',
      values:
        '-c|--config -e|--env --cwd --env-file --namespace-id --binding --name --zone-id --record-id --path --file --command --metadata --ttl --message --tag --version-id --outdir --profile',
    },
    depth: 3,
    dryRun: ['--dry-run'],
    verbs: {
      delete: 'irreversible',
      'd1|r2|kv|queues|vectorize|hyperdrive|pages|workflows * delete': 'irreversible',
      'd1|queues|vectorize|hyperdrive|workflows delete': 'irreversible',
      'kv:key|kv:namespace|kv:bulk delete': 'irreversible',
      'r2 object|bucket delete': 'irreversible',
      'deployments|rollback rollback': 'destroy',
      rollback: 'destroy',
      'secret delete|bulk-delete': 'destroy',
      'dev|tail|whoami|types|docs|check|complete': 'read',
      'kv:key|kv:namespace|kv:bulk get|list': 'read',
      'deployments|versions|secret|queues|kv|r2|d1 list|view|status|info': 'read',
    },
    commands: {
      'd1 execute': executesSql('d1', ['--command'], ['--file']),
      'r2 object put': {
        describe(call, effects) {
          for (const file of call.options.values('--file'))
            effects.sends(effects.reads(file), { host: literal('api.cloudflare.com') });
        },
      },
    },
  }),
  defineTool({
    names: ['supabase'],
    summary: 'Command and severity; SQL, secrets shown',
    options: {
      flags:
        '--debug --linked --local --yes --experimental --data-only --schema-only --create-ticket -h --include-all',
      values:
        '--workdir --network-id --profile --dns-resolver -o|--output --project-ref --db-url -f|--file -s|--schema -p|--password --env-file',
    },
    depth: 2,
    verbs: {
      'db reset': 'irreversible',
      'db push': 'change',
      'db dump|diff|lint|pull|start': 'read',
      'projects|branches|functions|orgs|storage|sso delete|remove|rm': 'irreversible',
      'secrets unset': 'destroy',
      'migration repair|squash|down': 'destroy',
      'migration list|fetch|new': 'read',
      'status|inspect|services|test|gen|completion|snippets': 'read',
      'stop|start|link|unlink|init|login|logout|bootstrap|seed|serve': 'change',
    },
    secrets: {
      'encryption get-root-key': 'encryption-key',
      'projects api-keys': 'access-token',
      status: 'access-token',
    },
  }),
  defineTool({
    names: ['firebase'],
    summary: 'Command and severity; secrets shown',
    options: {
      flags:
        '-f|--force -y --json --debug --non-interactive -i --shallow -r|--recursive --all-collections',
      values:
        '-P|--project --account -c|--config -t|--token --only --except -m|--message -d|--data --instance --database',
    },
    depth: 1,
    verbs: {
      'firestore:delete|database:remove|firestore:databases:delete|projects:delete|auth:delete|apphosting:backends:delete|hosting:sites:delete':
        'irreversible',
      'functions:delete|hosting:channel:delete|hosting:disable|functions:secrets:destroy|functions:secrets:prune|functions:config:unset|remoteconfig:rollback|ext:uninstall|extensions:uninstall|apptesting:delete':
        'destroy',
      'database:get|functions:log|functions:list|projects:list|apps:list|hosting:sites:list|use|emulators:start|serve|open|help|target':
        'read',
      'emulators:exec|deploy|init|login|logout|database:set|database:update|database:push|auth:import':
        'change',
    },
    secrets: {
      'functions:secrets:access': 'cloud-secret',
      'login:ci': 'access-token',
      'auth:export': 'user-data',
      'functions:config:get': 'environment',
    },
    commands: {
      'emulators:exec': {
        describe(call, effects) {
          for (const line of call.options.operands) effects.line(line, { wrapper: 'firebase' });
        },
      },
    },
  }),
  defineTool({
    names: [
      'railway',
      'render',
      'koyeb',
      'northflank',
      'scalingo',
      'dokku',
      'clever',
      'platform',
      'upsun',
      'magento-cloud',
      'porter',
      'qovery',
      'deta',
      'begin',
      'surge',
      'cloudflare',
      'neon',
      'neonctl',
      'pscale',
      'turso',
      'upstash',
      'atlas',
      'mongocli',
      'avn',
      'confluent',
      'ccloud',
      'astro',
      'astra',
      'cockroach-cloud',
      'xata',
      'hasura',
      'nhost',
      'appwrite',
      'eas',
      'expo',
      'convex',
      'modal',
      'fastly',
      'doctl',
      'linode-cli',
      'hcloud',
      'vultr-cli',
      'vultr',
      'scw',
      'exo',
      'civo',
      'upctl',
      'aliyun',
      'tccli',
      'yc',
      'ovhai',
      'gridscale',
      'ionosctl',
      'equinix',
      'metal',
      'latitude',
      'runpodctl',
      'vastai',
      'sky',
      'databricks',
      'snow',
      'dbt',
      'prefect',
      'dagster',
      'airflow',
      'nuon',
      'encore',
    ],
    summary: 'Command and severity',
    options: {
      flags:
        '-h -y|--yes|-f|--force --json -j --verbose -q|--quiet --detach -d --all --recursive --wait --no-wait --approve-all --silent',
      values:
        '-o|--output|--format -p|--project|--project-id --org|--org-id|--organization -r|--region -e|--env|--environment -a|--app -s|--service ' +
        '-n|--name -t|--token|--access-token -c|--context|--config|--config-file -u --profile --service-id --version --scope --branch --database --cluster ' +
        '--namespace --resource-group --zone -l|--location --size --image',
      abbreviations: false,
    },
    depth: 4,
    dryRun: ['--dry-run'],
    verbs: {
      'down|delete|destroy': 'irreversible',
      'apps:destroy|postgres:destroy|mysql:destroy|redis:destroy': 'irreversible',
      'service version activate': 'destroy',
      'service|services|app|apps|database|db|databases|project|projects|volume|volumes|cluster|clusters|server|servers delete|destroy|remove|rm':
        'irreversible',
      'compute droplet|volume|snapshot|image delete|d|rm': 'irreversible',
      'databases|kubernetes delete|d|rm': 'irreversible',
      'run|test|build|compile|docs|debug|seed|snapshot': 'change',
      'variables|vars|logs|status|open': 'read',
    },
    secrets: {
      'variables|variable': 'environment',
      'auth|profile token|get-token': 'access-token',
      'connection-string': 'password',
    },
    commands: {
      run: runsHere('railway', { values: '-s|--service -e|--environment' }),
      'db shell': {
        describe(call, effects) {
          const [, sql] = call.options.operands;
          if (sql !== undefined) sqlAction(effects, 'sqlite', sql);
        },
      },
      ssh: runsThere('ssh'),
    },
  }),
];
