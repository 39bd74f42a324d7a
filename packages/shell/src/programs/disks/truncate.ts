import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { overwritesDevice } from './device-write.ts';

/** `truncate`: cuts or extends each operand; `-s +N` and `-s >N` only extend. */
export const TRUNCATE = defineProgram({
  names: ['truncate', 'gtruncate'],
  summary: 'writes each operand; `-s`, `-r`; without either it is read as SQL',
  options: { flags: '-c|--no-create -o|--io-blocks', values: '-r|--reference -s|--size' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    // Without a size the program does nothing; as a statement in an open client it empties a table.
    if (!call.options.has('-s') && !call.options.has('-r') && call.options.operands.length > 0) {
      const sql = joinValues([literal('TRUNCATE'), ...call.args]);
      effects.action('db.execute', { engine: 'sql', sql, verbs: ['TRUNCATE'], destructive: true });
      return;
    }
    const extends_ = call.options.values('-s').every(({ text }) => /^\s*[+>%]/.test(text));
    const append = extends_ && call.options.has('-s') ? true : undefined;
    for (const path of call.options.operands) {
      overwritesDevice(call, effects, path);
      effects.action('file.write', { file_path: path, append });
    }
  },
});

/** `fallocate`: reserves room in its operand; `-p`, `-c` and `-z` take what was there away. */
export const FALLOCATE = defineProgram({
  names: ['fallocate'],
  summary: 'writes its operand; `-p`, `-c`, `-z` lose content',
  options: {
    flags:
      '-c|--collapse-range -d|--dig-holes -i|--insert-range -n|--keep-size -p|--punch-hole -z|--zero-range -x|--posix -v|--verbose -h -V|--version',
    values: '-l|--length -o|--offset',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-V') || call.options.has('-h')) return;
    const loses = ['-c', '-p', '-z'].some((key) => call.options.has(key));
    for (const path of call.options.operands) {
      if (loses) overwritesDevice(call, effects, path);
      effects.action('file.write', { file_path: path, append: loses ? undefined : true });
    }
  },
});
