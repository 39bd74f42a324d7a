import { overwritesDevice } from '../disks/device-write.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD } from './reading.ts';
import { arrivalOf, keepsTarget, sourcesAndTarget } from './sources-and-target.ts';

/** `mv`: each source is moved to (or into) the target, what the target held is replaced. */
export const MV = defineProgram({
  names: ['mv', 'gmv'],
  summary: 'moves each source to the target, or into nothing (`/dev/null`); `-t`',
  options: {
    flags:
      '-b -f|--force -i|--interactive -n|--no-clobber --strip-trailing-slashes -T|--no-target-directory -v|--verbose -Z|--context --exchange --no-copy -h',
    values: '-S|--suffix -t|--target-directory',
    optional: '--backup -u|--update --debug',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const parts = sourcesAndTarget(call);
    if (parts === undefined) return;
    for (const source of parts.sources)
      if (parts.target.text === '/dev/null')
        effects.action('file.delete', { file_path: source, recursive: true });
      else {
        const keeps = keepsTarget(call) ? true : undefined;
        effects.action('file.move', {
          file_path: source,
          to: arrivalOf(call, source, parts),
          keeps,
        });
      }
    overwritesDevice(call, effects, parts.target);
    effects.stdout(NOTHING_TOLD);
  },
});
