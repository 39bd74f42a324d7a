import type { Call, Effects, Program, Value } from '../../program.ts';
import { isTypeScript } from '../interpreters/node.ts';
import { runInput } from '../interpreters/run-code.ts';
import { lineInherited } from '../shapes/inherit.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp, defineSubcommands } from '../shapes/subcommands.ts';
import { joinValues } from '../shapes/values.ts';
import { describePackageRun } from '../wrappers/run-package.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { COMMON, fetches, scriptOrProgram } from './node-managers.ts';
import { packageCommand } from './package-action.ts';

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
    // A script of bun's own shell, in one word.
    exec: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const words = commandAfter(call);
        if (words.length > 0) lineInherited(call, effects, joinValues(words), { wrapper: 'bun' });
      },
    },
    x: {
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
  // Alone it prints its help, and with `run` the scripts there are.
  if (name === undefined && call.stdin === undefined) return;
  if (name === undefined || name.text === '-') runInput(call, effects, 'typescript', args);
  else if (/[./]/.test(name.text))
    runScriptFile(call, effects, name, args, isTypeScript(name) ? 'typescript' : undefined);
  else scriptOrProgram({ ...call, args }, effects, name);
}
