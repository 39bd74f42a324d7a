import type { Call, Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { withoutPrefix } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';
import { readInputs } from './reading.ts';

/**
 * `less`: reads each operand. `+COMMAND` is typed for the user (`+!rm x` runs a shell
 * line), `-o FILE` keeps a copy of piped input, and `LESSOPEN`, `LESSCLOSE` are shell lines.
 */
export const LESS = defineProgram({
  names: ['less', 'zless', 'most'],
  summary: 'reads each operand; `+!COMMAND`, `-o FILE`, `LESSOPEN`',
  options: {
    flags:
      '-?|--help -a|--search-skip-screen -A|--SEARCH-SKIP-SCREEN -B|--auto-buffers -c|--clear-screen -d|--dumb -e|--quit-at-eof -E|--QUIT-AT-EOF -f|--force -F|--quit-if-one-screen -g|--hilite-search -G|--HILITE-SEARCH -i|--ignore-case -I|--IGNORE-CASE -J|--status-column -K|--quit-on-intr -L|--no-lessopen -m|--long-prompt -M|--LONG-PROMPT -n|--line-numbers -N|--LINE-NUMBERS -q|--quiet -Q|--QUIET -r|--raw-control-chars -R|--RAW-CONTROL-CHARS -s|--squeeze-blank-lines -S|--chop-long-lines -u|--underline-special -U|--UNDERLINE-SPECIAL -V|--version -w|--hilite-unread -W|--HILITE-UNREAD -X|--no-init -~|--tilde',
    values:
      '-b|--buffers -D|--color -h|--max-back-scroll -j|--jump-target -k|--lesskey-file --lesskey-src --lesskey-context -o|--log-file -O|--LOG-FILE -p|--pattern -P|--prompt -t|--tag -T|--tag-file -x|--tabs -y|--max-forw-scroll -z|--window -#|--shift -"|--quotes',
  },
  describe: describePager,
});

/** `more`: as `less`, with options of its own. */
export const MORE = defineProgram({
  names: ['more', 'pg', 'zmore'],
  summary: 'reads each operand; `+!COMMAND`',
  options: {
    flags:
      '-d|--silent -f|--logical -l|--no-pause -c|--print-over -p|--clean-print -e|--exit-on-eof -s|--squeeze -u|--plain -V|--version -h -i',
    values: '-n|--lines',
  },
  describe: describePager,
});

function describePager(call: Call, effects: Effects): void {
  if (onlyInforms(call) || call.options.has('-V') || call.options.has('-?')) return;
  const [typed, files] = splitTyped(call.options.operands);
  for (const command of typed) runTyped(command, effects);
  for (const name of ['LESSOPEN', 'LESSCLOSE']) runPreprocessor(call, effects, name);
  const input = readInputs(call, effects, files);
  for (const log of [...call.options.values('-o'), ...call.options.values('-O')])
    effects.writes(log, input);
  effects.stdout(input);
}

/** `+COMMAND` and `++COMMAND` stand among the files. */
function splitTyped(operands: readonly Value[]): [readonly Value[], readonly Value[]] {
  const typed = operands.filter((word) => word.text.startsWith('+') && word.text.length > 1);
  return [typed, operands.filter((word) => !typed.includes(word))];
}

function runTyped(command: Value, effects: Effects): void {
  const at = command.text.search(/[!#|]/);
  if (at < 0) return;
  // `|m COMMAND` pipes the text from mark m on.
  const skipped = command.text[at] === '|' ? 2 : 1;
  effects.line(withoutPrefix(command, at + skipped), { wrapper: 'less' });
}

function runPreprocessor(call: Call, effects: Effects, name: string): void {
  const command = call.env[name];
  if (command === undefined || call.options.has('-L')) return;
  const bars = command.text.match(/^\|*-?/)?.[0].length ?? 0;
  effects.line(withoutPrefix(command, bars), { wrapper: 'less' });
}
