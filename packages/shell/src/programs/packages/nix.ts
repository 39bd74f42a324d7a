import type { Program, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp, defineSubcommands } from '../shapes/subcommands.ts';
import { packageCommand, reportPackages, sourceOfAll } from './package-action.ts';

/** Flakes of the collections that the registry of flakes points to anyway. */
const COMMON_FLAKE = /^github:(?:NixOS|nix-community)\//i;

/** A flake by its address is what whoever owns that repository makes of it. */
function flakeSource(flakes: readonly Value[]): string {
  const addresses = flakes.filter(({ text }) => !COMMON_FLAKE.test(text));
  return sourceOfAll('nix', addresses);
}

/** `nix`, `nix-shell`, `nix-env` and `guix`. */
export const NIX: readonly Program[] = [
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
          if (packages.length > 0)
            effects.action('package.install', {
              manager: 'nix',
              packages,
              source: flakeSource(packages),
            });
        },
      },
      'run|build|profile|flake': {
        options: { stopAtOperand: true },
        describe(call, effects) {
          const [verb, ...rest] = call.options.operands;
          const isProfile = verb?.text === 'install' || verb?.text === 'add';
          if (isProfile)
            effects.action('package.install', {
              manager: 'nix',
              packages: rest,
              source: flakeSource(rest),
            });
          else if (verb?.text === 'remove' || verb?.text === 'wipe-history')
            effects.action('package.remove', { manager: 'nix', packages: rest });
          else if (verb !== undefined && /[#:]/.test(verb.text))
            effects.action('package.install', {
              manager: 'nix',
              packages: [verb],
              source: flakeSource([verb]),
            });
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
      if (asksForHelp(call) || onlyInforms(call) || options.has('-q') || options.has('--dry-run'))
        return;
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
  defineProgram({
    names: ['nix-store'],
    summary: 'Garbage collection and deletions in the store',
    options: {
      flags:
        '-q|--query --gc --delete --print-dead --print-live --print-roots --dry-run --verify --repair --optimise --references -R --tree',
      values: '--max-freed --add-root',
    },
    describe(call, effects) {
      const { options } = call;
      const prints = ['--print-dead', '--print-live', '--print-roots'].some((key) =>
        options.has(key),
      );
      if (asksForHelp(call) || prints) return;
      if (options.has('--gc') || options.has('--delete'))
        reportPackages(call, effects, 'package.remove', { manager: 'nix' });
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
      package: {
        options: {
          flags: '--list-generations -n|--dry-run',
          values: '-i|--install -r|--remove -d|--delete-generations -p|--profile -m|--manifest',
          optional: '-I|--list-installed -A|--list-available -u|--upgrade',
        },
        describe(call, effects) {
          const { options } = call;
          if (options.has('-n')) return;
          const [installed, removed] = [options.values('-i'), options.values('-r')];
          if (installed.length > 0)
            effects.action('package.install', { manager: 'guix', packages: installed });
          if (removed.length > 0 || options.has('-d'))
            effects.action('package.remove', { manager: 'guix', packages: removed });
        },
      },
    },
  }),
];
