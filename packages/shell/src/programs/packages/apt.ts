import type { Call, Effects, Program } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { splitValue } from '../shapes/values.ts';
import { reportPackages } from './package-action.ts';

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
export const APT: Program = defineSubcommands({
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
  const { options } = call;
  reportPackages(call, effects, action, { manager: 'apt', dryRun: ['-s'] });
  if (action === 'package.remove' || options.has('-s')) return;
  // `install x-` removes x; with these two what nothing works without may go as well.
  const packages = options.operands.filter(({ text }) => /\w-$/.test(text));
  if (packages.length > 0 || options.has('--allow-remove-essential') || options.has('--force-yes'))
    effects.action('package.remove', { manager: 'apt', packages });
}

function aptHooks(call: Call, effects: Effects): void {
  for (const setting of call.options.values('-o')) {
    const [name, line] = splitValue(setting, '=') ?? [];
    if (name !== undefined && line !== undefined && APT_HOOK.test(name.text)) effects.line(line);
  }
  for (const file of call.options.values('-c')) effects.action('file.read', { file_path: file });
}
