import type { Call, Effects, Program, Value } from '../../program.ts';
import { isTypeScript, runPackageScript } from '../interpreters/node.ts';
import { runInput } from '../interpreters/run-code.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp, defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executes.ts';
import { describePackageRun } from '../wrappers/run-package.ts';
import { executesProgram, NPM_CONFIG } from './npm.ts';
import { packageCommand } from './package-action.ts';
import { registryCommand } from './registry-command.ts';

const COMMON: OptionList = {
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
function scriptOrProgram(call: Call, effects: Effects, name: Value | undefined): void {
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

function fetches(manager: string, options: OptionList, packages: readonly string[]): Subcommand {
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
    flags: `${COMMON.flags} -r|--recursive -w|--workspace-root -i|--interactive -L|--latest --parallel --stream --shamefully-hoist`,
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
    run: script(),
    test: script('test'),
    start: script('start'),
    exec: executesProgram('yarn'),
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
    config: NPM_CONFIG,
    'audit|bin|cache|check|constraints|explain|help|info|init|licenses|list|login|logout|outdated|owner|pack|patch|plugin|tag|team|version|versions|why':
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

/** `bun`: a package manager, and an interpreter for the files and code it is given. */
export const BUN: Program = defineSubcommands({
  names: ['bun'],
  summary: 'Installs, removals, publishing, scripts, `x`, inline code, script files',
  options: {
    flags: `${COMMON.flags} --bun --hot --watch --smol -b --no-install -i --inspect --trust --latest -d --development`,
    values: `${COMMON.values} -e|--eval -p|--print -r|--preload -c|--config --cwd --env-file --port --filter --define --loader --conditions --shell`,
  },
  commands: {
    'install|i|add|a|update|link|ci': packageCommand('package.install', {
      manager: 'bun',
      global: ['-g'],
    }),
    'remove|rm|unlink': packageCommand('package.remove', { manager: 'bun', global: ['-g'] }),
    publish: packageCommand('package.publish', { manager: 'bun' }),
    run: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const [first] = call.options.operands;
        runsFile(call, effects, first, call.options.operands.slice(1));
      },
    },
    'x|exec': {
      options: { flags: '--bun', values: '-p|--package', stopAtOperand: true },
      describe(call, effects) {
        describePackageRun(call, effects, { manager: 'bun', packages: ['-p'] }, 'bun');
      },
    },
    create: fetches('bun', {}, []),
    repl: { describe: (call, effects) => runInput(call, effects, 'typescript') },
    'build|init|outdated|patch|pm|test|upgrade|why|audit|info|help|completions': {
      describe: () => undefined,
    },
  },
  otherwise(call, effects, name) {
    runsFile(call, effects, name, call.args);
  },
});

/** The code of `-e`, a file, or a script of package.json. */
function runsFile(
  call: Call,
  effects: Effects,
  name: Value | undefined,
  args: readonly Value[],
): void {
  const { options } = call;
  const words = name === undefined ? args : [name, ...args];
  for (const file of options.values('-r'))
    if (/^[./~]/.test(file.text)) runScriptFile(call, effects, file, [], 'typescript');
  for (const code of options.values('-e'))
    effects.code('typescript', code, 'inline', { args: words });
  for (const code of options.values('-p'))
    effects.code('typescript', code, 'inline', { args: words, prints: true });
  if (options.has('-e') || options.has('-p') || asksForHelp(call) || options.has('-v')) return;
  if (name === undefined || name.text === '-') runInput(call, effects, 'typescript', args);
  else if (/[./]/.test(name.text))
    runScriptFile(call, effects, name, args, isTypeScript(name) ? 'typescript' : undefined);
  else scriptOrProgram({ ...call, args }, effects, name);
}

/** Monorepo tools that run a command in every package. */
export const MONOREPO_TOOLS: readonly Program[] = [
  defineSubcommands({
    names: ['lerna', 'nx'],
    summary: 'The command of `exec`, scripts of `run`, publishing',
    options: {
      values: '--scope --ignore --concurrency -p|--projects -t|--target',
      flags: '--stream --parallel',
    },
    commands: {
      exec: executes({ run: { wrapper: 'lerna' } }),
      publish: packageCommand('package.publish', { manager: 'npm' }),
    },
  }),
];
