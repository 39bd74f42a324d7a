import type { Call, Effects, Program, RunOptions, Value } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { splitValue } from '../shapes/values.ts';

/** A program that runs the command given by its remaining words. */
export type WrapperFacts = {
  readonly names: readonly string[];
  readonly summary: string;
  readonly options: OptionList;
  /** Policies see its name; left out where the command does the same as without the wrapper. */
  readonly wrapper?: true;
  /** Operands before the command (`timeout 5 COMMAND`). */
  readonly skip?: number;
  /** `NAME=value` words before the command set its environment. */
  readonly assignments?: boolean;
  /** Key of the option that names the folder to run in. */
  readonly cwd?: string;
  /** Keys of options whose value is a shell line to run. */
  readonly lines?: readonly string[];
  /** Keys of options with which no command is run. */
  readonly never?: readonly string[];
  /** Without a command it starts a shell that reads standard input. */
  readonly shellByDefault?: boolean;
  /** What the call does besides running the command. */
  also?(call: Call, effects: Effects): void;
};

/** Unknown options before a command for which a second reading is tried. */
const MAX_DOUBTS = 2;

/** Knowledge about a wrapper, from its facts. */
export function defineWrapper(facts: WrapperFacts): Program {
  return defineProgram({
    names: facts.names,
    summary: facts.summary,
    options: { ...facts.options, stopAtOperand: true },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      facts.also?.(call, effects);
      if (facts.never?.some((key) => call.options.has(key))) return;
      const words = commandAfter(call, facts.skip ?? 0);
      const { env, argv } = facts.assignments
        ? takeAssignments(words)
        : { env: undefined, argv: words };
      const options: RunOptions = {
        ...(facts.wrapper ? { wrapper: call.name } : {}),
        ...(env === undefined ? {} : { env }),
        ...cwdFrom(call, facts.cwd),
      };
      const lines = (facts.lines ?? []).flatMap((key) => call.options.values(key));
      for (const line of lines) lineInherited(call, effects, line, options);
      if (lines.length > 0 && argv.length === 0) return;
      if (argv.length > 0) runReadings(call, effects, argv, options);
      else if (facts.shellByDefault && call.stdin !== undefined)
        lineInherited(call, effects, call.stdin, options);
    },
  });
}

/**
 * Runs the command. Where an option before it is not known, that option may have taken the next
 * word as its value: then the command may start one word later, and both readings are reported.
 */
function runReadings(
  call: Call,
  effects: Effects,
  argv: readonly Value[],
  options: RunOptions,
): void {
  const doubts = Math.min(call.options.unknownOptions.length, MAX_DOUBTS);
  for (let start = 0; start <= doubts; start += 1)
    runInherited(call, effects, argv.slice(start), options);
}

/** The words of the command a wrapper runs: those after its options and `skip` operands. */
export function commandAfter(call: Call, skip = 0): readonly Value[] {
  const words = call.args.slice(call.options.firstOperand + skip);
  return words[0]?.text === '--' ? words.slice(1) : words;
}

/** Splits leading `NAME=value` words from the command after them. */
export function takeAssignments(words: readonly Value[]): {
  readonly env: { readonly [name: string]: Value };
  readonly argv: readonly Value[];
} {
  const env: { [name: string]: Value } = {};
  for (const [index, word] of words.entries()) {
    const split = splitValue(word, '=');
    if (split === undefined || split[0].text === '' || !split[0].known)
      return { env, argv: words.slice(index) };
    env[split[0].text] = split[1];
  }
  return { env, argv: [] };
}

function cwdFrom(call: Call, key: string | undefined): { cwd?: Value } {
  const folder = key === undefined ? undefined : call.options.values(key).at(-1);
  return folder === undefined ? {} : { cwd: folder };
}
