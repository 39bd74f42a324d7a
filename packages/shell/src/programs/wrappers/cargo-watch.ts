import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { commandAfter } from './wrapper.ts';

/** `cargo watch`: `-x` holds commands of cargo, `-s` shell lines; the words after `--` run as well. */
export const CARGO_WATCH: Program = defineProgram({
  names: ['cargo-watch'],
  summary: 'The commands it runs at a change: `-x`, `-s` and the words after `--`',
  options: {
    flags:
      '-c|--clear -q|--quiet -h|--help -V|--version --debug --why --postpone --poll --no-restart -N|--notify ' +
      '--no-vcs-ignores --no-ignore --ignore-nothing --watch-when-idle --no-process-group',
    values:
      '-x|--exec -s|--shell -w|--watch -i|--ignore -d|--delay -B --use-shell -C|--workdir -E|--env --features',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    for (const command of call.options.values('-x'))
      lineInherited(call, effects, joinValues([literal('cargo'), command]));
    for (const line of call.options.values('-s')) lineInherited(call, effects, line);
    runInherited(call, effects, commandAfter(call));
  },
});
