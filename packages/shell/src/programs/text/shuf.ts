import { onlyInforms } from '../files/only-informs.ts';
import { readInputs, someLinesOf } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `shuf`: prints what it reads, or with `-e` its words, in random order. */
export const SHUF = defineProgram({
  names: ['shuf', 'gshuf'],
  summary: 'reads its operand; `-o FILE`, `--random-source`',
  options: {
    flags: '-e|--echo -r|--repeat -z|--zero-terminated',
    values: '-i|--input-range -n|--head-count -o|--output --random-source',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    for (const source of options.values('--random-source')) effects.reads(source);
    const listed = options.has('-e') || options.has('-i');
    const input = listed ? { taint: {} } : readInputs(call, effects);
    const { taint } = input;
    for (const output of options.values('-o')) effects.writes(output, { taint });
    effects.stdout(someLinesOf(input));
  },
});
