/** A stream of numbers that is the same for the same seed, so that a failing case can be run again. */
export type SeededRandom = {
  /** A number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** One of the items; throws on an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** `length` characters of an alphabet. */
  text(length: number, alphabet: string): string;
};

/** Mulberry32: 32 bits of state, well enough mixed for test data, and for nothing else. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  };
  const text = (length: number, alphabet: string): string =>
    Array.from({ length }, () => pick([...alphabet])).join('');
  return { below, pick, text };
}
