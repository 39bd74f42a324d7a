import { onlyInforms } from '../files/only-informs.ts';
import { decodeText, readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `rev`: each line backwards. */
export const REV = defineProgram({
  names: ['rev'],
  summary: 'reads each operand; a constant is turned round',
  options: { flags: '-0|--zero -V -h' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    effects.stdout(decodeText(readInputs(call, effects), reverseEachLine));
  },
});

function reverseEachLine(text: string): string {
  return text
    .split('\n')
    .map((line) => [...line].reverse().join(''))
    .join('\n');
}
