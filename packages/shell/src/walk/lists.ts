import type { AndOr, Pipeline, Statement, Word } from 'unbash';
import { findBuiltin } from '../builtins/index.ts';
import { CAPTURED, InputReader } from '../flow/descriptors.ts';
import { concatStreams, maybe, NOTHING, withoutShown } from '../flow/stream.ts';
import type { Stream } from '../program.ts';
import { type Folders, joinFolders } from './folders.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import type { ShellState } from './state.ts';
import { captured } from './substitutions.ts';
import { runInSubshell } from './traps.ts';

/** Commands one after the other. */
export function runStatements(
  interpreter: Interpreter,
  statements: readonly Statement[],
  frame: Frame,
): Outcome {
  const { state } = frame;
  let stdout: Stream = NOTHING;
  let last: Outcome = { stdout: NOTHING };
  for (const statement of statements) {
    if (state.left) break;
    if (last.foldersOnFailure !== undefined && !state.option('errexit'))
      state.folders = joinFolders(state.folders, last.foldersOnFailure);
    last = runStatement(interpreter, statement, frame);
    stdout = concatStreams(stdout, last.stdout);
  }
  return { ...last, stdout };
}

function runStatement(interpreter: Interpreter, statement: Statement, frame: Frame): Outcome {
  if (!statement.background) return runList(interpreter, statement.command, frame);
  const state = frame.state.fork();
  const inner: Frame = { ...frame, state, inParallel: true };
  const { stdout } = runInSubshell(interpreter, inner, frame.state, (place) =>
    runList(interpreter, statement.command, place),
  );
  return { stdout: maybe(stdout) };
}

function runList(interpreter: Interpreter, command: Statement['command'], frame: Frame): Outcome {
  if (command.type === 'AndOr') return runAndOr(interpreter, command, frame);
  return interpreter.runNode(command, frame);
}

/**
 * `a && b || c`: what follows `&&` is walked from where its left side succeeded, what follows `||`
 * from where it failed; the two are joined at the end.
 */
function runAndOr(interpreter: Interpreter, node: AndOr, frame: Frame): Outcome {
  const [first, ...rest] = node.commands;
  if (first === undefined) return { stdout: NOTHING };
  const outcome = interpreter.runNode(first, frame);
  let stdout = outcome.stdout;
  let succeeded: ShellState | undefined = frame.state;
  let failed = failureOf(outcome, frame.state);
  let { status } = outcome;
  for (const [index, command] of rest.entries()) {
    const isAnd = node.operators[index] === '&&';
    const from: ShellState | undefined = isAnd ? succeeded : failed;
    // What bash surely skips is still reported, from the state there is.
    const state: ShellState = (from ?? succeeded ?? failed ?? frame.state).fork();
    const place: Frame = { ...frame, state, ...(isAnd ? {} : { isMaybe: true }) };
    const result = interpreter.runNode(command, place);
    const sure = isAnd ? status === 'success' : status === 'failure';
    stdout = concatStreams(stdout, sure ? result.stdout : maybe(result.stdout));
    if (from === undefined) continue;
    const stopped = failureOf(result, state);
    if (isAnd) {
      succeeded = result.status === 'failure' ? undefined : state;
      failed = either(frame.state, failed, stopped);
      status = status === 'success' ? result.status : undefined;
    } else {
      succeeded = either(frame.state, succeeded, result.status === 'failure' ? undefined : state);
      failed = stopped;
      status = status === 'failure' ? result.status : undefined;
    }
  }
  const ways = [succeeded, failed].filter((way) => way !== undefined);
  const folders = succeeded?.left ? undefined : succeeded?.folders;
  const failedFolders = failed === undefined || failed.left ? undefined : failed.folders;
  settle(frame.state, ways);
  return {
    stdout,
    ...(status === undefined ? {} : { status }),
    ...place(frame.state, folders, failedFolders),
  };
}

/** The state after a command failed; absent if it cannot. */
function failureOf(outcome: Outcome, state: ShellState): ShellState | undefined {
  if (outcome.status === 'success') return undefined;
  const { foldersOnFailure } = outcome;
  if (foldersOnFailure === undefined) return state;
  const failed = state.fork();
  failed.folders = foldersOnFailure;
  return failed;
}

/** One way that stands for two. */
function either(
  base: ShellState,
  left: ShellState | undefined,
  right: ShellState | undefined,
): ShellState | undefined {
  if (left === undefined || right === undefined || left.isSame(right)) return left ?? right;
  const joined = base.fork();
  joined.join([left, right]);
  return joined;
}

/** Goes on with what several ways have in common; a way that is the state itself is a snapshot. */
function settle(state: ShellState, ways: readonly ShellState[]): void {
  if (ways.every((way) => way === state)) return;
  state.join(ways.map((way) => (way === state ? snapshot(state) : way)));
}

function snapshot(state: ShellState): ShellState {
  const copy = state.fork();
  copy.left = state.left;
  return copy;
}

/** Folders after the list: those after success first, as the likelier. */
function place(
  state: ShellState,
  folders: Folders | undefined,
  failed: Folders | undefined,
): Pick<Outcome, 'foldersOnFailure'> {
  if (folders === undefined) return {};
  state.folders = folders;
  return failed === undefined || failed === folders ? {} : { foldersOnFailure: failed };
}

/** `a | b`: each in a shell of its own, one's output the next one's input. */
export function runPipeline(interpreter: Interpreter, node: Pipeline, frame: Frame): Outcome {
  const negated = node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1;
  const [first] = node.commands;
  if (node.commands.length === 1 && first !== undefined) {
    const outcome = interpreter.runNode(first, frame);
    return negated ? negate(outcome, frame.state) : outcome;
  }
  const { files } = interpreter;
  const { cycles } = files;
  const stdout = walkPipe(interpreter, node, frame);
  // What comes in at the end flows back to the start: `cat fifo | sh | nc host port > fifo`.
  return { stdout: files.cycles > cycles ? walkPipe(interpreter, node, frame) : stdout };
}

function walkPipe(interpreter: Interpreter, node: Pipeline, frame: Frame): Stream {
  const multiplies = copiesOf(frame.call?.name, node) > 1 ? ({ inParallel: true } as const) : {};
  let input = frame.input;
  let stdout: Stream = NOTHING;
  const before = snapshot(frame.state);
  for (const [index, command] of node.commands.entries()) {
    const state = frame.state.fork();
    const isLast = index + 1 === node.commands.length;
    if (!isLast) state.descriptors.set('1', CAPTURED);
    if (index > 0) state.descriptors.delete('0');
    const { input: _outer, ...rest } = frame;
    const merges = frame.mergesErrors || node.operators[index] === '|&';
    const place: Frame = {
      ...rest,
      ...multiplies,
      state,
      mergesErrors: merges,
      ...(input ? { input } : {}),
    };
    stdout = captured(interpreter, () =>
      runInSubshell(interpreter, place, before, (inner) => interpreter.runNode(command, inner)),
    );
    input = new InputReader(
      stdout.shown === undefined || isReadAlone(node.commands[index + 1], place)
        ? stdout
        : withoutShown(stdout),
    );
    // zsh and `lastpipe` run the last one in the shell itself.
    if (!isLast) continue;
    state.left = false;
    state.folders = before.folders;
    frame.state.join([before, state]);
  }
  return stdout;
}

/** True if the program that a command names, and nothing else in it, reads what flows in. */
function isReadAlone(command: Pipeline['commands'][number] | undefined, frame: Frame): boolean {
  if (command?.type !== 'Command' || command.name === undefined || frame.call !== undefined)
    return false;
  const { value: name } = command.name;
  const { functions, aliases, redefined } = frame.state;
  if (functions.get(name) !== undefined || aliases.get(name) !== undefined) return false;
  if (redefined.get(name) || redefined.get('*')) return false;
  // What a builtin starts (`eval`) reads with it, and a path may be a script of any kind.
  if (findBuiltin(name) !== undefined || name.includes('/')) return false;
  const words = [command.name, ...command.args];
  return (
    command.prefix.length === 0 &&
    words.every((word) => word.type === 'Word' && isPlainWord(word)) &&
    command.redirects.every(
      (each) => each.type === 'Redirect' && each.target !== undefined && isPlainWord(each.target),
    )
  );
}

/** True if expanding the word runs nothing that could read. */
function isPlainWord({ text, parts = [] }: Word): boolean {
  return (
    !/^[<>]\(/.test(text) &&
    parts.every(
      (part) =>
        part.type === 'Literal' ||
        part.type === 'SingleQuoted' ||
        (part.type === 'DoubleQuoted' && !/[`(]/.test(part.text)),
    )
  );
}

/** How often a pipe starts the function it lies in. */
function copiesOf(name: string | undefined, { commands }: Pipeline): number {
  if (name === undefined) return 0;
  return commands.filter((each) => each.type === 'Command' && each.name?.value === name).length;
}

function negate(outcome: Outcome, state: ShellState): Outcome {
  const { stdout, status, foldersOnFailure } = outcome;
  const folders = state.folders;
  if (foldersOnFailure !== undefined) state.folders = foldersOnFailure;
  return {
    stdout,
    ...(status === undefined ? {} : { status: status === 'success' ? 'failure' : 'success' }),
    ...(foldersOnFailure === undefined ? {} : { foldersOnFailure: folders }),
  };
}
