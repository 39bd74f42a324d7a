import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { isDevice } from './device-path.ts';

/**
 * `shred`: overwrites each operand so that it cannot be read again. What a file held is gone for
 * good whether or not `-u` also removes its name, so it is reported as deleted.
 */
export const SHRED = defineProgram({
  names: ['shred', 'gshred', 'scrub', 'nwipe', 'bcwipe', 'sfill', 'sdelete', 'sdelete64'],
  summary: 'deletes what each operand holds; a device is erased (`system.disk`)',
  options: {
    flags: '-f|--force -u -v|--verbose -x|--exact -z|--zero -r|-R -q -nobanner -accepteula -S -D',
    values: '-n|--iterations --random-source -s|--size -p|--pattern -m|--method',
    optional: '--remove',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const source of call.options.values('--random-source')) effects.reads(source);
    const recursive = call.options.has('-r') ? true : undefined;
    for (const path of call.options.operands)
      if (isDevice(path, call.cwd))
        effects.action('system.disk', { verb: 'erase', file_path: path });
      else if (path.text !== '-') effects.action('file.delete', { file_path: path, recursive });
  },
});
