import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';

/** `mknod NAME TYPE [MAJOR MINOR]`: a pipe, or a second door to a device. */
export const MKNOD = defineProgram({
  names: ['mknod', 'gmknod'],
  summary: 'creates a device node (`system.disk` for `b` and `c`) or a pipe',
  options: { flags: '-Z', values: '-m|--mode', optional: '--context' },
  describe(call, effects) {
    const [name, type] = call.options.operands;
    if (onlyInforms(call) || name === undefined) return;
    effects.action('file.write', { file_path: name, append: true, creates: true });
    if (type?.text !== 'p') effects.action('system.disk', { verb: 'node', file_path: name });
  },
});
