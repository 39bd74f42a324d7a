import type { Value } from '../../program.ts';
import { asksAlone, onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { withoutPrefix } from '../shapes/values.ts';
import { commandsFromStdin, performs } from './editing.ts';
import { type EditorPower, readExCommands } from './ex-commands.ts';

/** `ed [FILE]`: commands on standard input; `!` runs a shell line, also in place of the file. */
export const ED = defineProgram({
  names: ['ed', 'red'],
  summary: 'edits its operand by the commands on standard input; `!COMMAND`, `w FILE`',
  options: {
    flags:
      '-G|--traditional -E|--extended-regexp -l|--loose-exit-status -r|--restricted -s|--quiet|--silent -v|--verbose -V --strip-trailing-cr -',
    values: '-p|--prompt',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-V')) return;
    const restricted = call.name === 'red' || call.options.has('-r');
    const [file] = call.options.operands.filter(({ text }) => text !== '-');
    if (file?.text.startsWith('!') && !restricted)
      effects.line(withoutPrefix(file, 1), { wrapper: 'ed' });
    else if (file !== undefined) effects.action('file.edit', { file_path: file });
    const script = commandsFromStdin(call, effects);
    if (script === undefined) {
      if (!restricted) waitsForCommands(call, effects);
      return;
    }
    const powers = readEdScript(script.text);
    performs(
      call,
      effects,
      script,
      restricted ? powers.filter(({ kind }) => kind !== 'run') : powers,
    );
  },
});

/** As Ex commands, but the lines behind `a`, `i` and `c` up to a lone dot are text. */
function readEdScript(script: string): readonly EditorPower[] {
  const commands: string[] = [];
  let isText = false;
  for (const line of script.split('\n')) {
    if (isText) isText = line !== '.';
    else if (/^[\d.,$;'+/?\w-]*?[aic]$/.test(line) && !/^[rwe]\s/.test(line)) isText = true;
    else commands.push(line);
  }
  return readExCommands(commands.join('\n'));
}

/** `nano` and other plain editors: each operand is edited; `-s` names a program. */
export const NANO = defineProgram({
  names: [
    'nano',
    'rnano',
    'pico',
    'micro',
    'joe',
    'jed',
    'mcedit',
    'ne',
    'jmacs',
    'hx',
    'helix',
    'kak',
    'mg',
  ],
  summary: 'edits each operand; `nano -s PROGRAM`, `-v` reads',
  options: {
    flags:
      '-A|--smarthome -B|--backup -D|--boldtext -E|--tabstospaces -F|--multibuffer -G|--locking -H|--historylog -I|--ignorercfiles -K|--rawsequences -L|--nonewlines -M|--trimblanks -N|--noconvert -P|--positionlog -R|--restricted -S|--softwrap -U|--quickblank -V|--version -W|--wordbounds -Z|--zap -a|--atblanks -b|--breaklonglines -c|--constantshow -d|--rebinddelete -e|--emptyline -g|--showcursor -h|--help -i|--autoindent -j|--jumpyscrolling -k|--cutfromcursor -l|--linenumbers -m|--mouse -n|--noread -p|--preserve -q|--indicator -t|--saveonexit -u|--unix -v|--view -w|--nowrap -x|--nohelp -y|--afterends -z|--listsyntaxes -% -_ -0 -!',
    values:
      '-C|--backupdir -J|--guidestripe -Q|--quotestr -T|--tabsize -X|--wordchars -Y|--syntax -f|--rcfile -o|--operatingdir -r|--fill -s|--speller',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V') || options.has('-h')) return;
    if (asksAlone(call, '-version', '-help')) return;
    const nano = /^r?nano$|^pico$/.test(call.name);
    for (const program of nano ? options.values('-s') : [])
      effects.line(program, { wrapper: 'nano' });
    for (const file of nano ? options.values('-f') : []) effects.reads(file);
    // All of them run a shell line from a menu, unless they are restricted.
    if (call.name !== 'rnano' && !options.has('-R')) waitsForCommands(call, effects);
    const action = options.has('-v') ? 'file.read' : 'file.edit';
    for (const file of options.operands.filter(isFile)) effects.action(action, { file_path: file });
  },
});

/** `+12` and `+12,3` say where to start. */
function isFile(word: Value): boolean {
  return !/^\+[\d,/?]/.test(word.text);
}
