import type { Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { literal, prefixed, valueOfStream } from '../shapes/values.ts';

/** What zx makes global; the text is code, so it ends in a line of its own. */
const GLOBALS = "import { $, fs, os, path, glob, fetch } from 'zx';\n";

/** `zx` (zx docs, "CLI usage"): JavaScript whose `$` runs shell lines. */
export const ZX: Program = defineProgram({
  names: ['zx'],
  summary: 'Code of `-e`, standard input, scripts',
  options: {
    flags:
      '-h|--help -v|--version --quiet --verbose --repl --experimental --prefer-local -i|--install',
    values: '-e|--eval --shell --prefix --postfix --cwd --ext --registry --env',
    clusters: false,
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-h') || options.has('-v')) return;
    for (const shell of options.values('--shell')) effects.run([shell], { wrapper: 'zx' });
    const [script, ...args] = options.operands;
    const inline = options.values('-e');
    for (const code of inline) effects.code('javascript', prefixed(GLOBALS, code), 'inline');
    if (inline.length > 0) return;
    if (script === undefined || script.text === '-') {
      if (call.stdin !== undefined)
        effects.code('javascript', prefixed(GLOBALS, valueOfStream(call.stdin)), 'stdin');
    } else if (/^https?:/.test(script.text))
      effects.action('code.execute', {
        language: 'javascript',
        source: 'remote',
        code: literal(script.text, script.taint),
      });
    else runScriptFile(call, effects, script, args, 'javascript');
  },
});
