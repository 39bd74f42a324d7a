import type { Findings } from './findings.ts';
import { choice, MAX_TEXT, type Thing, unknownThing } from './thing.ts';

/** Most nodes of one run that are evaluated; what takes longer counts as several. */
const MAX_STEPS = 20_000;

/** Characters of a value, items of a list, and characters of code that cost a step each. */
const CHARACTERS_A_STEP = 64;
const ITEMS_A_STEP = 8;
const CODE_A_STEP = 4;
/** Steps that reading any code at all costs. */
const READING_STEPS = 48;

/** Counts the work of one run, so that it ends whatever the program is. */
export class Budget {
  readonly #findings: Findings;
  #steps = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  get isSpent(): boolean {
    return this.#steps > MAX_STEPS || this.#findings.isFull;
  }

  /** What there is instead of a value when no work is left. */
  giveUp(): Thing {
    this.#findings.unknown('too-many');
    return unknownThing();
  }

  countNode(): void {
    this.#steps += 1;
  }

  /** Counts what it takes to read code of that length in characters. */
  countCode(length: number): void {
    this.#steps += READING_STEPS + Math.floor(length / CODE_A_STEP);
  }

  /** Counts what it takes to go through a text or a list. */
  count(thing: Thing): void {
    if (thing.kind === 'word')
      this.#steps += Math.floor(thing.value.text.length / CHARACTERS_A_STEP);
    else if (thing.kind === 'list' || thing.kind === 'record')
      this.#steps += Math.floor(thing.size / ITEMS_A_STEP);
    else if (thing.kind === 'choice') for (const option of thing.options) this.count(option);
    else if (thing.kind === 'instance') this.count(thing.of);
  }

  /** What was put together, its size counted as work; a text that is too long is not known. */
  weighed(thing: Thing): Thing {
    this.count(thing);
    if (thing.kind === 'choice') return choice(thing.options.map(shortened));
    return shortened(thing);
  }
}

function shortened(thing: Thing): Thing {
  const isTooLong = thing.kind === 'word' && thing.value.text.length > MAX_TEXT;
  return isTooLong ? unknownThing(thing.value.taint) : thing;
}
