import type { Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';
import { patchTargets } from './patch-targets.ts';
import { NOTHING_TOLD, readInputs } from './reading.ts';

/**
 * `patch [FILE [PATCH]]`: edits the file it is given, or those that the patch names, which lie below
 * the folder it runs in.
 */
export const PATCH = defineProgram({
  names: ['patch', 'gpatch'],
  summary: 'edits its operand, or files below `.` that the patch names; `-i`, `-o`, `-r`, `-d`',
  options: {
    flags:
      '-b|--backup --binary -c|--context -e|--ed -E|--remove-empty-files -f|--force -l|--ignore-whitespace -n|--normal -N|--forward --no-backup-if-mismatch --posix -R|--reverse -s|--quiet|--silent -t|--batch -T|--set-time -u|--unified -v|--version --verbose -Z|--set-utc --dry-run -C|--check --follow-symlinks --merge --backup-if-mismatch',
    values:
      '-B|--prefix -d|--directory -D|--ifdef -F|--fuzz -g|--get -i|--input -o|--output -p|--strip -r|--reject-file -V|--version-control -Y|--basename-prefix -z|--suffix --quoting-style --read-only --reject-format',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-v')) return;
    const { options } = call;
    const [file, patchOperand] = options.operands;
    const patch = patchOperand ?? options.values('-i').at(-1);
    const content = readInputs(call, effects, patch === undefined ? [] : [patch]);
    effects.stdout(NOTHING_TOLD);
    if (options.has('--dry-run') || options.has('-C')) return;
    for (const rejects of options.values('-r'))
      if (rejects.text !== '-') effects.action('file.write', { file_path: rejects });
    const output = options.values('-o').at(-1);
    if (output !== undefined) {
      if (output.text !== '-') effects.action('file.write', { file_path: output });
    } else if (file !== undefined) effects.action('file.edit', { file_path: file });
    else {
      const strip = options.values('-p').at(-1);
      const folder = options.values('-d').at(-1) ?? literal('.');
      appliesPatch(
        effects,
        content.text,
        folder,
        strip === undefined ? undefined : Number(strip.text),
      );
    }
  },
});

/** Edits the files that a patch names below a folder; what it names is not known without its text. */
export function appliesPatch(
  effects: Effects,
  patch: string | undefined,
  folder: Value,
  strip: number | undefined,
): void {
  const targets = patch === undefined ? [] : patchTargets(patch, strip);
  if (targets.length === 0) effects.action('file.write', { file_path: folder, recursive: true });
  for (const { path, removes } of targets)
    effects.action(removes ? 'file.delete' : 'file.edit', {
      file_path: folder.text === '.' ? literal(path) : joinValues([folder, literal(path)], '/'),
    });
}
