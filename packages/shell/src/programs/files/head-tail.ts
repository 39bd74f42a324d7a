import type { Call, Effects } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { keepsSomeProcesses } from '../shapes/process-list.ts';
import { onlyInforms } from './only-informs.ts';
import { mapText, readInputs, someLinesOf } from './reading.ts';

const OPTIONS = {
  flags: '-q|--quiet|--silent -v|--verbose -z|--zero-terminated -f -F --retry -r -b',
  values: '-n|--lines -c|--bytes -s|--sleep-interval --pid --max-unchanged-stats',
  optional: '--follow',
};

/** `head`: the first lines or bytes of each operand. */
export const HEAD = defineProgram({
  names: ['head', 'ghead'],
  summary: 'reads each operand',
  options: OPTIONS,
  describe(call, effects) {
    printPart(call, effects, (parts, count) => parts.slice(0, count));
  },
});

/** `tail`: the last lines or bytes of each operand; `+N` counts from the start. */
export const TAIL = defineProgram({
  names: ['tail', 'gtail'],
  summary: 'reads each operand',
  options: OPTIONS,
  describe(call, effects) {
    printPart(call, effects, (parts, count) => parts.slice(-count));
  },
});

type Cut = (parts: readonly string[], count: number) => readonly string[];

function printPart(call: Call, effects: Effects, cut: Cut): void {
  if (onlyInforms(call)) return;
  const count = countOf(call);
  const input = readInputs(call, effects);
  const part =
    input.text === undefined && count?.unit === 'lines'
      ? someLinesOf(input)
      : mapText(input, (text) => {
          if (count === undefined || call.options.has('-z')) return undefined;
          // Beyond ASCII a byte is no longer a character.
          if (count.unit === 'bytes' && /[\u0080-\uffff]/.test(text)) return undefined;
          return cut(splitBy(text, count.unit), count.number).join('');
        });
  effects.stdout({ ...part, taint: keepsSomeProcesses(part.taint) });
}

/** `-n 3`, `-c 10`, `-3`; `undefined` for forms whose outcome is not worked out. */
function countOf(call: Call): { number: number; unit: 'lines' | 'bytes' } | undefined {
  const short = call.args[0]?.text.match(/^-(\d+)$/)?.[1];
  const bytes = call.options.values('-c').at(-1)?.text;
  const lines = call.options.values('-n').at(-1)?.text;
  const text = bytes ?? lines ?? short ?? '10';
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) return undefined;
  return { number: Number(text), unit: bytes === undefined ? 'lines' : 'bytes' };
}

function splitBy(text: string, unit: 'lines' | 'bytes'): readonly string[] {
  return unit === 'bytes' ? [...text] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}
