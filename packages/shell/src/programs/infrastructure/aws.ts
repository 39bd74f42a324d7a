import type { Call, Effects, Program, Value } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { literal, withoutPrefix } from '../shapes/values.ts';
import { copyObjects, type ObjectStore } from './object-copy.ts';
import { showsConfiguration } from './platform-commands.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** Global options of the AWS CLI, and those of `aws s3`. */
const OPTIONS: OptionList = {
  flags:
    '--debug --no-verify-ssl --no-paginate --no-sign-request --no-cli-pager --cli-auto-prompt --no-cli-auto-prompt ' +
    '--dryrun --dry-run --no-dry-run --quiet --recursive --delete --force --only-show-errors --no-progress ' +
    '--follow-symlinks --no-follow-symlinks --no-guess-mime-type --size-only --exact-timestamps --human-readable ' +
    '--summarize --with-decryption --no-with-decryption --skip-final-snapshot --force-delete-without-recovery --version -h',
  values:
    '--profile --region --output --endpoint-url --query --color --ca-bundle --cli-read-timeout ' +
    '--cli-connect-timeout --cli-binary-format --cli-input-json --cli-input-yaml --include --exclude --acl ' +
    '--grants --sse --sse-c --sse-c-key --sse-kms-key-id --storage-class --content-type --cache-control ' +
    '--expires --website-redirect --metadata --metadata-directive --expected-size --page-size --source-region ' +
    '--request-payer --instance-ids --bucket --key --prefix --stack-name --cluster --name --secret-id ' +
    '--function-name --db-instance-identifier --table-name --filters --document-name --parameters --targets ' +
    '--payload --command --container --task --desired-count --desired-capacity --change-batch --scaling-config ' +
    '--reserved-concurrent-executions --backup-retention-period --retention-in-days',
  abbreviations: false,
};

const isRemote = (text: string) => text.startsWith('s3://');

function copies(how: Pick<ObjectStore, 'moves' | 'trees'> = {}): CommandFacts {
  return {
    describe: (call, effects) =>
      copyObjects(call, effects, call.options.operands, {
        isRemote,
        host: 's3.amazonaws.com',
        ...how,
      }),
  };
}

function showSecret(effects: Effects, kind: string): void {
  effects.shows(kind);
}

/** Values spelt `file://PATH` and `fileb://PATH` are the file's contents. */
function fileParameters(call: Call, effects: Effects): void {
  for (const word of call.args) {
    const start = /^(?:--[\w-]+=)?(?:\w+=)?fileb?:\/\//.exec(word.text)?.[0].length;
    if (start === undefined) continue;
    const stream = effects.reads(withoutPrefix(word, start));
    effects.sends(stream, { host: literal('amazonaws.com') });
  }
}

/** Nothing is left running of what is scaled to none. */
function scalesTo(key: string): CommandFacts {
  return {
    judge: (call) =>
      call.options.values(key).at(-1)?.text === '0'
        ? { verb: `${key.slice(2)} 0`, severity: 'destroy' }
        : undefined,
    describe: fileParameters,
  };
}

/** The flag that lets something be deleted which so far could not be. */
function liftsProtection(flag: string): CommandFacts {
  return {
    judge: (call) =>
      call.args.some(({ text }) => text === flag)
        ? { verb: flag.slice(2), severity: 'destroy' }
        : undefined,
    describe: fileParameters,
  };
}

/** What takes something away, for any of these to hold of the words behind the operation. */
function destroysWith(verb: string, words: RegExp): CommandFacts {
  return {
    judge: (call) =>
      words.test(call.args.map(({ text }) => text).join(' '))
        ? { verb, severity: 'destroy' }
        : undefined,
    describe: fileParameters,
  };
}

/** Lines that run on machines of others: `commands=LINE` and `{"commands":["LINE"]}`. */
const SENDS_COMMAND: CommandFacts = {
  describe(call, effects) {
    for (const value of call.options.values('--parameters')) {
      const at = /^commands=/.exec(value.text)?.[0].length;
      const lines =
        at === undefined
          ? jsonCommands(value.text).map((line) => literal(line))
          : [withoutPrefix(value, at)];
      for (const line of lines)
        effects.line(unbracketed(line), { wrapper: 'aws', elsewhere: true });
    }
    fileParameters(call, effects);
  },
};

function jsonCommands(text: string): readonly string[] {
  const list = /"commands"\s*:\s*\[((?:\s*"(?:\\.|[^"\\])*"\s*,?)*)\]/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/"((?:\\.|[^"\\])*)"/g)].map(([, line = '']) =>
    line.replace(/\\(.)/g, '$1'),
  );
}

/** The shorthand of a list with one element: `["LINE"]`. */
function unbracketed(line: Value): Value {
  const inner = /^\["?([\s\S]*?)"?\]$/.exec(line.text)?.[1];
  return inner === undefined ? line : { ...line, text: inner };
}

/** Services whose `delete-…` operations take data with them. */
const HOLD_DATA =
  's3|s3api|s3control|s3tables|rds|docdb|neptune|dynamodb|redshift|redshift-serverless|elasticache|memorydb|dax|' +
  'efs|fsx|backup|glacier|kms|cloudformation|secretsmanager|ssm|logs|opensearch|es|timestream-write|keyspaces|qldb|' +
  'cognito-idp|cognito-identity|ecr|ecr-public|codecommit|route53|route53domains|organizations|account|athena|' +
  'glue|kinesis|firehose|kafka|sqs|sns|lightsail|workspaces|storagegateway|cloudtrail|dms';

/** `aws` (AWS CLI command reference): the operation's own name tells what it does. */
export const AWS: Program = defineTool({
  names: ['aws', 'aws2', 'awslocal'],
  tool: 'aws',
  summary: 'Operation and severity; secrets shown; files copied to and from S3, `file://` values',
  options: OPTIONS,
  depth: 2,
  helpBehind: true,
  dryRun: ['--dry-run', '--dryrun'],
  raises: {
    '--force': 'irreversible',
    '--skip-final-snapshot': 'irreversible',
    '--force-delete-without-recovery': 'irreversible',
  },
  verbs: {
    's3 ls|presign': 'read',
    's3 cp|mv|sync|mb|website': 'change',
    's3 rm|rb': 'irreversible',
    [`${HOLD_DATA} delete*|batch-delete*|purge*|terminate*|schedule-key-deletion`]: 'irreversible',
    'ec2 terminate-instances|delete-volume|delete-snapshot|deregister-image': 'irreversible',
    '* delete-*|terminate-*|deregister-*|disable-*|disable|detach-*|disassociate-*|deactivate-*':
      'destroy',
    'kms disable-key': 'destroy',
    'kms cancel-key-deletion': 'change',
    'organizations leave-organization|close-account|remove-account-from-organization':
      'irreversible',
    'account close-account': 'irreversible',
    'dynamodb batch-write-item|transact-write-items': 'change',
    'ec2|rds|ecs|sagemaker|workspaces|lightsail|redshift|docdb|neptune|elasticache|dms|emr-serverless|stepfunctions|codedeploy|backup|batch|glue|configservice|cloudtrail|secretsmanager stop-*|reboot-*|failover-*|pause-cluster|cancel-job|cancel-rotate-secret':
      'destroy',
    'ec2 release-*|cancel-*|reject-*': 'destroy',
    'cloudformation cancel-update-stack|rollback-stack|set-stack-policy': 'destroy',
    'kms retire-grant|disconnect-custom-key-store': 'destroy',
    'glacier abort-vault-lock': 'destroy',
    'cognito-idp admin-disable-*|*global-sign-out|admin-user-global-sign-out|admin-reset-user-password':
      'destroy',
    'route53domains transfer-*': 'destroy',
    's3api abort-multipart-upload': 'destroy',
    'ssm cancel-command': 'destroy',
    // What runs out goes by itself from then on.
    's3api put-bucket-lifecycle*|put-bucket-versioning|put-bucket-replication': 'destroy',
    'ecr|ecr-public put-lifecycle-policy': 'destroy',
    'logs put-retention-policy': 'destroy',
    'secretsmanager update-secret|put-secret-value': 'destroy',
    'sns unsubscribe': 'destroy',
    'configure list|list-profiles|get': 'read',
    'configure *': 'change',
    'sts get-*|decode-*|assume-*': 'read',
    'logs tail|filter-log-events|start-query': 'read',
    'cloudfront create-invalidation': 'change',
    'ssm start-session|send-command': 'change',
    'lambda invoke': 'change',
    'lambda remove-permission': 'destroy',
  },
  secrets: {
    'secretsmanager get-secret-value|batch-get-secret-value|get-random-password': 'cloud-secret',
    'sts get-session-token|assume-role*|get-federation-token': 'cloud-credentials',
    'configure export-credentials': 'cloud-credentials',
    'ecr|ecr-public get-login-password|get-login|get-authorization-token': 'access-token',
    'codeartifact get-authorization-token|login': 'access-token',
    'eks get-token': 'access-token',
    'iam create-access-key|create-service-specific-credential': 'cloud-credentials',
    'rds generate-db-auth-token': 'access-token',
    'redshift get-cluster-credentials*': 'password',
    'sso get-role-credentials': 'cloud-credentials',
    'kms decrypt|generate-data-key': 'decrypted-data',
    'cognito-identity get-credentials-for-identity': 'cloud-credentials',
    'ec2 get-password-data': 'password',
    'lightsail download-default-key-pair': 'private-key',
  },
  commands: {
    'configure get': {
      describe(call, effects) {
        const [name] = call.options.operands;
        if (/secret|token|access_key/.test(name?.text ?? ''))
          showSecret(effects, 'cloud-credentials');
      },
    },
    // The variables of a function are shown with the rest unless a query picks something else.
    'lambda get-function|get-function-configuration': showsConfiguration({}, ({ options }) => {
      const [query] = options.values('--query');
      return query === undefined || /Environment|Variables|^@?$/.test(query.text);
    }),
    'ssm get-parameter|get-parameters|get-parameters-by-path|get-parameter-history': {
      describe(call, effects) {
        if (call.options.has('--with-decryption')) showSecret(effects, 'cloud-secret');
      },
    },
    's3 cp': copies(),
    's3 mv': copies({ moves: true }),
    's3 sync': {
      ...copies({ trees: true }),
      judge: (call) =>
        call.options.has('--delete')
          ? { verb: 's3 sync --delete', severity: 'destroy', target: call.options.operands[1] }
          : undefined,
    },
    'ecs update-service': scalesTo('--desired-count'),
    'lambda put-function-concurrency': scalesTo('--reserved-concurrent-executions'),
    'eks update-nodegroup-config': destroysWith('desiredSize 0', /desiredSize"?\s*[=:]\s*0\b/),
    'dynamodb batch-write-item|transact-write-items': destroysWith(
      'delete items',
      /DeleteRequest|"Delete"|Delete=/,
    ),
    'dynamodb update-continuous-backups': destroysWith(
      'disable recovery',
      /PointInTimeRecoveryEnabled"?\s*[=:]\s*false/i,
    ),
    'iam update-access-key': destroysWith('deactivate access key', /\bInactive\b/),
    'secretsmanager update-secret-version-stage': destroysWith(
      'remove version stage',
      /--remove-from-version-id/,
    ),
    'cloudformation update-termination-protection': liftsProtection(
      '--no-enable-termination-protection',
    ),
    'cloudformation continue-update-rollback': destroysWith(
      'skip resources',
      /--resources-to-skip/,
    ),
    'ssm send-command': SENDS_COMMAND,
    'autoscaling update-auto-scaling-group|set-desired-capacity': scalesTo('--desired-capacity'),
    'rds modify-db-instance|modify-db-cluster': destroysWith(
      'lift protection',
      /--no-deletion-protection|--backup-retention-period[ =]0\b/,
    ),
    'ec2 modify-instance-attribute': liftsProtection('--no-disable-api-termination'),
    'route53 change-resource-record-sets': {
      judge(call) {
        const [batch] = call.options.values('--change-batch');
        const deletes = batch === undefined || !batch.known || /DELETE|^file:/.test(batch.text);
        return deletes
          ? { verb: 'route53 change-resource-record-sets', severity: 'destroy' }
          : undefined;
      },
      describe: fileParameters,
    },
    'ecs execute-command': {
      describe(call, effects) {
        for (const line of call.options.values('--command'))
          effects.line(line, { wrapper: 'aws', elsewhere: true });
      },
    },
    'lambda invoke': {
      describe(call, effects) {
        const [output] = call.options.operands;
        if (output !== undefined) effects.writes(output, { taint: { remote: 'amazonaws.com' } });
        fileParameters(call, effects);
      },
    },
    'configure set': {
      describe(call, effects) {
        if (call.home !== undefined)
          effects.action('file.edit', { file_path: `${call.home}/.aws/credentials` });
      },
    },
    '* *': { describe: fileParameters },
  },
});
