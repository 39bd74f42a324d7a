import { choiceOf, EMPTY, type RegexNode, repeatOf, sequenceOf } from './linear-regex-node.ts';
import { RegexRefusal } from './linear-regex-refusal.ts';

const MAX_UNIT_COUNT = 64;
const MAX_GROUP_COUNT = 16;
const MAX_SIZE = 2000;

function boundOf(node: RegexNode & { kind: 'repeat' }): number {
  return node.max === Infinity ? Math.max(node.min, 1) : node.max;
}

/** Number of leaves once counted repeats are written out. */
function sizeOf(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return 1;
    case 'repeat':
      return sizeOf(node.item) * boundOf(node);
    case 'choice':
    case 'sequence':
      return node.items.reduce((sum, item) => sum + sizeOf(item), 0);
  }
}

function checkCount(node: RegexNode & { kind: 'repeat' }): void {
  const count = boundOf(node);
  const limit = node.item.kind === 'set' ? MAX_UNIT_COUNT : MAX_GROUP_COUNT;
  if (count <= limit) return;
  const what = node.item.kind === 'set' ? 'a character or class' : 'a group';
  throw new RegexRefusal(
    `${what} is counted up to ${limit} times, not ${count}; write a lower count, or + for "one or more"`,
  );
}

function expandRepeat(node: RegexNode & { kind: 'repeat' }): RegexNode {
  checkCount(node);
  const item = expand(node.item);
  if (node.max === Infinity) {
    if (node.min < 2) return repeatOf(item, node.min, Infinity);
    return sequenceOf([...copies(item, node.min - 1), repeatOf(item, 1, Infinity)]);
  }
  let optional: RegexNode = EMPTY;
  for (let count = node.min; count < node.max; count++) {
    optional = repeatOf(sequenceOf([item, optional]), 0, 1);
  }
  return sequenceOf([...copies(item, node.min), optional]);
}

function copies(item: RegexNode, count: number): readonly RegexNode[] {
  return Array.from({ length: count }, () => item);
}

function expand(node: RegexNode): RegexNode {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return node;
    case 'repeat':
      return expandRepeat(node);
    case 'sequence':
      return sequenceOf(node.items.map(expand));
    case 'choice':
      return choiceOf(node.items.map(expand));
  }
}

/**
 * Writes counted repeats out, so that only `?`, `*` and `+` are left. Throws `RegexRefusal` for a
 * count or a pattern that becomes too large.
 */
export function expandCounts(node: RegexNode): RegexNode {
  const size = sizeOf(node);
  if (size > MAX_SIZE) {
    throw new RegexRefusal(
      `this pattern stands for ${size} characters and classes, more than ${MAX_SIZE}; shorten it or its counts, or split the statement`,
    );
  }
  return expand(node);
}
