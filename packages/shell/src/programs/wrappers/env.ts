import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { splitEnvString } from './env-string.ts';
import { commandAfter, takeAssignments } from './wrapper.ts';

/** GNU coreutils env(1) 9, and BSD's `-P`. */
const OPTIONS: OptionList = {
  flags: '-i|--ignore-environment -0|--null -v|--debug --list-signal-handling --help --version -L',
  values: '-u|--unset -C|--chdir -S|--split-string -P -a|--argv0 -U',
  optional: '--block-signal --default-signal --ignore-signal',
  stopAtOperand: true,
};

/** `-S` may hold further `-S`; no real use nests them. */
const MAX_SPLITS = 8;

/** `env`: without a command it prints every variable. */
export const ENV: Program = defineProgram({
  names: ['env', 'genv'],
  summary: 'The command it runs with its assignments, `-S` split as env does, the dump without one',
  options: OPTIONS,
  describe(call, effects) {
    if (asksForHelp(call) || call.options.has('--version')) return;
    describeEnv(call, effects, MAX_SPLITS);
  },
});

function describeEnv(call: Call, effects: Effects, splitsLeft: number): void {
  const { options } = call;
  const split = options.values('-S');
  if (split.length > 0 && splitsLeft > 0) {
    describeSplit(call, effects, split, splitsLeft);
    return;
  }
  const words = commandAfter(call);
  const { env, argv } = takeAssignments(words[0]?.text === '-' ? words.slice(1) : words);
  const cleared = options.has('-i') || words[0]?.text === '-';
  if (argv.length === 0) {
    if (!cleared) dumpEnvironment(effects);
    return;
  }
  const folder = options.values('-C').at(-1);
  const changes =
    cleared ||
    Object.keys(env).length > 0 ||
    ['-u', '-C', '-P', '-a'].some((key) => options.has(key));
  runInherited(call, effects, argv, {
    env,
    ...(changes ? { wrapper: 'env' } : {}),
    ...(folder === undefined ? {} : { cwd: folder }),
  });
}

/** The pieces of `-S` take the place of the option itself, before the words that follow. */
function describeSplit(
  call: Call,
  effects: Effects,
  split: readonly Value[],
  splitsLeft: number,
): void {
  const { options } = call;
  const kept: Value[] = [];
  for (const key of ['-C', '-u', '-P'])
    for (const value of options.values(key))
      kept.push({ text: key, known: true, taint: {} }, value);
  if (options.has('-i')) kept.push({ text: '-i', known: true, taint: {} });
  const pieces = split.flatMap((text) => splitEnvString(text, call.env));
  const args = [...kept, ...pieces, ...call.args.slice(options.firstOperand)];
  const again = { ...call, args, options: parseOptions(args, grammarOf(OPTIONS)) };
  describeEnv(again, effects, splitsLeft - 1);
}

/** What printing every variable means. */
export function dumpEnvironment(effects: Effects): void {
  effects.shows('environment');
}
