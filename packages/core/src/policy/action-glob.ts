import { ACTION_CATALOGUE, type ActionEntry, findActionEntry } from '../catalogue.ts';
import { complementRanges, rangesOverlap, type UnitRange } from '../match/linear-regex-ranges.ts';

/** `*`, or the units that may stand in one place. */
type GlobToken = '*' | readonly UnitRange[];

/** A pattern over action names, read. */
export type ActionGlob = { readonly text: string; readonly tokens: readonly GlobToken[] };

const ANY_UNIT: readonly UnitRange[] = [[0, 0xffff]];

function unitRange(text: string): UnitRange {
  const unit = text.charCodeAt(0);
  return [unit, unit];
}

/** `[seq]` and `[!seq]` of Python's `fnmatch`; `undefined` if it is not closed. */
function readSequence(
  text: string,
  open: number,
): { readonly ranges: readonly UnitRange[]; readonly end: number } | undefined {
  const negated = text[open + 1] === '!';
  const first = negated ? open + 2 : open + 1;
  const close = text.indexOf(']', first + 1);
  if (close === -1) return undefined;
  const ranges: UnitRange[] = [];
  for (let index = first; index < close; index++) {
    const isRange = text[index + 1] === '-' && index + 2 < close;
    const [low] = unitRange(text.charAt(index));
    const [high] = unitRange(text.charAt(isRange ? index + 2 : index));
    if (low > high) return undefined;
    ranges.push([low, high]);
    if (isRange) index += 2;
  }
  return { ranges: negated ? complementRanges(ranges) : ranges, end: close + 1 };
}

/** Reads `*`, `?`, `[seq]` and `[!seq]`; `undefined` if a bracket is not closed or its range runs backwards. */
export function readActionGlob(text: string): ActionGlob | undefined {
  const tokens: GlobToken[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '*') tokens.push('*');
    else if (character === '?') tokens.push(ANY_UNIT);
    else if (character === '[') {
      const sequence = readSequence(text, index);
      if (sequence === undefined) return undefined;
      tokens.push(sequence.ranges);
      index = sequence.end - 1;
    } else tokens.push([unitRange(character)]);
  }
  return { text, tokens };
}

/** Whether some name fits both. */
export function globsOverlap(a: ActionGlob, b: ActionGlob): boolean {
  const known = new Map<number, boolean>();
  const overlap = (at: number, other: number): boolean => {
    const key = at * (b.tokens.length + 1) + other;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    known.set(key, false);
    const result = step(at, other);
    known.set(key, result);
    return result;
  };
  const step = (at: number, other: number): boolean => {
    const one = a.tokens[at];
    const two = b.tokens[other];
    if (one === undefined && two === undefined) return true;
    if (one === '*' && overlap(at + 1, other)) return true;
    if (two === '*' && overlap(at, other + 1)) return true;
    if (one === undefined || two === undefined) return false;
    if (one === '*') return two !== '*' && overlap(at, other + 1);
    if (two === '*') return overlap(at + 1, other);
    return rangesOverlap(one, two) && overlap(at + 1, other + 1);
  };
  return overlap(0, 0);
}

/** Whether every name that fits `inner` also fits `outer`; `false` where it cannot be told. */
function globCovers(outer: ActionGlob, inner: ActionGlob): boolean {
  if (outer.text === '*' || outer.text === inner.text) return true;
  const literal = inner.tokens.every((token) => token !== '*' && token.length === 1);
  return literal && !/[*?[]/.test(inner.text) && globsOverlap(outer, inner);
}

let catalogueGlobs: readonly { readonly entry: ActionEntry; readonly glob: ActionGlob }[] = [];

/** The catalogue with the names of each entry as a pattern: `git.<verb>` is `git.*`. */
function listCatalogueGlobs(): typeof catalogueGlobs {
  if (catalogueGlobs.length > 0) return catalogueGlobs;
  catalogueGlobs = ACTION_CATALOGUE.flatMap((entry) => {
    const glob = readActionGlob(entry.name.replace(/<[^>]*>/g, '*'));
    return glob === undefined ? [] : [{ entry, glob }];
  });
  return catalogueGlobs;
}

/** First segments of the names of the catalogue: `file`, `git`. */
export function knownNamespaces(): readonly string[] {
  return [...new Set(ACTION_CATALOGUE.map(({ name }) => name.split('.')[0] ?? name))];
}

/** The catalogue entries that `glob` fits. */
export function entriesFitting(glob: ActionGlob): readonly ActionEntry[] {
  if (!/[*?[]/.test(glob.text)) {
    const entry = findActionEntry(glob.text);
    return entry === undefined ? [] : [entry];
  }
  return listCatalogueGlobs()
    .filter((known) => globsOverlap(glob, known.glob))
    .map(({ entry }) => entry);
}

/** The catalogue entries of which no name is left when `globs` are taken away. */
export function entriesCovered(globs: readonly ActionGlob[]): readonly ActionEntry[] {
  return listCatalogueGlobs()
    .filter((known) => globs.some((glob) => globCovers(glob, known.glob)))
    .map(({ entry }) => entry);
}
