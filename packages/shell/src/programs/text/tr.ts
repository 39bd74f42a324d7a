import type { Call } from '../../program.ts';
import { resolveEscapes } from '../files/escapes.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { decodeText, NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `tr`: translates, squeezes or deletes characters of standard input; a constant is worked out. */
export const TR = defineProgram({
  names: ['tr', 'gtr'],
  summary: 'changes standard input; a constant is worked out',
  options: {
    flags: '-c|-C|--complement -d|--delete -s|--squeeze-repeats -t|--truncate-set1 -u',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    effects.stdout(decodeText(call.stdin ?? NOTHING_TOLD, (text) => translate(call, text)));
  },
});

/** Characters times set members: beyond, the outcome is not worked out. */
const MOST_WORK = 4_000_000;

function translate(call: Call, text: string): string | undefined {
  const { options } = call;
  const [first, second] = options.operands;
  if (!first?.known || second?.known === false) return undefined;
  const from = setOf(first.text);
  const to = second === undefined ? undefined : setOf(second.text);
  if (from === undefined || (second !== undefined && to === undefined)) return undefined;
  if (text.length * from.length > MOST_WORK) return undefined;
  const complement = options.has('-c');
  const fits = (character: string) => from.includes(character) !== complement;
  const kept = options.has('-d') ? [...text].filter((each) => !fits(each)) : [...text];
  const last = to?.at(-1);
  const mapped =
    options.has('-d') || to === undefined || last === undefined
      ? kept
      : kept.map((each) => {
          if (!fits(each)) return each;
          return complement ? last : (to[from.indexOf(each)] ?? last);
        });
  if (!options.has('-s')) return mapped.join('');
  const squeezed = to ?? from;
  const squeezes = (each: string) => squeezed.includes(each) !== (complement && to === undefined);
  return mapped.filter((each, at) => each !== mapped[at - 1] || !squeezes(each)).join('');
}

const CLASSES: { readonly [name: string]: string } = {
  lower: 'a-z',
  upper: 'A-Z',
  digit: '0-9',
  alpha: 'A-Za-z',
  alnum: '0-9A-Za-z',
  space: '\t\n\v\f\r ',
  blank: '\t ',
  xdigit: '0-9A-Fa-f',
};

/** The characters of a set, in order; `undefined` for a form that is not worked out (`[a*5]`). */
function setOf(source: string): readonly string[] | undefined {
  let open = false;
  const named = source.replace(/\[:(\w+):\]/g, (_, name: string) => {
    const characters = CLASSES[name];
    open ||= characters === undefined;
    return characters ?? '';
  });
  if (open || /\[[^\]]\*\d*\]|\[=.=\]/.test(named)) return undefined;
  const characters: string[] = [];
  const units = resolveEscapes(named, 'printf').text;
  for (let index = 0; index < units.length; index += 1) {
    const low = units.charCodeAt(index);
    const high = units[index + 1] === '-' ? units.charCodeAt(index + 2) : Number.NaN;
    if (high >= low) {
      for (let code = low; code <= high; code += 1) characters.push(String.fromCharCode(code));
      index += 2;
    } else characters.push(units.charAt(index));
  }
  return characters;
}
