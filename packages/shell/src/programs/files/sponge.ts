import { writesFileOrDevice } from '../disks/device-write.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { NOTHING_TOLD } from './reading.ts';

/** `sponge`: soaks up standard input, then writes it to the operand; without one, passes it on. */
export const SPONGE = defineProgram({
  names: ['sponge'],
  summary: 'writes standard input to its operand; `-a` appends',
  options: { flags: '-a -h' },
  describe(call, effects) {
    const input = call.stdin ?? NOTHING_TOLD;
    const [path] = call.options.operands;
    if (path === undefined) return effects.stdout(input);
    const append = call.options.has('-a');
    writesFileOrDevice(call, effects, path, input, append ? { append } : {});
    effects.stdout(NOTHING_TOLD);
  },
});
