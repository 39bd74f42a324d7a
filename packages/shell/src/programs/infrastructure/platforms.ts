import type { Program } from '../../program.ts';
import { sqlAction } from '../database/sql-action.ts';
import { runsHere, runsThere } from './platform-commands.ts';
import { defineTool } from './verb-table.ts';

/** Other platforms and clouds, whose commands are named regularly. */
export const OTHER_PLATFORMS: readonly Program[] = [
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
      'service-version activate': 'destroy',
      'services suspend': 'destroy',
      'jobs|job|flow-run|runs|run|build|builds cancel|cancel-run|wipe': 'destroy',
      'app|container|clusters|cluster stop': 'destroy',
      'backups restores start': 'destroy',
      'branches restore': 'destroy',
      'group tokens invalidate': 'destroy',
      'build:cancel|update:roll-back-to-embedded': 'destroy',
      'connect cluster pause|delete': 'destroy',
      'local kafka stop': 'change',
      'secrets get-secret': 'read',
      'resource-link delete': 'destroy',
      'compute droplet-action|volume-action power-off|power-cycle|shutdown|rebuild|restore|detach|password-reset':
        'destroy',
      'uptime check delete': 'destroy',
      'snapshot|image|iso|backup delete|rm|remove': 'irreversible',
      'secret version access': 'read',
      'registry garbage-collection start': 'irreversible',
      'linodes|server|servers|instance|instances rebuild|poweroff|shutdown|reset|stop|halt|reinstall|restore|standby|reboot-hard|backups-cancel':
        'destroy',
      'instance server stop|standby|terminate': 'destroy',
      '* disable-*|detach-*|detach|unassign': 'destroy',
      'clusters pause': 'destroy',
      'db tokens invalidate': 'destroy',
      'service terminate': 'irreversible',
      'deploys|deployments cancel': 'destroy',
      import: 'change',
      'update:delete|build:delete|channel:delete|branch:delete': 'destroy',
      'service|services|app|apps|database|db|databases|project|projects|volume|volumes|cluster|clusters|server|servers delete|destroy|remove|rm':
        'irreversible',
      'compute droplet|volume|snapshot|image delete|d|rm': 'irreversible',
      'databases|kubernetes delete|d|rm': 'irreversible',
      'run|test|build|compile|docs|debug|seed': 'change',
      'variables|vars|logs|status|open': 'read',
    },
    secrets: {
      variables: 'environment',
      'variables get': 'environment',
      'auth|profile token|get-token': 'access-token',
      'connection-string': 'password',
      'secret version access': 'cloud-secret',
      'secrets get-secret': 'cloud-secret',
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
      psql: {
        options: { values: '-c|--command -f|--file' },
        describe(call, effects) {
          const [, sql] = call.options.operands;
          for (const text of [...call.options.values('-c'), ...(sql === undefined ? [] : [sql])])
            sqlAction(effects, 'postgres', text);
        },
      },
    },
  }),
  // They list variables and connections by name.
  defineTool({
    names: ['airflow', 'prefect', 'dagster'],
    summary: 'Command and severity; variables shown',
    options: {
      flags: '-h -y|--yes -v|--verbose -f|--force --all --json',
      values:
        '-d|--dag-id -t|--task-id -o|--output -n|--name -p|--pool -q|--queue -w|--workspace -m|--module -j|--job',
      abbreviations: false,
    },
    depth: 3,
    dryRun: ['--dry-run'],
    verbs: {
      'db reset|clean|downgrade': 'irreversible',
      'server database reset|downgrade': 'irreversible',
      'tasks clear': 'destroy',
      'dags pause': 'destroy',
      'flow-run cancel': 'destroy',
      'run|asset|schedule wipe|delete': 'irreversible',
      'tasks|dags test|list|show|state|report|details': 'read',
      'variables|connections|pools|users|roles|jobs list|get|check': 'read',
    },
    secrets: { 'variables|connections get|export': 'environment' },
  }),
];
