import { onlyInforms } from '../files/only-informs.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `locate`: names from a database; the operands are patterns. `-d` names the database. */
export const LOCATE = defineProgram({
  names: ['locate', 'mlocate', 'plocate', 'slocate', 'glocate', 'mdfind'],
  summary: 'prints names that fit; `-d DATABASE`',
  options: {
    flags:
      '-A|--all -b|--basename -c|--count -e|--existing -i|--ignore-case -L|--follow -P -0|--null -S|--statistics -q|--quiet -r|--regexp --regex -w|--wholename -h -V',
    values: '-d|--database -l|--limit|-n -onlyin -name',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const database of call.options.values('-d')) effects.reads(database);
    effects.stdout(NOTHING_TOLD);
  },
});
