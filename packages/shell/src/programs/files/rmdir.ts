import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';

/** `rmdir`: deletes empty folders; a folder that is not empty is left alone. */
export const RMDIR = defineProgram({
  names: ['rmdir', 'grmdir'],
  summary: 'deletes each empty folder',
  options: { flags: '-p|--parents -v|--verbose --ignore-fail-on-non-empty' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const path of call.options.operands) effects.action('file.delete', { file_path: path });
  },
});
