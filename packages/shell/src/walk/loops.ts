import type { ArithmeticFor, For, Select, While } from 'unbash';
import { concatStreams, maybe, NOTHING } from '../flow/stream.ts';
import type { Stream, Value } from '../program.ts';
import { evaluate } from '../values/arithmetic.ts';
import { expandAll } from '../values/expand-word.ts';
import { joinAllTaints } from '../values/taint.ts';
import { unknownValue } from '../values/value.ts';
import { anyOf } from './choices.ts';
import { ANYWHERE, joinFolders } from './folders.ts';
import type { Frame, Loop, Outcome } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { assign, type ShellState } from './state.ts';
import { taintOf } from './variable.ts';

/** Most items a `for` loop is walked for one by one. */
const MAX_ROUNDS = 32;

/** Walks one round; adds to `ends` the states in which the loop may be over before its body. */
type RunRound = (round: Frame, ends: ShellState[]) => Outcome;

type Round = {
  readonly stdout: Stream;
  readonly state: ShellState;
  /** States in which the loop was left from within. */
  readonly breaks: readonly ShellState[];
};

function snapshot(state: ShellState): ShellState {
  const copy = state.fork();
  copy.left = state.left;
  return copy;
}

/** `for x in …`: once for each item that is known, in order. */
export function runFor(interpreter: Interpreter, node: For, frame: Frame): Outcome {
  const items = itemsOf(interpreter, node, frame);
  const name = node.name.value;
  const { state } = frame;
  const surely = items.filter((item) => !item.splits && item.pattern === undefined).length;
  if (items.length > MAX_ROUNDS) {
    const loop = runOpenLoop(frame, (round) => {
      assign(round.state, name, { ...anyOf(items), known: false });
      return interpreter.runScript(node.body, round);
    });
    return { stdout: loop };
  }
  let stdout: Stream = NOTHING;
  const loop = loopIn(frame);
  for (const item of items) {
    if (item.splits) {
      const part = runOpenLoop(frame, (round) => {
        assign(round.state, name, { ...item, known: false });
        return interpreter.runScript(node.body, round);
      });
      stdout = concatStreams(stdout, part);
      continue;
    }
    loop.continues.length = 0;
    assign(state, name, item.pattern === undefined ? item : { ...item, known: false });
    const round = interpreter.runScript(node.body, { ...frame, loop });
    const sure = loop.continues.length === 0 && loop.breaks.length === 0;
    stdout = concatStreams(stdout, sure ? round.stdout : maybe(round.stdout));
    goOn(state, loop.continues);
    // Every way through the body left the loop.
    if (state.left) break;
  }
  goOn(state, loop.breaks);
  return { stdout: surely === items.length ? stdout : maybe(stdout) };
}

function itemsOf(interpreter: Interpreter, node: For | Select, frame: Frame): readonly Value[] {
  if (node.wordlist !== undefined) return expandAll(node.wordlist, interpreter.expansion(frame));
  const { words, open } = frame.state.positional;
  return open ? [...words, unknownValue({ unknown: true }, true)] : words;
}

/** `select x in …`: somebody picks, any number of times. */
export function runSelect(interpreter: Interpreter, node: Select, frame: Frame): Outcome {
  const items = itemsOf(interpreter, node, frame);
  const stdout = runOpenLoop(frame, (round) => {
    assign(round.state, 'REPLY', unknownValue({ unknown: true }));
    assign(
      round.state,
      node.name.value,
      unknownValue(joinAllTaints(items.map((item) => item.taint))),
    );
    return interpreter.runScript(node.body, round);
  });
  return { stdout };
}

/** `while` and `until`. */
export function runWhile(interpreter: Interpreter, node: While, frame: Frame): Outcome {
  const stdout = runOpenLoop(frame, (round, ends) => {
    const clause = interpreter.runScript(node.clause, round);
    const { state } = round;
    const end = snapshot(state);
    const other = clause.foldersOnFailure ?? state.folders;
    if (node.kind === 'until') state.folders = other;
    else end.folders = other;
    ends.push(end);
    const body = interpreter.runScript(node.body, round);
    return { stdout: concatStreams(clause.stdout, body.stdout) };
  });
  return { stdout };
}

export function runArithmeticFor(
  interpreter: Interpreter,
  node: ArithmeticFor,
  frame: Frame,
): Outcome {
  const expansion = interpreter.expansion(frame);
  if (node.initialize) evaluate(node.initialize, expansion);
  const stdout = runOpenLoop(frame, (round, ends) => {
    const inner = interpreter.expansion(round);
    if (node.test) evaluate(node.test, inner);
    ends.push(snapshot(round.state));
    const body = interpreter.runScript(node.body, round);
    if (node.update) evaluate(node.update, inner);
    return body;
  });
  return { stdout };
}

/**
 * A loop with an unknown number of rounds: the first as it is, and if it changes anything, one
 * more that stands for all later ones, with what changes no longer known.
 */
function runOpenLoop(frame: Frame, runRound: RunRound): Stream {
  const { state } = frame;
  const before = state.fork();
  const ends: ShellState[] = [];
  const first = walkRound(frame, before, ends, runRound);
  let stdout = maybe(first.stdout);
  const ways = [...first.breaks, first.state];
  if (ends.length === 0) ways.unshift(before);
  if (!first.state.left && !first.state.isSame(before)) {
    const later = laterRound(before, first.state);
    frame.input?.loseTrack();
    const second = walkRound(frame, later, ends, runRound);
    stdout = { taint: joinAllTaints([stdout.taint, second.stdout.taint]) };
    ways.push(...second.breaks, second.state);
  } else if (frame.input !== undefined) {
    frame.input.loseTrack();
  }
  state.join([...ends, ...ways]);
  return stdout.text === '' ? NOTHING : { taint: stdout.taint };
}

function walkRound(frame: Frame, from: ShellState, ends: ShellState[], runRound: RunRound): Round {
  const loop = loopIn(frame);
  const state = from.fork();
  const { stdout } = runRound({ ...frame, state, loop, isMaybe: true }, ends);
  goOn(state, loop.continues);
  for (const way of loop.breaks) way.left = false;
  return { stdout, state, breaks: loop.breaks };
}

function loopIn({ loop }: Frame): Loop {
  return { breaks: [], continues: [], ...(loop === undefined ? {} : { outer: loop }) };
}

/** Goes on from where the state is, if it is anywhere, and from the ways that left to come here. */
function goOn(state: ShellState, ways: readonly ShellState[]): void {
  if (ways.length === 0) return;
  for (const way of ways) way.left = false;
  state.join(state.left ? ways : [state.fork(), ...ways]);
}

/** The state any later round starts in: what a round changes is not known there. */
function laterRound(before: ShellState, after: ShellState): ShellState {
  const later = before.fork();
  later.join([before, after]);
  for (const [name, variable] of after.variables.entries()) {
    const old = before.variables.get(name);
    if (old === variable) continue;
    const taint = taintOf([old, variable]);
    if (variable.kind === 'list' || variable.kind === 'table')
      later.variables.set(name, { ...variable, elements: new Map(), rest: taint });
    else assign(later, name, unknownValue(taint));
  }
  if (after.folders !== before.folders) {
    later.folders = joinFolders(joinFolders(before.folders, after.folders), ANYWHERE);
    later.folderStack = [];
  }
  return later;
}
