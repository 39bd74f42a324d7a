import {
  choiceOf,
  NEVER,
  type RegexNode,
  repeatOf,
  sequenceOf,
  setOf,
} from './linear-regex-node.ts';
import { rangesHold } from './linear-regex-ranges.ts';
import { RegexRefusal } from './linear-regex-refusal.ts';

const NEWLINE = 0x0a;
const newlineSet = (): RegexNode => setOf([[NEWLINE, NEWLINE]]);

type Side = 'first' | 'last';

/** What can stand beside a position. */
type Neighbour = {
  /** It can be nothing at all, without asking for any position. */
  readonly nullable: boolean;
  /** The unit beside the position can be a newline. */
  readonly newline: boolean;
  /** It can begin (or end) by asking for a position. */
  readonly assertion: boolean;
};

const NOTHING: Neighbour = { nullable: true, newline: false, assertion: false };

function either(a: Neighbour, b: Neighbour): Neighbour {
  return {
    nullable: a.nullable || b.nullable,
    newline: a.newline || b.newline,
    assertion: a.assertion || b.assertion,
  };
}

/** `near` stands beside the position, `far` behind it. */
function chained(near: Neighbour, far: Neighbour): Neighbour {
  return near.nullable
    ? {
        nullable: far.nullable,
        newline: near.newline || far.newline,
        assertion: near.assertion || far.assertion,
      }
    : near;
}

function summarize(node: RegexNode, side: Side): Neighbour {
  switch (node.kind) {
    case 'set':
      return { nullable: false, newline: rangesHold(node.ranges, NEWLINE), assertion: false };
    case 'assert':
      return { nullable: false, newline: true, assertion: true };
    case 'repeat': {
      const item = summarize(node.item, side);
      return node.min === 0 ? { ...item, nullable: true } : item;
    }
    case 'choice':
      return node.items
        .map((item) => summarize(item, side))
        .reduce(either, { nullable: false, newline: false, assertion: false });
    case 'sequence': {
      const ordered = side === 'first' ? node.items : node.items.toReversed();
      return ordered
        .map((item) => summarize(item, side))
        .reduceRight((far, near) => chained(near, far), NOTHING);
    }
  }
}

type Around = { readonly before: Neighbour; readonly after: Neighbour };

/**
 * A line or final position as a node that takes the newline it stands at. That is the same match
 * only where what lies beyond may be nothing; where it cannot be and cannot take a newline either,
 * the branch is dead.
 */
function takeNewline(beyond: Neighbour, node: RegexNode, name: string, fix: string): RegexNode {
  if (beyond.nullable) return node;
  if (!beyond.newline && !beyond.assertion) return NEVER;
  throw new RegexRefusal(`what stands ${name} cannot be matched in linear time; ${fix}`);
}

function resolveAssertion(node: RegexNode & { kind: 'assert' }, around: Around): RegexNode {
  const end: RegexNode = { kind: 'assert', at: 'end' };
  const afterFix = 'end the pattern, or this branch of it, at the $';
  switch (node.at) {
    case 'final':
      return takeNewline(
        around.after,
        sequenceOf([repeatOf(newlineSet(), 0, 1), end]),
        'after $',
        afterFix,
      );
    case 'line-end':
      return takeNewline(around.after, choiceOf([newlineSet(), end]), 'after $', afterFix);
    case 'line-start':
      return takeNewline(
        around.before,
        choiceOf([{ kind: 'assert', at: 'start' }, newlineSet()]),
        'before ^',
        'begin the pattern, or this branch of it, with the ^',
      );
    default:
      return node;
  }
}

function resolveRepeat(node: RegexNode & { kind: 'repeat' }, around: Around): RegexNode {
  if (node.max === 1) return repeatOf(resolve(node.item, around), node.min, node.max);
  // Further rounds may stand beside a round; with a least count of two they must.
  const mustGoOn = node.min > 1;
  const beside = (side: Side, outer: Neighbour): Neighbour => {
    const round = chained(summarize(node.item, side), outer);
    return mustGoOn ? round : either(round, outer);
  };
  const inner = resolve(node.item, {
    before: beside('last', around.before),
    after: beside('first', around.after),
  });
  return repeatOf(inner, node.min, node.max);
}

function resolve(node: RegexNode, around: Around): RegexNode {
  switch (node.kind) {
    case 'set':
      return node;
    case 'assert':
      return resolveAssertion(node, around);
    case 'repeat':
      return resolveRepeat(node, around);
    case 'choice':
      return choiceOf(node.items.map((item) => resolve(item, around)));
    case 'sequence':
      return resolveSequence(node.items, around);
  }
}

function resolveSequence(items: readonly RegexNode[], around: Around): RegexNode {
  const before: Neighbour[] = [];
  items.reduce((outer, item) => {
    before.push(outer);
    return chained(summarize(item, 'last'), outer);
  }, around.before);
  const after: Neighbour[] = [];
  items.reduceRight((outer, item) => {
    after.unshift(outer);
    return chained(summarize(item, 'first'), outer);
  }, around.after);
  return sequenceOf(
    items.map((item, index) =>
      resolve(item, { before: before[index] ?? NOTHING, after: after[index] ?? NOTHING }),
    ),
  );
}

/**
 * Replaces Python's `$` and the `^` and `$` of `(?m)`, which look at a newline without taking it,
 * by nodes that match the same texts. Throws `RegexRefusal` where there are none.
 */
export function resolveAnchors(node: RegexNode): RegexNode {
  return resolve(node, { before: NOTHING, after: NOTHING });
}
