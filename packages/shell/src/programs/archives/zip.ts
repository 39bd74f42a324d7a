import { parseOptions } from '../../options.ts';
import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { literal, unknownValue } from '../shapes/values.ts';
import { taintOfTrees } from './home-tree.ts';

const OPTIONS: OptionList = {
  flags:
    '-f|--freshen -u|--update -d|--delete -m|--move -r|--recurse-paths -R|--recurse-patterns -j|--junk-paths -l|--to-crlf -ll|--from-crlf -0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -q|--quiet -v|--verbose -c|--entry-comments -z|--archive-comment -@|--names-stdin -o|--latest-time -F|--fix -FF|--fixfix -FS|--filesync -D|--no-dir-entries -A|--adjust-sfx -J|--junk-sfx -T|--test -X|--strip-extra -y|--symlinks -e|--encrypt -U|--copy-entries -DF|--difference-archive -dd -dg -dv -db -dc -du -la -sf|--show-files -so|--show-options -sc|--show-command -h|--help -h2 -L|--license -ws -ic -MM -nw -fz -AC -AS -sb -sp -sv',
  values:
    '-b|--temp-path -t|--from-date -tt|--before-date -n|--suffixes -O|--out|--output-file -P|--password -s|--split-size -Z|--compression-method -TT|--unzip-command -lf|--logfile-path -ds|--dot-size -UN|--unicode -i|--include -x|--exclude',
  abbreviations: false,
};

/** `zip ARCHIVE FILE…`: lists behind `-x` and `-i` are patterns, no files. */
export const ZIP = defineProgram({
  names: ['zip'],
  summary: 'reads each file, writes the archive; `-m` deletes them, `-TT` runs a command, `-@`',
  options: OPTIONS,
  describe(call, effects) {
    const args = withoutPatterns(call.args);
    const options = parseOptions(args, grammarOf(OPTIONS));
    const [archive, ...named] = options.operands;
    if (onlyInforms({ ...call, args, options }) || options.has('-h') || archive === undefined)
      return;
    for (const command of options.values('-TT')) effects.line(command, { wrapper: 'zip' });
    for (const log of options.values('-lf')) effects.action('file.write', { file_path: log });
    if (options.has('-sf')) return effects.stdout(NOTHING_TOLD);
    const target = options.values('-O').at(-1) ?? archive;
    if (options.has('-d') || options.has('-F') || options.has('-FF'))
      return effects.action('file.edit', { file_path: target });
    const files = [...named, ...(options.has('-@') ? namesFrom(call) : [])];
    const recursive = options.has('-r') || options.has('-R') ? true : undefined;
    for (const file of files)
      if (file.text !== '-') effects.action('file.read', { file_path: file, recursive });
    const tree = taintOfTrees(call, files, recursive ?? false);
    if (options.has('-m'))
      for (const file of files) effects.action('file.delete', { file_path: file, recursive });
    if (target.text === '-') {
      if (tree.secret !== undefined) effects.stdout({ taint: tree });
      return;
    }
    effects.writes(target, { taint: tree });
    effects.stdout(NOTHING_TOLD);
  },
});

/** `-x` and `-i` take all words up to the next option or a lone `@`. */
function withoutPatterns(args: readonly Value[]): readonly Value[] {
  const rest: Value[] = [];
  let inList = false;
  for (const word of args) {
    if (inList && word.text === '@') inList = false;
    else if (/^-(?:\w*[xi]|-exclude|-include)$/.test(word.text) && word.text !== '-ix') {
      inList = true;
      if (word.text.length > 2 && !word.text.startsWith('--'))
        rest.push({ ...word, text: word.text.slice(0, -1) });
    } else {
      if (word.text.startsWith('-')) inList = false;
      if (!inList) rest.push(word);
    }
  }
  return rest;
}

function namesFrom(call: Call): readonly Value[] {
  const text = call.stdin?.text;
  if (text === undefined) return [unknownValue(call.stdin?.taint)];
  return text
    .split('\n')
    .filter((name) => name !== '')
    .map((name) => literal(name));
}

/** `unzip ARCHIVE [MEMBER…] [-x MEMBER…] [-d FOLDER]`: members are names in the archive. */
export const UNZIP = defineProgram({
  names: ['unzip', 'funzip', 'zipinfo', 'zipgrep', 'unar', 'lsar'],
  summary: 'reads the archive, writes below `.` or `-d FOLDER`; `-l`, `-t`, `-p` only print',
  options: {
    flags:
      '-a -aa -b -B -c -C -D -DD -f -h -hh -j -J -K -l -L -LL -M -n -N -o -p -q -qq -s -S -t -T -u -U -UU -v -V -W -X -z -Z -1 -2 -m -^ -: -$ -k -r',
    values: '-d -P -I -O',
    abbreviations: false,
  },
  describe: describeUnzip,
});

function describeUnzip(call: Call, effects: Effects): void {
  const { options, name } = call;
  const [archive] = options.operands;
  if (onlyInforms(call) || archive === undefined) return;
  effects.reads(archive);
  const prints =
    ['-c', '-p'].some((key) => options.has(key)) || name === 'funzip' || name === 'zipgrep';
  if (prints) return;
  effects.stdout(NOTHING_TOLD);
  const looks = ['-l', '-t', '-v', '-z', '-Z', '-h', '-hh'].some((key) => options.has(key));
  if (looks || name === 'zipinfo' || name === 'lsar') return;
  const folder = options.values('-d').at(-1) ?? literal('.');
  effects.action('file.write', { file_path: folder, recursive: true });
  if (options.has('-:')) effects.action('file.write', { file_path: unknownValue() });
}
