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
  const strict = walk(strictOf(parser).startParse(source), MAX_PARSE_STEPS);
  if (!strict.isFaulty) return finish(source, strict, strict.steps);
  const lenient = walk(parser.startParse(source), strict.steps + MAX_RECOVERY_STEPS);
  return finish(source, lenient, strict.steps + lenient.steps);
}

const STRICT = new WeakMap<typeof python, typeof python>();

/** The parser as one that stops at the first fault, made once. */
function strictOf(parser: typeof python): typeof python {
  const strict = STRICT.get(parser) ?? parser.configure({ strict: true });
  STRICT.set(parser, strict);
  return strict;
}

type Walked = {
  readonly tree?: ParseTree;
  readonly steps: number;
  /** It ended before all of the code was read. */
  readonly isCut?: true;
  /** It ended where the code does not parse. */
  readonly isFaulty?: true;
};

function walk(parse: PartialParse, limit: number): Walked {
  let steps = 0;
  try {
    while (steps < limit + MAX_LAST_STEPS) {
      if (steps === limit) parse.stopAt(parse.parsedPos);
      steps += 1;
      const tree = parse.advance();
      if (tree !== null) return { tree, steps, ...(steps > limit ? { isCut: true } : {}) };
    }
  } catch {
    // A strict parser throws at the first place that does not parse.
    return { steps, isFaulty: true };
  }
  return { steps, isCut: true };
}

function finish(source: string, { tree, isCut, isFaulty }: Walked, steps: number): BoundedParse {
  const trees = tree === undefined ? [] : [new Tree(tree.topNode, source)];
  return { trees, steps, rest: isCut || isFaulty ? [{ kind: 'error' }] : [] };
}
