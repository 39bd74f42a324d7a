import { parseOptions } from '../../options.ts';
import type { Call, Effects, ParsedOptions, Program, Value } from '../../program.ts';
import { defineProgram, grammarOf, type OptionList } from './define-program.ts';

/** One subcommand: its own options beside the program's global ones, and what it does. */
export type Subcommand = {
  readonly options?: OptionList;
  /** `call.args` and `call.options` are those after the subcommand's name. */
  describe(call: Call, effects: Effects): void;
};

export type SubcommandFacts = {
  readonly names: readonly string[];
  readonly summary: string;
  /** Options that may stand before or after the subcommand. */
  readonly options: OptionList;
  /** By name; several names of one command joined by `|`. */
  readonly commands: { readonly [names: string]: Subcommand };
  /** For a first operand that is none of the commands, or no operand at all (`subcommand` absent). */
  otherwise?(call: Call, effects: Effects, subcommand: Value | undefined): void;
};

/** A program of the form `tool [options] subcommand …`. `--help` and `--version` do nothing. */
export function defineSubcommands(facts: SubcommandFacts): Program {
  let commands: ReadonlyMap<string, Subcommand> | undefined;
  return defineProgram({
    names: facts.names,
    summary: facts.summary,
    subcommands: true,
    options: { ...facts.options, stopAtOperand: true },
    describe(call, effects) {
      commands ??= byName(facts.commands);
      const subcommand = call.options.operands[0];
      const found = subcommand === undefined ? undefined : commands.get(subcommand.text);
      const inner = callAfter(call, facts.options, found?.options ?? {});
      if (asksForHelp(call) || asksForHelp(inner)) return;
      if (found === undefined) facts.otherwise?.(inner, effects, subcommand);
      else found.describe(inner, effects);
    },
  });
}

function byName(commands: SubcommandFacts['commands']): ReadonlyMap<string, Subcommand> {
  const found = new Map<string, Subcommand>();
  for (const [names, command] of Object.entries(commands))
    for (const name of names.split('|')) found.set(name, command);
  return found;
}

/**
 * The call as its subcommand sees it: the words after the first operand, parsed anew; options that
 * stand before it count as well.
 */
function callAfter(call: Call, ...lists: readonly OptionList[]): Call {
  const args = call.args.slice(call.options.firstOperand + 1);
  const grammar = grammarOf({ flags: HELP }, ...lists);
  return { ...call, args, options: joinOptions(call.options, parseOptions(args, grammar)) };
}

/** Options given in two places; the operands are those of the second. */
export function joinOptions(before: ParsedOptions, after: ParsedOptions): ParsedOptions {
  return {
    has: (key) => before.has(key) || after.has(key),
    values: (key) => [...before.values(key), ...after.values(key)],
    operands: after.operands,
    firstOperand: after.firstOperand,
    unknownOptions: [...before.unknownOptions, ...after.unknownOptions],
  };
}

/** True if the call only prints its help or version. */
export function asksForHelp(call: Call): boolean {
  const { options } = call;
  return options.has('--help') || options.unknownOptions.includes('--help');
}

/** The spelling of the one option that makes every subcommand harmless. */
const HELP = '--help';
