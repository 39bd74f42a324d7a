import { opaque } from '../flow/stream.ts';
import { emit } from '../walk/emit.ts';
import type { Outcome } from '../walk/frame.ts';
import type { BuiltinCall } from './builtin.ts';

/** The commands typed before are shown, keys and passwords among them. */
export function showHistory({ interpreter, frame, name }: BuiltinCall): Outcome {
  emit(interpreter.recorder, frame, name, 'secret.read', { kind: 'history' });
  return { stdout: opaque({ secret: 'history' }) };
}
