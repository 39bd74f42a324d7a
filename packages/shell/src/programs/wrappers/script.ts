import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/**
 * `script`: util-linux takes `-c LINE` or `FILE -- COMMAND`, BSD and macOS `FILE COMMAND …`.
 * Everything is also written to FILE (`typescript` when none is named).
 */
export const SCRIPT: Program = defineProgram({
  names: ['script'],
  summary: 'The line or command it records, the file it writes',
  options: {
    flags:
      '-a|--append -d -e|--return -f|--flush --force -h|--help -k -p -q|--quiet -r -V|--version',
    values:
      '-B|--log-io -c|--command -E|--echo -F -I|--log-in -m|--logging-format -o|--output-limit ' +
      '-O|--log-out -T|--log-timing',
    optional: '-t|--timing',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-h') || options.has('-V')) return;
    const replays = options.has('-p');
    const [named, ...rest] = options.operands;
    const logs = ['-B', '-I', '-O', '-T'].flatMap((key) => options.values(key));
    const file = named ?? (logs.length > 0 ? undefined : literal('typescript'));
    if (file !== undefined)
      effects.action(replays ? 'file.read' : 'file.write', { file_path: file });
    for (const log of logs) effects.action('file.write', { file_path: log });
    const lines = options.values('-c');
    for (const line of lines) lineInherited(call, effects, line);
    const argv = rest[0]?.text === '--' ? rest.slice(1) : rest;
    // util-linux permutes: what looks like a command may hold its `-c`.
    const late = argv.findIndex((word) => word.text === '-c' || word.text === '--command');
    const lateLine = late < 0 ? undefined : argv[late + 1];
    if (lateLine !== undefined) lineInherited(call, effects, lateLine);
    if (argv.length > 0) runInherited(call, effects, argv);
    else if (lines.length === 0 && lateLine === undefined && !replays) {
      if (call.stdin !== undefined) lineInherited(call, effects, call.stdin);
      else waitsForCommands(call, effects);
    }
  },
});
