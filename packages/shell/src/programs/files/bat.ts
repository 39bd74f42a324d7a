import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { readInputs } from './reading.ts';

/** `bat`: reads each operand; `--pager` and `BAT_PAGER` are commands. */
export const BAT = defineProgram({
  names: ['bat', 'batcat'],
  summary: 'reads each operand; `--pager COMMAND`',
  options: {
    flags:
      '-A|--show-all -p|--plain -n|--number -d|--diff -u|--unbuffered -f|--force-colorization -P -S|--chop-long-lines -s|--squeeze-blank -L|--list-languages --list-themes --config-file --config-dir --cache-dir --diagnostic --acknowledgements --no-config --no-paging -h -V',
    values:
      '-l|--language -H|--highlight-line --file-name --diff-context --tabs --wrap --terminal-width --color --italic-text --decorations --paging --pager -m|--map-syntax --ignored-suffix --theme --theme-light --theme-dark --style -r|--line-range --squeeze-limit --nonprintable-notation --completion --binary --strip-ansi',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const pager = call.options.values('--pager').at(-1) ?? call.env['BAT_PAGER'];
    const input = readInputs(call, effects);
    if (pager !== undefined && !call.options.has('-P'))
      effects.line(pager, { wrapper: 'bat', stdin: input });
    effects.stdout(call.options.operands.length > 1 ? { taint: input.taint } : input);
  },
});
