import type { Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/** Words of fish before a command that change when it runs and not what it does (fish-doc(1)). */
function asBourne(line: Value): Value {
  return { ...line, text: line.text.replace(/(^|[;\n])(\s*)(?:(?:and|or|not)\s+)+/g, '$1$2') };
}

/** `fish` (fish(1)): `-c` and `-C` may be given several times. */
export const FISH: Program = defineProgram({
  names: ['fish'],
  summary: 'The lines of `-c` and `-C`, standard input, the script file',
  options: {
    flags:
      '-i|--interactive -l|--login -n|--no-execute -N|--no-config -P|--private -v|--version ' +
      '-h|--help --print-rusage-self --print-debug-categories -s',
    values:
      '-c|--command -C|--init-command -d|--debug -o|--debug-output -f|--features -p|--profile ' +
      '--profile-startup -D|--debug-stack-frames',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-v') || options.has('-n')) return;
    const lines = [...options.values('-C'), ...options.values('-c')];
    const positional = [literal('fish'), ...options.operands];
    for (const line of lines) effects.stdout(effects.line(asBourne(line), { positional }));
    if (options.values('-c').length > 0) return;
    const [script, ...args] = options.operands;
    if (script !== undefined) runScriptFile(call, effects, script, args, 'sh');
    else if (call.stdin !== undefined) effects.stdout(effects.line(call.stdin));
    else waitsForCommands(call, effects);
  },
});
