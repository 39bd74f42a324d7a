import type { OptionGrammar, ParsedOptions, Value } from './program.ts';

/** What one option word turned out to mean. */
type Reading = { readonly key: string; readonly value?: Value; readonly takesNext?: boolean };

/**
 * Sorts the words of a call by an option grammar, as getopt_long would: clusters, joined and
 * separate values, unambiguous abbreviations, aliases, `--`. A word that is not known to the end
 * and has no known beginning is an operand. Never throws; linear in the number of words.
 */
export function parseOptions(args: readonly Value[], grammar: OptionGrammar): ParsedOptions {
  const parser = new OptionParser(args, grammar);
  parser.parse();
  return parser;
}

class OptionParser implements ParsedOptions {
  readonly operands: Value[] = [];
  readonly unknownOptions: string[] = [];
  firstOperand: number;
  readonly #args: readonly Value[];
  readonly #grammar: OptionGrammar;
  readonly #given = new Map<string, Value[]>();

  constructor(args: readonly Value[], grammar: OptionGrammar) {
    this.#args = args;
    this.#grammar = grammar;
    this.firstOperand = args.length;
  }

  has(key: string): boolean {
    return this.#given.has(canonicalKey(this.#grammar, key));
  }

  values(key: string): readonly Value[] {
    return this.#given.get(canonicalKey(this.#grammar, key)) ?? [];
  }

  parse(): void {
    let index = 0;
    while (index < this.#args.length) {
      const word = this.#args[index];
      if (word === undefined) return;
      const isOption = isOptionWord(word);
      if (word.text === '--' || (!isOption && this.#grammar.stopAtOperand)) {
        this.#restAreOperands(isOption ? index + 1 : index);
        return;
      }
      if (!isOption) {
        this.#addOperand(word, index);
        index += 1;
        continue;
      }
      index += this.#takeOption(word, this.#args[index + 1]);
    }
  }

  /** Gives how many words it used. */
  #takeOption(word: Value, next: Value | undefined): number {
    const readings = this.#read(word);
    if (readings === undefined) {
      this.unknownOptions.push(word.text);
      return 1;
    }
    let used = 1;
    for (const { key, value, takesNext } of readings) {
      const list = this.#given.get(key) ?? [];
      this.#given.set(key, list);
      if (value !== undefined) list.push(value);
      else if (takesNext && next !== undefined) {
        list.push(next);
        used = 2;
      }
    }
    return used;
  }

  #read(word: Value): readonly Reading[] | undefined {
    if (word.text.startsWith('--')) return this.#readLong(word);
    if (this.#grammar.singleDashLong || this.#grammar.clusters === false)
      return this.#readLong(word) ?? this.#readShort(word);
    // A long option spelt with one dash (`-exec`, `-name`) is only what the grammar lists.
    if (word.text.length > 2 && hasOwn(this.#grammar.options, word.text))
      return this.#readLong(word);
    return this.#readShort(word);
  }

  #readLong(word: Value): readonly Reading[] | undefined {
    const equals = word.text.indexOf('=');
    const spelling = equals < 0 ? word.text : word.text.slice(0, equals);
    const key = this.#findLong(spelling);
    if (key === undefined) return undefined;
    const kind = this.#grammar.options[key];
    if (equals >= 0) return [{ key, value: tail(word, equals + 1) }];
    return [{ key, takesNext: kind === 'value' }];
  }

  #findLong(spelling: string): string | undefined {
    const { options, abbreviations } = this.#grammar;
    if (hasOwn(options, spelling)) return canonicalKey(this.#grammar, spelling);
    if (this.#grammar.singleDashLong) {
      const other = spelling.startsWith('--') ? spelling.slice(1) : `-${spelling}`;
      if (other.length > 2 && hasOwn(options, other)) return canonicalKey(this.#grammar, other);
    }
    if (abbreviations === false || !spelling.startsWith('--') || spelling.length < 3)
      return undefined;
    const candidates = new Set<string>();
    for (const known of Object.keys(options))
      if (known.startsWith(spelling)) candidates.add(canonicalKey(this.#grammar, known));
    const [only] = candidates;
    return candidates.size === 1 ? only : undefined;
  }

  #readShort(word: Value): readonly Reading[] | undefined {
    const readings: Reading[] = [];
    const letters = word.text.slice(1);
    for (let index = 0; index < letters.length; index += 1) {
      const spelling = `-${letters[index]}`;
      if (!hasOwn(this.#grammar.options, spelling)) {
        this.unknownOptions.push(spelling);
        continue;
      }
      const key = canonicalKey(this.#grammar, spelling);
      const kind = this.#grammar.options[key];
      const hasRest = index + 1 < letters.length;
      if (kind === 'value' || kind === 'optional') {
        readings.push(
          hasRest ? { key, value: tail(word, index + 2) } : { key, takesNext: kind === 'value' },
        );
        return readings;
      }
      if (this.#grammar.clusters === false && hasRest) return undefined;
      readings.push({ key });
    }
    return readings;
  }

  #restAreOperands(from: number): void {
    for (let index = from; index < this.#args.length; index += 1) {
      const word = this.#args[index];
      if (word !== undefined) this.#addOperand(word, index);
    }
  }

  #addOperand(word: Value, index: number): void {
    if (this.operands.length === 0) this.firstOperand = index;
    this.operands.push(word);
  }
}

function isOptionWord(word: Value): boolean {
  return word.text.length > 1 && word.text.startsWith('-');
}

/** The key an alias stands for; a key that is none stands for itself. */
function canonicalKey(grammar: OptionGrammar, key: string): string {
  let current = key;
  for (let hops = 0; hops < 4; hops += 1) {
    const kind = hasOwn(grammar.options, current) ? grammar.options[current] : undefined;
    if (kind === undefined || !kind.startsWith('-')) return current;
    current = kind;
  }
  return current;
}

/** The part of a value from `start` on. */
function tail(value: Value, start: number): Value {
  const { pattern, ...rest } = value;
  const text = value.text.slice(start);
  if (pattern === undefined) return { ...rest, text };
  // What stands before `start` is an option's name, which holds no escapes of its own.
  return { ...rest, text, pattern: pattern.slice(start) };
}

function hasOwn(table: { readonly [key: string]: string }, key: string): boolean {
  return Object.hasOwn(table, key);
}
