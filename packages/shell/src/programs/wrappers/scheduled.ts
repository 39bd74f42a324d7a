import type { Program } from '../../program.ts';
import { asksAlone } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

/** `at` and `batch`: the line on standard input or in `-f` runs later. */
export const AT: Program = defineProgram({
  names: ['at', 'batch'],
  summary: 'The line it runs later, from standard input or `-f`',
  options: {
    flags: '-V -m -M -l -b -d -r -v -c -k --help',
    values: '-q -f -t -u',
    stopAtOperand: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (
      asksForHelp(call) ||
      asksAlone(call, '--version') ||
      ['-V', '-l', '-c'].some((key) => options.has(key))
    )
      return;
    if (options.has('-d') || options.has('-r')) return;
    effects.action('system.persist', { verb: call.name });
    const file = options.values('-f').at(-1);
    if (file !== undefined) effects.line(effects.reads(file), { wrapper: call.name });
    else if (call.stdin !== undefined) effects.line(call.stdin, { wrapper: call.name });
  },
});
