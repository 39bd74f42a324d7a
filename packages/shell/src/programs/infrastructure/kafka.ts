import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import type { Severity } from './severity.ts';

/** Options of Kafka's tools that decide what they do. */
const ACTIONS: readonly (readonly [string, Severity])[] = [
  ['--delete', 'irreversible'],
  ['--delete-offsets', 'destroy'],
  ['--expire', 'destroy'],
  ['--reset-offsets', 'destroy'],
  ['--offset-json-file', 'irreversible'],
  ['--remove', 'destroy'],
  ['--delete-config', 'destroy'],
  ['--election-type', 'change'],
  ['--create', 'change'],
  ['--alter', 'change'],
  ['--add', 'change'],
  ['--execute', 'change'],
];

/** Tools that take a command: disks formatted, nodes and transactions taken out. */
const REMOVES = /^(?:format|unregister|remove-controller|abort|abort-hanging)$/;

const TOOLS = [
  'topics',
  'consumer-groups',
  'delete-records',
  'configs',
  'acls',
  'reassign-partitions',
  'broker-api-versions',
  'console-consumer',
  'console-producer',
  'log-dirs',
  'dump-log',
  'leader-election',
  'storage',
  'streams-application-reset',
  'mirror-maker',
  'get-offsets',
  'producer-perf-test',
  'consumer-perf-test',
  'verifiable-producer',
  'metadata-quorum',
  'features',
  'transactions',
  'delegation-tokens',
  'cluster',
];

/** `kafka-topics` and the other tools of Kafka: an option names the action. */
export const KAFKA_TOOLS: readonly Program[] = [
  defineProgram({
    names: TOOLS.flatMap((tool) => [`kafka-${tool}`, `kafka-${tool}.sh`]),
    summary: 'Action and severity by its option; what is sent',
    options: {
      flags:
        '--delete --list --describe --create --alter --add --expire --remove --execute --dry-run --reset-offsets --delete-offsets --all-groups --all-topics --from-beginning --force --verify --generate --if-exists --to-earliest --to-latest --help --version',
      values:
        '--topic --bootstrap-server --zookeeper --command-config --group --partitions --replication-factor --config --delete-config --add-config --offset-json-file --consumer.config --producer.config --entity-type --entity-name --property --max-messages --broker-list --reassignment-json-file --application-id --to-offset --to-datetime --principal --operation',
      clusters: false,
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('--version')) return;
      const found = ACTIONS.find(([key]) => options.has(key));
      const [verb] = options.operands;
      const isReset = call.name.includes('application-reset') || REMOVES.test(verb?.text ?? '');
      const severity = options.has('--dry-run')
        ? 'read'
        : (found?.[1] ?? (isReset ? 'destroy' : 'read'));
      effects.action('infra.execute', {
        tool: 'kafka',
        verb: `${call.name.replace(/\.sh$/, '')} ${found?.[0] ?? ''}`.trim(),
        severity,
        destructive: severity === 'destroy' || severity === 'irreversible',
        target: options.values('--topic').at(-1) ?? options.values('--group').at(-1),
      });
      const host =
        options.values('--bootstrap-server').at(-1) ?? options.values('--broker-list').at(-1);
      if (call.name.includes('producer') && call.stdin !== undefined && host !== undefined)
        effects.sends(call.stdin, { host });
    },
  }),
  defineProgram({
    names: ['kafka-server-stop', 'zookeeper-server-stop'].flatMap((name) => [name, `${name}.sh`]),
    summary: 'The server stopped',
    options: {},
    describe(call, effects) {
      if (!asksForHelp(call))
        effects.action('system.service', { verb: 'stop', target: 'kafka', destructive: true });
    },
  }),
];
