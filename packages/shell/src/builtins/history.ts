import { NOTHING, opaque } from '../flow/stream.ts';
import { literal } from '../values/value.ts';
import { emit } from '../walk/emit.ts';
import type { Outcome } from '../walk/frame.ts';
import { type BuiltinCall, splitOptions } from './builtin.ts';

/**
 * What was typed is taken from the list (`-c`, `-d`, fish's `clear`) and so from its file when the shell
 * ends, or at once (`-w`).
 */
export function rewriteHistory({ interpreter, frame, name, args }: BuiltinCall): Outcome {
  const { state } = frame;
  const usual = `${state.surroundings.home ?? ''}/.bash_history`;
  const { letters, rest } = splitOptions(args, 'd');
  const named = letters.has('w') ? rest[0] : undefined;
  const set = state.variables.get('HISTFILE')?.values[0];
  const file = named ?? (set?.known ? set : literal(usual));
  emit(interpreter.recorder, frame, name, 'file.write', { file_path: file });
  return { stdout: NOTHING };
}

/** The commands typed before are shown, keys and passwords among them. */
export function showHistory({ interpreter, frame, name }: BuiltinCall): Outcome {
  emit(interpreter.recorder, frame, name, 'secret.read', { kind: 'history' });
  return { stdout: opaque({ secret: 'history' }) };
}
