import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, prefixed } from '../shapes/values.ts';

const PRIVATE_KEY: Stream = { taint: { secret: 'private-key' } };

/** Output of a decryption: a file, or shown. */
function decrypted(effects: Effects, output: Value | undefined, kind: string): void {
  const stream: Stream = { taint: { secret: kind, decoded: true } };
  if (output !== undefined && output.text !== '-') {
    effects.writes(output, stream);
    return;
  }
  effects.action('secret.read', { kind });
  effects.stdout(stream);
}

/** `gpg` (GnuPG manual). */
const GPG: Program = defineProgram({
  names: ['gpg', 'gpg2', 'gpgv', 'qgpg'],
  summary: 'Secret keys exported, files decrypted, keys deleted; encryption is harmless',
  options: {
    flags:
      '-s|--sign -e|--encrypt -c|--symmetric -b|--detach-sign --clear-sign|--clearsign -d|--decrypt --verify ' +
      '-k|--list-keys|--list-public-keys -K|--list-secret-keys --list-sigs --check-sigs --fingerprint --gen-key --full-generate-key ' +
      '--generate-key --quick-generate-key --edit-key --sign-key --import --export --export-secret-keys --export-secret-subkeys ' +
      '--export-ssh-key --export-ownertrust --delete-keys --delete-secret-keys --delete-secret-and-public-key --gen-revoke ' +
      '--recv-keys|--receive-keys --send-keys --refresh-keys --search-keys --list-packets --store -a|--armor --batch --yes --no ' +
      '-q|--quiet -v|--verbose --no-tty -n|--dry-run --with-colons --dearmor --enarmor --version --no-default-keyring -t ' +
      '--always-trust --import-ownertrust --warranty --show-session-key --card-status --show-keys --print-md --print-mds --gen-random ' +
      '--list-config --list-gcrypt-config --dump-options --check-trustdb --update-trustdb --locate-keys --locate-external-keys ' +
      '--fetch-keys --quick-add-key --quick-add-uid --quick-sign-key --quick-set-expire --quick-revoke-uid --list-trustdb',
    values:
      '-o|--output -r|--recipient -u|--local-user --homedir --keyring --secret-keyring --primary-keyring --keyserver --passphrase ' +
      '--passphrase-file --passphrase-fd --pinentry-mode --trust-model --cipher-algo --digest-algo --compress-algo --status-fd ' +
      '--logger-fd --command-fd --default-key --options --export-options --import-options --list-options --verify-options ' +
      '-z -N --max-output -R|--hidden-recipient --set-filename --photo-viewer --exec-path --agent-program --dirmngr-program',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || TELLS.some((key) => options.has(key))) return;
    const output = options.values('-o').at(-1);
    for (const line of options.values('--photo-viewer')) effects.line(line);
    for (const program of [
      ...options.values('--agent-program'),
      ...options.values('--dirmngr-program'),
    ])
      effects.run([program]);
    if (options.has('--export-secret-keys') || options.has('--export-secret-subkeys'))
      decrypted(effects, output, 'private-key');
    else if (options.has('-d') || isBareDecrypt(call)) {
      for (const file of options.operands) effects.action('file.read', { file_path: file });
      decrypted(effects, output, 'decrypted-data');
    } else if (
      ['--delete-secret-keys', '--delete-secret-and-public-key', '--delete-keys'].some((key) =>
        options.has(key),
      )
    )
      effects.action('infra.execute', {
        tool: 'gpg',
        verb: 'delete-keys',
        severity: options.has('--delete-keys') ? 'destroy' : 'irreversible',
        destructive: true,
        target: options.operands[0],
      });
    else encrypts(call, effects, output);
  },
});

/** Options with which it tells about itself. */
const TELLS = ['--version', '--warranty', '--dump-options', '--list-gcrypt-config'] as const;

const GPG_ACTIONS = [
  '-s',
  '-e',
  '-c',
  '-b',
  '--clear-sign',
  '--verify',
  '-k',
  '-K',
  '--list-sigs',
  '--check-sigs',
  '--fingerprint',
  '--gen-key',
  '--full-generate-key',
  '--generate-key',
  '--quick-generate-key',
  '--edit-key',
  '--sign-key',
  '--import',
  '--export',
  '--export-ssh-key',
  '--export-ownertrust',
  '--gen-revoke',
  '--recv-keys',
  '--send-keys',
  '--refresh-keys',
  '--search-keys',
  '--list-packets',
  '--store',
  '--dearmor',
  '--enarmor',
  '--import-ownertrust',
  '--card-status',
  '--show-keys',
  '--print-md',
  '--print-mds',
  '--gen-random',
  '--list-config',
  '--locate-keys',
  '--locate-external-keys',
  '--fetch-keys',
  '--check-trustdb',
  '--update-trustdb',
  '--quick-add-key',
  '--quick-add-uid',
  '--quick-sign-key',
  '--quick-set-expire',
  '--quick-revoke-uid',
  '--delete-keys',
  '--delete-secret-keys',
  '--delete-secret-and-public-key',
];

/** `gpg FILE`: without an action it decrypts or shows what the file is. */
function isBareDecrypt(call: Call): boolean {
  const { options } = call;
  return (
    call.name !== 'gpgv' &&
    options.operands.length > 0 &&
    !GPG_ACTIONS.some((key) => options.has(key))
  );
}

/** What is read to be signed or encrypted; encrypted bytes carry nothing on. */
function encrypts(call: Call, effects: Effects, output: Value | undefined): void {
  const { options } = call;
  const seals = options.has('-e') || options.has('-c');
  const copies =
    options.has('-s') ||
    options.has('-b') ||
    options.has('--clear-sign') ||
    options.has('--store') ||
    options.has('--enarmor') ||
    options.has('--dearmor');
  if (!seals && !copies) return;
  const [file] = options.operands;
  const stream = file === undefined || file.text === '-' ? call.stdin : effects.reads(file);
  const sealed: Stream = seals ? { taint: { unknown: true } } : { taint: stream?.taint ?? {} };
  if (output !== undefined && output.text !== '-') effects.writes(output, sealed);
  else if (file === undefined) effects.stdout(sealed);
  else effects.action('file.write', { file_path: { ...file, text: `${file.text}.gpg` } });
}

/** `age` and `rage`. */
const AGE: Program = defineProgram({
  names: ['age', 'rage'],
  summary: 'Files decrypted and encrypted',
  options: {
    flags: '-d|--decrypt -e|--encrypt -p|--passphrase -a|--armor --version',
    values: '-o|--output -r|--recipient -R|--recipients-file -i|--identity -j',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call)) return;
    const [file] = options.operands;
    const stream = file === undefined || file.text === '-' ? call.stdin : effects.reads(file);
    const output = options.values('-o').at(-1);
    if (options.has('-d')) decrypted(effects, output, 'decrypted-data');
    else if (output !== undefined) effects.writes(output, { taint: { unknown: true } });
    else if (stream !== undefined) effects.stdout({ taint: { unknown: true } });
  },
});

/** `age-keygen`: prints a new private key. */
const AGE_KEYGEN: Program = defineProgram({
  names: ['age-keygen', 'rage-keygen'],
  summary: 'The key file it writes',
  options: { flags: '-y --version', values: '-o|--output' },
  describe(call, effects) {
    const output = call.options.values('-o').at(-1);
    if (output !== undefined)
      effects.writes(output, call.options.has('-y') ? { taint: {} } : PRIVATE_KEY);
  },
});

/** `ssh-keygen` (ssh-keygen(1)). */
const SSH_KEYGEN: Program = defineProgram({
  names: ['ssh-keygen'],
  summary: 'Key files written, keys converted and shown, known hosts removed, passphrases changed',
  options: {
    flags: '-A -B -c -e -g -H -h -i -K -k -l -L -p -q -u -U -v -y -X',
    values: '-a -b -C -D -E -f -F -I -J -j -m -M -n -N -O -P -r -R -s -S -t -T -V -w -W -Y -z -Z',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call)) return;
    const file = options.values('-f').at(-1);
    for (const library of [...options.values('-D'), ...options.values('-w')])
      if (library.text.includes('/')) effects.run([library], { wrapper: 'ssh-keygen' });
    if (options.has('-R') || options.has('-H')) {
      const known = file ?? inHome(call, '.ssh/known_hosts');
      if (known !== undefined) effects.action('file.edit', { file_path: known });
      // Nobody then notices that another machine answers in the host's place.
      for (const target of options.values('-R'))
        effects.action('infra.execute', {
          tool: 'ssh-keygen',
          verb: 'remove host key',
          severity: 'destroy',
          destructive: true,
          target,
        });
    } else if (options.has('-p') || options.has('-c')) {
      if (file !== undefined) effects.action('file.edit', { file_path: file });
    } else if (
      options.has('-e') &&
      /^(?:PEM|PKCS8)$/i.test(options.values('-m').at(-1)?.text ?? '')
    ) {
      if (file !== undefined) effects.stdout(effects.reads(file));
    } else if (createsKey(call)) {
      const path =
        file ?? inHome(call, `.ssh/id_${options.values('-t').at(-1)?.text ?? 'ed25519'}`);
      if (path === undefined) return;
      effects.writes(path, PRIVATE_KEY);
      effects.action('file.write', {
        file_path: prefixed('', { ...path, text: `${path.text}.pub` }),
      });
    }
  },
});

/** Letters with which no key pair is made. */
const OTHER_KEYGEN = [
  '-l',
  '-L',
  '-y',
  '-e',
  '-i',
  '-B',
  '-F',
  '-R',
  '-H',
  '-p',
  '-c',
  '-s',
  '-k',
  '-Q',
  '-Y',
  '-M',
  '-D',
  '-r',
  '-K',
  '-A',
];

function createsKey(call: Call): boolean {
  return !OTHER_KEYGEN.some((key) => call.options.has(key));
}

function inHome(call: Call, path: string): Value | undefined {
  return call.home === undefined ? undefined : literal(`${call.home}/${path}`);
}

/** Programs that make, show and use keys. */
export const KEY_PROGRAMS: readonly Program[] = [GPG, AGE, AGE_KEYGEN, SSH_KEYGEN];
