import { writesFileOrDevice } from '../disks/device-write.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD } from './reading.ts';

/** `tee`: standard input goes into each operand and on to standard output. */
export const TEE = defineProgram({
  names: ['tee', 'gtee'],
  summary: 'writes standard input to each operand; `-a` appends',
  options: { flags: '-a|--append -i|--ignore-interrupts -p', optional: '--output-error' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const input = call.stdin ?? NOTHING_TOLD;
    const append = call.options.has('-a');
    for (const path of call.options.operands)
      writesFileOrDevice(call, effects, path, input, append ? { append } : {});
    effects.stdout(input);
  },
});
