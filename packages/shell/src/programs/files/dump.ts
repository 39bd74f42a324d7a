import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { readInputs } from './reading.ts';

/**
 * `od`, `hexdump`, `strings`: print what they read in another form. `-s` takes a value only in some
 * of them, so what follows it counts as a file.
 */
export const DUMP = defineProgram({
  names: ['od', 'god', 'hexdump', 'hd', 'hexyl', 'strings', 'gstrings'],
  summary: 'reads each operand',
  options: {
    flags:
      '-b -c -C -d -o -x -v --traditional -a|--all -f|--print-file-name -w|--include-all-whitespace -h -H -s',
    values:
      '-A|--address-radix --endian -j|--skip-bytes -N|--read-bytes -S -t|--format|--radix -e -n|--bytes|--length -T|--target -U --output-separator',
    optional: '--strings --width',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const formats = call.name === 'hexdump' || call.name === 'hd' ? call.options.values('-f') : [];
    const { taint } = readInputs(call, effects, [...formats, ...call.options.operands]);
    effects.stdout({ taint: { ...taint, decoded: true } });
  },
});
