import type { Call, Effects, Program, Value } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { executes, PRINTS_SETUP } from '../wrappers/executes.ts';
import { packageCommand } from './package-action.ts';

/** Something of this machine is taken away that can be installed again. */
function removes(effects: Effects, tool: string, verb: string, target?: Value): void {
  effects.action('infra.execute', {
    tool,
    verb,
    severity: 'destroy',
    destructive: true,
    target,
  });
}

/** `rustup` (The rustup book): toolchains; the command of `run`; `self uninstall`. */
const RUSTUP: Program = defineSubcommands({
  names: ['rustup'],
  summary: 'The command of `run`, toolchains, its own removal, printed set-up',
  options: { flags: '-v|--verbose -q|--quiet -V|--version -h', values: '--toolchain --profile' },
  commands: {
    // The toolchain stands before the command.
    run: executes({ options: { flags: '--install' }, skip: 1, run: { wrapper: 'rustup' } }),
    'toolchain|component|target': {
      options: {
        flags: '--force --no-self-update --allow-downgrade',
        values: '--profile -c|--component -t|--target --toolchain',
      },
      describe(call, effects) {
        const [verb, ...packages] = call.options.operands;
        if (/^(?:install|update|add)$/.test(verb?.text ?? ''))
          effects.action('package.install', { manager: 'rustup', packages });
        if (/^(?:uninstall|remove)$/.test(verb?.text ?? ''))
          effects.action('package.remove', { manager: 'rustup', packages });
      },
    },
    'install|update|upgrade|default': packageCommand('package.install', { manager: 'rustup' }),
    uninstall: packageCommand('package.remove', { manager: 'rustup' }),
    self: {
      options: { flags: '-y --no-modify-path' },
      describe(call, effects) {
        if (call.options.operands[0]?.text === 'uninstall')
          removes(effects, 'rustup', 'self uninstall');
      },
    },
    completions: PRINTS_SETUP,
  },
});

/** `opam` (opam manual): switches hold whole environments. */
const OPAM: Program = defineSubcommands({
  names: ['opam'],
  summary: 'The command of `exec`, installs, removals, switches, printed set-up',
  options: {
    flags: '-y|--yes -q|--quiet -v|--verbose --no -n --dry-run --show-actions',
    values: '--switch --root --color -j|--jobs --shell',
  },
  commands: {
    exec: executes({ options: { flags: '--set-root --set-switch' }, run: { wrapper: 'opam' } }),
    'install|reinstall|upgrade|update|pin': packageCommand('package.install', {
      manager: 'opam',
      dryRun: ['--dry-run', '--show-actions'],
    }),
    'remove|uninstall': packageCommand('package.remove', {
      manager: 'opam',
      dryRun: ['--dry-run', '--show-actions'],
    }),
    switch: {
      describe(call, effects) {
        const [verb, target] = call.options.operands;
        if (verb?.text === 'remove') removes(effects, 'opam', 'switch remove', target);
      },
    },
    'env|config': PRINTS_SETUP,
  },
});

/** `luarocks` (LuaRocks wiki). */
const LUAROCKS: Program = defineSubcommands({
  names: ['luarocks'],
  summary: 'Installs, removals, publishing, printed set-up',
  options: {
    flags: '--local --global --dev --verbose --force',
    values: '--server --only-server --tree --lua-version --lua-dir --api-key --temp-key',
  },
  commands: {
    'install|build|make': packageCommand('package.install', { manager: 'luarocks' }),
    'remove|purge': packageCommand('package.remove', { manager: 'luarocks' }),
    upload: packageCommand('package.publish', { manager: 'luarocks' }),
    path: PRINTS_SETUP,
  },
});

const RUNS: Subcommand = { options: { stopAtOperand: true }, describe: runsWords };

/** `dune exec -- PROGRAM`: what has a slash, or is none of PATH's, was built from the project. */
function runsWords(call: Call, effects: Effects): void {
  runInherited(call, effects, call.options.operands, { wrapper: call.name });
}

/** `stack` and `cabal` of Haskell, `dune` of OCaml: build tools with a command to run. */
const BUILDERS: readonly Program[] = [
  defineSubcommands({
    names: ['stack'],
    summary: 'The command of `exec`, publishing',
    options: {
      flags: '--silent --verbose -v --nix --no-nix --docker',
      values: '--resolver --snapshot --stack-yaml --work-dir --stack-root -j --color',
    },
    commands: {
      exec: executes({
        options: { flags: '--plain --rts-options', values: '--package --cwd' },
        run: { wrapper: 'stack' },
      }),
      upload: packageCommand('package.publish', { manager: 'stack' }),
    },
  }),
  defineSubcommands({
    names: ['dune'],
    summary: 'The command of `exec`',
    options: { values: '--root --profile -j --display --workspace --build-dir' },
    commands: { exec: RUNS },
  }),
];

/** Toolchains and package managers of languages with a command to run in their surroundings. */
export const TOOLCHAINS: readonly Program[] = [RUSTUP, OPAM, LUAROCKS, ...BUILDERS];
