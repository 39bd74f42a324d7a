/**
 * Number of single-character changes, swaps of neighbours included, that turn one text into the
 * other (optimal string alignment).
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped)
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

const LONGEST = 80;

/** The candidate that was probably meant; `undefined` if none is near. Case is ignored. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  if (given.length > LONGEST) return undefined;
  const lowered = given.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(lowered, candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** ` Did you mean "x"?`, or a list of what there is where nothing is near and the list is short. */
export function suggest(given: string, candidates: readonly string[]): string {
  const found = nearest(given, candidates);
  if (found !== undefined) return ` Did you mean "${found}"?`;
  if (candidates.length === 0 || candidates.length > 24) return '';
  return ` Write one of: ${candidates.join(', ')}.`;
}
