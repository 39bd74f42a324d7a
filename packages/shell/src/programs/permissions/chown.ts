import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';

const OPTIONS: OptionList = {
  flags:
    '-c|--changes -f|--silent|--quiet -v|--verbose --dereference -h|--no-dereference --no-preserve-root --preserve-root -R|--recursive -H -L -P -n -x',
  values: '--from --reference',
};

/** `chown OWNER FILE…`; `--reference` replaces the owner. */
export const CHOWN = defineProgram({
  names: ['chown', 'gchown'],
  summary: 'changes the owner of each operand; `-R`, `--reference`',
  options: OPTIONS,
  describe: changeOwner,
});

/** `chgrp GROUP FILE…`: as `chown`. */
export const CHGRP = defineProgram({
  names: ['chgrp', 'gchgrp'],
  summary: 'changes the group of each operand; `-R`, `--reference`',
  options: OPTIONS,
  describe: changeOwner,
});

function changeOwner(call: Call, effects: Effects): void {
  if (onlyInforms(call)) return;
  const { options } = call;
  const paths = options.has('--reference') ? options.operands : options.operands.slice(1);
  const recursive = options.has('-R') ? true : undefined;
  for (const path of paths) effects.action('file.chmod', { file_path: path, recursive });
}
