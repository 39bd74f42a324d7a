import type { Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes, PRINTS_SETUP } from '../wrappers/executes.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { APT } from './apt.ts';
import { BREW } from './brew.ts';
import { ACTION_BY_OPTION } from './dpkg-rpm-pacman.ts';
import { NIX } from './nix.ts';
import { packageCommand } from './package-action.ts';

type ManagerFacts = {
  readonly names: readonly string[];
  readonly manager: string;
  readonly options: OptionList;
  readonly install: string;
  readonly remove: string;
  readonly dryRun?: readonly string[];
  /** Commands that are more than an install or a removal. */
  readonly others?: { readonly [names: string]: Subcommand };
};

/** `flatpak run --command=PROGRAM APPLICATION ARGUMENT…`: the sandbox may have the home folder in it. */
const RUNS_IN_SANDBOX: Subcommand = {
  options: {
    flags: '-d|--devel --sandbox --no-a11y-bus --file-forwarding --die-with-parent -v|--verbose',
    values:
      '--arch --branch --command --cwd --env --filesystem --share --socket --device --runtime',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const [command] = call.options.values('--command');
    if (command === undefined) return;
    runInherited(call, effects, [command, ...commandAfter(call, 1)], { wrapper: 'flatpak' });
  },
};

/** `dnf group remove NAME`: the second word says what is done to a set of packages. */
const DNF_GROUP: Subcommand = {
  describe(call, effects) {
    const [verb, ...packages] = call.options.operands;
    if (call.options.has('--assumeno')) return;
    if (/^(?:install|upgrade|update|enable|switch-to)$/.test(verb?.text ?? ''))
      effects.action('package.install', { manager: 'dnf', packages, source: 'registry' });
    if (/^(?:remove|erase)$/.test(verb?.text ?? ''))
      effects.action('package.remove', { manager: 'dnf', packages });
  },
};

/** `dnf history undo`: takes back what an earlier call installed. */
const DNF_HISTORY: Subcommand = {
  describe(call, effects) {
    const [verb] = call.options.operands;
    if (call.options.has('--assumeno')) return;
    if (verb?.text === 'undo' || verb?.text === 'rollback')
      effects.action('package.remove', { manager: 'dnf', packages: [] });
  },
};

function defineManager(facts: ManagerFacts): Program {
  const { manager } = facts;
  const dryRun = facts.dryRun ?? ['--dry-run'];
  return defineSubcommands({
    names: facts.names,
    summary: 'Installs and removals',
    options: facts.options,
    commands: {
      [facts.install]: packageCommand('package.install', { manager, dryRun }),
      [facts.remove]: packageCommand('package.remove', { manager, dryRun }),
      ...facts.others,
    },
  });
}

/** Package managers of systems. */
export const SYSTEM_MANAGERS: readonly Program[] = [
  APT,
  ...ACTION_BY_OPTION,
  BREW,
  ...NIX,
  defineManager({
    names: ['dnf', 'yum', 'microdnf', 'tdnf', 'dnf5'],
    manager: 'dnf',
    options: {
      flags:
        '-y|--assumeyes --assumeno -q|--quiet -v|--verbose -C|--cacheonly -b|--best --nobest --nogpgcheck --refresh --allowerasing --downloadonly -h',
      values:
        '-c|--config -d -e -R -x|--exclude --repo|--repoid --enablerepo --disablerepo --releasever --setopt --installroot --advisory',
    },
    install:
      'install|in|localinstall|reinstall|upgrade|update|up|distro-sync|downgrade|groupinstall|builddep',
    remove: 'remove|erase|rm|autoremove|groupremove|swap',
    dryRun: ['--assumeno'],
    others: { 'group|groups|module|environment': DNF_GROUP, 'history|hist': DNF_HISTORY },
  }),
  defineManager({
    names: ['zypper'],
    manager: 'zypper',
    options: {
      flags: '-n|--non-interactive -q|--quiet -v|--verbose -x --no-gpg-checks -y -l -D|--dry-run',
      values: '-R|--root -c|--config -C --cache-dir -r|--repo --from -t',
    },
    install: 'install|in|update|up|dist-upgrade|dup|patch|source-install|si',
    remove: 'remove|rm',
    dryRun: ['-D'],
  }),
  defineManager({
    names: ['apk'],
    manager: 'apk',
    options: {
      flags:
        '-q|--quiet -v|--verbose -i --force -U|--update-cache --no-cache --allow-untrusted -s|--simulate --no-network -u --latest',
      values: '-p|--root -X|--repository -t|--virtual --keys-dir --repositories-file --arch --wait',
    },
    install: 'add|upgrade|fix|fetch',
    remove: 'del',
    dryRun: ['-s'],
  }),
  defineManager({
    names: ['snap'],
    manager: 'snap',
    options: {
      flags: '--classic --dangerous --devmode --jailmode --purge --edge --beta --stable',
      values: '--channel --revision',
    },
    install: 'install|refresh|revert|enable',
    remove: 'remove|disable',
  }),
  defineManager({
    names: ['flatpak'],
    manager: 'flatpak',
    options: {
      flags: '-y|--assumeyes --user --system --noninteractive -v --delete-data --unused --all',
      values: '--arch --from --installation',
    },
    install: 'install|update|remote-add',
    remove: 'uninstall|remove|remote-delete',
    others: { run: RUNS_IN_SANDBOX },
  }),
  defineManager({
    names: ['choco', 'chocolatey', 'scoop', 'winget'],
    manager: 'winget',
    options: {
      flags:
        '-y|--yes --force --silent -h --accept-package-agreements --accept-source-agreements -e|--exact',
      values: '--id --name -v|--version -s|--source --scope',
    },
    install: 'install|add|upgrade|update|import',
    remove: 'uninstall|remove|rm',
  }),
  defineManager({
    names: ['port'],
    manager: 'port',
    options: { flags: '-v -d -q -n -R -u -f -o -s -b -c -k -p -y -N', values: '-D -F' },
    install: 'install|upgrade|selfupdate|activate',
    remove: 'uninstall|deactivate|reclaim',
    dryRun: ['-y'],
  }),
  ...(['pkg', 'pkgin', 'opkg', 'eopkg', 'swupd'] as const).map((name) =>
    defineManager({
      names: [name],
      manager: name,
      options: { flags: '-y|--yes -f -q -v -n|--dry-run --force --autoremove', values: '-r -c -o' },
      install: 'install|add|upgrade|update|bundle-add',
      remove: 'remove|delete|del|uninstall|autoremove|rm|bundle-remove|remove-orphans',
      dryRun: ['-n'],
    }),
  ),
  defineManager({
    names: [
      'xbps-install',
      'pkg_add',
      'tlmgr',
      'vcpkg',
      'spack',
      'sdk',
      'ghcup',
      'pecl',
      'pear',
      'apm',
      'mas',
    ],
    manager: 'other',
    options: { flags: '-y|--yes -f -q -v -n|--dry-run --force', values: '-r -c -o' },
    install: 'install|add|upgrade|update',
    remove: 'uninstall|remove|delete|del|autoremove|rm',
    dryRun: ['-n'],
  }),
  // Whoever signs an archive, or is added to those it is fetched from, can put anything into it.
  defineProgram({
    names: ['apt-key', 'add-apt-repository', 'apt-add-repository', 'rpmkeys', 'pacman-key'],
    summary: 'Keys and archives that packages are trusted from (`package.install`)',
    options: {
      flags: '-y|--yes -r|--remove -l|--list -n|--no-update -u|--update --import',
      values: '--keyring --keyserver -a|--add -P|--ppa -S|--sourceslist -U|--uri',
      abbreviations: false,
    },
    describe(call, effects) {
      const { options } = call;
      const [verb] = options.operands;
      const tells = /^(?:list|finger|export|exportall|--list.*)$/.test(verb?.text ?? '');
      if (options.has('-l') || options.has('-r') || tells || call.args.length === 0) return;
      if (onlyInforms(call)) return;
      for (const file of options.operands.slice(1))
        if (file.text.includes('/')) effects.reads(file);
      effects.action('package.install', {
        manager: call.name,
        packages: options.operands,
        source: 'url',
      });
    },
  }),
  defineProgram({
    names: ['run-parts'],
    summary: 'The scripts of a folder',
    options: {
      flags: '--test --list -v --report --reverse --exit-on-error',
      values: '--regex -a|--arg -u|--umask --lsbsysinit',
    },
    describe(call, effects) {
      const { options } = call;
      const [folder] = options.operands;
      if (folder === undefined || options.has('--test') || options.has('--list')) return;
      effects.action('file.list', { file_path: folder });
      effects.unknown('script-body');
    },
  }),
  defineSubcommands({
    names: ['devbox', 'devenv', 'flox'],
    summary: 'The command of `run`, installs, removals',
    options: { flags: '-q|--quiet', values: '-c|--config -e|--env -d|--dir' },
    commands: {
      'run|shell|activate': executes({ options: { values: '-c' }, run: { wrapper: 'devbox' } }),
      shellenv: PRINTS_SETUP,
      global: {
        options: { stopAtOperand: true },
        describe: (call, effects) => runInherited(call, effects, [literal('devbox'), ...call.args]),
      },
      'add|install|update': packageCommand('package.install', { manager: 'nix' }),
      'rm|remove|uninstall': packageCommand('package.remove', { manager: 'nix' }),
    },
  }),
];
