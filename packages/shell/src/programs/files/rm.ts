import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';

/** `rm`: every operand is deleted, with all below it when recursive. `-i` asks, and is answered. */
export const RM = defineProgram({
  names: ['rm', 'grm'],
  summary: 'deletes each operand; `-r`, `-R`, `--recursive`',
  options: {
    flags:
      '-f|--force -i -I --one-file-system --no-preserve-root -r|-R|--recursive -d|--dir -v|--verbose -P -W -x',
    optional: '--interactive --preserve-root',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const recursive = call.options.has('-r') ? true : undefined;
    for (const path of call.options.operands)
      effects.action('file.delete', { file_path: path, recursive });
  },
});
