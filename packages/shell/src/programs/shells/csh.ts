import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { literal } from '../shapes/values.ts';

/**
 * `csh` and `tcsh` (tcsh(1)): `-c` is followed by its line, the words after it are `$argv`. The
 * line is read as the Bourne shell would, which sees the same commands.
 */
export const CSH: Program = defineProgram({
  names: ['csh', 'tcsh', 'rc', 'es', 'elvish', 'xonsh', 'nu', 'ion'],
  summary: 'The line of `-c`, standard input, the script file',
  options: {
    flags: '-b -d -e -f -F -i -l -m -n -q -t -v -V -x -X --help --version -h --norc --no-rc -p',
    values: '-c|--commands -D --config --env-config --rc -rc',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (options.has('--help') || options.has('--version') || options.has('-n')) return;
    const lines = options.values('-c');
    const positional = [literal(call.name), ...options.operands];
    for (const line of lines) effects.stdout(effects.line(line, { positional }));
    if (lines.length > 0) return;
    const [script, ...args] = options.operands;
    if (script !== undefined && !options.has('-s'))
      runScriptFile(call, effects, script, args, 'sh');
    else if (call.stdin !== undefined) effects.stdout(effects.line(call.stdin));
  },
});
