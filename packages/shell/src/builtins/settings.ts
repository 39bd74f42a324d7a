import { NOTHING, opaque } from '../flow/stream.ts';
import { CLEAN } from '../values/taint.ts';
import type { Outcome } from '../walk/frame.ts';
import { type BuiltinCall, type BuiltinTable, splitOptions } from './builtin.ts';
import { showHistory } from './history.ts';

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
  history: runHistory,
  help: tells,
  compopt: nothing,
};

/** `history` lists what was typed before; with an operand that is no number it does something else. */
function runHistory(call: BuiltinCall): Outcome {
  const { letters } = splitOptions(call.args, 'danrwps');
  return letters.size === 0 ? showHistory(call) : tells();
}

function nothing(): Outcome {
  return { stdout: NOTHING };
}

function tells(): Outcome {
  return { stdout: opaque(CLEAN) };
}
