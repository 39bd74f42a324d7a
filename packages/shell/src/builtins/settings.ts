import { NOTHING, opaque } from '../flow/stream.ts';
import { CLEAN } from '../values/taint.ts';
import type { Outcome } from '../walk/frame.ts';
import type { BuiltinTable } from './builtin.ts';

/** Builtins that only set or tell something about the shell or its jobs. */
export const SETTINGS: BuiltinTable = {
  shopt: nothing,
  setopt: nothing,
  unsetopt: nothing,
  umask: tells,
  ulimit: tells,
  wait: nothing,
  jobs: tells,
  fg: nothing,
  bg: nothing,
  disown: nothing,
  suspend: nothing,
  times: tells,
  type: tells,
  dirs: tells,
  caller: tells,
  history: tells,
  help: tells,
  compopt: nothing,
};

function nothing(): Outcome {
  return { stdout: NOTHING };
}

function tells(): Outcome {
  return { stdout: opaque(CLEAN) };
}
