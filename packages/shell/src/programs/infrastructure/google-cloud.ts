import type { Program } from '../../program.ts';
import { sqlAction } from '../database/sql-action.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { copyObjects } from './object-copy.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

const OPTIONS: OptionList = {
  flags:
    '-q|--quiet -h --async --no-async --user-output-enabled --log-http --all --force --recursive -r -R --global ' +
    '--no-user-output-enabled --no-backup --no-deletion-protection --disabled --delete-unmatched-destination-objects --dry-run --validate-only --purge --tunnel-through-iap --plain',
  values:
    '--account --billing-project --configuration --flags-file --flatten --format --impersonate-service-account ' +
    '--access-token-file --project --trace-token --verbosity --zone --zones --region --regions --location ' +
    '--filter --limit --page-size --sort-by --cluster --namespace --instance --database --network --command ' +
    '--secret --version --keyring --key --keyring --plaintext-file --ciphertext-file --data-file --source --image ' +
    '--ssh-flag --ssh-key-file --member --role --service-account --keyfile --key-file -z -f --delete-disks --keep-disks',
  abbreviations: false,
};

const isRemote = (text: string) => text.startsWith('gs://');

const COPY: CommandFacts = {
  describe: (call, effects) =>
    copyObjects(call, effects, call.options.operands, { isRemote, host: 'storage.googleapis.com' }),
};

const MOVE: CommandFacts = {
  describe: (call, effects) =>
    copyObjects(call, effects, call.options.operands, {
      isRemote,
      host: 'storage.googleapis.com',
      moves: true,
    }),
};

/** `gcloud compute ssh HOST --command LINE -- ARGS`. */
const SSH: CommandFacts = {
  describe(call, effects) {
    for (const line of call.options.values('--command'))
      effects.line(line, { wrapper: 'gcloud', elsewhere: true });
    for (const flag of call.options.values('--ssh-flag'))
      runInherited(call, effects, [literal('ssh'), flag, literal('host')], { wrapper: 'gcloud' });
  },
};

/** Nothing is left running of what is resized to none. */
function scalesToNone(...keys: readonly string[]): CommandFacts {
  return {
    options: { values: `${keys.join(' ')} --node-pool` },
    judge: ({ options }) =>
      keys.some((key) => options.values(key).at(-1)?.text === '0')
        ? { verb: 'resize to 0', severity: 'destroy' }
        : undefined,
  };
}

/** `gcloud` (gcloud reference): groups first, the verb last. */
const GCLOUD: Program = defineTool({
  names: ['gcloud'],
  summary: 'Command and severity; secrets shown; objects copied, remote lines',
  options: OPTIONS,
  prefixes: ['alpha', 'beta', 'preview'],
  depth: 6,
  dryRun: ['--dry-run', '--validate-only'],
  verbs: {
    'projects delete': 'irreversible',
    'storage rm': 'irreversible',
    'storage buckets|objects|managed-folders delete': 'irreversible',
    'sql instances|databases|backups|users delete': 'irreversible',
    'compute disks|snapshots|images|instances delete': 'irreversible',
    'container clusters delete': 'irreversible',
    'firestore databases|backups delete': 'irreversible',
    'firestore bulk-delete': 'irreversible',
    'spanner instances|databases delete': 'irreversible',
    'bigtable instances|tables delete': 'irreversible',
    'redis|memcache|filestore instances delete': 'irreversible',
    'secrets delete': 'irreversible',
    'secrets versions destroy': 'irreversible',
    'kms keys versions destroy': 'irreversible',
    'dns managed-zones delete': 'irreversible',
    'artifacts repositories|docker|packages delete': 'irreversible',
    'artifacts docker images delete': 'irreversible',
    'container images delete': 'irreversible',
    'logging logs|buckets delete': 'irreversible',
    'pubsub topics|subscriptions|snapshots delete': 'destroy',
    'auth list|print-*|describe': 'read',
    'config list|get|get-value': 'read',
    'config configurations list|describe': 'read',
    'info|version|help|topic|feedback|cheat-sheet': 'read',
    'logging read|tail': 'read',
    'secrets versions access': 'read',
    'run services|jobs|revisions list|describe': 'read',
    'storage ls|cat|du|hash': 'read',
    'storage cp|mv|rsync': 'change',
    'compute instances|instance-groups stop|suspend|reset': 'destroy',
    'services disable': 'destroy',
    'app versions stop': 'destroy',
    'sql instances restart|failover|reset-ssl-config': 'destroy',
    'sql backups restore': 'irreversible',
    'container images untag': 'destroy',
    'dataproc|dataflow|batch jobs kill|cancel|drain': 'destroy',
    'scheduler jobs pause': 'destroy',
    'tasks queues pause|purge': 'destroy',
    'pubsub subscriptions seek': 'destroy',
    'pubsub topics detach-subscription': 'destroy',
    'billing projects unlink': 'destroy',
    'transfer jobs|agents|agent-pools delete': 'destroy',
    'dns record-sets transaction execute': 'destroy',
    'apigee apis undeploy': 'destroy',
  },
  raises: { '--delete-disks': 'irreversible' },
  floors: { '--no-backup': 'destroy', '--no-deletion-protection': 'destroy' },
  secrets: {
    'auth print-access-token|print-identity-token|print-refresh-token': 'access-token',
    'auth application-default print-access-token': 'access-token',
    'secrets versions access': 'cloud-secret',
    'kms decrypt|asymmetric-decrypt': 'decrypted-data',
    'iam service-accounts keys create': 'cloud-credentials',
    'sql generate-login-token': 'access-token',
  },
  commands: {
    'storage cp': COPY,
    'storage mv': MOVE,
    'storage rsync': {
      ...COPY,
      judge: (call) =>
        call.options.has('--delete-unmatched-destination-objects')
          ? {
              verb: 'storage rsync --delete',
              severity: 'destroy',
              target: call.options.operands[1],
            }
          : undefined,
    },
    'compute instance-groups managed resize': scalesToNone('--size'),
    'container clusters resize': scalesToNone('--num-nodes', '--size'),
    'logging sinks update': {
      judge: ({ options }) =>
        options.has('--disabled')
          ? { verb: 'logging sinks update --disabled', severity: 'destroy' }
          : undefined,
    },
    'compute ssh': SSH,
    'compute tpus tpu-vm ssh': SSH,
    'iam service-accounts keys create': {
      describe(call, effects) {
        const [file] = call.options.operands;
        if (file !== undefined) effects.writes(file, { taint: { secret: 'cloud-credentials' } });
      },
    },
  },
});

/** `gsutil`. */
const GSUTIL: Program = defineTool({
  names: ['gsutil'],
  summary: 'Command and severity; objects copied',
  options: {
    flags: '-m -q -D -DD -d -r -R -f -n -c -e -L -v -z -Z -P -p -l -h -a -i -I -C',
    values: '-o -u -x -y -J -j -s -b',
  },
  depth: 2,
  verbs: {
    'ls|cat|du|stat|hash|version|help|perfdiag|test': 'read',
    'acl|defacl|iam|lifecycle|versioning|cors|logging|web|label|notification|retention|kms|pap|ubla get|list':
      'read',
    'rm|rb': 'irreversible',
    'lifecycle set': 'destroy',
    'versioning set': 'destroy',
    'acl|defacl|iam ch|set': 'change',
    'kms|retention|hmac|notification|requesterpays clear|lock|delete|off': 'destroy',
    'cp|mv|rsync|mb|compose|rewrite|setmeta|signurl|config|acl|defacl|iam': 'change',
  },
  commands: {
    cp: COPY,
    mv: MOVE,
    rsync: {
      ...COPY,
      options: { flags: '-d -r -c -C -e -n -p -P -u -U', values: '-x -y -j -J' },
      judge(call) {
        if (call.options.has('-n')) return { verb: 'rsync -n', severity: 'read' };
        const target = call.options.operands[1];
        return call.options.has('-d')
          ? { verb: 'rsync -d', severity: 'destroy', target }
          : undefined;
      },
    },
  },
});

/** `bq`: a command, or SQL. */
const BQ: Program = defineTool({
  names: ['bq'],
  summary: 'Command and severity; the SQL of `query`',
  options: {
    flags:
      '-q|--quiet -h --headless --nouse_legacy_sql -f -r -d -t -m --dry_run --force --recursive --synchronous_mode --nosynchronous_mode --replace',
    values:
      '--project_id --dataset_id --location --format --job_id --max_results -n --api --bigqueryrc --destination_table --source --schema',
    optional: '--use_legacy_sql',
    singleDashLong: false,
  },
  depth: 1,
  dryRun: ['--dry_run'],
  verbs: {
    'ls|show|head|info|version|wait|query': 'read',
    rm: 'irreversible',
    'mk|cp|load|extract|insert|update|cancel|partition|add-iam-policy-binding|set-iam-policy|truncate|undelete':
      'change',
    truncate: 'irreversible',
  },
  commands: {
    query: {
      describe(call, effects) {
        const sql =
          call.options.operands.length > 0
            ? call.options.operands
            : call.stdin === undefined
              ? []
              : [call.stdin];
        if (!call.options.has('--dry_run'))
          for (const text of sql) sqlAction(effects, 'bigquery', text);
      },
    },
  },
});

/** Google's command lines. */
export const GOOGLE_TOOLS: readonly Program[] = [GCLOUD, GSUTIL, BQ];
