import type { RunOptions } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import type { Subcommand } from '../shapes/subcommands.ts';
import { commandAfter } from './wrapper.ts';

/** A subcommand that runs the command given by its remaining words. */
export function executes(facts: {
  readonly options?: OptionList;
  /** Operands before the command. */
  readonly skip?: number;
  /** Keys of options whose value is a shell line. */
  readonly lines?: readonly string[];
  readonly run?: RunOptions;
}): Subcommand {
  return {
    options: { ...facts.options, stopAtOperand: true },
    describe(call, effects) {
      for (const key of facts.lines ?? [])
        for (const line of call.options.values(key)) effects.line(line, facts.run);
      runInherited(call, effects, commandAfter(call, facts.skip), facts.run);
    },
  };
}

/** A subcommand whose output is shell set-up made to be evaluated: nothing in it is worth naming. */
export const PRINTS_SETUP: Subcommand = {
  describe(_call, effects) {
    effects.stdout({ text: '', taint: {} });
  },
};
