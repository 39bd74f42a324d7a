import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';

/** `unlink FILE`: deletes one file; it has no options but `--help` and `--version`. */
export const UNLINK = defineProgram({
  names: ['unlink', 'gunlink'],
  summary: 'deletes its operand',
  options: {},
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const path of call.options.operands) effects.action('file.delete', { file_path: path });
  },
});
