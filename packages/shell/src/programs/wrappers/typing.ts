import type { Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues } from '../shapes/values.ts';

/** Options of `xdotool type`, `ydotool type` and `wtype` that take the next word. */
const TAKES_WORD =
  /^(?:--delay|--window|--args|--terminator|--key-delay|--key-hold|--next-delay|-d|-D|-H|-s|-M|-m|-P|-p|-k)$/;

/**
 * `xdotool`, `ydotool`, `wtype`: what they type goes to whatever window has the keyboard, and may be a
 * terminal: read as a line for a shell, as what is typed into a pane of tmux is.
 */
export const TYPING: Program = defineProgram({
  names: ['xdotool', 'ydotool', 'wtype'],
  summary: 'What is typed, as a line for a shell; the command of `exec`',
  options: { stopAtOperand: true, clusters: false, abbreviations: false },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    const words = call.name === 'wtype' ? call.args : wordsAfter(call.args, 'type');
    const command = wordsAfter(call.args, 'exec');
    if (command !== undefined && call.name === 'xdotool') {
      const start = command.findIndex(({ text }) => !/^--(?:args|terminator|sync)$/.test(text));
      effects.run(command.slice(Math.max(start, 0)), { wrapper: call.name });
    }
    if (words === undefined) return;
    const file = wordsAfter(words, '--file')?.[0];
    const standard = file?.text === '-' ? call.stdin : undefined;
    if (file !== undefined) effects.line(standard ?? effects.reads(file), { wrapper: call.name });
    const typed = words.filter(
      ({ text }, index) => !text.startsWith('-') && !isValue(words[index - 1]),
    );
    if (typed.length > 0) effects.line(joinValues(typed), { wrapper: call.name });
  },
});

function wordsAfter(args: readonly Value[], verb: string): readonly Value[] | undefined {
  const at = args.findIndex(({ text }) => text === verb);
  return at < 0 ? undefined : args.slice(at + 1);
}

function isValue(before: Value | undefined): boolean {
  return before !== undefined && (TAKES_WORD.test(before.text) || before.text === '--file');
}
