import type { Call, Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { unknownValue } from '../shapes/values.ts';

/**
 * `rename`: either Perl's (`rename 's/a/b/' FILE…`, whose first operand is Perl code) or
 * util-linux's (`rename FROM TO FILE…`). The new names are not worked out.
 */
export const RENAME = defineProgram({
  names: ['rename', 'prename', 'file-rename', 'perl-rename', 'rename.ul'],
  summary: 'moves each operand to an unknown name; Perl code is read',
  options: {
    flags:
      '-v|--verbose -0|--null -n|--nono|--no-act -f|--force --path|--fullpath -d|--filename|--nopath|--nofullpath -h|--help -m|--man -V|--version -s|--symlink -a|--all -l|--last -i|--interactive -o|--no-overwrite',
    values: '-e -E',
    optional: '-u|--unicode',
  },
  describe(call, effects) {
    const { options } = call;
    if (options.has('-h') || options.has('-m') || options.has('-V')) return;
    for (const file of renamedFiles(call, effects))
      effects.action('file.move', { file_path: file, to: unknownValue() });
  },
});

function renamedFiles(call: Call, effects: Effects): readonly Value[] {
  const { options } = call;
  const expressions = [...options.values('-e'), ...options.values('-E')];
  const inOperand = expressions.length === 0 && call.name !== 'rename.ul';
  const [first, ...files] = options.operands;
  if (inOperand && first !== undefined && isPlainName(first)) return files.slice(1);
  const code = inOperand && first !== undefined ? [first] : expressions;
  for (const text of code)
    if (!isSubstitution(text.text) || !text.known) effects.code('perl', text, 'inline');
  if (options.has('-n')) return [];
  return inOperand ? files : options.operands;
}

/** util-linux's first operand is a plain piece of a name. */
function isPlainName(word: Value): boolean {
  return word.known && /^[\w.-]*$/.test(word.text);
}

/** `s/a/b/` or `y/a/b/` without the flag that evaluates the replacement as code. */
function isSubstitution(code: string): boolean {
  return /^(?:s|tr|y)([/|#,!])(?:(?!\1)[^\\$@{])*\1(?:(?!\1)[^\\$@{])*\1[gixmsdcr]*;?$/.test(code);
}
