import type { Function as FunctionNode } from 'unbash';
import { NOTHING, opaque } from '../flow/stream.ts';
import type { Value } from '../program.ts';
import { emit } from './emit.ts';
import type { Frame, FunctionCall, Outcome } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import type { Positional, ShellState } from './state.ts';
import type { FunctionBody } from './tree.ts';

/** Deepest that functions call each other. */
const MAX_CALLS = 12;

/** Functions that a shell calls by itself: bash(1), zshmisc(1), and fish's event handlers. */
const CALLED_BY_SHELL =
  /^(?:command_not_found_handler?|TRAP[A-Z]+\d*|precmd|preexec|chpwd|periodic|zshexit|zshaddhistory|fish_(?:command_not_found|(?:right_)?prompt|title|greeting))$/;

/** Defines a function; one that the shell calls by itself is walked with words that are not known. */
export function defineFunction(
  interpreter: Interpreter,
  { name: { value: name }, body }: FunctionNode,
  frame: Frame,
): Outcome {
  frame.state.functions.set(name, { bodies: [body] });
  if (CALLED_BY_SHELL.test(name)) {
    const inner: Frame = { ...frame, state: frame.state.fork(), isMaybe: true };
    walkBody(interpreter, name, body, { words: [], open: true }, inner);
  }
  return { stdout: NOTHING, status: 'success' };
}

/** Walks the bodies a function may have with the words it is called with. */
export function callFunction(
  interpreter: Interpreter,
  name: string,
  bodies: readonly FunctionBody[],
  args: readonly Value[],
  frame: Frame,
): Outcome {
  if (depthOf(frame.call) > MAX_CALLS) {
    interpreter.recorder.unknown('too-many');
    return { stdout: opaque() };
  }
  const { state } = frame;
  const ways = bodies.map((body) => {
    const way = state.fork();
    const inner = { ...frame, state: way };
    const running = callsOf(frame.call, body);
    if (running > 0) reportForkBomb(interpreter, name, frame);
    // A call from within is walked once, with arguments that are not known, for all deeper ones.
    if (running > 1) return { way, outcome: { stdout: opaque() } };
    const positional: Positional =
      running > 0 ? { words: [], open: true } : { words: args, open: false };
    return { way, outcome: walkBody(interpreter, name, body, positional, inner) };
  });
  state.join(ways.map(({ way }) => way));
  const [only] = ways;
  return ways.length === 1 && only !== undefined ? only.outcome : { stdout: opaque() };
}

function walkBody(
  interpreter: Interpreter,
  name: string,
  body: FunctionBody,
  positional: Positional,
  frame: Frame,
): Outcome {
  const { state } = frame;
  const outer = state.positional;
  state.positional = positional;
  const { loop: _outside, ...rest } = frame;
  const call: FunctionCall = {
    kind: 'function',
    name,
    body,
    returns: [],
    hidden: new Map(),
    ...(frame.call === undefined ? {} : { caller: frame.call }),
  };
  const inner: Frame = { ...rest, call, depth: frame.depth + 1 };
  const outcome =
    body.type === 'CompoundList'
      ? interpreter.runScript(body, inner)
      : interpreter.runNode(body, inner);
  joinReturns(state, call.returns);
  restore(state, call);
  state.positional = outer;
  return call.returns.length === 0 ? outcome : { stdout: outcome.stdout };
}

/** After the body: the ways that returned early go on too. */
export function joinReturns(state: ShellState, returns: readonly ShellState[]): void {
  if (returns.length === 0) return;
  for (const way of returns) way.left = false;
  const end = state.fork();
  state.join(state.left ? returns : [end, ...returns]);
  state.left = false;
}

function restore(state: ShellState, call: FunctionCall): void {
  for (const [name, variable] of call.hidden)
    if (variable === undefined) state.variables.delete(name);
    else state.variables.set(name, variable);
}

function callsOf(call: FunctionCall | undefined, body: FunctionBody): number {
  let count = 0;
  for (let current = call; current !== undefined; current = current.caller)
    if (current.body === body) count += 1;
  return count;
}

function depthOf(call: FunctionCall | undefined): number {
  let depth = 0;
  for (let current = call; current !== undefined; current = current.caller) depth += 1;
  return depth;
}

/** A function that calls itself through a pipe or in the background uses up the machine. */
function reportForkBomb(interpreter: Interpreter, name: string, frame: Frame): void {
  if (!frame.inParallel) return;
  emit(interpreter.recorder, frame, name, 'system.process', { verb: 'exhaust', broad: true });
}
