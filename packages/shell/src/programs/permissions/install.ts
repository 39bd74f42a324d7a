import type { Call, Effects, Value } from '../../program.ts';
import { overwritesDevice } from '../disks/device-write.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { arrivalOf, sourcesAndTarget } from '../files/sources-and-target.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `install`: copies like `cp` and sets mode and owner; `-d` makes folders. */
export const INSTALL = defineProgram({
  names: ['install', 'ginstall'],
  summary: 'copies each source to the target; `-m`, `-o`, `-d`, `--strip-program`',
  options: {
    flags:
      '-b -c -C|--compare -d|--directory -D -p|--preserve-timestamps -s|--strip -T|--no-target-directory -v|--verbose --preserve-context -Z -S',
    values: '-g|--group -m|--mode -o|--owner --strip-program --suffix -t|--target-directory',
    optional: '--backup --context',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    if (options.has('-d')) {
      for (const folder of options.operands) {
        effects.action('file.write', { file_path: folder, append: true, creates: true });
        changesMode(call, effects, folder);
      }
      return;
    }
    const parts = sourcesAndTarget(call);
    if (parts === undefined) return;
    for (const source of parts.sources)
      effects.action('file.copy', { file_path: source, to: arrivalOf(call, source, parts) });
    overwritesDevice(call, effects, parts.target);
    for (const source of parts.sources) changesMode(call, effects, arrivalOf(call, source, parts));
    for (const program of options.values('--strip-program'))
      if (options.has('-s')) effects.run([program, parts.target], { wrapper: 'install' });
    effects.stdout(NOTHING_TOLD);
  },
});

function changesMode(call: Call, effects: Effects, path: Value): void {
  const mode = call.options.values('-m').at(-1);
  if (mode !== undefined || call.options.has('-o') || call.options.has('-g'))
    effects.action('file.chmod', { file_path: path, mode });
}
