import type { RegexNode } from './linear-regex-node.ts';
import {
  assembleProgram,
  type Instruction,
  type Program,
  type UnitClass,
  unitClasses,
} from './linear-regex-program.ts';

/** Which text stands before a position. */
type Before = 'nothing' | 'word' | 'other';

/** Threads that wait at a position. */
type State = { readonly pending: ReadonlySet<number>; readonly before: Before };

type Step = { readonly cost: number; readonly next: State };

/** Bounds the look at one pattern to well below a millisecond. */
const WORK_LIMIT = 20_000;

/** A unit taken costs about three more steps: the thread moves on with its registers. */
const TAKEN = 3;

/** A class of several ranges is a fork for each range but the last. */
function stepsOf(instruction: Instruction): number {
  switch (instruction.kind) {
    case 'accept':
      return 0;
    case 'assert':
      return 1;
    case 'split':
      return instruction.targets.length - 1;
    case 'consume':
      return 2 * instruction.ranges.length - 1;
  }
}

/** What no text can exceed: every instruction run, every unit taken. */
function upperBound({ instructions }: Program): number {
  return instructions.reduce(
    (sum, item) => sum + stepsOf(item) + (item.kind === 'consume' ? TAKEN : 0),
    0,
  );
}

function holds(at: string, before: Before, word: boolean): boolean {
  const boundary = (before === 'word') !== word;
  if (at === 'word') return boundary;
  if (at === 'not-word') return !boundary;
  return at === 'start' && before === 'nothing';
}

/** What is run where a state stands before a unit, whichever of its kind. */
type Reached = { readonly cost: number; readonly consumers: readonly number[] };

class Search {
  readonly #program: Program;
  readonly #steps: readonly number[];
  readonly #seenIn: Uint32Array;
  #round = 0;

  constructor(program: Program) {
    this.#program = program;
    this.#steps = program.instructions.map(stepsOf);
    this.#seenIn = new Uint32Array(program.instructions.length);
  }

  /** Follows forks and positions from `state`, which stands before a unit that is of a word or not. */
  reach(state: State, word: boolean): Reached {
    const round = ++this.#round;
    const open = [...state.pending];
    const consumers: number[] = [];
    let cost = 0;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const instruction = this.#program.instructions[at];
      if (instruction === undefined || this.#seenIn[at] === round) continue;
      this.#seenIn[at] = round;
      cost += this.#steps[at] ?? 0;
      if (instruction.kind === 'consume') consumers.push(at);
      else if (instruction.kind === 'split') open.push(...instruction.targets);
      else if (instruction.kind === 'assert' && holds(instruction.at, state.before, word)) {
        open.push(instruction.next);
      }
    }
    return { cost, consumers };
  }

  /** Reads one unit; a new thread begins behind it, as anywhere. */
  read({ cost, consumers }: Reached, unit: UnitClass): Step {
    const pending = new Set<number>([this.#program.start]);
    let taken = 0;
    for (const at of consumers) {
      const instruction = this.#program.instructions[at];
      if (instruction?.kind !== 'consume' || unit.takers[at] !== 1) continue;
      taken += TAKEN;
      pending.add(instruction.next);
    }
    return { cost: cost + taken, next: { pending, before: unit.word ? 'word' : 'other' } };
  }
}

function takeHeaviest(frontier: State[]): State | undefined {
  let best = 0;
  let most = 0;
  for (const [index, { pending }] of frontier.entries()) {
    if (pending.size <= most) continue;
    most = pending.size;
    best = index;
  }
  return frontier.splice(best, 1)[0];
}

/** Whether every thread of `state` also waits in `other`, which then costs at least as much from here on. */
function isWithin(state: State, other: State): boolean {
  if (state.before !== other.before || state.pending.size > other.pending.size) return false;
  for (const thread of state.pending) if (!other.pending.has(thread)) return false;
  return true;
}

/**
 * The most steps the linear engine takes for one code unit of any text, or a bound on it that is
 * within `limit`. Follows the sets of live threads, those with most threads first and none that is
 * part of another, until all are known or the work limit is reached; stops early above `limit`.
 * Needs a pattern without counted repeats.
 */
export function worstStepCost(node: RegexNode, limit: number): number {
  const program = assembleProgram(node);
  const bound = upperBound(program);
  if (bound <= limit) return bound;
  const units = unitClasses(program);
  const search = new Search(program);
  const frontier: State[] = [{ pending: new Set([program.start]), before: 'nothing' }];
  const known: State[] = [];
  let worst = 0;
  let work = 0;
  while (work < WORK_LIMIT && worst <= limit) {
    const state = takeHeaviest(frontier);
    if (state === undefined) return worst;
    const inWord = search.reach(state, true);
    const outside = search.reach(state, false);
    work += inWord.cost + outside.cost;
    for (const unit of units) {
      const reached = unit.word ? inWord : outside;
      const { cost, next } = search.read(reached, unit);
      work += reached.consumers.length + known.length / 4 + 1;
      worst = Math.max(worst, cost);
      if (known.some((other) => isWithin(next, other))) continue;
      known.push(next);
      frontier.push(next);
    }
  }
  return worst;
}
