import type { Call, Effects, Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD } from './reading.ts';

/** `ls`: lists each operand, `.` without one. */
export const LS = defineProgram({
  names: ['ls', 'gls', 'dir', 'vdir'],
  summary: 'lists each operand; `-R`',
  options: {
    flags:
      '-a|--all -A|--almost-all --author -b|--escape -B|--ignore-backups -c -C -d|--directory -D|--dired -f -F -g -G|--no-group --group-directories-first -h|--human-readable --si -H -i|--inode -k|--kibibytes -l -L|--dereference -m -n|--numeric-uid-gid -N|--literal -o -p -q|--hide-control-chars --show-control-chars -Q|--quote-name -r|--reverse -R|--recursive -s|--size -S -t -u -U -v -x -X -Z|--context -1 --full-time --zero -@ -O -e',
    values:
      '--block-size --format --hide --indicator-style -I|--ignore --quoting-style --sort --time --time-style -T|--tabsize -w|--width',
    optional: '--color --classify --hyperlink',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    listOperands(call, effects, call.options.has('-R'));
    effects.stdout(listing(call));
  },
});

/** `eza`, `exa`, `lsd`: as `ls`, with other options. */
export const EZA = defineProgram({
  names: ['eza', 'exa', 'lsd'],
  summary: 'lists each operand; `-R`, `-T`',
  options: {
    flags:
      '-1|--oneline -l|--long -G|--grid -x|--across -R|--recurse|--recursive -T|--tree -F|--classify -a|--all -A|--almost-all -d|--list-dirs|--directory-only -r|--reverse -D|--only-dirs -f|--only-files -b|--binary -B|--bytes -g|--group -h|--header -H|--links -i|--inode -m|--modified -M|--mounts -n|--numeric -S|--blocksize -u|--accessed -U|--created -X|--dereference -Z|--context -@|--extended --git --git-ignore --git-repos --icons --no-icons --group-directories-first --total-size --hyperlink --no-permissions --no-user --no-time --no-filesize -o|--octal-permissions',
    values:
      '-L|--level|--depth -s|--sort -I|--ignore-glob -t|--time -w|--width --time-style --color --colour',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    listOperands(call, effects, call.options.has('-R') || call.options.has('-T'));
  },
});

/** `tree`: lists all below each operand; `-o` writes it to a file, `--fromfile` reads one instead. */
export const TREE = defineProgram({
  names: ['tree'],
  summary: 'lists all below each operand; `-o FILE`, `--fromfile`',
  options: {
    flags:
      '-a -d -l -f -x -R -p -s -h -u -g -D -F -q -N -Q -i -A -S -n -C -X -J -v -t -c -U -r --inodes --device --noreport --nolinks --dirsfirst --filesfirst --prune --matchdirs --ignore-case --du --si --gitignore --metafirst --fromfile --fromtabfile --fflinks --hyperlink',
    values:
      '-L -P -I -o -H -T --filelimit --charset --timefmt --sort --gitfile --infofile --hintro --houtro',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const output of call.options.values('-o')) effects.writes(output, NOTHING_TOLD);
    if (!call.options.has('--fromfile')) return listOperands(call, effects, true);
    for (const list of call.options.operands) effects.reads(list);
  },
});

/** `du`, `ncdu`, `df`: sizes of all below each operand. */
export const DU = defineProgram({
  names: ['du', 'gdu', 'ncdu', 'dust', 'df', 'gdf', 'duf'],
  summary: 'lists all below each operand; `-X`, `--files0-from` read a list',
  options: {
    flags:
      '-0|--null -a|--all --apparent-size -b|--bytes -c|--total -D|--dereference-args -H -h|--human-readable --inodes -k -l|--count-links|--local -L|--dereference -m -P|--no-dereference -s|--summarize --si -S|--separate-dirs -x|--one-file-system -i -T|--print-type --no-sync --sync --output -g',
    values:
      '-B|--block-size -d|--max-depth --files0-from -t|--threshold --time-style -X|--exclude-from --exclude -I',
    optional: '--time',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const key of ['--files0-from', '-X'])
      for (const list of call.options.values(key)) if (list.text !== '-') effects.reads(list);
    if (!call.name.endsWith('df') && call.name !== 'duf') listOperands(call, effects, true);
    effects.stdout(NOTHING_TOLD);
  },
});

/** Names as `| xargs` and `$(…)` take them: a file's own, and bare ones of those in a folder. */
function listing({ options }: Call): Stream {
  const { operands } = options;
  const isTable = ['-l', '-g', '-o', '-n', '-s', '-i'].some((key) => options.has(key));
  if (isTable || options.has('-R') || operands.length > MOST_NAMED) return NOTHING_TOLD;
  const names = operands.map(({ text }) => text);
  const lines = options.has('-d') ? names : [...names, './*'];
  return { partial: lines.map((name) => `${name}\n`).join(''), taint: {} };
}

/** More names than this are not followed one by one. */
const MOST_NAMED = 16;

function listOperands(call: Call, effects: Effects, recursive: boolean): void {
  const { operands } = call.options;
  const paths: readonly Value[] = operands.length === 0 ? [literal('.')] : operands;
  for (const path of paths)
    effects.action('file.list', { file_path: path, recursive: recursive ? true : undefined });
  effects.stdout(NOTHING_TOLD);
}
