import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `chattr [-RVf] MODE FILE…`: the mode is a word like `+i`, `-i` or `=e`; `-p`, `-v` take a number. */
export const CHATTR = defineProgram({
  names: ['chattr', 'chflags'],
  summary: 'changes the attributes of each operand; `-R`',
  options: { flags: '-R -V -f -h -H -L -P', values: '-p -v', abbreviations: false },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const dashed = call.args.find((word) => /^-[aAcCdDeFijmPsStTux]+$/.test(word.text));
    const { operands } = call.options;
    const inOperand = dashed === undefined || dashed.text === '-P';
    const [mode, ...rest] = operands;
    const recursive = call.options.has('-R') ? true : undefined;
    for (const path of inOperand ? rest : operands)
      effects.action('file.chmod', { file_path: path, mode: inOperand ? mode : dashed, recursive });
  },
});
