import type { ParsedScript } from 'unbash';
import { CAPTURED, InputReader } from '../flow/descriptors.ts';
import { concatStreams, NOTHING } from '../flow/stream.ts';
import type { Stream, Taint, Value } from '../program.ts';
import type { Expansion } from '../values/expansion.ts';
import { joinTaints } from '../values/taint.ts';
import { literal } from '../values/value.ts';
import { anyOf } from './choices.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter, Sink } from './interpreter.ts';
import { runInSubshell } from './traps.ts';

/** What word expansion in `frame` may call back into. */
export function expansionFor(interpreter: Interpreter, frame: Frame): Expansion {
  return {
    frame,
    substitute: (script) => runSubstitution(interpreter, script, frame),
    connect: (operator, script) => connect(interpreter, operator, script, frame),
    choose: (name, values) => interpreter.choices?.choose(name, values) ?? anyOf(values),
    countWords: (words) => interpreter.recorder.budget.countWords(words),
  };
}

/** `$(…)`: a subshell of which only the output stays. */
function runSubstitution(interpreter: Interpreter, script: ParsedScript, frame: Frame): Stream {
  const state = frame.state.fork();
  state.descriptors.set('1', CAPTURED);
  const inner: Frame = { ...frame, state, mergesErrors: false, depth: frame.depth + 1 };
  return captured(interpreter, () =>
    runInSubshell(interpreter, inner, frame.state, (place) => interpreter.runScript(script, place)),
  );
}

/**
 * Runs a command, then everything its `>(…)` started that nothing was seen to be written to: a
 * program that was given the path may have written what it was given.
 */
export function withSinks(
  interpreter: Interpreter,
  taint: () => Taint,
  run: () => Outcome,
): Outcome {
  const { sinks, files } = interpreter;
  const before = sinks.size;
  const outcome = run();
  if (sinks.size === before) return outcome;
  for (const [path, sink] of [...sinks].slice(before)) {
    if (sink.fed) continue;
    const unseen = sink.redirected ? NOTHING : { taint: taint() };
    sink.feed(files.stream(path, undefined) ?? unseen);
  }
  return outcome;
}

function noteStray({ stray }: Interpreter, stdout: Stream): void {
  if (stdout.text === '') return;
  stray.count += 1;
  stray.taint = joinTaints(stray.taint, stdout.taint);
}

/** The output of commands, with what those they wrote to printed in turn. */
export function captured(interpreter: Interpreter, run: () => Outcome): Stream {
  const { stray } = interpreter;
  const { count } = stray;
  const { stdout } = run();
  return stray.count === count ? stdout : { taint: joinTaints(stdout.taint, stray.taint) };
}

/** `<(…)` and `>(…)`: a path that reads what a command prints, or feeds it. */
function connect(
  interpreter: Interpreter,
  operator: '<' | '>',
  script: ParsedScript,
  frame: Frame,
): Value {
  const path = interpreter.freshDescriptorPath();
  // It starts now, with what the shell holds now, whenever something is written to it.
  const start = frame.state.fork();
  const run = (input: Stream | undefined): Stream => {
    const { input: _outer, ...rest } = frame;
    const state = start.fork();
    if (operator === '<') state.descriptors.set('1', CAPTURED);
    const inner: Frame = {
      ...rest,
      state,
      depth: frame.depth + 1,
      ...(input === undefined ? {} : { input: new InputReader(input) }),
    };
    return runInSubshell(interpreter, inner, frame.state, (place) =>
      interpreter.runScript(script, place),
    ).stdout;
  };
  if (operator === '<') {
    interpreter.files.write(path, undefined, run(frame.input?.stream));
    return literal(path);
  }
  let written: Stream = NOTHING;
  const sink: Sink = {
    fed: false,
    redirected: false,
    feed(stream) {
      sink.fed = true;
      written = concatStreams(written, stream);
      noteStray(interpreter, run(written));
    },
  };
  interpreter.sinks.set(path, sink);
  return literal(path);
}
