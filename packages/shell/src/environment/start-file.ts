import type { Language } from '../contract.ts';
import { InputReader } from '../flow/descriptors.ts';
import { NOTHING } from '../flow/stream.ts';
import type { Value } from '../program.ts';
import type { Frame } from '../walk/frame.ts';
import type { Interpreter } from '../walk/interpreter.ts';
import { runFile } from '../walk/run-file.ts';

/** Reads text as a line of the value's own: what it does to the shell does not stay. */
export function runInside(
  interpreter: Interpreter,
  { state, holes: _outer, ...rest }: Frame,
  value: Value,
  text: string,
): void {
  const holes = value.known ? {} : { holes: value.taint };
  // Whoever runs it gives it something to work on.
  const input = new InputReader(NOTHING);
  const depth = rest.depth + 1;
  interpreter.runText(text, { ...rest, input, state: state.fork(), depth, ...holes });
}

/** A file that a program runs at its start. */
export function runStartFile(
  interpreter: Interpreter,
  frame: Frame,
  file: Value,
  language: Language | undefined,
): void {
  if (!file.known) interpreter.recorder.unknown('script-body');
  else runNamedFile(interpreter, frame, file, language, {});
}

/** As `runFile`, for a file named by the value of a variable. */
export function runNamedFile(
  interpreter: Interpreter,
  frame: Frame,
  { text: path }: Value,
  language: Language | undefined,
  options: { readonly optional?: true },
): void {
  const [cwd] = frame.state.folders;
  const reference = {
    path,
    args: [],
    ...(cwd === undefined ? {} : { cwd }),
    ...(language === undefined ? {} : { language }),
    ...options,
  };
  runFile(interpreter, frame, { via: 'startup', reference, quiet: options.optional ?? false });
}
