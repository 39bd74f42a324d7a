import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD } from './reading.ts';

/** `stat`, `readlink`, `realpath` …: tell about a path, not what it holds. */
export const INSPECT = defineProgram({
  names: [
    'stat',
    'gstat',
    'readlink',
    'greadlink',
    'realpath',
    'grealpath',
    'namei',
    'lsattr',
    'getfacl',
    'getfattr',
    'mdls',
    'getcap',
  ],
  summary: 'tells about each operand, not what it holds (`file.list`)',
  options: {
    flags:
      '-L|--dereference -f -t|--terse -e -E -m -q|--quiet -s -z|--zero -P -n|--no-newline -b|--brief -i|--mime -k|--keep-going -h|--no-dereference -N|--no-pad -r -v -0 -x -l -a -R -d',
    values: '-c|--format --printf --cached --relative-to --relative-base',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const path of call.options.operands) effects.action('file.list', { file_path: path });
    effects.stdout(NOTHING_TOLD);
  },
});

/** `file`: guesses what a file is; `-f` reads a list of names, `-m` a magic file. */
export const FILE = defineProgram({
  names: ['file'],
  summary: 'tells about each operand, not what it holds (`file.list`); `-f LIST`, `-m MAGIC`',
  options: {
    flags:
      '-b|--brief -c|--checking-printout -C|--compile -d -E -h|--no-dereference -i|--mime -I --mime-type --mime-encoding --extension --apple -k|--keep-going -l|--list -L|--dereference -n|--no-buffer -N|--no-pad -p|--preserve-date -r|--raw -s|--special-files -S|--no-sandbox -v -z|--uncompress -Z|--uncompress-noreport -0|--print0',
    values:
      '-e|--exclude --exclude-quiet -f|--files-from -F|--separator -m|--magic-file -P|--parameter',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const key of ['-f', '-m'])
      for (const path of call.options.values(key)) if (path.text !== '-') effects.reads(path);
    for (const path of call.options.operands) effects.action('file.list', { file_path: path });
    effects.stdout(NOTHING_TOLD);
  },
});
