import type { Call, Effects, RunOptions, Stream, Value } from '../../program.ts';

/**
 * Run a command the way most wrappers do: it reads the wrapper's standard input and writes to its
 * standard output. Does nothing when there is no command.
 */
export function runInherited(
  call: Call,
  effects: Effects,
  argv: readonly Value[],
  options: RunOptions = {},
): void {
  if (argv.length === 0) return;
  effects.stdout(effects.run(argv, { ...stdinOf(call), ...options }));
}

/** As `runInherited`, for a wrapper that hands its words to a shell as text. */
export function lineInherited(
  call: Call,
  effects: Effects,
  text: Value | Stream,
  options: RunOptions = {},
): void {
  effects.stdout(effects.line(text, { ...stdinOf(call), ...options }));
}

/** The call's standard input as a run option. */
export function stdinOf(call: Call): { stdin?: Stream } {
  return call.stdin === undefined ? {} : { stdin: call.stdin };
}

/** The call's folder for a script reference. */
export function cwdOf(call: Call): { cwd?: string } {
  return call.cwd === undefined ? {} : { cwd: call.cwd };
}
