import { overwritesDevice } from '../disks/device-write.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD } from './reading.ts';
import { arrivalOf, keepsTarget, sourcesAndTarget } from './sources-and-target.ts';

/** `cp`, and `ditto` and `gcp`: each source is copied to (or into) the target, or linked there. */
export const CP = defineProgram({
  names: ['cp', 'gcp'],
  summary: 'copies each source to the target; `-r`, `-a`, `-t`, links with `-s` and `-l`',
  options: {
    flags:
      '-a|--archive --attributes-only -b --copy-contents -d -f|--force -i|--interactive -H -l|--link -L|--dereference -n|--no-clobber -P|--no-dereference -p --parents -R|-r|--recursive --remove-destination --strip-trailing-slashes -s|--symbolic-link -T|--no-target-directory -v|--verbose -x|--one-file-system -Z -c -X --keep-directory-symlink --debug',
    values: '-S|--suffix -t|--target-directory --no-preserve --sparse',
    optional: '--backup --preserve --reflink -u|--update --context',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const parts = sourcesAndTarget(call);
    if (parts === undefined) return;
    const { options } = call;
    const recursive = options.has('-R') || options.has('-a') ? true : undefined;
    // Hard links to all files of a folder give what is in them another name, as a copy does.
    const links = options.has('-s') || (options.has('-l') && !recursive);
    const keeps = keepsTarget(call) ? true : undefined;
    for (const source of parts.sources) {
      const to = arrivalOf(call, source, parts);
      if (links) effects.action('file.link', { file_path: to, to: source });
      else effects.action('file.copy', { file_path: source, to, recursive, keeps });
    }
    overwritesDevice(call, effects, parts.target);
    effects.stdout(NOTHING_TOLD);
  },
});
