type Layer<V> = {
  readonly own: ReadonlyMap<string, V | typeof GONE>;
  readonly below: Layer<V> | undefined;
  readonly depth: number;
};

const GONE = Symbol('removed');

/** Layers a map may have before they are merged into one. */
const MAX_LAYERS = 24;

/**
 * A map with cheap snapshots: a fork shares what is there and both go their own way from then on,
 * so that a subshell or a branch costs what it changes and not what the shell holds.
 */
export class Layered<V> {
  #own = new Map<string, V | typeof GONE>();
  #below: Layer<V> | undefined;

  constructor(below?: Layer<V>) {
    this.#below = below;
  }

  get(key: string): V | undefined {
    const own = this.#own.get(key);
    if (own !== undefined) return own === GONE ? undefined : own;
    for (let layer = this.#below; layer !== undefined; layer = layer.below) {
      const value = layer.own.get(key);
      if (value !== undefined) return value === GONE ? undefined : value;
    }
    return undefined;
  }

  set(key: string, value: V): void {
    this.#own.set(key, value);
  }

  delete(key: string): void {
    this.#own.set(key, GONE);
  }

  fork(): Layered<V> {
    return new Layered(this.#freeze());
  }

  /** True if neither changed since one was forked from the other. */
  isSame(other: Layered<V>): boolean {
    return this.#own.size === 0 && other.#own.size === 0 && this.#below === other.#below;
  }

  /** Every key with its current value. */
  entries(): ReadonlyMap<string, V> {
    const all = new Map<string, V | typeof GONE>();
    for (const layer of layersFrom(this.#below).reverse())
      for (const [key, value] of layer.own) all.set(key, value);
    for (const [key, value] of this.#own) all.set(key, value);
    const present = new Map<string, V>();
    for (const [key, value] of all) if (value !== GONE) present.set(key, value);
    return present;
  }

  /**
   * Takes over what `ways`, all forks of one map, hold: for each key that any of them changed, what
   * `join` makes of the values it has in each.
   */
  merge(
    ways: readonly Layered<V>[],
    join: (values: readonly (V | undefined)[], key: string) => V | undefined,
  ): void {
    const changed = changedKeys([...ways, this].map((way) => layersFrom(way.#freeze())));
    for (const key of changed) {
      const joined = join(
        ways.map((way) => way.get(key)),
        key,
      );
      if (joined === undefined) this.delete(key);
      else this.set(key, joined);
    }
  }

  #freeze(): Layer<V> | undefined {
    if (this.#own.size === 0) return this.#below;
    const depth = (this.#below?.depth ?? 0) + 1;
    const flat = depth > MAX_LAYERS;
    const own: ReadonlyMap<string, V | typeof GONE> = flat ? this.entries() : this.#own;
    this.#below = { own, below: flat ? undefined : this.#below, depth: flat ? 1 : depth };
    this.#own = new Map();
    return this.#below;
  }
}

function layersFrom<V>(top: Layer<V> | undefined): Layer<V>[] {
  const layers: Layer<V>[] = [];
  for (let layer = top; layer !== undefined; layer = layer.below) layers.push(layer);
  return layers;
}

/** Keys set in any stack of layers above the first layer that all of them share. */
function changedKeys<V>(stacks: readonly (readonly Layer<V>[])[]): ReadonlySet<string> {
  const sets = stacks.map((stack) => new Set(stack));
  const keys = new Set<string>();
  for (const stack of stacks)
    for (const layer of stack) {
      if (sets.every((set) => set.has(layer))) break;
      for (const key of layer.own.keys()) keys.add(key);
    }
  return keys;
}
