import type { Action, Via } from '../action.ts';

/** How an implied action comes from its source: under the source's name, wrappers and file. */
export function impliedVia({ name, via }: Action): Via {
  return { wrappers: [], ...via, name };
}
