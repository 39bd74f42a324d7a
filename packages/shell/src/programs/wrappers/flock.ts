import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { commandAfter } from './wrapper.ts';

/** `flock` (util-linux): `FILE COMMAND …` or `FILE -c LINE`; the lock file is only created. */
export const FLOCK: Program = defineProgram({
  names: ['flock'],
  summary: 'The command or `-c` line it runs, after the lock file',
  options: {
    flags:
      '-e|-x|--exclusive -F|--no-fork -h|--help -n|--nb|--nonblock -o|--close -s|--shared ' +
      '-u|--unlock -V|--version --fcntl --verbose',
    values: '-E|--conflict-exit-code -w|--wait|--timeout -c|--command',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    for (const line of call.options.values('-c')) lineInherited(call, effects, line);
    const words = commandAfter(call, 1);
    const [first, line] = words;
    const isLine = first?.text === '-c' || first?.text === '--command';
    if (isLine && line !== undefined) lineInherited(call, effects, line);
    else runInherited(call, effects, words);
  },
});
