import { writesFileOrDevice } from '../disks/device-write.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { readInputs, someLinesOf } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `uniq [INPUT [OUTPUT]]`: the second operand is written. */
export const UNIQ = defineProgram({
  names: ['uniq', 'guniq'],
  summary: 'reads its first operand, writes the second',
  options: {
    flags: '-c|--count -d|--repeated -D -i|--ignore-case -u|--unique -z|--zero-terminated',
    values: '-f|--skip-fields -s|--skip-chars -w|--check-chars',
    optional: '--all-repeated --group',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const [input, output] = call.options.operands;
    const read = readInputs(call, effects, input === undefined ? [] : [input]);
    const { taint } = read;
    if (output === undefined)
      effects.stdout(call.options.has('-c') ? { taint } : someLinesOf(read));
    else writesFileOrDevice(call, effects, output, { taint });
  },
});
