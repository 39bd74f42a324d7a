import type { CompoundCommand, CompoundList, Redirected } from 'unbash';

/** What a function runs when it is called. */
export type FunctionBody = CompoundCommand | Redirected | CompoundList;
