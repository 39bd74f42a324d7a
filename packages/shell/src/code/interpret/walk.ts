import { Scope } from './scope.ts';
import type { Thing } from './thing.ts';

/** Where in the program the interpreter is. */
export class Walk {
  readonly root = new Scope();
  /** The scope of the call being evaluated; code it runs sees the same names. */
  current = this.root;
  /** How many branches and loops are around. */
  uncertain = 0;
  /** Calls and made code within each other. */
  depth = 0;
  readonly #returned: Thing[][] = [];

  /** Walks a body of code; gives what it returns, and what its last statement comes to. */
  enter(body: () => Thing): { readonly returned: readonly Thing[]; readonly last: Thing } {
    this.depth += 1;
    this.#returned.push([]);
    const last = body();
    this.depth -= 1;
    return { returned: this.#returned.pop() ?? [], last };
  }

  noteReturned(value: Thing): void {
    this.#returned.at(-1)?.push(value);
  }

  /** A name stands for this, here; where it may not happen, for what it was as well. */
  assign(scope: Scope, name: string, value: Thing): void {
    scope.assign(name, value, this.uncertain === 0);
  }

  /** Walks what may not happen. */
  maybe<Result>(walk: () => Result): Result {
    this.uncertain += 1;
    const result = walk();
    this.uncertain -= 1;
    return result;
  }
}
