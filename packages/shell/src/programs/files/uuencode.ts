import type { Call, Effects, Stream } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';
import { readInputs } from './reading.ts';

/** `uuencode [FILE] NAME`, `b64encode`: the file is read, its encoding printed. */
export const UUENCODE = defineProgram({
  names: ['uuencode', 'b64encode'],
  summary: 'reads its first operand of two; `-o FILE`',
  options: { flags: '-m|--base64 -e|--encode-file-name -r', values: '-o' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const input = readInputs(call, effects, call.options.operands.slice(0, -1));
    for (const output of call.options.values('-o')) effects.writes(output, { taint: input.taint });
    effects.stdout({ taint: input.taint });
  },
});

/** `uudecode FILE…`, `b64decode`: writes the file that the input names, unless `-o` or `-p` is given. */
export const UUDECODE = defineProgram({
  names: ['uudecode', 'b64decode'],
  summary: 'reads each operand; writes `-o FILE`, or the file the input names',
  options: { flags: '-c|--ignore-chmod -i -m -p -r -s', values: '-o|--output-file' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { taint } = readInputs(call, effects);
    const decoded = { taint: { ...taint, decoded: true as const } };
    const output = call.options.values('-o').at(-1);
    const toStdout =
      call.options.has('-p') || output?.text === '-' || output?.text === '/dev/stdout';
    if (toStdout) effects.stdout(decoded);
    else if (output !== undefined) effects.writes(output, decoded);
    else writesNamedFile(call, effects, decoded);
  },
});

/** `begin 644 NAME` heads the input; without its text, a file below the folder it runs in. */
function writesNamedFile(call: Call, effects: Effects, decoded: Stream): void {
  const name = call.stdin?.text?.match(/^begin(?:-base64)? \d+ (.+)$/m)?.[1];
  if (name === undefined) effects.action('file.write', { file_path: '.', recursive: true });
  else effects.writes(literal(name), decoded);
}
