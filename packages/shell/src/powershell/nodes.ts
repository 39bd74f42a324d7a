import type { Node } from '../code/syntax.ts';

export function name(text: string): Node {
  return { kind: 'name', name: text };
}

/** A call of something this reader names itself: an operator, a cast, a command. */
export function call(callee: string, values: readonly Node[]): Node {
  return { kind: 'call', callee: name(callee), args: values.map((value) => ({ value })) };
}
