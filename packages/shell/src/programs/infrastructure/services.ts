import type { Program } from '../../program.ts';
import { sqlAction } from '../database/sql-action.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { defineTool } from './verb-table.ts';

const COMMON: OptionList = {
  flags:
    '-h -y|--yes|--confirm -f|--force --json -v|--verbose -q|--quiet --all -a --live --no-prompt --debug',
  values:
    '-o|--output|--format -p|--project|--project-id --org|--org-slug|--org-id -e|--env|--environment -w|--workspace -k|--key|--api-key ' +
    '-t|--token|--access-token -n|--namespace|--name -s|--server|--url -c|--config|--context --account|--account-id --stripe-account -d|--data ' +
    '-i|--index --app-id|--application-id --api-base --flag --segment --id --region -u|--user --limit --tag --profile',
  abbreviations: false,
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
      'grafana',
      'grafana-cli',
      'grr',
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
      'wandb',
      'comet',
      'replicate',
      'roboflow',
      'kaggle',
      'openai',
    ],
    summary: 'Command and severity',
    options: COMMON,
    depth: 4,
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
      // A feature that is switched off is what its flag is for.
      'features|flags|flag|feature disable|toggle': 'change',
      'releases files * delete': 'irreversible',
      'releases archive': 'destroy',
      'feature|features archive': 'destroy',
      'cli plugins|admin uninstall|remove|rm|reset-admin-password': 'destroy',
      'admin reset-admin-password': 'destroy',
      'resources delete': 'destroy',
      'downtime|silence cancel|delete': 'destroy',
      'logs streams delete': 'destroy',
      'env unset': 'destroy',
      'context|project|repo unlist|remove-secret': 'destroy',
      'orb unlist': 'destroy',
      'issues|incident mute|resolve': 'change',
      'host|monitor mute': 'destroy',
      'dashboard_list delete': 'destroy',
      'dataset|artifact cache cleanup': 'destroy',
      'build|pipeline|job cancel|stop': 'destroy',
      'gateway sync': 'destroy',
      'bucket|index|indices move': 'destroy',
      'theme push': 'change',
      'search-replace': 'destroy',
      'maintenance:enable|site:install|sql:sync': 'destroy',
      'get|get-credentials|list-*': 'read',
      'indices|indexes|objects|rules|synonyms|apikeys delete|clear': 'irreversible',
      'repo delete': 'irreversible',
      'db drop|reset|import|clean': 'irreversible',
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
    commands: {
      'db query': {
        describe(call, effects) {
          const [sql] = call.options.operands;
          if (sql !== undefined) sqlAction(effects, 'mysql', sql);
        },
      },
      'sql:query|sqlq|sql-query': {
        describe(call, effects) {
          const [sql] = call.options.operands;
          if (sql !== undefined) sqlAction(effects, 'mysql', sql);
        },
      },
      'eval|php:eval|php-eval': {
        describe(call, effects) {
          const [code] = call.options.operands;
          if (code !== undefined && call.name === 'drush') effects.code('php', code, 'inline');
        },
      },
      'search-replace': {
        judge: ({ options }) =>
          options.has('--dry-run')
            ? { verb: 'search-replace --dry-run', severity: 'read' }
            : undefined,
      },
      'cache:clean': {
        judge: () => ({ verb: 'cache:clean', severity: 'change' }),
      },
      // What the file does not name is taken from the gateway.
      sync: {
        judge: ({ name }) => (name === 'deck' ? { verb: 'sync', severity: 'destroy' } : undefined),
      },
      'stop|quit': {
        judge: ({ name, options }) =>
          name === 'kong'
            ? { verb: options.operands[0]?.text ?? 'stop', severity: 'destroy' }
            : undefined,
      },
      import: {
        options: { flags: '--drop -f|--force' },
        judge: ({ options }) =>
          options.has('--drop') || options.has('-f')
            ? { verb: 'import --drop', severity: 'destroy' }
            : undefined,
      },
    },
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
    depth: 3,
    verbs: {
      'tsdb create-blocks-from': 'change',
      'silence expire': 'destroy',
      'rules|alertmanager delete*': 'destroy',
      'tools bucket cleanup|mark|retention|rewrite': 'irreversible',
      'tools bucket ls|inspect|verify|web|replicate|downsample': 'read',
      'query|labels|series|instant-query|stats|check|test|debug|alert|config|cluster': 'read',
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
      'gitlab-runner',
      'gitlab-ctl',
      'gitlab-backup',
      'gitlab-rake',
      'buildkite-agent',
      'datadog-agent',
    ],
    summary: 'Command and severity',
    options: {
      flags: '-h --all-runners --debug',
      values: '-n|--name -t|--token -u|--url -c|--config',
    },
    depth: 2,
    verbs: {
      'unregister|uninstall|reset-token|stop|remove-accounts|hup|kill|int|term|remove-*': 'destroy',
      'cleanse|restore': 'irreversible',
      'gitlab:backup:restore|gitlab:cleanup:*|gitlab:setup|cache:clear': 'irreversible',
      'artifact|annotation|meta-data|secret delete|remove': 'destroy',
      'status|tail|verify|list|show-config|check|configcheck|health|version': 'read',
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
