/**
 * The common syntax that every language is read into: just what is needed to follow constant
 * values to the calls that touch files, processes, the network and secrets.
 */
export type Node =
  /** A string, its interpolated parts as nodes. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Node)[] }
  | { readonly kind: 'constant'; readonly value: number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  /** `a.b`, `a::b`, `a->b`. */
  | { readonly kind: 'member'; readonly object: Node; readonly name: string }
  /** `a[b]`. */
  | { readonly kind: 'index'; readonly object: Node; readonly index: Node }
  /** A call, also of a constructor. */
  | { readonly kind: 'call'; readonly callee: Node; readonly args: readonly Argument[] }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | {
      readonly kind: 'record';
      readonly entries: readonly { readonly key?: string; readonly value: Node }[];
    }
  | FunctionNode
  | { readonly kind: 'assign'; readonly target: Node; readonly value: Node }
  /** A name bound to something of the language's library: `import os.path as p`. */
  | { readonly kind: 'bind'; readonly name: string; readonly api: string }
  /** Everything the library at `api` exports becomes a name of its own. */
  | { readonly kind: 'bind-all'; readonly api: string }
  | { readonly kind: 'block'; readonly body: readonly Node[]; readonly conditional?: true }
  | {
      readonly kind: 'loop';
      /** Evaluated before each round; a loop with neither this nor an iterable has an end. */
      readonly condition?: Node;
      readonly variable?: Node;
      readonly iterable?: Node;
      readonly body: Node;
    }
  | { readonly kind: 'return'; readonly value: Node }
  /** `break`, `last`: out of the loop it stands in. */
  | { readonly kind: 'leave' }
  /** Text for a shell: backticks, `%x()`, `qx()`. */
  | { readonly kind: 'shell'; readonly text: Node }
  /** Anything else: its parts are evaluated, its value is not known. */
  | { readonly kind: 'other'; readonly parts: readonly Node[] }
  /** A place the grammar could not read. */
  | { readonly kind: 'error' };

export type FunctionNode = {
  readonly kind: 'function';
  readonly name?: string;
  readonly parameters: readonly string[];
  readonly body: Node;
};

export type Argument = {
  /** Name of a keyword argument. */
  readonly name?: string;
  readonly spread?: true;
  readonly value: Node;
};

export const NOTHING_READ: Node = { kind: 'other', parts: [] };

export function textNode(text: string): Node {
  return { kind: 'text', parts: [text] };
}

export function block(body: readonly Node[]): Node {
  return { kind: 'block', body };
}

export const ALWAYS: Node = { kind: 'constant', value: true };

/** `-x`, `!x`: computed of a constant, else a value that is not known. */
export function unary(operator: string, operand: Node): Node {
  const value = operand.kind === 'constant' ? operand.value : undefined;
  if (operator === '-' && typeof value === 'number') return { kind: 'constant', value: -value };
  if (/^(?:!|not)$/.test(operator) && value !== undefined)
    return { kind: 'constant', value: !value };
  // `!x` only tells whether.
  return /^(?:!|not)$/.test(operator)
    ? { kind: 'binary', operator: '==', left: operand, right: { kind: 'constant', value: false } }
    : { kind: 'other', parts: [operand] };
}

export function conditional(body: readonly Node[]): Node {
  return { kind: 'block', body, conditional: true };
}
