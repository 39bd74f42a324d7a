import { concatStreams, maybe, NOTHING } from '../flow/stream.ts';
import type { Stream, Value } from '../program.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import type { ShellState } from './state.ts';

/** Text kept for later, read now; parts of it that are not known are holes. */
export function runValue(
  interpreter: Interpreter,
  { text, known, taint }: Value,
  frame: Frame,
): Outcome {
  const { holes: _outer, ...rest } = frame;
  return interpreter.runText(text, known ? rest : { ...rest, holes: taint });
}

/** Runs something in a shell of its own, and what it leaves for that shell's end. */
export function runInSubshell(
  interpreter: Interpreter,
  frame: Frame,
  outer: ShellState,
  run: (inner: Frame) => Outcome,
): Outcome {
  // `break` does not reach the loop outside.
  const { loop: _outside, ...inner } = frame;
  const outcome = run(inner);
  const trapped = runTraps(interpreter, frame, outer);
  const { stdout, status } = outcome;
  return {
    stdout: concatStreams(stdout, trapped),
    ...(status === undefined ? {} : { status }),
  };
}

/** Runs what `trap` left for the end of a shell; `outer` holds traps a subshell does not inherit. */
export function runTraps(interpreter: Interpreter, frame: Frame, outer?: ShellState): Stream {
  let stdout: Stream = NOTHING;
  if (outer !== undefined && frame.state.traps.isSame(outer.traps)) return stdout;
  for (const [signal, { bodies }] of frame.state.traps.entries()) {
    if (outer?.traps.get(signal)?.bodies === bodies) continue;
    for (const body of bodies) {
      const state = frame.state.fork();
      const inner = { ...frame, state, depth: frame.depth + 1 };
      stdout = concatStreams(stdout, maybe(runValue(interpreter, body, inner).stdout));
    }
  }
  return stdout;
}
