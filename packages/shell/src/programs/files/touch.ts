import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';

/** `touch`: creates a file or changes its times; what it holds stays. */
export const TOUCH = defineProgram({
  names: ['touch', 'gtouch'],
  summary: 'creates each operand (`file.write`, nothing lost); `-c` only changes times',
  options: {
    flags: '-a -c|--no-create -f -h|--no-dereference -m',
    values: '-d|--date -r|--reference -t --time -A',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-c')) return;
    for (const path of call.options.operands)
      effects.action('file.write', { file_path: path, append: true, creates: true });
  },
});
