import { NOTHING, opaque } from '../flow/stream.ts';
import { evaluateSubscript } from '../values/arithmetic.ts';
import { CLEAN } from '../values/taint.ts';
import { unknownValue } from '../values/value.ts';
import type { Outcome } from '../walk/frame.ts';
import { assign } from '../walk/state.ts';
import { type BuiltinCall, type BuiltinTable, splitOptions } from './builtin.ts';
import { rewriteHistory, showHistory } from './history.ts';

/** Builtins that only set or tell something about the shell or its jobs. */
export const SETTINGS: BuiltinTable = {
  shopt: nothing,
  setopt: nothing,
  unsetopt: nothing,
  umask: tells,
  ulimit: tells,
  wait: runWait,
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

/** `history` lists what was typed before; with an option it does something else. */
function runHistory(call: BuiltinCall): Outcome {
  const { letters } = splitOptions(call.args, 'danrps');
  if (['c', 'd', 'w'].some((letter) => letters.has(letter))) return rewriteHistory(call);
  if (letters.size > 0) return tells();
  return /^(?:clear|delete)/.test(call.args[0]?.text ?? '')
    ? rewriteHistory(call)
    : showHistory(call);
}

/** `wait -p name`: the number of the job that ended is put there. */
function runWait({ interpreter, frame, args }: BuiltinCall): Outcome {
  const name = splitOptions(args, 'p').values.get('p');
  if (name !== undefined) {
    evaluateSubscript(name.text, interpreter.expansion(frame));
    assign(frame.state, name.text, unknownValue());
  }
  return { stdout: NOTHING };
}

function nothing(): Outcome {
  return { stdout: NOTHING };
}

function tells(): Outcome {
  return { stdout: opaque(CLEAN) };
}
