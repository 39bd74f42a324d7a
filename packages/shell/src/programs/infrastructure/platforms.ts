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
