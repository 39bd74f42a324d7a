import { NOTHING } from '../flow/stream.ts';
import { formatText } from '../programs/files/printf.ts';
import { evaluateText } from '../values/arithmetic.ts';
import { joinAllTaints } from '../values/taint.ts';
import { literal, streamOfValue, unknownValue, valueOfStream } from '../values/value.ts';
import type { Outcome } from '../walk/frame.ts';
import { assign } from '../walk/state.ts';
import { list } from '../walk/variable.ts';
import type { BuiltinCall, BuiltinTable } from './builtin.ts';

/** Builtins that only succeed or fail, or print into a variable. */
export const OUTPUT: BuiltinTable = {
  printf: runPrintf,
  true: () => ({ stdout: NOTHING, status: 'success' }),
  ':': () => ({ stdout: NOTHING, status: 'success' }),
  false: () => ({ stdout: NOTHING, status: 'failure' }),
  test: runTest,
  '[': runTest,
};

/** `printf [-v name] format words…`. */
function runPrintf({ args, frame, interpreter }: BuiltinCall): Outcome {
  const [first, name] = args;
  const toVariable = first?.text === '-v' && name !== undefined;
  const rest = args.slice(toVariable ? 2 : 0);
  const [format, ...words] = rest[0]?.text === '--' ? rest.slice(1) : rest;
  if (format === undefined) return { stdout: NOTHING };
  // How often the format is used depends on how many words there are.
  const stream = words.some((word) => word.splits)
    ? streamOfValue(unknownValue(joinAllTaints(rest.map((word) => word.taint))))
    : formatText(format, words);
  if (!toVariable) return { stdout: stream, status: 'success' };
  const value = valueOfStream(stream);
  const [, variable, subscript] = /^(\w+)(?:\[(.*)\])?$/s.exec(name.text) ?? [];
  if (subscript !== undefined) evaluateText(literal(subscript), interpreter.expansion(frame));
  if (variable !== undefined && name.known) {
    if (subscript === undefined) assign(frame.state, variable, value);
    else frame.state.variables.set(variable, list([], value.taint));
  }
  return { stdout: NOTHING, status: 'success' };
}

/** Operators of `test` that look whether a file is there. */
const ASKS = /^-[aefrsw]$/;

/** `test -v 'a[$(x)]'` runs the subscript; nothing else in it runs. */
function runTest({ args, interpreter, frame }: BuiltinCall): Outcome {
  const [cwd] = frame.state.folders;
  args.forEach((word, index) => {
    if (ASKS.test(args[index - 1]?.text ?? '') && word.known)
      interpreter.files.noteAsked(word.text, cwd);
    const [, subscript] = /^\w+\[(.*)\]$/s.exec(word.text) ?? [];
    if (args[index - 1]?.text === '-v' && subscript !== undefined)
      evaluateText(literal(subscript), interpreter.expansion(frame));
  });
  return { stdout: NOTHING };
}
