import type { Program } from '../../program.ts';
import { type CommandFacts, defineTool } from '../infrastructure/verb-table.ts';
import { runInherited } from '../shapes/inherit.ts';
import { executes } from '../wrappers/executes.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { PASS } from './pass.ts';
import { SECRET_WRAPPERS } from './secret-wrappers.ts';
import { SOPS } from './sops.ts';

const YES = '-y|--yes -f|--force -h --json -q|--quiet --raw -v|--verbose -c|--clip';

/** A command that runs with the vault's secrets in its environment. */
function runs(wrapper: string, values: string, skip = 0): CommandFacts {
  const { options, describe } = executes({
    skip,
    run: { wrapper },
    lines: ['--command'],
    options: {
      values: `--command ${values}`,
      flags: '--preserve-env --no-fallback --fallback-only --no-masking -n --watch --silent',
    },
  });
  return { ...(options === undefined ? {} : { options }), describe };
}

/** `chamber exec SERVICE … -- COMMAND`. */
const AFTER_MARKER: CommandFacts = {
  describe(call, effects) {
    const at = call.args.findIndex((word) => word.text === '--');
    if (at >= 0) runInherited(call, effects, call.args.slice(at + 1), { wrapper: call.name });
  },
};

/** `vault` of HashiCorp and OpenBao's `bao`. */
const VAULT: Program = defineTool({
  names: ['vault', 'bao'],
  tool: 'vault',
  summary: 'Command and severity; secrets shown',
  options: {
    flags: '-h -help -version -v -tls-skip-verify -detailed -force|-f -non-interactive -no-store',
    values:
      '-address -agent-address -ca-cert -ca-path -client-cert -client-key -header -mfa -namespace|-ns|--namespace -wrap-ttl -field -format ' +
      '-mount -version -versions -metadata -policy -ttl -period -path -method -role -orphan -key-shares -key-threshold -output-policy',
    clusters: false,
    singleDashLong: true,
  },
  depth: 4,
  verbs: {
    'status|list|read|path-help|print|version|monitor|debug|version-history': 'read',
    'kv get|list': 'read',
    'kv metadata get': 'read',
    'auth|audit|secrets|policy|plugin|lease|token list|read|help|lookup|capabilities|fmt|info':
      'read',
    'operator raft list-peers': 'read',
    'operator raft snapshot restore': 'irreversible',
    'operator migrate|rekey': 'change',
    'kv rollback': 'destroy',
    'operator seal|step-down': 'destroy',
    'operator rekey|rotate|init|unseal': 'change',
    'kv delete': 'destroy',
    'kv destroy': 'irreversible',
    'kv metadata delete': 'irreversible',
    delete: 'irreversible',
    'secrets|auth|audit disable': 'irreversible',
    'policy|namespace delete': 'irreversible',
    'lease|token revoke': 'destroy',
    'write|kv|auth|secrets|audit|policy|token|lease|login|unwrap|operator|ssh|server|agent|proxy|patch|transit':
      'change',
  },
  commands: {
    // What stands below `sys/` tells about the server.
    read: {
      describe(call, effects) {
        const [path] = call.options.operands;
        if (path?.known !== true || !/^\/?sys\/(?!raw|wrapping|rekey|generate)/.test(path.text))
          effects.shows('vault');
      },
    },
  },
  secrets: {
    'kv get': 'vault',
    unwrap: 'vault',
    'token create|lookup': 'access-token',
    'print token': 'access-token',
    'operator init|generate-root': 'access-token',
  },
});

/** Password managers and secret stores; `run` and `exec` hand secrets to a command. */
const STORES: readonly Program[] = [
  defineTool({
    names: ['op'],
    summary: 'Secrets shown, the command of `run`, items deleted',
    options: {
      flags: `${YES} --reveal --cache --no-color --iso-timestamps --no-newline -n --archive`,
      values:
        '--account --config --encoding --format --session --vault --fields --category --tags -o|--out-file|--output -i|--in-file --env-file --title --user --group --expires-in',
    },
    depth: 3,
    verbs: {
      'item|document|vault|user|group|account|connect|events-api|service-account|environment list|ls|get|template':
        'read',
      'item|document|vault|user|group delete|remove|rm|forget': 'destroy',
      'vault delete': 'irreversible',
      'user|group revoke|suspend|remove': 'destroy',
      'connect server|token|vault|group delete|revoke': 'destroy',
      'vault|group user|group revoke': 'destroy',
      'whoami|read|inject|update|completion': 'read',
      'run|signin|signout|item|document|vault|user|group|account|connect|plugin|ssh': 'change',
    },
    secrets: {
      read: 'password',
      inject: 'password',
      'item get': 'password',
      'document get': 'password',
      'item share': 'password',
      'service-account|connect create|token': 'access-token',
    },
    commands: { run: runs('op', '--env-file --environment'), 'plugin run': runs('op', '') },
  }),
  defineTool({
    names: ['bw', 'rbw', 'lpass', 'dcli', 'keepassxc-cli', 'kpcli'],
    summary: 'Secrets shown, entries deleted',
    options: {
      flags: `${YES} --pretty --nointeraction --all -e|--echo -r|--recursive -p|--permanent -n -o`,
      values:
        '--session --organizationid --folderid --itemid --sync --color --key-file -k --attributes -a',
    },
    depth: 2,
    verbs: {
      'get|list|ls|find|search|otp|totp|code|status|version|export|generate|diceware|estimate|db-info|unlocked|history|show|clip':
        'read',
      'rm|remove|delete|del|rmdir': 'destroy',
      'send delete': 'destroy',
      'add|create|edit|mv|sync|lock|unlock|login|logout|import|restore|encode|confirm|share|serve|config|open|merge':
        'change',
      purge: 'irreversible',
    },
    secrets: {
      'show|get|export|otp|totp|code|clip|attachment-export|history': 'password',
      'get template|fingerprint|organization|collection|folder': '',
      'get item|password|username|totp|notes|attachment': 'password',
      'list items': 'password',
    },
  }),
  defineTool({
    names: [
      'doppler',
      'infisical',
      'phase',
      'dotenv-vault',
      'teller',
      'keeper',
      'ksm',
      'akeyless',
      'conjur',
      'summon-conjur',
      'envkey',
      'secrethub',
      'bws',
      'berglas',
      'chamber',
      'credstash',
      'confidant',
      'torus',
      'biscuit',
    ],
    summary: 'Secrets shown, deleted; the command of `run` and `exec`',
    options: {
      flags: `${YES} --plain --no-file --no-check-version --only-names --include-imports`,
      values:
        '-p|--project -c|--config -t|--token --scope --configuration --format -e|--env --path --projectId --domain --type -s|--service -r|--region --profile',
    },
    depth: 3,
    verbs: {
      'secrets|projects|environments|configs|activity|settings|me|list|logs|folders|vaults|tags|users|services|history|find get|list|logs|info|ls|download':
        'read',
      'secrets|me|list|read|get|show|env|export|activity|configure|list-services|history|find|read|access|scan':
        'read',
      'projects|environments|configs|folders delete': 'irreversible',
      'secrets|secret delete|unset|rm': 'destroy',
      'delete|rm|unset|purge': 'destroy',
      'configs logs rollback': 'destroy',
      'run|exec|secrets|setup|login|logout|open|update|enclave|configs|projects|write|put|set|import|init|bootstrap|user|push|create':
        'change',
    },
    secrets: {
      'secrets get|download': 'cloud-secret',
      'secret|secrets list': '',
      'get-secret-value|getall': 'cloud-secret',
      'secret get|notation': 'cloud-secret',
      'variable get|value': 'cloud-secret',
      'configs tokens create': 'access-token',
      'service-token create': 'access-token',
      'read|get|export|show|access|env|decrypt': 'cloud-secret',
      'configure get': 'access-token',
      'list -e': 'cloud-secret',
    },
    commands: {
      // The list has the values, too, unless only names are asked for.
      secrets: {
        options: { flags: '--only-names' },
        describe(call, effects) {
          if (!call.options.has('--only-names')) effects.shows('cloud-secret');
        },
      },
      'secrets set|delete|unset|upload|folders|notes|substitute|get|download|rm': {},
      run: runs(
        'doppler',
        '-p|--project -c|--config -e|--env --path --mount --mount-format --name-transformer',
      ),
      exec: AFTER_MARKER,
    },
  }),
  defineTool({
    names: ['aws-vault', 'aws-okta', 'saml2aws', 'aws-sso', 'aws-runas'],
    summary: 'Credentials shown, the command of `exec`',
    options: {
      flags: `${YES} --no-session --ecs-server --ec2-server --lazy --stdout --skip-prompt --disable-keychain`,
      values:
        '--backend --prompt -d|--duration --region -t|--mfa-token -a|--idp-account -p|--profile --role --output --config --format --session-duration',
    },
    depth: 1,
    verbs: {
      'exec|login|rotate|add|configure|script|console': 'change',
      'list|ls|export|list-roles': 'read',
      'remove|rm|clear': 'destroy',
    },
    secrets: { 'export|env|script': 'cloud-credentials' },
    commands: {
      exec: {
        options: { stopAtOperand: true },
        describe(call, effects) {
          const skip = call.name === 'saml2aws' ? 0 : 1;
          runInherited(call, effects, commandAfter(call, skip), { wrapper: call.name });
        },
      },
    },
  }),
];

/** Stores of secrets. */
export const VAULT_PROGRAMS: readonly Program[] = [
  VAULT,
  ...STORES,
  ...SECRET_WRAPPERS,
  PASS,
  SOPS,
];
