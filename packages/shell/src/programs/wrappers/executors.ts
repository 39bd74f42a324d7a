import type { Call, Effects, Program, Value } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { dumpEnvironment } from './env.ts';
import { executes, PRINTS_SETUP } from './executes.ts';
import { commandAfter } from './wrapper.ts';

function installs(manager: string, action: 'package.install' | 'package.remove'): Subcommand {
  return {
    options: { values: '-p|--patch' },
    describe(call, effects) {
      if (call.options.has('--list') || call.options.has('-l')) return;
      effects.action(action, { manager, packages: call.options.operands });
    },
  };
}

function versionManager(name: string, setup: string): Program {
  return defineSubcommands({
    names: [name],
    summary: 'The command of `exec`, installs and removals, printed set-up',
    options: {},
    commands: {
      exec: executes({}),
      [setup]: PRINTS_SETUP,
      'install|latest:install': installs(name, 'package.install'),
      'uninstall|remove': installs(name, 'package.remove'),
    },
  });
}

/** `mise exec [TOOL@VERSION …] -- COMMAND`: tools stand before the command. */
function afterTools(call: Call, effects: Effects): void {
  for (const line of call.options.values('-c')) effects.line(line);
  const words = call.args.slice(call.options.firstOperand);
  const marker = words.findIndex((word) => word.text === '--');
  const start = marker < 0 ? words.findIndex((word) => !word.text.includes('@')) : marker + 1;
  if (start >= 0) runInherited(call, effects, words.slice(start));
}

function toolNames(call: Call): readonly Value[] {
  return call.options.operands;
}

/** Version managers: they run a command with another version of a language or tool first in PATH. */
export const VERSION_MANAGERS: readonly Program[] = [
  ...['pyenv', 'rbenv', 'nodenv', 'goenv', 'jenv', 'plenv', 'phpenv', 'swiftenv'].map((name) =>
    versionManager(name, 'init|sh-shell|virtualenv-init'),
  ),
  defineSubcommands({
    names: ['fnm'],
    summary: 'The command of `exec`, installs and removals, printed set-up',
    options: { values: '--node-dist-mirror --fnm-dir --log-level --arch --version-file-strategy' },
    commands: {
      exec: executes({ options: { values: '--using' } }),
      'env|completions': PRINTS_SETUP,
      'install|i': installs('fnm', 'package.install'),
      'uninstall|uni': installs('fnm', 'package.remove'),
    },
  }),
  defineSubcommands({
    names: ['nvm', 'rvm', 'n', 'volta', 'asdf'],
    summary: 'The command of `exec` or `run`, installs and removals',
    options: {},
    commands: {
      'exec|run|do': {
        options: { flags: '--silent --lts', values: '--node --npm --yarn', stopAtOperand: true },
        describe(call, effects) {
          const words = commandAfter(call);
          const isVersion = /^[v\d@]|^(lts|node|stable|system|default)/.test(words[0]?.text ?? '');
          runInherited(call, effects, isVersion && call.name !== 'volta' ? words.slice(1) : words);
        },
      },
      install: installs('nvm', 'package.install'),
      'uninstall|remove': installs('nvm', 'package.remove'),
    },
  }),
  defineSubcommands({
    names: ['mise', 'rtx'],
    summary: 'The command of `exec`, installs and removals, printed set-up',
    options: { flags: '-q|--quiet -v|--verbose -y|--yes', values: '-C|--cd -E|--env -j|--jobs' },
    commands: {
      'exec|x': {
        options: { values: '-c|--command', flags: '--raw', stopAtOperand: true },
        describe: afterTools,
      },
      'activate|env|e|hook-env|completion|deactivate': PRINTS_SETUP,
      'install|i|use|u|upgrade|up': {
        options: { flags: '-g|--global -f|--force', values: '-p|--path -e|--env' },
        describe: (call, effects) =>
          effects.action('package.install', { manager: 'mise', packages: toolNames(call) }),
      },
      'uninstall|unuse|rm|remove|prune': {
        describe: (call, effects) =>
          effects.action('package.remove', { manager: 'mise', packages: toolNames(call) }),
      },
    },
  }),
];

/** `direnv`: runs a command with a folder's `.envrc`, or allows that file to run from now on. */
export const DIRENV: Program = defineSubcommands({
  names: ['direnv'],
  summary: 'The command of `exec`, an allowed `.envrc` as a script, printed set-up',
  options: {},
  commands: {
    exec: executes({ skip: 1 }),
    'hook|stdlib|status': PRINTS_SETUP,
    // For a shell it is set-up to be evaluated, as JSON it is there to be looked at.
    export: {
      describe(call, effects) {
        const [format] = call.options.operands;
        if (format?.text === 'json') dumpEnvironment(effects);
        else PRINTS_SETUP.describe(call, effects);
      },
    },
    'allow|permit|grant': {
      describe(call, effects) {
        const named = call.options.operands[0]?.text ?? '.';
        const path = named.endsWith('.envrc') ? named : `${named}/.envrc`;
        // It is only noted now and run later, so that nothing of it is told.
        effects.script({ path, language: 'sh', args: [], optional: true });
      },
    },
  },
});
