import { writesFileOrDevice } from '../disks/device-write.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { readInputs, someLinesOf } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `sort`: prints what it reads in order; `-o` writes it, `--compress-program` runs a program. */
export const SORT = defineProgram({
  names: ['sort', 'gsort'],
  summary: 'reads each operand; `-o FILE`, `--files0-from`, `--compress-program`',
  options: {
    flags:
      '-b|--ignore-leading-blanks -d|--dictionary-order -f|--ignore-case -g|--general-numeric-sort -i|--ignore-nonprinting -M|--month-sort -h|--human-numeric-sort -n|--numeric-sort -R|--random-sort -r|--reverse -V|--version-sort --debug -m|--merge -s|--stable -u|--unique -z|--zero-terminated -c -C',
    values:
      '--random-source --sort --batch-size --compress-program --files0-from -k|--key -o|--output -S|--buffer-size -t|--field-separator -T|--temporary-directory --parallel',
    optional: '--check',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    for (const program of options.values('--compress-program'))
      effects.run([program], { wrapper: 'sort' });
    for (const key of ['--files0-from', '--random-source'])
      for (const path of options.values(key)) if (path.text !== '-') effects.reads(path);
    const input = readInputs(call, effects);
    const { taint } = input;
    for (const output of options.values('-o')) writesFileOrDevice(call, effects, output, { taint });
    const { shown } = input;
    const goesElsewhere = ['-o', '-T', '--compress-program'].some((key) => options.has(key));
    if (shown === undefined || goesElsewhere) effects.stdout(someLinesOf(input));
    else effects.stdout({ ...someLinesOf(input), shown }, { whole: true });
  },
});
