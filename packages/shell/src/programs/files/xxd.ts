import type { Call } from '../../program.ts';
import { writesFileOrDevice } from '../disks/device-write.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { decodeHex, decodeHexListing } from './decoding.ts';
import { decodeText, readInputs } from './reading.ts';

/** `xxd [IN [OUT]]`: a listing of the input; `-r` turns a listing back into what it stands for. */
export const XXD = defineProgram({
  names: ['xxd'],
  summary: 'reads its first operand, writes the second; `-r` decodes a constant',
  options: {
    flags: '-a -b -C -d -e -E -h|--help -i -p|-ps|-postscript|-plain -r|-revert -u -v|--version',
    values: '-c|-cols -g|-groupsize -l|-len -n|-name -o|-offset -R -s|-seek|-skip',
    abbreviations: false,
  },
  describe(call, effects) {
    if (call.options.has('-h') || call.options.has('-v')) return;
    const [input, output] = call.options.operands;
    const read = readInputs(call, effects, input === undefined ? [] : [input]);
    const result = decodeText(read, (text) => revert(call, text));
    if (output === undefined) effects.stdout(result);
    else writesFileOrDevice(call, effects, output, result);
  },
});

function revert(call: Call, text: string): string | undefined {
  if (!call.options.has('-r') || call.options.has('-s')) return undefined;
  return call.options.has('-p') ? decodeHex(text) : decodeHexListing(text);
}
