import type { Call, Effects, Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp, defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';

function shows(kind: string): Subcommand {
  return {
    describe(_call, effects) {
      effects.action('secret.read', { kind });
      effects.stdout({ taint: { secret: kind } });
    },
  };
}

function deletes(call: Call, effects: Effects, verb: string): void {
  effects.action('infra.execute', {
    tool: call.name,
    verb,
    severity: 'irreversible',
    destructive: true,
    target: call.options.operands.at(-1),
  });
}

const FIND: Subcommand = {
  options: { flags: '-g -w', values: '-a -c -C -D -G -j -l -s -r -p -d -P -t' },
  describe(call, effects) {
    // `-w` prints the password, `-g` prints it among the rest; without them only the entry is told.
    if (call.options.has('-w') || call.options.has('-g')) shows('password').describe(call, effects);
  },
};

/** Key chains of desktops and systems. */
export const KEYCHAIN_PROGRAMS: readonly Program[] = [
  defineSubcommands({
    names: ['security'],
    summary: 'Passwords and keys shown, key chains exported and deleted (macOS)',
    options: { flags: '-h -i -l -q -v', values: '-p' },
    commands: {
      'find-generic-password|find-internet-password': FIND,
      'dump-keychain': {
        options: { flags: '-a -d -i -r' },
        describe: (call, effects) => {
          if (call.options.has('-d')) shows('password').describe(call, effects);
        },
      },
      'export|find-key|find-identity-key': {
        options: { values: '-k -t -f -P -o', flags: '-w -p' },
        describe(call, effects) {
          const output = call.options.values('-o').at(-1);
          effects.action('secret.read', { kind: 'private-key' });
          if (output === undefined) effects.stdout({ taint: { secret: 'private-key' } });
          else effects.writes(output, { taint: { secret: 'private-key' } });
        },
      },
      'delete-keychain|delete-generic-password|delete-internet-password|delete-certificate|delete-identity':
        {
          options: { values: '-a -s -c -Z -t -l' },
          describe: (call, effects) => deletes(call, effects, 'delete'),
        },
    },
  }),
  defineSubcommands({
    names: ['secret-tool', 'libsecret-tool'],
    summary: 'Passwords shown and cleared',
    options: {},
    commands: {
      'lookup|search': {
        options: { flags: '--all --unlock' },
        describe: (call, effects) => shows('password').describe(call, effects),
      },
      clear: { describe: (call, effects) => deletes(call, effects, 'clear') },
    },
  }),
  defineSubcommands({
    names: ['keyring'],
    summary: 'Passwords shown and deleted',
    options: {
      values: '-p|--keyring-path -b|--keyring-backend --mode --output',
      flags: '--list-backends --disable',
    },
    commands: {
      get: shows('password'),
      del: { describe: (call, effects) => deletes(call, effects, 'del') },
    },
  }),
  defineProgram({
    names: ['kwallet-query', 'kwalletcli', 'cmdkey', 'vaultcmd', 'ksecretservice'],
    summary: 'Passwords shown',
    options: {
      flags: '-l --list-entries',
      values: '-r|--read-password -w|--write-password -f|--folder -e',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      if (call.options.has('-r') || call.options.has('-e'))
        shows('password').describe(call, effects);
    },
  }),
  defineProgram({
    names: ['ssh-add'],
    summary: 'Identities removed from the agent',
    options: {
      flags: '-c -C -D -d -K -k -L -l -q -v -X -x -T -A -h',
      values: '-E -H -P -S -s -t -e',
    },
    describe(call, effects) {
      const { options } = call;
      if (options.has('-D') || options.has('-d') || options.has('-e'))
        effects.action('infra.execute', {
          tool: 'ssh-agent',
          verb: 'remove identities',
          severity: 'destroy',
          destructive: true,
          target: options.operands[0],
        });
    },
  }),
  defineProgram({
    names: [
      'git-credential-store',
      'git-credential-cache',
      'git-credential-osxkeychain',
      'git-credential-libsecret',
      'git-credential-manager',
      'docker-credential-desktop',
      'docker-credential-osxkeychain',
      'docker-credential-secretservice',
      'docker-credential-pass',
      'docker-credential-ecr-login',
      'docker-credential-gcloud',
      'docker-credential-helper',
    ],
    summary: 'Credentials shown',
    options: { values: '--file' },
    describe(call, effects) {
      const verb = call.options.operands.at(-1)?.text;
      if (verb === 'get') shows('credentials').describe(call, effects);
    },
  }),
];
