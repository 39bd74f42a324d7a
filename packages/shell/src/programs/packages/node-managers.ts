import type { Call, Effects, Program, Value } from '../../program.ts';
import { runPackageScript } from '../interpreters/node.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { describePackageRun } from '../wrappers/run-package.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { executesProgram, NPM_CONFIG, NPM_TOKEN } from './npm.ts';
import { packageCommand } from './package-action.ts';
import { accessCommands, registryCommand } from './registry-command.ts';

/** Options of all of them. */
export const COMMON: OptionList = {
  flags:
    '-D|--save-dev|--dev -O|--save-optional -E|--save-exact|--exact -P|--save-prod|--prod|--production ' +
    '-g|--global -f|--force -s|--silent -v|--version -h|--help -y|--yes -q|--quiet --json --verbose ' +
    '--frozen-lockfile --no-frozen-lockfile --offline --prefer-offline --ignore-scripts --dry-run --if-present',
  values:
    '--registry --reporter --loglevel --config --network-timeout --cache-folder --modules-folder',
};

function script(name?: string): Subcommand {
  return {
    options: { stopAtOperand: true },
    describe(call, effects) {
      const { operands } = call.options;
      const [first, ...rest] = operands;
      const chosen = name ?? first?.text;
      if (chosen !== undefined)
        runPackageScript(
          call,
          effects,
          chosen,
          name === undefined ? rest : operands,
          folderOf(call),
        );
    },
  };
}

function folderOf(call: Call): Value | undefined {
  return call.options.values('-C').at(-1) ?? call.options.values('--cwd').at(-1);
}

/** `pnpm NAME`: a script of package.json or a program of an installed package. */
export function scriptOrProgram(call: Call, effects: Effects, name: Value | undefined): void {
  if (name === undefined) return;
  const folder = folderOf(call);
  effects.script({
    path: folder === undefined ? 'package.json' : `${folder.text}/package.json`,
    target: { kind: 'npm-script', name: name.text },
    args: call.args.map((word) => word.text),
    optional: true,
    ...(call.cwd === undefined ? {} : { cwd: call.cwd }),
  });
  runInherited(call, effects, [name, ...call.args], { wrapper: call.name });
}

/** A subcommand that fetches a package and runs it (`dlx`, `create`). */
export function fetches(
  manager: string,
  options: OptionList,
  packages: readonly string[],
): Subcommand {
  return {
    options: { ...options, stopAtOperand: true },
    describe: (call, effects) =>
      describePackageRun(call, effects, { manager, packages, alwaysFetches: true }, manager),
  };
}

/** `pnpm` (pnpm.io, "pnpm CLI"). */
export const PNPM: Program = defineSubcommands({
  names: ['pnpm'],
  summary: 'Installs, removals, publishing, scripts, `dlx`, `exec`',
  options: {
    ...COMMON,
    flags: `${COMMON.flags} -c|--shell-mode -r|--recursive -w|--workspace-root -i|--interactive -L|--latest --parallel --stream --shamefully-hoist`,
    values: `${COMMON.values} -C|--dir -F|--filter --filter-prod --store-dir --virtual-store-dir --lockfile-dir --workspace-concurrency`,
  },
  commands: {
    'install|i|add|update|up|upgrade|link|ln|import|rebuild|rb|dedupe|ci|install-test|it|fetch':
      packageCommand('package.install', { manager: 'pnpm', global: ['-g'] }),
    'remove|rm|uninstall|un|unlink|prune': packageCommand('package.remove', {
      manager: 'pnpm',
      global: ['-g'],
    }),
    publish: packageCommand('package.publish', { manager: 'pnpm' }),
    'run|run-script': script(),
    'test|t|tst': script('test'),
    start: script('start'),
    exec: executesProgram('pnpm', {
      flags: '-c|--shell-mode --parallel -r',
      values: '--resume-from',
    }),
    dlx: fetches('pnpm', { flags: '-c|--shell-mode', values: '--package --allow-build' }, [
      '--package',
    ]),
    create: fetches('pnpm', {}, []),
    'config|c': NPM_CONFIG,
    unpublish: registryCommand('pnpm', 'unpublish', 'irreversible'),
    deprecate: registryCommand('pnpm', 'deprecate', 'destroy'),
    ...accessCommands('pnpm'),
    token: NPM_TOKEN,
    'audit|list|ls|ll|la|outdated|why|view|info|show|licenses|store|root|bin|setup|env|patch|pack|doctor|init|server|help|deploy|approve-builds|cat-file|find-hash|self-update':
      { describe: () => undefined },
  },
  otherwise: scriptOrProgram,
});

/** `yarn`, classic and berry; without a subcommand it installs. */
export const YARN: Program = defineSubcommands({
  names: ['yarn', 'yarnpkg'],
  summary: 'Installs, removals, publishing, scripts, `dlx`, `exec`, workspaces',
  options: {
    ...COMMON,
    flags: `${COMMON.flags} -W|--ignore-workspace-root-check -i|--interactive -A|--all --immutable -T|--tilde -C|--caret`,
    values: `${COMMON.values} --cwd --mutex --otp --tag --access --new-version --top-level`,
  },
  commands: {
    'add|install|up|upgrade|upgrade-interactive|link|import|dedupe|rebuild|set': packageCommand(
      'package.install',
      { manager: 'yarn', global: ['-g'] },
    ),
    'remove|unlink|autoclean': packageCommand('package.remove', { manager: 'yarn' }),
    publish: packageCommand('package.publish', { manager: 'yarn' }),
    // A script of package.json, else a program of an installed package.
    run: {
      options: { flags: '-T|--top-level -B|--binaries-only', stopAtOperand: true },
      describe(call, effects) {
        const [name, ...args] = call.options.operands;
        scriptOrProgram({ ...call, args }, effects, name);
      },
    },
    test: script('test'),
    start: script('start'),
    // The first word is a line of yarn's own shell.
    exec: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const words = commandAfter(call);
        if (words.length === 1 || /\s/.test(words[0]?.text ?? ''))
          lineInherited(call, effects, joinValues(words), { wrapper: 'yarn' });
        else runInherited(call, effects, words, { wrapper: 'yarn' });
      },
    },
    node: {
      options: { stopAtOperand: true },
      describe: (call, effects) => runInherited(call, effects, [literal('node'), ...call.args]),
    },
    dlx: fetches('yarn', { values: '-p|--package', flags: '-q|--quiet' }, ['-p']),
    create: fetches('yarn', {}, []),
    global: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const [verb, ...packages] = call.options.operands;
        const action =
          verb?.text === 'add' || verb?.text === 'upgrade'
            ? 'package.install'
            : verb?.text === 'remove'
              ? 'package.remove'
              : undefined;
        if (action !== undefined)
          effects.action(action, { manager: 'yarn', packages, global: true });
      },
    },
    workspace: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        runInherited(call, effects, [literal('yarn'), ...call.options.operands.slice(1)]);
      },
    },
    workspaces: {
      options: {
        stopAtOperand: true,
        values: '--from --include --exclude -j --jobs',
        flags: '-A -p -i -t -v -R --all --since',
      },
      describe(call, effects) {
        const [verb, ...rest] = call.options.operands;
        if (verb?.text === 'foreach' || verb?.text === 'run')
          workspaceCommand(call, effects, verb.text, rest);
      },
    },
    npm: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        if (
          call.options.operands[0]?.text === 'publish' &&
          !call.args.some(({ text }) => text === '--dry-run')
        )
          effects.action('package.publish', { manager: 'yarn', packages: [] });
      },
    },
    // A plugin is code that every later call of yarn runs.
    plugin: {
      options: {
        flags: '--checksum --no-minify -f|--force',
        values: '--path --repository --branch',
      },
      describe(call, effects) {
        const [verb, ...packages] = call.options.operands;
        if (verb?.text !== 'import') return;
        const isAddress = packages.some(({ text }) => /^https?:/.test(text));
        effects.action('package.install', {
          manager: 'yarn',
          packages,
          source: isAddress ? 'url' : 'registry',
        });
      },
    },
    ...accessCommands('yarn'),
    config: NPM_CONFIG,
    'audit|bin|cache|check|constraints|explain|help|info|init|licenses|list|login|logout|outdated|pack|patch|version|versions|why':
      { describe: () => undefined },
  },
  otherwise(call, effects, name) {
    if (name === undefined) effects.action('package.install', { manager: 'yarn', packages: [] });
    else scriptOrProgram(call, effects, name);
  },
});

/** `yarn workspaces foreach [options] COMMAND`. */
function workspaceCommand(
  call: Call,
  effects: Effects,
  verb: string,
  words: readonly Value[],
): void {
  const start = words.findIndex((word) => !word.text.startsWith('-'));
  if (start < 0) return;
  const rest = words.slice(start);
  runInherited(call, effects, [
    literal('yarn'),
    ...(verb === 'run' ? [literal('run')] : []),
    ...rest,
  ]);
}
