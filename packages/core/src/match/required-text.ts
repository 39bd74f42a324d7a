import { foldText } from './fold-text.ts';
import type { RegexNode } from './linear-regex-node.ts';
import { parseRegex } from './linear-regex-parse.ts';

/** Most alternatives that are worth looking for one by one. */
const MOST_NEEDLES = 12;

/** Shortest text that is worth looking for. */
const SHORTEST = 2;

/** Texts of which at least one is in every match, or `undefined` for none known. */
type Needles = readonly string[] | undefined;

/**
 * Texts, in lower case ASCII, of which at least one stands in every text that a regex is found in,
 * letters compared without case. `undefined` when none is known. The pattern must be one that
 * `lowerRegex` gave.
 */
export function requiredTextsOfRegex(source: string): Needles {
  return worthwhile(needlesOf(parseRegex(source)));
}

/** The longest run of ASCII in a plain text, in lower case; `undefined` if too short to be of use. */
export function requiredTextOf(text: string): string | undefined {
  const runs = text.match(/[\x20-\x7e]+/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest.length >= SHORTEST ? foldText(longest) : undefined;
}

function needlesOf(node: RegexNode): Needles {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return needlesOfSequence([node]);
    case 'sequence':
      return needlesOfSequence(node.items);
    case 'repeat':
      return node.min > 0 ? needlesOf(node.item) : undefined;
    case 'choice':
      return needlesOfChoice(node.items);
  }
}

function needlesOfSequence(items: readonly RegexNode[]): Needles {
  const candidates: Needles[] = [];
  let run = '';
  for (const item of items) {
    if (item.kind === 'assert') continue;
    const unit = singleUnit(item);
    if (unit !== undefined) {
      run += unit;
      continue;
    }
    candidates.push([run], item.kind === 'set' ? undefined : needlesOf(item));
    run = '';
  }
  candidates.push([run]);
  return candidates.reduce(better);
}

function needlesOfChoice(items: readonly RegexNode[]): Needles {
  const all: string[] = [];
  for (const item of items) {
    const needles = worthwhile(needlesOf(item));
    if (needles === undefined) return undefined;
    all.push(...needles);
  }
  return all.length === 0 || all.length > MOST_NEEDLES ? undefined : [...new Set(all)];
}

/** The lower case ASCII unit a set stands for, when it is one letter in any case, or one unit. */
function singleUnit(node: RegexNode): string | undefined {
  if (node.kind !== 'set') return undefined;
  const units = new Set<string>();
  for (const [from, to] of node.ranges) {
    if (to - from > 1 || from < 0x20) return undefined;
    for (let unit = from; unit <= to; unit += 1) {
      units.add(foldText(String.fromCharCode(unit)));
    }
  }
  const [only] = units;
  return units.size === 1 && only !== undefined && /^[\x20-\x7e]$/.test(only) ? only : undefined;
}

function better(one: Needles, other: Needles): Needles {
  if (one === undefined || other === undefined) return one ?? other;
  return shortest(other) > shortest(one) ? other : one;
}

function shortest(needles: readonly string[]): number {
  return Math.min(...needles.map(({ length }) => length));
}

function worthwhile(needles: Needles): Needles {
  return needles !== undefined && shortest(needles) >= SHORTEST ? needles : undefined;
}
