import type { Tree as ParseTree, PartialParse } from '@lezer/common';
import type { parser as python } from '@lezer/python';
import type { Node } from '../syntax.ts';
import { Tree } from './lezer-tree.ts';

/**
 * Most steps of one parse, about one a token: longer code has more nodes than are followed. Of the
 * modules of Python's library 30 KiB take 3,600 to 8,100.
 */
export const MAX_PARSE_STEPS = 8_500;

/**
 * Most steps behind the first place that does not parse. There the parser tries several ways at
 * once, each a copy of all brackets that are open, so that a step may cost a hundred usual ones.
 */
export const MAX_RECOVERY_STEPS = 200;

/**
 * Most words and brackets that wait for the end of what they began: closing them by force and making
 * the tree costs more than all else. A tree of `MAX_TREE_DEPTH` needs fewer.
 */
export const MAX_OPEN = 1_000;

/** Steps in which a parse that was told to stop makes its tree; one is usual. */
const MAX_LAST_STEPS = 100;

/** Code as far as it was parsed, the steps that took, and an `error` for what is left out. */
export type BoundedParse = {
  readonly trees: readonly Tree[];
  readonly steps: number;
  readonly rest: readonly Node[];
};

/** Parses code in a number of steps that no code can exceed. Never throws. */
export function parseBounded(parser: typeof python, source: string): BoundedParse {
  const parse = parser.startParse(source);
  let limit = MAX_PARSE_STEPS;
  let isFaulty = false;
  for (let steps = 1; steps <= limit + MAX_LAST_STEPS; steps += 1) {
    if (steps === limit + 1) parse.stopAt(parse.parsedPos);
    const tree = parse.advance();
    if (tree !== null) return finish(source, steps, tree, steps > limit);
    if (steps < limit && openIn(parse) > MAX_OPEN) limit = steps;
    if (isFaulty || steps >= limit || !isRecovering(parse)) continue;
    isFaulty = true;
    limit = steps + MAX_RECOVERY_STEPS;
  }
  return finish(source, limit + MAX_LAST_STEPS, undefined, true);
}

/** Whether the parser met a place that does not parse: what Lezer counts down until it fits again. */
function isRecovering(parse: PartialParse): boolean {
  return 'recovering' in parse && parse.recovering !== 0;
}

/** How much is open, of which Lezer's stack keeps three numbers each. */
function openIn(parse: PartialParse): number {
  if (!('stacks' in parse) || !Array.isArray(parse.stacks)) return 0;
  const open: unknown = parse.stacks[0]?.stack?.length;
  return typeof open === 'number' ? open / 3 : 0;
}

function finish(
  source: string,
  steps: number,
  tree: ParseTree | undefined,
  isCut: boolean,
): BoundedParse {
  const trees = tree === undefined ? [] : [new Tree(tree.topNode, source)];
  return { trees, steps, rest: isCut ? [{ kind: 'error' }] : [] };
}
