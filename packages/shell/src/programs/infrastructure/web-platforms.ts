import type { Program } from '../../program.ts';
import { literal } from '../shapes/values.ts';
import { executesSql, pulls, runsHere } from './platform-commands.ts';
import { defineTool } from './verb-table.ts';

/** Platforms for web sites and their back ends. */
export const WEB_PLATFORMS: readonly Program[] = [
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
    depth: 3,
    otherwise: 'change',
    verbs: {
      'list|ls|inspect|logs|whoami|dev|build|help|bisect|telemetry': 'read',
      'env|domains|dns|certs|alias|projects|project|secrets|teams|integration|blob|target ls|list|inspect':
        'read',
      'remove|rm': 'irreversible',
      'project|projects|domains rm|remove': 'irreversible',
      'env|dns|certs|alias|secrets|secret|integration|blob rm|remove|del': 'destroy',
      'env pull': 'read',
      'blob store': 'change',
      'blob store delete|rm': 'irreversible',
      rollback: 'destroy',
      'deploy|promote|redeploy|link|pull|git|login|logout|switch': 'change',
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
      'env:unset|blobs:delete': 'destroy',
      'api deleteSite': 'destroy',
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
    depth: 4,
    dryRun: ['--dry-run'],
    verbs: {
      delete: 'irreversible',
      'd1|r2|kv|queues|vectorize|hyperdrive|pages|workflows * delete': 'irreversible',
      'd1|queues|vectorize|hyperdrive|workflows delete': 'irreversible',
      'kv:key|kv:namespace|kv:bulk delete': 'irreversible',
      'r2 object|bucket delete': 'irreversible',
      'deployments|rollback rollback': 'destroy',
      'd1 time-travel restore': 'irreversible',
      'r2 bucket lifecycle|domain|notification|dev-url|lock|cors|sippy remove|delete|disable':
        'destroy',
      'queues purge|pause-delivery': 'destroy',
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
      'domains|vanity-subdomains|network-bans delete|remove': 'destroy',
      'start|link|unlink|init|login|logout|bootstrap|seed|serve': 'change',
    },
    commands: {
      stop: {
        options: { flags: '--no-backup --all' },
        judge: ({ options }) => ({
          verb: 'stop',
          severity: options.has('--no-backup') ? 'irreversible' : 'change',
        }),
      },
    },
    secrets: {
      'encryption get-root-key': 'encryption-key',
      'projects api-keys': 'access-token',
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
      'database:set': 'destroy',
      'emulators:exec|deploy|init|login|logout|database:update|database:push|auth:import': 'change',
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
];
