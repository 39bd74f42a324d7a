import {
  choiceOf,
  EMPTY,
  isEmpty,
  type RegexNode,
  repeatOf,
  sequenceOf,
  setOf,
} from './linear-regex-node.ts';

type Side = 'first' | 'last';

/**
 * Drops what a search does not need at one end: only whether a text holds a match is asked, so an
 * optional end is never needed and a repeated one only as often as it must be.
 */
function trim(node: RegexNode, side: Side): RegexNode {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return node;
    case 'repeat':
      if (node.min === 0) return EMPTY;
      return node.min === 1 ? trim(node.item, side) : repeatOf(node.item, node.min, node.min);
    case 'choice': {
      const items = node.items.map((item) => trim(item, side));
      return items.some(isEmpty) ? EMPTY : choiceOf(items);
    }
    case 'sequence':
      return trimSequence(node.items, side);
  }
}

function trimSequence(items: readonly RegexNode[], side: Side): RegexNode {
  const rest = [...items];
  for (;;) {
    const item = side === 'first' ? rest.shift() : rest.pop();
    if (item === undefined) return EMPTY;
    const trimmed = trim(item, side);
    if (isEmpty(trimmed)) continue;
    return sequenceOf(side === 'first' ? [trimmed, ...rest] : [...rest, trimmed]);
  }
}

function itemsOf(node: RegexNode): readonly RegexNode[] {
  return node.kind === 'sequence' ? node.items : [node];
}

/**
 * Gathers branches that begin alike and single units into one: `cat|cut` becomes `c[au]t`-like
 * trees, so a search follows one branch where it followed many.
 */
function factorBranches(branches: readonly RegexNode[]): RegexNode {
  const byFirst = new Map<string, { first: RegexNode; rests: RegexNode[] }>();
  let hasEmpty = false;
  for (const branch of branches) {
    const [first, ...rest] = itemsOf(branch);
    if (first === undefined) {
      hasEmpty = true;
      continue;
    }
    const key = JSON.stringify(first);
    const group = byFirst.get(key);
    if (group === undefined) byFirst.set(key, { first, rests: [sequenceOf(rest)] });
    else group.rests.push(sequenceOf(rest));
  }
  const factored = [...byFirst.values()].map(({ first, rests }) =>
    sequenceOf([first, rests.length === 1 ? sequenceOf(rests) : factorBranches(rests)]),
  );
  const sets = factored.flatMap((node) => (node.kind === 'set' ? node.ranges : []));
  const others = factored.filter((node) => node.kind !== 'set');
  const merged = sets.length === 0 ? others : [setOf(sets), ...others];
  return choiceOf(hasEmpty ? [...merged, EMPTY] : merged);
}

function factor(node: RegexNode): RegexNode {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return node;
    case 'repeat':
      return repeatOf(factor(node.item), node.min, node.max);
    case 'sequence':
      return sequenceOf(node.items.map(factor));
    case 'choice':
      return factorBranches(node.items.map(factor));
  }
}

/** A smaller pattern that is found in exactly the same texts. */
export function simplifyRegex(node: RegexNode): RegexNode {
  return factor(trim(trim(node, 'last'), 'first'));
}
