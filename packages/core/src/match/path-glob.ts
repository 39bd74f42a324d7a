import { classHasUnit } from './path-glob-class.ts';
import { compileProgram, type Instruction, type Program } from './path-glob-program.ts';

/** Counts the work of a match, so that a test can show that it is linear. */
export type StepMeter = { steps: number };

/** Tests a normalised path: no empty, `.` or `..` segment, no slash at the end (but `/` itself). */
export type PathGlob = (path: string, meter?: StepMeter) => boolean;

const SPECIAL = /[*?[\]\\]/;
const SLASH = 47;

/**
 * Compiles a path glob of micromatch's dialect, read as with
 * `{ dot: true, flags: 's', nobrace: true, noextglob: true, nonegate: true }`.
 *
 * Never throws. Matching takes at most `pattern length × path length` steps, whatever they hold;
 * the pattern is compiled when a path gets past its literal beginning and end.
 */
export function compilePathGlob(pattern: string): PathGlob {
  const head = literalHead(pattern);
  const tail = literalTail(pattern);
  let program: Program | undefined;
  return (path, meter = { steps: 0 }) => {
    if (path === pattern) return true;
    if (!path.startsWith(head) || !path.endsWith(tail) || path === '') return false;
    program ??= compileProgram(pattern);
    return runProgram(program, path, meter);
  };
}

/** Text every matching path starts with. */
function literalHead(pattern: string): string {
  if (pattern.startsWith('./')) return '';
  const special = pattern.search(SPECIAL);
  if (special === -1) return pattern;
  const head = pattern.slice(0, special);
  // `a/**` also matches `a`.
  return head.length > 1 && head.endsWith('/') ? head.slice(0, -1) : head;
}

/** Text every matching path ends with. */
function literalTail(pattern: string): string {
  let index = pattern.length;
  while (index > 0 && !SPECIAL.test(pattern[index - 1] ?? '')) index -= 1;
  const tail = pattern.slice(index);
  // The slash after `**` may stand for nothing at all; a first `./` is not part of the path.
  if (index === 0) return pattern.startsWith('./') ? '' : tail;
  return tail.startsWith('/') ? tail.slice(1) : tail;
}

/** Thompson's simulation: all states at once, each at most once for every unit of the text. */
function runProgram(program: Program, text: string, meter: StepMeter): boolean {
  const states = new StateSet(program, meter);
  states.enter(0, 0, text.length);
  for (let position = 0; position < text.length; position += 1) {
    const active = states.take();
    if (active.length === 0) return false;
    const unit = text.charCodeAt(position);
    for (const state of active) {
      const instruction = program[state];
      meter.steps += 1;
      if (instruction === undefined || !reads(instruction, unit)) continue;
      const loops = instruction.kind === 'star' || instruction.kind === 'globstar';
      states.enter(loops ? state : state + 1, position + 1, text.length);
    }
  }
  return states.take().some((state) => program[state]?.kind === 'end');
}

function reads(instruction: Instruction, unit: number): boolean {
  switch (instruction.kind) {
    case 'unit':
      return instruction.unit === unit;
    case 'class':
      return classHasUnit(instruction.glob, unit);
    case 'any':
    case 'star':
      return unit !== SLASH;
    case 'globstar':
      return true;
    default:
      return false;
  }
}

class StateSet {
  readonly #program: Program;
  readonly #meter: StepMeter;
  readonly #enteredAt: Int32Array;
  #states: number[] = [];

  constructor(program: Program, meter: StepMeter) {
    this.#program = program;
    this.#meter = meter;
    this.#enteredAt = new Int32Array(program.length).fill(-1);
  }

  take(): readonly number[] {
    const states = this.#states;
    this.#states = [];
    return states;
  }

  /** Adds a state and all that follow from it without reading. */
  enter(state: number, position: number, length: number): void {
    const pending = [state];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.#enteredAt[next] === position) continue;
      this.#enteredAt[next] = position;
      this.#meter.steps += 1;
      const instruction = this.#program[next];
      if (instruction === undefined) continue;
      switch (instruction.kind) {
        case 'fork':
          pending.push(next + 1, instruction.to);
          break;
        case 'jump':
          pending.push(instruction.to);
          break;
        case 'more':
          if (position < length) pending.push(next + 1);
          break;
        case 'star':
        case 'globstar':
          this.#states.push(next);
          pending.push(next + 1);
          break;
        default:
          this.#states.push(next);
      }
    }
  }
}
