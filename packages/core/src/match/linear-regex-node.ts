import { normalizeRanges, type UnitRange } from './linear-regex-ranges.ts';

/**
 * `final`: the end, or before a newline that ends the text (Python's `$`). `line-start`, `line-end`:
 * the same at any newline (Python's `(?m)`). They are resolved before a pattern is printed.
 */
export type Assertion = 'start' | 'end' | 'word' | 'not-word' | 'final' | 'line-start' | 'line-end';

/** A pattern, flags already applied to its leaves. A set matches one UTF-16 code unit. */
export type RegexNode =
  | { readonly kind: 'set'; readonly ranges: readonly UnitRange[] }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: RegexNode;
      readonly min: number;
      /** `Infinity` for no upper bound. */
      readonly max: number;
    }
  | { readonly kind: 'assert'; readonly at: Assertion };

/** Matches the empty text only. */
export const EMPTY: RegexNode = { kind: 'sequence', items: [] };

/** Matches nothing. */
export const NEVER: RegexNode = { kind: 'choice', items: [] };

export function setOf(ranges: readonly UnitRange[]): RegexNode {
  return ranges.length === 0 ? NEVER : { kind: 'set', ranges: normalizeRanges(ranges) };
}

/** A sequence without nested sequences; the item itself when there is one. */
export function sequenceOf(items: readonly RegexNode[]): RegexNode {
  const flat = items.flatMap((item) => (item.kind === 'sequence' ? item.items : [item]));
  if (flat.some(isNever)) return NEVER;
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: 'sequence', items: flat };
}

/** A choice without nested choices and without branches that match nothing. */
export function choiceOf(items: readonly RegexNode[]): RegexNode {
  const flat = items.flatMap((item) => (item.kind === 'choice' ? item.items : [item]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: 'choice', items: flat };
}

export function repeatOf(item: RegexNode, min: number, max: number): RegexNode {
  if (isNever(item)) return min === 0 ? EMPTY : NEVER;
  if (isEmpty(item) || max === 0) return EMPTY;
  return min === 1 && max === 1 ? item : { kind: 'repeat', item, min, max };
}

export function isEmpty(node: RegexNode): boolean {
  return node.kind === 'sequence' && node.items.length === 0;
}

export function isNever(node: RegexNode): boolean {
  return node.kind === 'choice' && node.items.length === 0;
}
