import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';

/**
 * `mkdir`, `mkfifo`: a folder or pipe is created where nothing was. Reported as a `file.write` that
 * appends, since nothing that was there is lost.
 */
export const MKDIR = defineProgram({
  names: ['mkdir', 'gmkdir', 'mkfifo', 'gmkfifo'],
  summary: 'creates each operand (`file.write`, nothing lost)',
  options: { flags: '-p|--parents -v|--verbose -Z', values: '-m|--mode', optional: '--context' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const path of call.options.operands)
      effects.action('file.write', { file_path: path, append: true, creates: true });
  },
});
