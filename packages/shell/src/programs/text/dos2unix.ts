import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `dos2unix` and `unix2dos`: change line ends in place; with `-n` the operands are pairs. */
export const DOS2UNIX = defineProgram({
  names: ['dos2unix', 'unix2dos', 'mac2unix', 'unix2mac'],
  summary: 'edits each operand; `-n IN OUT`',
  options: {
    flags:
      '-ascii -iso -7 -1252 -437 -850 -860 -863 -865 -b|--keep-bom -ul|--assume-utf16le -ub|--assume-utf16be -f|--force -gb|--gb18030 -k|--keepdate -l|--newline -L|--license -m|--add-bom -n|--newfile -o|--oldfile -q|--quiet -r|--remove-bom -s|--safe -S|--skip-symlink -F|--follow-symlink -R|--replace-symlink -u|--keep-utf16 -v|--verbose -V|--version -h|--help --allow-chown --no-allow-chown -O|--to-stdout',
    values: '-c|--convmode -D|--display-enc',
    optional: '-i|--info',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V') || options.has('-i')) return;
    const { operands } = options;
    if (options.has('-n')) {
      for (const [index, path] of operands.entries())
        effects.action(index % 2 === 0 ? 'file.read' : 'file.write', { file_path: path });
      return;
    }
    for (const path of operands)
      effects.action(options.has('-O') ? 'file.read' : 'file.edit', { file_path: path });
  },
});
