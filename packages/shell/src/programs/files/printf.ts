import type { Stream, Taint, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinTaint } from '../shapes/values.ts';
import { resolveEscapes } from './escapes.ts';

/** More than this is not worked out: the outcome is then unknown. */
const LONGEST = 65_536;

/** `printf FORMAT WORD…`: the constant text it prints; `-v NAME` prints nothing. */
export const PRINTF = defineProgram({
  names: ['printf', 'gprintf'],
  summary: 'prints its words by a format: constant text is followed through pipes',
  options: { stopAtOperand: true, values: '-v', clusters: false, abbreviations: false },
  describe(call, effects) {
    const [format, ...words] = call.options.operands;
    if (format === undefined || call.options.has('-v')) return effects.stdout({ taint: {} });
    effects.stdout(formatText(format, words));
  },
});

/** What `printf` prints for a format and its words. */
export function formatText(format: Value, words: readonly Value[]): Stream {
  const taint = words.reduce((sum: Taint, word) => joinTaint(sum, word.taint), format.taint);
  if (!format.known || format.pattern !== undefined) return { partial: '*', taint };
  const known = words.every((word) => word.known && word.pattern === undefined);
  const text = new Formatter(format.text, words).print();
  if (text === undefined) return { taint };
  return known ? { text, taint } : { partial: text, taint };
}

const DIRECTIVE = /%([-+ 0#']*)(\*|\d+)?(?:\.(\*|\d*))?(?:hh|h|ll|l|L|q|j|z|t)?([a-zA-Z%])/y;

/** Walks a format over the words again and again until all are used, as POSIX asks. */
class Formatter {
  readonly #format: string;
  readonly #words: readonly Value[];
  #next = 0;
  #stopped = false;

  constructor(format: string, words: readonly Value[]) {
    this.#format = format;
    this.#words = words;
  }

  print(): string | undefined {
    let text = '';
    do {
      const before = this.#next;
      const part = this.#once();
      if (part === undefined) return undefined;
      text += part;
      if (text.length > LONGEST) return undefined;
      if (this.#next === before) break;
    } while (this.#next < this.#words.length && !this.#stopped);
    return text;
  }

  #once(): string | undefined {
    let text = '';
    let index = 0;
    while (index < this.#format.length && !this.#stopped) {
      const percent = this.#format.indexOf('%', index);
      const end = percent < 0 ? this.#format.length : percent;
      const plain = this.#format.slice(index, end);
      const stop = plain.indexOf('\\c');
      text += resolveEscapes(stop < 0 ? plain : plain.slice(0, stop), 'printf').text;
      if (stop >= 0) this.#stopped = true;
      if (percent < 0 || this.#stopped) return text;
      DIRECTIVE.lastIndex = percent;
      const directive = DIRECTIVE.exec(this.#format);
      if (directive === null) return undefined;
      const part = this.#convert(directive);
      if (part === undefined || text.length > LONGEST) return undefined;
      text += part;
      index = DIRECTIVE.lastIndex;
    }
    return text;
  }

  #convert(directive: RegExpExecArray): string | undefined {
    const [, flags = '', widthText, precisionText, kind = ''] = directive;
    if (kind === '%') return '%';
    const width = widthText === '*' ? Number(this.#take() || 0) : Number(widthText ?? 0);
    const precision = precisionText === '*' ? Number(this.#take() || 0) : precisionText;
    if (!(Math.abs(width) <= LONGEST)) return undefined;
    const body = this.#body(kind, flags);
    if (body === undefined) return undefined;
    const cut =
      precision !== undefined && 'sb'.includes(kind) ? body.slice(0, Number(precision)) : body;
    if (flags.includes('-') || width < 0) return cut.padEnd(Math.abs(width));
    const zeros = flags.includes('0') && !'sbcq'.includes(kind);
    return cut.padStart(width, zeros ? '0' : ' ');
  }

  #body(kind: string, flags: string): string | undefined {
    const word = this.#take();
    switch (kind) {
      case 's':
        return word;
      case 'b': {
        const { text, stopped } = resolveEscapes(word, 'echo');
        this.#stopped ||= stopped;
        return text;
      }
      case 'c':
        return word.slice(0, 1);
      case 'q':
        return /^[\w./@%+=:,-]+$/.test(word) ? word : undefined;
      default:
        return integerText(kind, word, flags);
    }
  }

  #take(): string {
    const word = this.#words[this.#next];
    this.#next += 1;
    return word?.text ?? '';
  }
}

const RADIX: { readonly [kind: string]: number } = { d: 10, i: 10, u: 10, o: 8, x: 16, X: 16 };

function integerText(kind: string, word: string, flags: string): string | undefined {
  const radix = RADIX[kind];
  const number = integerOf(word);
  if (radix === undefined || number === undefined) return undefined;
  const digits = number.toString(radix);
  const prefix = flags.includes('#') && radix === 16 ? '0x' : '';
  const sign = flags.includes('+') && radix === 10 && number >= 0 ? '+' : '';
  return kind === 'X' ? (prefix + digits).toUpperCase() : sign + prefix + digits;
}

/** `65`, `0x41`, `0101`, and `'A` for a character's code. */
function integerOf(word: string): number | undefined {
  if (word === '') return 0;
  const quoted = word.match(/^['"]([\s\S])/u)?.[1];
  if (quoted !== undefined) return quoted.codePointAt(0);
  const octal = word.match(/^[+-]?0([0-7]+)$/)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8) * (word.startsWith('-') ? -1 : 1);
  return /^[+-]?(?:\d{1,15}|0[xX][0-9A-Fa-f]{1,12})$/.test(word) ? Number(word) : undefined;
}
