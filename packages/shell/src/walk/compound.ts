import type {
  ArithmeticCommand,
  Case,
  CompoundList,
  Coproc,
  Elif,
  If,
  Subshell,
  TestCommand,
  TestExpression,
  Word,
} from 'unbash';
import { InputReader } from '../flow/descriptors.ts';
import { concatStreams, NOTHING, opaque } from '../flow/stream.ts';
import type { Stream } from '../program.ts';
import { evaluate, evaluateText } from '../values/arithmetic.ts';
import { expandPattern, expandSingle } from '../values/expand-word.ts';
import { joinAllTaints } from '../values/taint.ts';
import { literal } from '../values/value.ts';
import { freeDescriptor, source } from './endpoints.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import type { ShellState } from './state.ts';
import { runInSubshell } from './traps.ts';
import { list } from './variable.ts';

/** `( … )`: nothing it changes lasts. */
export function runSubshell(interpreter: Interpreter, node: Subshell, frame: Frame): Outcome {
  const state = frame.state.fork();
  return runInSubshell(interpreter, { ...frame, state }, frame.state, (inner) =>
    interpreter.runScript(node.body, inner),
  );
}

/** `if`: both ways are walked, whatever the condition. */
export function runIf(interpreter: Interpreter, node: If, frame: Frame): Outcome {
  return runBranches(interpreter, [node, ...node.elif], node.else, frame);
}

function runBranches(
  interpreter: Interpreter,
  [branch, ...others]: readonly (If | Elif)[],
  otherwise: CompoundList | undefined,
  frame: Frame,
): Outcome {
  if (branch === undefined)
    return otherwise === undefined ? { stdout: NOTHING } : interpreter.runScript(otherwise, frame);
  const { state } = frame;
  const clause = interpreter.runScript(branch.clause, frame);
  const success = state.fork();
  const failure = state.fork();
  if (clause.foldersOnFailure !== undefined) failure.folders = clause.foldersOnFailure;
  success.left = state.left;
  failure.left = state.left;
  const then = interpreter.runScript(branch.then, {
    ...frame,
    state: success,
    isMaybe: true,
  });
  const other = runBranches(interpreter, others, otherwise, {
    ...frame,
    state: failure,
    isMaybe: true,
  });
  state.join([success, failure]);
  return { stdout: concatStreams(clause.stdout, oneOf([then.stdout, other.stdout])) };
}

/** The output of one of several ways. */
function oneOf(streams: readonly Stream[]): Stream {
  const [first] = streams;
  if (first?.text !== undefined && streams.every((stream) => stream.text === first.text))
    return first;
  return opaque(joinAllTaints(streams.map((stream) => stream.taint)));
}

/** `case`: every branch is walked; `;&` leads from one into the next. */
export function runCase(interpreter: Interpreter, node: Case, frame: Frame): Outcome {
  const { state } = frame;
  const expansion = interpreter.expansion(frame);
  expandSingle(node.word, expansion);
  const ways: ShellState[] = [state.fork()];
  const outputs: Stream[] = [NOTHING];
  let carried: ShellState | undefined;
  for (const item of node.items) {
    for (const pattern of item.pattern) expandPattern(pattern, expansion);
    const way = state.fork();
    if (carried !== undefined) way.join([state.fork(), carried]);
    outputs.push(interpreter.runScript(item.body, { ...frame, state: way, isMaybe: true }).stdout);
    ways.push(way);
    carried = item.terminator === ';&' || item.terminator === ';;&' ? way : undefined;
  }
  state.join(ways);
  return { stdout: oneOf(outputs) };
}

/** `[[ … ]]`: runs nothing but the expansions in it. */
export function runTest(interpreter: Interpreter, node: TestCommand, frame: Frame): Outcome {
  runTestExpression(interpreter, node.expression, frame);
  return { stdout: NOTHING };
}

function runTestExpression(
  interpreter: Interpreter,
  expression: TestExpression,
  frame: Frame,
): void {
  const expansion = interpreter.expansion(frame);
  switch (expression.type) {
    case 'TestUnary':
      // `-v a[$(x)]` reads its operand as a variable's name, subscript and all.
      runUnary(interpreter, expression.operator, expression.operand, frame);
      break;
    case 'TestBinary': {
      const left = expandSingle(expression.left, expansion);
      const right = expandPattern(expression.right, expansion);
      if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator))
        for (const operand of [left, right]) evaluateText(operand, expansion);
      break;
    }
    case 'TestLogical':
      for (const operand of expression.operands) runTestExpression(interpreter, operand, frame);
      break;
    case 'TestNot':
      runTestExpression(interpreter, expression.operand, frame);
      break;
    case 'TestGroup':
      runTestExpression(interpreter, expression.expression, frame);
  }
}

function runUnary(interpreter: Interpreter, operator: string, word: Word, frame: Frame): void {
  const expansion = interpreter.expansion(frame);
  const value = expandSingle(word, expansion);
  const [, subscript] = /\[(.*)\]$/s.exec(value.text) ?? [];
  if (operator === '-v' && subscript !== undefined) evaluateText(literal(subscript), expansion);
  const [cwd] = frame.state.folders;
  if (/^-[aefrsw]$/.test(operator) && value.known) interpreter.files.noteAsked(value.text, cwd);
}

/** `(( … ))`. */
export function runArithmetic(
  interpreter: Interpreter,
  node: ArithmeticCommand,
  frame: Frame,
): Outcome {
  if (node.expression) evaluate(node.expression, interpreter.expansion(frame));
  return { stdout: NOTHING };
}

/** `coproc`: a command that reads what is later written to its descriptor, and is read in turn. */
export function runCoproc(interpreter: Interpreter, node: Coproc, frame: Frame): Outcome {
  const { state } = frame;
  const { body } = node;
  const name = node.name?.value ?? 'COPROC';
  let written: Stream = NOTHING;
  const run = (input: Stream): Stream => {
    const start: Frame = { ...frame, state: state.fork(), input: new InputReader(input) };
    return runInSubshell(interpreter, start, state, (inner) =>
      body.type === 'CompoundList'
        ? interpreter.runScript(body, inner)
        : interpreter.runNode(body, inner),
    ).stdout;
  };
  const reading = freeDescriptor(interpreter, state);
  state.descriptors.set(String(reading), source(run(NOTHING)));
  const writing = freeDescriptor(interpreter, state);
  state.descriptors.set(String(writing), {
    kind: 'command',
    feed: (stream) => {
      written = concatStreams(written, stream);
      state.descriptors.set(String(reading), source(run(written)));
    },
  });
  state.variables.set(name, list([literal(String(reading)), literal(String(writing))]));
  return { stdout: NOTHING };
}
