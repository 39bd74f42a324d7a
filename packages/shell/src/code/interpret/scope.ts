import { choice, type Thing } from './thing.ts';

/** The names a piece of code can see. */
export class Scope {
  readonly #names = new Map<string, Thing>();
  readonly #parent: Scope | undefined;

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  find(name: string): Thing | undefined {
    return this.#names.get(name) ?? this.#parent?.find(name);
  }

  /** `certain` is false where the assignment may not happen: the old value stays possible. */
  assign(name: string, thing: Thing, certain: boolean): void {
    const before = this.find(name);
    this.#names.set(name, certain || before === undefined ? thing : choice([before, thing]));
  }
}
