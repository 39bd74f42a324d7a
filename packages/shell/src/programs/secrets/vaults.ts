import type { Call, Effects, Program, Value } from '../../program.ts';
import { type CommandFacts, defineTool } from '../infrastructure/verb-table.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executors.ts';
import { commandAfter, defineWrapper } from '../wrappers/wrapper.ts';

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
  depth: 3,
  verbs: {
    'status|list|read|path-help|print|version|monitor|debug|version-history': 'read',
    'kv get|list': 'read',
    'kv metadata get': 'read',
    'auth|audit|secrets|policy|plugin|lease|token list|read|help|lookup|capabilities|fmt|info':
      'read',
    'operator raft list-peers': 'read',
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
  secrets: {
    read: 'vault',
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
      'add|create|edit|mv|sync|lock|unlock|login|logout|import|restore|encode|confirm|share|serve|config|open|merge':
        'change',
      purge: 'irreversible',
    },
    secrets: {
      'show|get|export|otp|totp|code|clip|attachment-export|history': 'password',
      'get item|password|username|totp|notes|attachment': 'password',
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
      'run|exec|secrets|setup|login|logout|open|update|enclave|configs|projects|write|put|set|import|init|bootstrap|user|push|create':
        'change',
    },
    secrets: {
      secrets: 'cloud-secret',
      'secrets get|download': 'cloud-secret',
      'read|get|export|show|access|env|decrypt': 'cloud-secret',
      'configure get': 'access-token',
      'list -e': 'cloud-secret',
    },
    commands: {
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

/** Wrappers that give a command secrets from elsewhere. */
const SECRET_WRAPPERS: readonly Program[] = [
  defineWrapper({
    names: ['summon'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      flags: '--up --all-provider-versions -i|--ignore-all -V',
      values: '-e|--environment -f -p|--provider -D --yaml --ignore',
    },
  }),
  defineWrapper({
    names: ['envconsul'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      values: '-config -prefix -secret -consul-addr -vault-addr -vault-token -exec',
      flags: '-once -pristine -upcase -sanitize',
      clusters: false,
    },
  }),
  defineWrapper({
    names: ['awsudo'],
    summary: 'The command it runs',
    wrapper: true,
    options: { values: '-u' },
  }),
  defineWrapper({
    names: ['envchain'],
    summary: 'The command it runs, after the name of the set',
    wrapper: true,
    skip: 1,
    never: ['-s', '-l'],
    options: { flags: '-s|--set -l|--list -n|--noecho -p|--require-passphrase -v --unset' },
  }),
];

/** `pass` and those that keep its commands: `pass NAME` shows an entry. */
const PASS: Program = defineSubcommands({
  names: ['pass', 'gopass', 'passage', 'prs'],
  summary: 'Entries shown and deleted',
  options: { flags: '-h -y|--yes -c|--clip -n|--nosync', values: '-s|--store' },
  commands: {
    'show|cat|otp|grep|history|export': { describe: (_call, effects) => showsPassword(effects) },
    'rm|remove|delete': deletesEntry('pass'),
    'ls|list|find|search|insert|add|edit|generate|mv|cp|rename|copy|init|sync|audit|recipients|version|setup|clone|config|fsck|mounts|import|update|env':
      { describe: () => undefined },
    git: {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, [literal('git'), ...commandAfter(call)], { wrapper: 'pass' }),
    },
  },
  otherwise(_call, effects, entry) {
    if (entry !== undefined) showsPassword(effects);
  },
});

function deletesEntry(tool: string): Subcommand {
  return {
    options: { flags: '-r|--recursive -f|--force' },
    describe(call, effects) {
      effects.action('infra.execute', {
        tool,
        verb: 'rm',
        severity: 'destroy',
        destructive: true,
        target: call.options.operands[0],
      });
    },
  };
}

function showsPassword(effects: Effects): void {
  effects.action('secret.read', { kind: 'password' });
  effects.stdout({ taint: { secret: 'password' } });
}

/** `sops`: `-d` shows a file decrypted, `exec-env` runs a line with it. */
const SOPS: Program = defineSubcommands({
  names: ['sops'],
  summary: 'Decrypted files shown or written, the line of `exec-env` and `exec-file`',
  options: {
    flags:
      '-d|--decrypt -e|--encrypt -i|--in-place -r|--rotate -s|--show-master-keys --ignore-mac --verbose -h',
    values:
      '-k|--kms --gcp-kms --azure-kv --hc-vault-transit -a|--age -p|--pgp --input-type --output-type --output --extract --set --config --filename-override --keyservice --aws-profile',
  },
  commands: {
    'exec-env|exec-file': {
      options: {
        values: '--user --filename --output-type',
        flags: '--background --no-fifo --pristine',
      },
      describe(call, effects) {
        const line = call.options.operands[1];
        if (line !== undefined) effects.stdout(effects.line(line, { wrapper: 'sops' }));
      },
    },
    decrypt: { describe: (call, effects) => decrypts(call, effects, call.options.operands) },
    'encrypt|edit|rotate|set|unset|publish|updatekeys|groups|filestatus|keyservice': {
      describe: () => undefined,
    },
  },
  otherwise(call, effects, file) {
    if (file !== undefined && call.options.has('-d')) decrypts(call, effects, [file]);
  },
});

function decrypts(call: Call, effects: Effects, files: readonly Value[]): void {
  const secret = { taint: { secret: 'decrypted-data' } };
  for (const file of files) if (file.text !== '-') effects.action('file.read', { file_path: file });
  const output = call.options.values('--output').at(-1);
  if (output !== undefined) effects.writes(output, secret);
  else if (call.options.has('-i')) for (const file of files) effects.writes(file, secret);
  else {
    effects.action('secret.read', { kind: 'decrypted-data' });
    effects.stdout(secret);
  }
}

/** Stores of secrets. */
export const VAULT_PROGRAMS: readonly Program[] = [
  VAULT,
  ...STORES,
  ...SECRET_WRAPPERS,
  PASS,
  SOPS,
];
