import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `setfacl`: access lists from `-m`, `-x`, `-M FILE`, `-X FILE`, `--set-file`, `--restore FILE`. */
export const SETFACL = defineProgram({
  names: ['setfacl'],
  summary: 'changes the access list of each operand; `-R`, `-M`, `--restore`',
  options: {
    flags:
      '-b|--remove-all -k|--remove-default -n|--no-mask --mask -d|--default -R|--recursive -L|--logical -P|--physical -v|--version --test -h',
    values: '-m|--modify -M|--modify-file -x|--remove -X|--remove-file --set --set-file --restore',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-v')) return;
    const { options } = call;
    for (const key of ['-M', '-X', '--set-file', '--restore'])
      for (const file of options.values(key)) if (file.text !== '-') effects.reads(file);
    if (options.has('--test')) return;
    const mode = ['-m', '-x', '--set'].flatMap((key) => options.values(key))[0];
    const recursive = options.has('-R') || options.has('--restore') ? true : undefined;
    const paths = options.has('--restore') ? ['.'] : options.operands;
    for (const path of paths) effects.action('file.chmod', { file_path: path, mode, recursive });
  },
});
