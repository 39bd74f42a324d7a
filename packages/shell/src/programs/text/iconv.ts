import { onlyInforms } from '../files/only-informs.ts';
import { decodeText, readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `iconv`: another encoding of what is read; `-o` writes it. */
export const ICONV = defineProgram({
  names: ['iconv'],
  summary: 'reads each operand; `-o FILE`',
  options: {
    flags: '-l|--list -c -s|--silent --verbose -V -?',
    values: '-f|--from-code -t|--to-code -o|--output --byte-subst --unicode-subst',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-l')) return;
    const output = decodeText(readInputs(call, effects), () => undefined);
    const file = call.options.values('-o').at(-1);
    if (file === undefined || file.text === '-') effects.stdout(output);
    else effects.writes(file, output);
  },
});
