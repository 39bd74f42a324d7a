import type { Call } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';

/** Letters of a mode that is written like an option (`chmod -x FILE`). */
const MODE_LETTERS = ['-r', '-w', '-x', '-X', '-s', '-t', '-u', '-g', '-o', '-a'];

/** `chmod MODE FILE…`; a mode may start with a dash, and `--reference` replaces it. */
export const CHMOD = defineProgram({
  names: ['chmod', 'gchmod'],
  summary: 'changes the mode of each operand; `-R`, `--reference`',
  options: {
    flags: `-c|--changes -f|--silent|--quiet -v|--verbose --no-preserve-root --preserve-root -R|--recursive -h -H -L -P ${MODE_LETTERS.join(' ')}`,
    values: '--reference',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    const { mode, paths } = modeAndPaths(call);
    const recursive = options.has('-R') ? true : undefined;
    for (const path of paths) effects.action('file.chmod', { file_path: path, mode, recursive });
  },
});

function modeAndPaths(call: Call) {
  const { options } = call;
  const dashed = call.args.find((word) => /^-(?:[rwxXst]+|[ugoa]+(?:,.*)?)$/.test(word.text));
  if (options.has('--reference')) return { mode: undefined, paths: options.operands };
  if (dashed !== undefined && MODE_LETTERS.some((letter) => options.has(letter)))
    return { mode: literal(dashed.text), paths: options.operands };
  return { mode: options.operands[0], paths: options.operands.slice(1) };
}
