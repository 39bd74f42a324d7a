import type { Program } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

const COMMON: OptionList = {
  flags:
    '-h -y|--yes|--confirm -f|--force --json -v|--verbose -q|--quiet --all -a --live --no-prompt --debug',
  values:
    '-o|--output|--format -p|--project|--project-id --org|--org-slug|--org-id -e|--env|--environment -w|--workspace -k|--key|--api-key ' +
    '-t|--token|--access-token -n|--namespace|--name -s|--server|--url -c|--config|--context --account|--account-id --stripe-account -d|--data ' +
    '-i|--index --app-id|--application-id --api-base --flag --segment --id --region -u|--user --limit --tag --profile',
  abbreviations: false,
};

/** What takes machines, services or files of others away. */
const RESTARTS: CommandFacts = {
  judge: ({ name, options }) => ({
    verb: `${name} ${options.operands[0]?.text ?? ''}`.trim(),
    severity: 'destroy',
  }),
};

/** Command lines of hosted services, whose commands are named regularly. */
export const SERVICE_TOOLS: readonly Program[] = [
  defineTool({
    names: [
      'stripe',
      'square',
      'braintree',
      'paypal',
      'shopify',
      'algolia',
      'meilisearch',
      'typesense',
      'auth0',
      'okta',
      'clerk',
      'stytch',
      'workos',
      'twilio',
      'sendgrid',
      'mailgun',
      'postmark',
      'resend',
      'pd',
      'pagerduty',
      'opsgenie',
      'newrelic',
      'datadog-ci',
      'dog',
      'dogshell',
      'sentry-cli',
      'sentry',
      'rollbar',
      'bugsnag-cli',
      'honeycomb',
      'grafana-cli',
      'grafanactl',
      'circleci',
      'buildkite',
      'bk',
      'travis',
      'drone',
      'woodpecker-cli',
      'semaphore',
      'harness',
      'codefresh',
      'spacectl',
      'env0',
      'snyk',
      'fossa',
      'apigeecli',
      'kong',
      'deck',
      'traefik',
      'tyk',
      'gravitee',
      'flipt',
      'unleash',
      'growthbook',
      'configcat',
      'optimizely',
      'contentful',
      'sanity',
      'strapi',
      'storyblok',
      'directus',
      'jira',
      'acli',
      'linear',
      'notion',
      'asana',
      'trello',
      'basecamp',
      'hubspot',
      'hs',
      'sf',
      'sfdx',
      'zendesk',
      'zcli',
      'slack',
      'webflow',
      'wp',
      'drush',
      'magento',
      'prismic',
      'flagsmith',
      'launchdarkly',
      'segment',
      'posthog',
      'amplitude',
      'mixpanel',
      'elastic',
      'ecctl',
      'logdna',
      'papertrail',
      'tigris',
      'pinecone',
      'weaviate',
      'qdrant',
      'huggingface-cli',
      'hf',
      'wandb',
      'comet',
      'replicate',
      'roboflow',
      'kaggle',
      'openai',
      'dvc',
    ],
    summary: 'Command and severity',
    options: COMMON,
    depth: 3,
    dryRun: ['--dry-run', '--dryrun'],
    verbs: {
      'listen|logs|samples|fixtures|open|serve|status|version|community|docs|resources': 'read',
      // Money and customers: what was sent, voided or cancelled is not taken back.
      'subscriptions|orders|payouts|payment_intents|setup_intents|transfers|subscription cancel|reverse':
        'destroy',
      'invoices|transaction|transactions|orders|checks|payments void|void_invoice|mark_uncollectible|cancel':
        'destroy',
      'refunds|charges|payouts|transfers|topups create': 'destroy',
      'accounts reject': 'destroy',
      'api_keys roll': 'destroy',
      'monitor mute|mute_all': 'destroy',
      'service|services disable': 'destroy',
      'features|flags|projects archive': 'destroy',
      'splits|flags kill': 'destroy',
      'dataset import': 'destroy',
      'releases files * delete': 'irreversible',
      'get|get-credentials|list-*': 'read',
      'indices|indexes|objects|rules|synonyms|apikeys delete|clear': 'irreversible',
      'repo delete': 'irreversible',
      'db drop|reset|import|clean|query': 'irreversible',
      'db query|export|check|size|tables|search': 'read',
      'site delete|empty': 'irreversible',
      'sql:drop|sql-drop': 'irreversible',
      reset: 'irreversible',
      'delete-job|delete-view|delete-node|delete-credentials|delete-builds': 'irreversible',
      'validate|diff|dump|ping|sync-preview|gateway validate|diff|dump|ping': 'read',
      'gateway reset': 'irreversible',
      'cache prune': 'destroy',
      'migrations|migrate reset|down': 'irreversible',
    },
    secrets: { 'get-credentials': 'access-token', 'config --list': 'access-token' },
  }),
  defineTool({
    names: ['ldcli'],
    summary: 'Command and severity',
    options: COMMON,
    depth: 2,
    verbs: { 'flags|projects|environments|segments|members archive|delete': 'destroy' },
  }),
  defineTool({
    names: ['splunk'],
    summary: 'Command and severity',
    options: { flags: '-f', values: '-index -auth -uri -app -owner', clusters: false },
    depth: 2,
    verbs: { 'clean *': 'irreversible', 'remove index': 'irreversible', 'stop|offline': 'destroy' },
  }),
  defineTool({
    names: [
      'promtool',
      'amtool',
      'mimirtool',
      'logcli',
      'cortextool',
      'thanos',
      'loki',
      'prometheus',
      'vmctl',
    ],
    summary: 'Command and severity',
    options: {
      flags: '-h --debug',
      values:
        '--alertmanager.url --author --http.config.file --address --id --user --key --addr -o|--output --since --from --to --limit',
      abbreviations: false,
    },
    depth: 2,
    verbs: {
      'tsdb create-blocks-from': 'change',
      'silence expire': 'destroy',
      'rules|alertmanager delete*': 'destroy',
      'tools bucket-cleanup|cleanup': 'irreversible',
      'query|labels|series|instant-query|stats|check|test|debug|alert|config|cluster': 'read',
    },
  }),
  defineTool({
    names: ['nats'],
    summary: 'Command and severity',
    options: {
      flags: '-f|--force -h --trace -n|--no-context',
      values:
        '-s|--server --user --password --creds --nkey --tlscert --tlskey --tlsca --timeout --js-api-prefix --context --connection-name',
    },
    depth: 2,
    verbs: {
      'stream|str|s rm|delete|del|purge|seal|rmm': 'irreversible',
      'kv|object|obj del|rm|purge|delete': 'destroy',
      'kv rm|compact': 'irreversible',
      'consumer|con|c rm|delete|del': 'destroy',
      'account|bucket|context delete|rm|remove': 'destroy',
      'server cluster|raft': 'destroy',
      'stream|consumer|kv|object|account|server|context|bucket|service|schema ls|list|info|report|get|view|state|status|history|find|ping|check|watch|show':
        'read',
      'pub|publish|request|req|reply|restore|backup': 'change',
      'sub|subscribe|bench|rtt|latency|events|cheat|trace|top': 'read',
    },
  }),
  defineTool({
    names: ['rpk'],
    summary: 'Command and severity',
    options: {
      flags: '-v -h --no-confirm',
      values: '-X --config --profile --brokers --user --password --sasl-mechanism',
    },
    depth: 3,
    verbs: {
      'topic delete|trim-prefix': 'irreversible',
      'group delete|seek': 'destroy',
      'topic list|describe|consume': 'read',
      'redpanda stop': 'change',
      'redpanda admin': 'change',
      'cluster maintenance|partitions': 'change',
    },
  }),
  defineTool({
    names: [
      'rabbitmqctl',
      'rabbitmqadmin',
      'rabbitmq-diagnostics',
      'rabbitmq-queues',
      'rabbitmq-plugins',
      'emqx_ctl',
      'pulsar-admin',
      'activemq',
    ],
    summary: 'Command and severity',
    options: {
      flags: '-q|--quiet -s|--silent --dry-run -h --longnames -l',
      values:
        '-n|--node -p|--vhost -t|--timeout -H|--host -P|--port -u|--username --password -V -c|--config -f|--format --admin-url',
    },
    depth: 2,
    dryRun: ['--dry-run'],
    verbs: {
      'reset|force_reset': 'irreversible',
      'delete_queue|delete_vhost|purge_queue': 'irreversible',
      'delete queue|vhost|exchange': 'irreversible',
      'topics|namespaces|tenants|brokers delete|delete-partitioned-topic': 'irreversible',
      'forget_cluster_node|delete_user|clear_*|close_*': 'destroy',
      'stop|stop_app|shutdown': 'destroy',
      'list|show|declare|publish|get': 'change',
      'list *': 'read',
      'show *': 'read',
      'cluster_status|status|report|environment|list_*|node_health_check|ping|check_*': 'read',
    },
  }),
  defineTool({
    names: ['jenkins-cli'],
    summary: 'Command and severity',
    options: {
      flags: '-noCertificateCheck -webSocket -ssh -http',
      values: '-s -auth -user -i -logger',
      clusters: false,
    },
    depth: 1,
    verbs: {
      'delete-*': 'irreversible',
      'groovy|groovysh': 'change',
      'safe-shutdown|shutdown|quiet-down|safe-restart|restart|disable-job|offline-node|disconnect-node|clear-queue':
        'destroy',
      'list-*|get-*|who-am-i|version|help|console|session-id': 'read',
    },
    commands: {
      groovy: {
        describe(_call, effects) {
          effects.unknown('dynamic-code');
        },
      },
    },
  }),
  defineTool({
    names: [
      'salt',
      'salt-call',
      'salt-run',
      'salt-key',
      'puppet',
      'chef',
      'chef-client',
      'knife',
      'cf-agent',
      'pyinfra',
      'fab',
      'cap',
      'mgmt',
      'bolt',
    ],
    summary: 'Command and severity; lines of `cmd.run`',
    options: {
      flags: '-h --local -v --noop --test -D --yes -y --no-color',
      values:
        '-t|--timeout -c|--config-dir -E|--pcre -G|--grain -L|--list -N --out|--output -l|--log-level -d|--delete -H|--host -i|--inventory --modulepath --environment',
    },
    depth: 3,
    dryRun: ['--noop', '--test', '--dry-run'],
    commands: {
      '* cmd.run|cmd.shell|cmd.run_all|cmd.script': {
        describe(call, effects) {
          for (const line of call.options.operands)
            effects.line(line, { wrapper: 'salt', elsewhere: true });
        },
      },
      'cmd.run|cmd.shell': {
        describe(call, effects) {
          for (const line of call.options.operands) effects.line(line, { wrapper: 'salt-call' });
        },
      },
      'system.reboot|system.shutdown|system.halt|system.poweroff': RESTARTS,
      '* system.reboot|system.shutdown|system.halt|system.poweroff|system.init': RESTARTS,
      '* service.stop|file.remove|state.highstate|pkg.remove|pkg.purge|user.delete': RESTARTS,
      'command run': {
        describe(call, effects) {
          const [line] = call.options.operands;
          if (line !== undefined) effects.line(line, { wrapper: 'bolt', elsewhere: true });
        },
      },
      'ssh *': {
        describe(call, effects) {
          for (const line of call.options.operands)
            effects.line(line, { wrapper: 'knife', elsewhere: true });
        },
      },
    },
  }),
  defineTool({
    names: ['devcontainer'],
    summary: 'Command and severity; the command of `exec`',
    options: { values: '--workspace-folder --config --container-id --id-label --override-config' },
    depth: 1,
    commands: {
      exec: {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call), {
            wrapper: 'devcontainer',
            elsewhere: true,
          }),
      },
    },
  }),
];
