import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp, defineSubcommands } from '../shapes/subcommands.ts';
import { literal, splitValue } from '../shapes/values.ts';
import { executes, PRINTS_SETUP } from '../wrappers/executors.ts';
import { packageCommand, reportPackages } from './package-action.ts';

type ManagerFacts = {
  readonly names: readonly string[];
  readonly manager: string;
  readonly options: OptionList;
  readonly install: string;
  readonly remove: string;
  readonly dryRun?: readonly string[];
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
    },
  });
}

const APT_OPTIONS: OptionList = {
  flags:
    '-y|--yes|--assume-yes --assume-no -q|--quiet -qq -s|--simulate|--just-print|--dry-run|--recon|--no-act ' +
    '-d|--download-only -f|--fix-broken -m|--ignore-missing -u -V|--verbose-versions -b --no-install-recommends ' +
    '--install-recommends --reinstall --purge --auto-remove|--autoremove --allow-downgrades ' +
    '--allow-unauthenticated --allow-remove-essential --force-yes --only-upgrade --no-upgrade -v -h --show-progress',
  values:
    '-o|--option -c|--config-file -t|--target-release|--default-release -a|--host-architecture -P|--build-profiles',
};

/** Settings of APT that name lines to run (apt.conf(5)): `APT::Update::Pre-Invoke::=LINE`. */
const APT_HOOK = /(?:invoke|pre-install-pkgs)(?:-success)?(?:::[^=]*)?$/i;

/** `apt`, `apt-get`, `aptitude`. */
const APT: Program = defineSubcommands({
  names: ['apt', 'apt-get', 'aptitude', 'nala', 'apt-fast'],
  summary: 'Installs and removals, lines that `-o` settings run',
  options: APT_OPTIONS,
  commands: {
    'install|reinstall|upgrade|full-upgrade|dist-upgrade|safe-upgrade|build-dep|satisfy|download|source':
      {
        describe: (call, effects) => aptAction(call, effects, 'package.install'),
      },
    'remove|purge|autoremove|auto-remove|autopurge': {
      describe: (call, effects) => aptAction(call, effects, 'package.remove'),
    },
    'update|check|clean|autoclean|changelog': { describe: aptHooks },
  },
});

function aptAction(
  call: Call,
  effects: Effects,
  action: 'package.install' | 'package.remove',
): void {
  aptHooks(call, effects);
  reportPackages(call, effects, action, { manager: 'apt', dryRun: ['-s'] });
}

function aptHooks(call: Call, effects: Effects): void {
  for (const setting of call.options.values('-o')) {
    const [name, line] = splitValue(setting, '=') ?? [];
    if (name !== undefined && line !== undefined && APT_HOOK.test(name.text)) effects.line(line);
  }
  for (const file of call.options.values('-c')) effects.action('file.read', { file_path: file });
}

/** `dpkg` and `rpm`: the action is an option. */
const BY_OPTION: readonly Program[] = [
  defineProgram({
    names: ['dpkg'],
    summary: 'Installs and removals, hooks',
    options: {
      flags:
        '-i|--install --unpack --configure -r|--remove -P|--purge -l|--list -s|--status -L|--listfiles -S|--search ' +
        '-a|--pending -R|--recursive -E -G -O -B --no-act|--dry-run|--simulate -C -V --get-selections -p -I|--info -c|--contents --print-architecture --version -x -X',
      values:
        '--root --instdir --admindir -D --ignore-depends --status-fd --log --pre-invoke --post-invoke --path-exclude --path-include --status-logger --compare-versions',
      optional: '--force-all --refuse',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('--no-act')) return;
      for (const key of ['--pre-invoke', '--post-invoke'])
        for (const line of options.values(key)) effects.line(line);
      const verb = { manager: 'dpkg', dryRun: [] };
      if (options.has('-i') || options.has('--unpack'))
        reportPackages(call, effects, 'package.install', verb);
      if (options.has('-r') || options.has('-P'))
        reportPackages(call, effects, 'package.remove', verb);
    },
  }),
  defineProgram({
    names: ['rpm'],
    summary: 'Installs and removals, macros that run a line',
    options: {
      flags:
        '-i|--install -U|--upgrade -F|--freshen --reinstall -e|--erase -q|--query -a|--all -l|--list -f|--file -V|--verify -K -v|--verbose -h|--hash ' +
        '--nodeps --force --test --allmatches --noscripts --justdb --version --import',
      values:
        '--root --dbpath --prefix --relocate --excludepath --qf|--queryformat -E|--eval -D|--define --pipe --rcfile --macros',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call)) return;
      for (const macro of [...options.values('-E'), ...options.values('-D')])
        rpmMacro(effects, macro);
      for (const line of options.values('--pipe')) effects.line(line);
      const verb = { manager: 'rpm', dryRun: ['--test'] };
      if (options.has('-q')) return;
      if (['-i', '-U', '-F', '--reinstall'].some((key) => options.has(key)))
        reportPackages(call, effects, 'package.install', verb);
      if (options.has('-e')) reportPackages(call, effects, 'package.remove', verb);
    },
  }),
  defineProgram({
    names: ['pacman', 'yay', 'paru', 'pamac'],
    summary: 'Installs and removals',
    options: {
      flags:
        '-S|--sync -R|--remove -U|--upgrade -Q|--query -D|--database -F|--files -T|--deptest -y|--refresh -u|--sysupgrade -s|--search ' +
        '-i|--info -l|--list -q|--quiet -w|--downloadonly -c|--clean|--cascade -n|--nosave -p|--print -d -g -k -m -o -t -e -a -v -h|--help -V|--version --noconfirm --needed --asdeps --overwrite-all',
      values:
        '-b|--dbpath -r|--root --cachedir --config --hookdir --ignore --ignoregroup --overwrite --assume-installed --arch --gpgdir --logfile --sysroot',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-p') || options.has('-V')) return;
      const verb = { manager: 'pacman', dryRun: [] };
      const reads = ['-s', '-i', '-l', '-g'].some((key) => options.has(key));
      if (options.has('-R')) reportPackages(call, effects, 'package.remove', verb);
      else if (options.has('-U') || (options.has('-S') && !reads && !options.has('-c')))
        reportPackages(call, effects, 'package.install', verb);
    },
  }),
];

/** RPM macros can run a line: `%(LINE)`, and Lua: `%{lua: …}`. */
function rpmMacro(effects: Effects, macro: Value): void {
  for (const match of macro.text.matchAll(/%\(([^)]*)\)/g))
    effects.line(literal(match[1] ?? '', macro.taint));
  for (const match of macro.text.matchAll(/%\{lua:([^}]*)\}/g))
    effects.code('lua', literal(match[1] ?? '', macro.taint), 'inline');
}

/** `brew`. */
const BREW: Program = defineSubcommands({
  names: ['brew'],
  summary: 'Installs, removals, services, the command of `bundle exec`, printed set-up',
  options: {
    flags:
      '-d|--debug -q|--quiet -v|--verbose -h|--help -n|--dry-run -f|--force --cask --casks --formula --formulae --zap --HEAD -s --ignore-dependencies -y --all -a --greedy',
    values: '--appdir --language --cc --env',
  },
  commands: {
    'install|reinstall|upgrade|tap|link|ln|fetch-install|migrate|postinstall': packageCommand(
      'package.install',
      {
        manager: 'brew',
        dryRun: ['-n'],
      },
    ),
    'uninstall|rm|remove|autoremove|untap|unlink|cleanup': packageCommand('package.remove', {
      manager: 'brew',
      dryRun: ['-n'],
    }),
    bundle: {
      options: {
        flags: '--global --no-upgrade --no-lock --force --cleanup --zap',
        values: '--file',
        stopAtOperand: true,
      },
      describe(call, effects) {
        const [verb, ...rest] = call.options.operands;
        if (verb?.text === 'exec') runInherited(call, effects, rest, { wrapper: 'brew' });
        else if (verb === undefined || verb.text === 'install')
          effects.action('package.install', { manager: 'brew', packages: [] });
        else if (
          verb.text === 'cleanup' &&
          call.args.some(({ text }) => text === '--force' || text === '-f')
        )
          effects.action('package.remove', { manager: 'brew', packages: [] });
      },
    },
    services: {
      options: { values: '--file' },
      describe(call, effects) {
        const [verb, target] = call.options.operands;
        if (verb?.text === 'start' || verb?.text === 'restart')
          effects.action('system.persist', { verb: `brew services ${verb.text}` });
        if (verb?.text === 'stop' || verb?.text === 'kill')
          effects.action('system.service', { verb: 'stop', target });
      },
    },
    shellenv: PRINTS_SETUP,
  },
});

/** `nix`, `nix-shell`, `nix-env` and `guix`. */
const NIX: readonly Program[] = [
  defineSubcommands({
    names: ['nix'],
    summary: 'The command of `shell`, `develop` and `run`, installs, removals, garbage collection',
    options: {
      flags: '-v|--verbose --debug -L --offline --refresh --impure',
      values:
        '-I|--include --log-format --extra-experimental-features --experimental-features --store -f|--file --expr --inputs-from -j',
      optional: '--option',
    },
    commands: {
      'shell|develop|env': {
        options: {
          flags: '-i|--ignore-environment --impure',
          values: '-c|--command -k|--keep -s -u --profile',
          stopAtOperand: false,
        },
        describe(call, effects) {
          const at = call.args.findIndex((word) => ['-c', '--command'].includes(word.text));
          if (at >= 0) runInherited(call, effects, call.args.slice(at + 1), { wrapper: 'nix' });
          const packages = (at < 0 ? call.args : call.args.slice(0, at)).filter(
            ({ text }) => !text.startsWith('-'),
          );
          if (packages.length > 0) effects.action('package.install', { manager: 'nix', packages });
        },
      },
      'run|build|profile|flake': {
        options: { stopAtOperand: true },
        describe(call, effects) {
          const [verb, ...rest] = call.options.operands;
          const isProfile = verb?.text === 'install' || verb?.text === 'add';
          if (isProfile) effects.action('package.install', { manager: 'nix', packages: rest });
          else if (verb?.text === 'remove')
            effects.action('package.remove', { manager: 'nix', packages: rest });
          else if (verb !== undefined && /[#:]/.test(verb.text))
            effects.action('package.install', { manager: 'nix', packages: [verb] });
        },
      },
      store: {
        options: { stopAtOperand: true },
        describe(call, effects) {
          const [verb, ...rest] = call.options.operands;
          if (verb?.text === 'delete' || verb?.text === 'gc')
            effects.action('package.remove', { manager: 'nix', packages: rest });
        },
      },
    },
  }),
  defineProgram({
    names: ['nix-shell'],
    summary: 'The lines of `--run` and `--command`, packages of `-p`',
    options: {
      flags: '--pure --keep-failed',
      values: '--run --command -I -A|--attr --arg -E|--expr -i --exclude --keep',
      optional: '-p|--packages',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call)) return;
      if (options.has('-p'))
        effects.action('package.install', { manager: 'nix', packages: options.operands });
      for (const key of ['--run', '--command'])
        for (const line of options.values(key))
          effects.stdout(effects.line(line, { wrapper: 'nix-shell' }));
    },
  }),
  defineProgram({
    names: ['nix-env', 'nix-collect-garbage'],
    summary: 'Installs and removals',
    options: {
      flags:
        '-i|--install -e|--uninstall -u|--upgrade -q|--query -A|--attr -d|--delete-old --dry-run',
      values: '-f|--file -p|--profile -I --delete-older-than --delete-generations',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-q')) return;
      const verb = { manager: 'nix' };
      if (options.has('-i') || options.has('-u'))
        reportPackages(call, effects, 'package.install', verb);
      else if (
        options.has('-e') ||
        call.name === 'nix-collect-garbage' ||
        options.has('--delete-generations')
      )
        reportPackages(call, effects, 'package.remove', verb);
    },
  }),
  defineSubcommands({
    names: ['guix'],
    summary: 'The command of `shell`, installs, removals',
    options: {},
    commands: {
      'shell|environment': {
        options: { stopAtOperand: false },
        describe(call, effects) {
          const at = call.args.findIndex((word) => word.text === '--');
          if (at >= 0) runInherited(call, effects, call.args.slice(at + 1), { wrapper: 'guix' });
        },
      },
      'install|upgrade|pull': packageCommand('package.install', { manager: 'guix' }),
      'remove|gc': packageCommand('package.remove', { manager: 'guix' }),
    },
  }),
];

/** Package managers of systems. */
export const SYSTEM_MANAGERS: readonly Program[] = [
  APT,
  ...BY_OPTION,
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
      'install|in|localinstall|reinstall|upgrade|update|up|distro-sync|downgrade|group|groupinstall|swap|builddep|module',
    remove: 'remove|erase|rm|autoremove|groupremove',
    dryRun: ['--assumeno'],
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
  defineManager({
    names: [
      'pkg',
      'pkgin',
      'xbps-install',
      'opkg',
      'eopkg',
      'swupd',
      'emerge',
      'pkg_add',
      'tlmgr',
      'vcpkg',
      'spack',
      'sdk',
      'ghcup',
      'pecl',
      'pear',
      'apm',
      'pod',
      'mas',
    ],
    manager: 'other',
    options: { flags: '-y|--yes -f -q -v -n|--dry-run --force', values: '-r -c -o' },
    install: 'install|add|upgrade|update',
    remove: 'uninstall|remove|delete|del|autoremove|rm',
    dryRun: ['-n'],
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
      'add|install|update': packageCommand('package.install', { manager: 'nix' }),
      'rm|remove|uninstall': packageCommand('package.remove', { manager: 'nix' }),
    },
  }),
];
