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

  /** True if the name belongs to code around this: whoever assigns it here may assign that. */
  isOuter(name: string): boolean {
    return !this.#names.has(name) && this.#parent?.find(name) !== undefined;
  }

  /** A name of this scope only: a parameter, a function, something imported. */
  declare(name: string, thing: Thing): void {
    this.#names.set(name, thing);
  }

  /**
   * `certain` is false where the assignment may not happen: the old value stays possible. Whether a
   * name of the code around is meant is not known, so that one may have the value too.
   */
  assign(name: string, thing: Thing, certain: boolean): void {
    const before = this.find(name);
    if (!this.#names.has(name)) this.#parent?.mayAssign(name, thing);
    this.#names.set(name, certain || before === undefined ? thing : choice([before, thing]));
  }

  /** Code within assigns a name that may be the one of this scope or of one around it. */
  mayAssign(name: string, thing: Thing): void {
    const own = this.#names.get(name);
    if (own === undefined) this.#parent?.mayAssign(name, thing);
    else this.#names.set(name, choice([own, thing]));
  }
}
