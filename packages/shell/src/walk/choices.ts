import type { Value } from '../program.ts';
import { joinAllTaints } from '../values/taint.ts';
import { unknownValue } from '../values/value.ts';

/** Most ways one command is walked for variables that hold one of several values. */
const MAX_ROUNDS = 8;

/**
 * Walks one command once for each combination of the values its variables may have, so that
 * `rm $x` after `x` became `a` or `b` is two known commands and not one unknown.
 */
export class Choices {
  readonly #chosen = new Map<string, number>();
  readonly #sizes = new Map<string, number>();
  #round = 0;

  choose(name: string, values: readonly Value[]): Value {
    const key = `${name}=${values.map((value) => value.text).join('\0')}`;
    if (!this.#sizes.has(key)) this.#sizes.set(key, values.length);
    const value = values[this.#chosen.get(key) ?? 0];
    if (this.#round > MAX_ROUNDS || value === undefined) return anyOf(values);
    return value;
  }

  /** Moves on to the next combination; false after the last. */
  next(): boolean {
    if (this.#round > MAX_ROUNDS) return false;
    this.#round += 1;
    for (const [key, size] of this.#sizes) {
      const index = (this.#chosen.get(key) ?? 0) + 1;
      this.#chosen.set(key, index % size);
      if (index < size) return true;
    }
    return false;
  }
}

/** One value that stands for any of several. */
export function anyOf(values: readonly Value[]): Value {
  return unknownValue(joinAllTaints(values.map((value) => value.taint)));
}
