import type { Call, Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { printsNames } from './variable-names.ts';

type TextFilter = {
  readonly names: readonly string[];
  readonly options: OptionList;
  /** Options whose value is a file to read. */
  readonly lists?: readonly string[];
  /** Operands before the first file. */
  readonly skip?: number;
  /** True if the call prints of a list of variables only their names. */
  readonly namesOnly?: (call: Call) => boolean;
};

/** A program that reads its operands, or standard input, and prints them changed. Nothing else. */
export function textFilter(facts: TextFilter): Program {
  const { names, options, lists = [], skip = 0, namesOnly } = facts;
  return defineProgram({
    names,
    summary: 'reads each operand',
    options,
    describe(call, effects) {
      if (onlyInforms(call)) return;
      for (const key of lists)
        for (const path of call.options.values(key)) if (path.text !== '-') effects.reads(path);
      const { taint } = readInputs(call, effects, call.options.operands.slice(skip));
      effects.stdout({ taint });
      if (namesOnly?.(call)) printsNames(effects, call.options.operands.length);
    },
  });
}
