import type { Call } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { decodeBase32, decodeBase64, decodeHex } from './decoding.ts';
import { onlyInforms } from './only-informs.ts';
import { decodeText, readInputs } from './reading.ts';

/**
 * `base64`, `base32`, `basenc`: with `-d` a constant is decoded, so that what `| sh` would run can
 * be read. Encoding hides what was read, so its taint stays.
 */
export const BASE64 = defineProgram({
  names: ['base64', 'gbase64', 'base32', 'gbase32', 'basenc', 'gbasenc'],
  summary: 'reads its operand; `-d` decodes a constant; `-o FILE` (macOS)',
  options: {
    flags:
      '-d|-D|--decode -i|--ignore-garbage --base64 --base64url --base32 --base32hex --base16 --base2msbf --base2lsbf --z85 --base58 -h',
    values: '-w|--wrap -b|--break -o|--output --input',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    const input = readInputs(call, effects, [...options.values('--input'), ...options.operands]);
    const output = options.has('-d')
      ? decodeText(input, (text) => decode(call, text))
      : { taint: input.taint };
    const file = options.values('-o').at(-1);
    if (file === undefined) effects.stdout(output);
    else effects.writes(file, output);
  },
});

function decode(call: Call, text: string): string | undefined {
  const { options, name } = call;
  const encoded = options.has('-i') ? text.replace(/[^A-Za-z0-9+/=_-]/g, '') : text;
  if (name.endsWith('base32') || options.has('--base32')) return decodeBase32(encoded);
  if (options.has('--base16')) return decodeHex(encoded);
  const isBase64 = name.endsWith('base64') || options.has('--base64') || options.has('--base64url');
  return isBase64 ? decodeBase64(encoded) : undefined;
}
