/** Calls that wait for something outside the program, so that what repeats them is no flood. */
const WAITS =
  /^(?:wait\w*|join|accept\w*|recv\w*|read\w*|gets|input|communicate|poll|select|acquire|pcntl_wait\w*)$/i;

/** Calls that slow a loop down; a copy of the process goes on with the loop all the same. */
const SLOWS = /^(?:u|nano)?sleep$|^(?:setTimeout|result|get|take|next|once|fgets)$/i;

/** Calls behind which nothing follows. */
const ENDS = /^(?:_?exit!?|quit|abort|die|raise|throw|exec\w*)$/i;

/** A loop or a function that is walked. */
type Cycle = {
  readonly kind: 'loop' | 'function';
  /** It starts a copy of its own process. */
  copies: boolean;
  /** It starts a program and does not wait for it. */
  starts: boolean;
  waits: boolean;
  slows: boolean;
  /** Some way leads out of it. */
  ends: boolean;
};

/**
 * Watches what is repeated without an end for what starts processes: each round one more, until the
 * machine has none left.
 */
export class Cycles {
  readonly #open: Cycle[] = [];

  enter(kind: Cycle['kind']): void {
    this.#open.push({
      kind,
      copies: false,
      starts: false,
      waits: false,
      slows: false,
      ends: false,
    });
  }

  /** Leaves the innermost; true if it is repeated for ever and uses the machine up. */
  leave(isEndless: boolean): boolean {
    const cycle = this.#open.pop();
    if (cycle === undefined) return false;
    const outer = this.#open.at(-1);
    if (outer !== undefined) {
      outer.copies ||= cycle.copies;
      outer.starts ||= cycle.starts;
      outer.waits ||= cycle.waits;
      outer.slows ||= cycle.slows;
    }
    if (!isEndless || cycle.ends || cycle.waits) return false;
    return cycle.copies || (cycle.starts && !cycle.slows);
  }

  /** Whether the innermost has started a copy of its process so far. */
  get hasCopied(): boolean {
    return this.#open.at(-1)?.copies ?? false;
  }

  noteCopy(): void {
    const cycle = this.#open.at(-1);
    if (cycle !== undefined) cycle.copies = true;
  }

  noteStart(): void {
    const cycle = this.#open.at(-1);
    if (cycle !== undefined) cycle.starts = true;
  }

  /** Out of the innermost loop. */
  noteBreak(): void {
    const loop = this.#open.findLast(({ kind }) => kind === 'loop');
    if (loop !== undefined) loop.ends = true;
  }

  /** Out of the innermost function and the loops in it, which may call itself before. */
  noteEnd(isConditional: boolean): void {
    for (const cycle of this.#open.toReversed()) {
      if (cycle.kind === 'loop' || isConditional) cycle.ends = true;
      if (cycle.kind === 'function') return;
    }
  }

  /** A function is called, by its last name. */
  noteCall(name: string): void {
    const cycle = this.#open.at(-1);
    if (cycle === undefined) return;
    cycle.waits ||= WAITS.test(name);
    cycle.slows ||= SLOWS.test(name);
    cycle.ends ||= ENDS.test(name);
  }
}
