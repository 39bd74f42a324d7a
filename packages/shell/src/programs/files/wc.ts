import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD, readInputs } from './reading.ts';

/** `wc`: counts. `--files0-from` reads a list of files, and the files in it. */
export const WC = defineProgram({
  names: ['wc', 'gwc'],
  summary: 'reads each operand; prints counts',
  options: {
    flags: '-c|--bytes -m|--chars -l|--lines -L|--max-line-length -w|--words',
    values: '--files0-from --total',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const lists = call.options.values('--files0-from');
    readInputs(call, effects, [...lists, ...call.options.operands]);
    effects.withholds();
    effects.stdout(NOTHING_TOLD);
  },
});
