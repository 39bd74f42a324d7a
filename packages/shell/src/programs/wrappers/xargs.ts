import { NOTHING } from '../../flow/stream.ts';
import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, substitute } from '../shapes/values.ts';
import { type ItemSyntax, itemsOf } from './items.ts';
import { commandAfter } from './wrapper.ts';

/** Most runs of one command that are reported one by one; the rest share one run. */
const MAX_RUNS = 32;

/** `xargs`: GNU findutils, with BSD's `-J`, `-R` and `-S`. */
export const XARGS: Program = defineProgram({
  names: ['xargs', 'gxargs'],
  summary: 'The command it runs with what comes in as arguments, `-I` and `-J` replaced',
  options: {
    flags:
      '-0|--null -o|--open-tty -p|--interactive -r|--no-run-if-empty -t|--verbose -x|--exit ' +
      '--show-limits --help --version',
    values:
      '-a|--arg-file -d|--delimiter -E -I -J -L -n|--max-args -P|--max-procs -R -S -s|--max-chars ' +
      '--process-slot-var',
    optional: '-e|--eof -i|--replace -l|--max-lines',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call) || call.options.has('--version')) return;
    const command = commandAfter(call);
    const argv = command.length === 0 ? [literal('echo')] : command;
    const input = inputOf(call, effects);
    const items = itemsOf(input, syntaxOf(call));
    const outputs = argvsOf(call, argv, items).map((words) =>
      effects.run(words, { wrapper: 'xargs', stdin: NOTHING }),
    );
    const [only] = outputs;
    if (only !== undefined && outputs.length === 1) effects.stdout(only);
  },
});

function inputOf(call: Call, effects: Effects): Stream | undefined {
  const file = call.options.values('-a').at(-1);
  return file === undefined || file.text === '-' ? call.stdin : effects.reads(file);
}

function syntaxOf(call: Call): ItemSyntax {
  const { options } = call;
  if (options.has('-0')) return { kind: 'delimited', delimiter: '\0' };
  const delimiter = options.values('-d').at(-1)?.text;
  if (delimiter !== undefined) return { kind: 'delimited', delimiter: delimiterOf(delimiter) };
  if (options.has('-I') || options.has('-i')) return { kind: 'lines' };
  const end = (options.values('-E').at(-1) ?? options.values('-e').at(-1))?.text;
  return { kind: 'words', ...(end === undefined ? {} : { end }) };
}

function argvsOf(
  call: Call,
  argv: readonly Value[],
  items: readonly Value[],
): readonly (readonly Value[])[] {
  const { options } = call;
  const marker =
    options.values('-I').at(-1)?.text ?? (options.has('-i') ? replaceMarker(call) : undefined);
  if (marker !== undefined)
    return grouped(items, 1).map(([item]) =>
      item === undefined ? argv : argv.map((word) => substitute(word, marker, item)),
    );
  const size = Number(options.values('-n').at(-1)?.text ?? Number.POSITIVE_INFINITY);
  const groups = grouped(items, Number.isInteger(size) && size > 0 ? size : items.length);
  const joinMarker = options.values('-J').at(-1)?.text;
  const at = joinMarker === undefined ? -1 : argv.findIndex((word) => word.text === joinMarker);
  if (at < 0) return groups.map((group) => [...argv, ...group]);
  return groups.map((group) => [...argv.slice(0, at), ...group, ...argv.slice(at + 1)]);
}

function replaceMarker(call: Call): string {
  return call.options.values('-i').at(-1)?.text ?? '{}';
}

/** Groups of `size`; without items still one run, as GNU xargs has it without `-r`. */
function grouped(items: readonly Value[], size: number): readonly (readonly Value[])[] {
  const groups: (readonly Value[])[] = [];
  for (let start = 0; start < items.length && groups.length < MAX_RUNS; start += size)
    groups.push(items.slice(start, start + size));
  const left = items.slice(MAX_RUNS * size);
  if (left.length > 0) groups.push(left);
  return groups.length === 0 ? [[]] : groups;
}

const DELIMITERS: { readonly [spelling: string]: string } = {
  '\\n': '\n',
  '\\t': '\t',
  '\\0': '\0',
  '\\\\': '\\',
};

function delimiterOf(delimiter: string): string {
  return DELIMITERS[delimiter] ?? delimiter.charAt(0);
}
