import type { Taint } from '../program.ts';

/** A value or stream that comes from nowhere worth naming. */
export const CLEAN: Taint = {};

/** Kind of the secret that a variable holds whose name says so (`$GITHUB_TOKEN`). */
export const NAMED_SECRET = 'environment-variable';

/** The taint without a secret that was named on the command line, as programs take theirs. */
export function withoutNamedSecret(taint: Taint): Taint {
  if (taint.secret !== NAMED_SECRET) return taint;
  const { secret: _secret, ...rest } = taint;
  return rest;
}

/** The join of two taints: all that either has; of two secrets or two origins the first. */
export function joinTaints(left: Taint, right: Taint): Taint {
  if (left === right || isClean(right)) return left;
  if (isClean(left)) return right;
  const secret = left.secret ?? right.secret;
  const remote = left.remote ?? right.remote;
  const processes = left.processes || right.processes || (left.processes ?? right.processes);
  return {
    ...(secret === undefined ? {} : { secret }),
    ...(remote === undefined ? {} : { remote }),
    ...(left.decoded || right.decoded ? { decoded: true } : {}),
    ...(left.unknown || right.unknown ? { unknown: true } : {}),
    ...(processes === undefined ? {} : { processes }),
  };
}

export function joinAllTaints(taints: Iterable<Taint>): Taint {
  let joined = CLEAN;
  for (const taint of taints) joined = joinTaints(joined, taint);
  return joined;
}

function isClean(taint: Taint): boolean {
  const { secret, remote, decoded, unknown, processes } = taint;
  return !secret && !remote && !decoded && !unknown && processes === undefined;
}
