import { NOTHING } from '../flow/stream.ts';
import type { Outcome } from '../walk/frame.ts';
import type { ShellState } from '../walk/state.ts';
import { runTraps } from '../walk/traps.ts';
import type { BuiltinCall, BuiltinTable } from './builtin.ts';

/** Builtins after which the commands that follow are not reached. */
export const LEAVING: BuiltinTable = {
  exit: runExit,
  logout: runExit,
  return: (call) => (call.frame.call === undefined ? stay() : leave(call, call.frame.call.returns)),
  break: (call) => leaveLoop(call, 'breaks'),
  continue: (call) => leaveLoop(call, 'continues'),
};

/** `break 2` leaves the loop around the loop. */
function leaveLoop(call: BuiltinCall, how: 'breaks' | 'continues'): Outcome {
  const [count] = call.args;
  let { loop } = call.frame;
  for (let levels = Number(count?.text ?? 1); levels > 1 && loop?.outer !== undefined; levels -= 1)
    loop = loop.outer;
  return loop === undefined ? stay() : leave(call, loop[how]);
}

/** What `trap` left for the end runs with what the shell holds now. */
function runExit(call: BuiltinCall): Outcome {
  runTraps(call.interpreter, call.frame);
  return leave(call, undefined);
}

/** Leaves only if bash surely does: with arguments it may refuse, it goes on. */
function leave({ frame, args, site }: BuiltinCall, exits: ShellState[] | undefined): Outcome {
  const [count, ...more] = args;
  const sure = site.level !== 'program' && more.length === 0;
  if (!sure || (count !== undefined && !(count.known && /^\d+$/.test(count.text)))) return stay();
  exits?.push(frame.state.fork());
  frame.state.left = true;
  return { stdout: NOTHING };
}

function stay(): Outcome {
  return { stdout: NOTHING };
}
