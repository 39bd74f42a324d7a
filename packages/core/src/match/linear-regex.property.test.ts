import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { lowerRegex } from './linear-regex.ts';
import { parseRegex } from './linear-regex-parse.ts';

/** A pattern twice: as a policy writes it, and for JavaScript's own engine with look-around. */
type Pair = { readonly policy: string; readonly oracle: string };

/** Deterministic numbers below `bound` (a linear congruential generator). */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % bound;
  };
}

const WORD = '[A-Za-z0-9_]';
const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;
const SAME: readonly string[] = ['a', 'b', 's', 'K', 'é', '-', '\\n', '[ab]', '[^a]', '[a-c\\n]'];
const OTHER: readonly Pair[] = [
  { policy: '.', oracle: '[^\\n]' },
  { policy: '\\s', oracle: '[ \\n]' },
  { policy: '[]a]', oracle: '[\\]a]' },
  { policy: '[^]b-]', oracle: '[^\\]b\\-]' },
];
const WORDS: readonly Pair[] = [
  { policy: '\\w', oracle: WORD },
  { policy: '\\W', oracle: `(?:(?!${WORD})[^])` },
];
const BOUNDARIES: readonly Pair[] = [
  { policy: '\\b', oracle: BOUNDARY },
  { policy: '\\B', oracle: `(?!${BOUNDARY})` },
];

class Patterns {
  readonly #next: (bound: number) => number;
  readonly #multiline: boolean;
  readonly #folding: boolean;

  constructor(next: (bound: number) => number, flags: string) {
    this.#next = next;
    this.#multiline = flags.includes('m');
    this.#folding = flags.includes('i');
  }

  #pick<T>(items: readonly T[], otherwise: T): T {
    return items[this.#next(items.length)] ?? otherwise;
  }

  #position(): Pair {
    const start = this.#multiline ? '(?<![^\\n])' : '(?<![^])';
    const end = this.#multiline ? '(?![^\\n])' : '(?=\\n?(?![^]))';
    const pairs: readonly Pair[] = [
      { policy: '^', oracle: start },
      { policy: '$', oracle: end },
      { policy: '\\A', oracle: '(?<![^])' },
      { policy: '\\Z', oracle: '(?![^])' },
      // With `iu` JavaScript takes ſ and the Kelvin sign for letters of a word; we and `(?a)` do not.
      ...(this.#folding ? [] : BOUNDARIES),
    ];
    return this.#pick(pairs, { policy: '^', oracle: start });
  }

  #atom(depth: number): Pair {
    const kind = this.#next(depth > 0 ? 9 : 6);
    if (kind > 5) {
      const { policy, oracle } = this.choice(depth - 1);
      return { policy: `(${policy})`, oracle: `(?:${oracle})` };
    }
    if (kind === 5) {
      const others = this.#folding ? OTHER : [...OTHER, ...WORDS];
      return this.#pick(others, { policy: 'a', oracle: 'a' });
    }
    const text = this.#pick(SAME, 'a');
    return { policy: text, oracle: text };
  }

  #item(depth: number): Pair {
    if (this.#next(7) === 0) return this.#position();
    const { policy, oracle } = this.#atom(depth);
    if (this.#next(2) === 0) return { policy, oracle };
    const count = this.#pick(['*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '*?'], '*');
    return { policy: policy + count, oracle: oracle + count };
  }

  #sequence(depth: number): Pair {
    const items = Array.from({ length: 1 + this.#next(4) }, () => this.#item(depth));
    return {
      policy: items.map((item) => item.policy).join(''),
      oracle: items.map((item) => item.oracle).join(''),
    };
  }

  choice(depth: number): Pair {
    const items = Array.from({ length: 1 + this.#next(3) }, () => this.#sequence(depth));
    return {
      policy: items.map((item) => item.policy).join('|'),
      oracle: items.map((item) => item.oracle).join('|'),
    };
  }

  text(): string {
    const units = ['a', 'b', 's', 'ſ', 'S', 'k', 'K', '\u212a', 'é', 'É', '-', '\n', ' ', ']', 'c'];
    return Array.from({ length: this.#next(9) }, () => this.#pick(units, 'a')).join('');
  }
}

describe('a lowered pattern is found in exactly the texts of the original', () => {
  beforeAll(() => setFlagsFromString('--enable-experimental-regexp-engine'));

  it.each([
    ['', ''],
    ['(?i)', 'iu'],
    ['(?m)', ''],
    ['(?im)', 'iu'],
  ])('with flags "%s"', (flags, oracleFlags) => {
    const next = numbers(20_211 + flags.length * 7 + oracleFlags.length);
    let accepted = 0;
    for (let round = 0; round < 2000; round++) {
      const patterns = new Patterns(next, flags);
      const { policy, oracle } = patterns.choice(2);
      const texts = Array.from({ length: 12 }, () => patterns.text());
      const lowered = lowerRegex(flags + policy);
      const expected = new RegExp(oracle, oracleFlags || 'u');
      const wanted = texts.map((text) => expected.test(text));
      if (!lowered.ok) {
        const never = lowered.message.includes('can never match');
        if (never) expect(wanted, `${flags}${policy}`).not.toContain(true);
        continue;
      }
      accepted++;
      expect(() => parseRegex(lowered.source)).not.toThrow();
      const linear = new RegExp(lowered.source, 'l');
      const plain = new RegExp(lowered.source);
      expect(
        texts.map((text) => linear.test(text)),
        `${flags}${policy} on ${JSON.stringify(texts)}`,
      ).toEqual(wanted);
      expect(texts.map((text) => plain.test(text))).toEqual(wanted);
    }
    expect(accepted).toBeGreaterThan(1000);
  });
});
