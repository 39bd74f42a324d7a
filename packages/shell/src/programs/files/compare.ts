import type { Call, Effects } from '../../program.ts';
import { writesFileOrDevice } from '../disks/device-write.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD, readInputs } from './reading.ts';

/** `diff` and its like: the operands are read (folders with `-r`) and what differs is printed. */
export const DIFF = defineProgram({
  names: ['diff', 'colordiff', 'gdiff', 'delta', 'difft', 'icdiff', 'wdiff'],
  summary: 'reads both operands; `-r`, `--from-file`, `-S`, `-X`',
  options: {
    flags:
      '--normal -q|--brief -s|--report-identical-files -c -u -e|--ed -n|--rcs -y|--side-by-side -p|--show-c-function -t|--expand-tabs -T|--initial-tab -l|--paginate -r|--recursive -N|--new-file --no-dereference --unidirectional-new-file --ignore-file-name-case -i|--ignore-case -E|--ignore-tab-expansion -Z|--ignore-trailing-space -b|--ignore-space-change -w|--ignore-all-space -B|--ignore-blank-lines -a|--text --strip-trailing-cr -d|--minimal --speed-large-files --left-column --suppress-common-lines -m',
    values:
      '-W|--width --label -L -F|--show-function-line -x|--exclude -X|--exclude-from -S|--starting-file --from-file --to-file -I|--ignore-matching-lines -D|--ifdef --GTYPE-group-format --line-format --old-line-format --new-line-format --unchanged-line-format --old-group-format --new-group-format --unchanged-group-format --changed-group-format --horizon-lines --tabsize --palette -U --diff-program',
    optional: '--context --unified --color',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const recursive = call.options.has('-r');
    const others = ['--from-file', '--to-file', '-X'].flatMap((key) => call.options.values(key));
    const program = call.options.values('--diff-program').at(-1);
    if (program !== undefined)
      effects.run([program, ...call.options.operands], { wrapper: 'diff' });
    for (const folder of recursive ? call.options.operands : [])
      effects.action('file.read', { file_path: folder, recursive });
    readInputs(call, effects, recursive ? others : [...others, ...call.options.operands]);
  },
});

/** `diff3 MINE OLD YOURS`. */
export const DIFF3 = defineProgram({
  names: ['diff3'],
  summary: 'reads each operand; `--diff-program`',
  options: {
    flags:
      '-A|--show-all -e|--ed -E|--show-overlap -3|--easy-only -x|--overlap-only -X -i -m|--merge -a|--text --strip-trailing-cr -T|--initial-tab',
    values: '-L|--label --diff-program',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const program of call.options.values('--diff-program'))
      effects.run([program, ...call.options.operands], { wrapper: 'diff3' });
    readInputs(call, effects);
  },
});

/** `cmp`: tells where two files differ; `-l` prints the bytes. */
export const CMP = defineProgram({
  names: ['cmp', 'gcmp'],
  summary: 'reads both operands',
  options: {
    flags: '-b|--print-bytes -l|--verbose -s|--quiet|--silent',
    values: '-i|--ignore-initial -n|--bytes',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    readInputs(call, effects, call.options.operands.slice(0, 2));
    if (!call.options.has('-l') && !call.options.has('-b')) effects.stdout(NOTHING_TOLD);
  },
});

/** `sdiff`: side by side; `-o` writes the merge. */
export const SDIFF = defineProgram({
  names: ['sdiff'],
  summary: 'reads both operands; `-o FILE`',
  options: {
    flags: '-i -E -Z -b -W -B -a -t -d -l -s -H',
    values: '-o|--output -I -w|--width --tabsize --diff-program',
  },
  describe: describeSdiff,
});

function describeSdiff(call: Call, effects: Effects): void {
  if (onlyInforms(call)) return;
  const program = call.options.values('--diff-program').at(-1);
  if (program !== undefined) effects.run([program, ...call.options.operands], { wrapper: 'sdiff' });
  const { taint } = readInputs(call, effects);
  for (const output of call.options.values('-o'))
    writesFileOrDevice(call, effects, output, { taint });
}
