/** A repeatable source of random choices. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    // Numerical Recipes' linear congruential generator; the high bits are the good ones.
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  chance(probability: number): boolean {
    return this.below(1_000_000) < probability * 1_000_000;
  }

  pick<T>(items: readonly T[]): T {
    for (const item of items.slice(this.below(items.length))) return item;
    throw new RangeError('nothing to pick from');
  }

  /** Up to `most` picks. */
  some<T>(items: readonly T[], most: number): readonly T[] {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(items));
  }

  shuffle<T>(items: readonly T[]): readonly T[] {
    const result = [...items];
    for (let index = result.length - 1; index > 0; index -= 1) {
      const other = this.below(index + 1);
      const [one, two] = [result[index], result[other]];
      if (one !== undefined && two !== undefined) {
        result[index] = two;
        result[other] = one;
      }
    }
    return result;
  }
}
