import type { Program } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { PRINTS_SETUP } from '../wrappers/executes.ts';
import { packageCommand } from './package-action.ts';

/** `brew`. */
export const BREW: Program = defineSubcommands({
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
        const starts = verb?.text === 'start' || verb?.text === 'restart';
        // What a formula brings is started as it was meant to be; a file may start anything.
        if (starts && call.options.has('--file'))
          effects.action('system.persist', { verb: `brew services ${verb.text}` });
        else if (starts) effects.action('system.service', { verb: verb.text, target });
        if (verb?.text === 'stop' || verb?.text === 'kill')
          effects.action('system.service', { verb: 'stop', target });
      },
    },
    shellenv: PRINTS_SETUP,
  },
});
