import type { CallMethod } from './knowledge.ts';
import { instance, list, type Thing } from './thing.ts';

const CALLABLE = 'callable ';

/** A method of a function that waits for its call (`remove.apply`). */
export function callMethodOf(callee: Thing, how: CallMethod): Thing {
  return how === 'self' ? callee : instance(`${CALLABLE}${how}`, callee);
}

/** What a call of such a method calls, and with what; `undefined` if it is none. */
export function calledThrough(
  { type, of }: Thing & { readonly kind: 'instance' },
  args: readonly Thing[],
):
  | { readonly callee: Thing; readonly args: readonly Thing[]; readonly later: boolean }
  | undefined {
  if (!type.startsWith(CALLABLE)) return undefined;
  const later = type === `${CALLABLE}bind`;
  return { callee: of, args: argumentsOf(type.slice(CALLABLE.length), args), later };
}

function argumentsOf(how: string, args: readonly Thing[]): readonly Thing[] {
  switch (how) {
    case 'bind':
    case 'without-first':
      return args.slice(1);
    case 'list-first':
      return itemsOf(args[0]);
    case 'list-second':
      return itemsOf(args[1]);
    default:
      return args;
  }
}

function itemsOf(given: Thing = list([])): readonly Thing[] {
  return given.kind === 'list' ? given.items : [given];
}
