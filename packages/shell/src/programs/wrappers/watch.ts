import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues } from '../shapes/values.ts';
import { commandAfter } from './wrapper.ts';

/** `watch` (procps-ng): joins its words for `sh -c`, or runs them as they are with `-x`. */
export const WATCH: Program = defineProgram({
  names: ['watch'],
  summary: 'The line it repeats',
  options: {
    flags:
      '-b|--beep -c|--color -C|--no-color -e|--errexit -f|--follow -g|--chgexit -h|--help ' +
      '-p|--precise -r|--no-rerun -t|--no-title -v|--version -w|--no-wrap -x|--exec',
    values: '-n|--interval -q|--equexit -s|--shotsdir',
    optional: '-d|--differences',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    const words = commandAfter(call);
    if (words.length === 0) return;
    if (call.options.has('-x')) runInherited(call, effects, words);
    else lineInherited(call, effects, joinValues(words));
  },
});
