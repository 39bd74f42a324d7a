import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { mapText, readInputs } from './reading.ts';

/** `cat`: what it reads is what it prints, unless it is told to number or mark it. */
export const CAT = defineProgram({
  names: ['cat', 'gcat'],
  summary: 'reads each operand',
  options: {
    flags:
      '-A|--show-all -b|--number-nonblank -e -E|--show-ends -n|--number -s|--squeeze-blank -t -T|--show-tabs -u -v|--show-nonprinting -l',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const input = readInputs(call, effects);
    const changed = [...'AbeEnstTv'].some((letter) => call.options.has(`-${letter}`));
    effects.stdout(changed ? { taint: input.taint } : input);
  },
});

/** `tac`: as `cat`, last line first. */
export const TAC = defineProgram({
  names: ['tac', 'gtac'],
  summary: 'reads each operand',
  options: { flags: '-b|--before -r|--regex', values: '-s|--separator' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const input = readInputs(call, effects);
    effects.stdout(
      mapText(input, (text) => (call.args.length === 0 ? reverseLines(text) : undefined)),
    );
  },
});

function reverseLines(text: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.reverse().join('');
}
