import type { Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { cwdOf } from '../shapes/inherit.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, valueOfStream } from '../shapes/values.ts';

/** Tcl commands that start a program: the rest of the command is its words. */
const STARTS = /(?:^|[\n;{["]\s*)(?:spawn(?:\s+-\w+)*|exec(?:\s+-\w+)*|system)\s+([^\n;}\]]+)/g;

/**
 * `expect` and `tclsh` scripts: the programs they name literally. Tcl itself is not read, so the
 * code counts as not read to the end.
 */
function describeTcl(text: Value, effects: Effects): void {
  for (const match of text.text.matchAll(STARTS)) {
    const words = match[1]?.trim() ?? '';
    effects.line(literal(words.replace(/^"(.*)"$/, '$1'), text.taint));
  }
  effects.unknown('dynamic-code');
}

/** `expect`: `-c` holds Tcl, the first operand names a script. */
export const EXPECT: Program = defineProgram({
  names: ['expect', 'expectk', 'tclsh', 'wish'],
  summary: 'Programs its Tcl code starts by name; the rest is unknown',
  options: {
    flags: '-d -i -N -n -v -b --help',
    values: '-c -D -f -encoding',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call) || call.options.has('-v')) return;
    const inline = call.name.startsWith('expect') ? call.options.values('-c') : [];
    for (const code of inline) describeTcl(code, effects);
    const [operand] = call.options.operands;
    const file = call.options.values('-f').at(-1) ?? operand;
    if (file !== undefined && file.text !== '-')
      effects.script({ path: file.text, args: [], ...cwdOf(call) });
    else if (inline.length === 0 && call.stdin !== undefined)
      describeTcl(valueOfStream(call.stdin), effects);
    else if (inline.length === 0) waitsForCommands(call, effects);
  },
});
