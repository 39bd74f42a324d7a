import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';

/** What mktemp makes when it is told nothing. */
const DEFAULT_TEMPLATE = 'tmp.XXXXXXXXXX';

/**
 * `mktemp`: a new file or folder of a name nobody else has. Its name is printed; the random letters
 * stand as the template's `X`, which is as good for judging where it lies.
 */
export const MKTEMP = defineProgram({
  names: ['mktemp', 'gmktemp', 'tempfile'],
  summary: 'creates a file in the folder for temporary files and prints its name',
  options: {
    flags: '-d|--directory -u|--dry-run -q|--quiet -t',
    values: '-p --suffix',
    optional: '--tmpdir',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const [template] = call.options.operands;
    const folder = [...call.options.values('-p'), ...call.options.values('--tmpdir')][0];
    const inTemporary = template === undefined || call.options.has('-t') || call.options.has('-p');
    const name = template?.text ?? DEFAULT_TEMPLATE;
    const parent =
      folder?.text ?? (inTemporary || call.options.has('--tmpdir') ? '/tmp' : undefined);
    const path = {
      ...(template ?? literal(name)),
      text: parent === undefined ? name : `${parent}/${name}`,
      known: (template?.known ?? true) && (folder?.known ?? true),
    };
    if (!call.options.has('-u')) {
      effects.action('file.write', { file_path: path, append: true });
      effects.makes(path);
    }
    effects.stdout(
      path.known ? { text: `${path.text}\n`, taint: path.taint } : { taint: path.taint },
    );
  },
});
