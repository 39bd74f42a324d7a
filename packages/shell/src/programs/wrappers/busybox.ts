import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';

/** Programs that hold others: the first word names the one to run. */
export const MULTI_CALL: readonly Program[] = [
  defineProgram({
    names: ['busybox', 'toybox', 'busybox-static'],
    summary: 'The applet it runs',
    options: { stopAtOperand: true },
    describe(call, effects) {
      if (call.options.firstOperand > 0) return;
      runInherited(call, effects, call.args);
    },
  }),
  defineProgram({
    names: ['coreutils'],
    summary: 'The applet it runs',
    options: { values: '--coreutils-prog --coreutils-prog-shebang', stopAtOperand: true },
    describe(call, effects) {
      const named = call.options.values('--coreutils-prog');
      runInherited(call, effects, [...named, ...call.options.operands]);
    },
  }),
];
