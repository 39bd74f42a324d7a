import { Script } from 'node:vm';

/** Thrown when work did not end in its time. */
export class TimeLimitExceeded extends Error {
  override readonly name = 'TimeLimitExceeded';
}

const WORK = Symbol.for('agsec.work');

type WorkPlace = { [WORK]?: () => void };

/**
 * Runs work that takes a bounded time: JavaScript that is still running after `milliseconds` is
 * stopped wherever it is, inside a regular expression too. Throws `TimeLimitExceeded` then. A system
 * call that does not return is not interrupted. Must not be nested.
 */
export function withinTimeLimit<T>(work: () => T, milliseconds: number): T {
  if (milliseconds < 1) throw new TimeLimitExceeded('no time left');
  const place: typeof globalThis & WorkPlace = globalThis;
  let done: { readonly result: T } | undefined;
  place[WORK] = () => {
    done = { result: work() };
  };
  try {
    const script = new Script("globalThis[Symbol.for('agsec.work')]()");
    script.runInThisContext({ timeout: Math.floor(milliseconds) });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    delete place[WORK];
  }
  if (done === undefined) throw new TimeLimitExceeded(`not done in ${milliseconds} ms`);
  return done.result;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
