/** One piece of a name pattern: a run of anything, or one character of some set. */
type Piece = 'star' | ((character: string) => boolean);

/** True if the pattern has a character that a shell would match names with. */
export function hasGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern.replace(/\\./gs, ''));
}

/** The pattern as plain text: `\[id\]/*` is `[id]/*`. */
export function unescapeGlob(pattern: string): string {
  return pattern.replace(/\\(.)/gs, '$1');
}

/** Text as a pattern that matches only itself. */
export function escapeGlob(text: string): string {
  return text.replace(/[*?[\]\\]/g, '\\$&');
}

/**
 * A tester for one file name against a shell's `*`, `?`, `[…]` and `\` (the next character as it
 * stands); no `/` on either side. `[[:alpha:]]` counts as any character, so that it never misses one. Time is at most the product
 * of the two lengths.
 */
export function compileNameGlob(pattern: string): (name: string) => boolean {
  const pieces = parsePieces([...pattern]);
  return (name) => matchPieces(pieces, [...name]);
}

function matchPieces(pieces: readonly Piece[], name: readonly string[]): boolean {
  let piece = 0;
  let at = 0;
  let starPiece = -1;
  let starAt = 0;
  while (at < name.length) {
    const current = pieces[piece];
    const character = name[at] ?? '';
    if (current === 'star') {
      starPiece = piece++;
      starAt = at;
    } else if (current?.(character)) {
      piece += 1;
      at += 1;
    } else if (starPiece >= 0) {
      piece = starPiece + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (pieces[piece] === 'star') piece += 1;
  return piece === pieces.length;
}

function parsePieces(pattern: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    const set = character === '[' ? parseSet(pattern, at) : undefined;
    if (set !== undefined) {
      pieces.push(set.test);
      at = set.end;
    } else if (character === '*') {
      if (pieces.at(-1) !== 'star') pieces.push('star');
    } else if (character === '?') {
      pieces.push(() => true);
    } else {
      const escaped = character === '\\' && at + 1 < pattern.length;
      if (escaped) at += 1;
      const wanted = pattern[at];
      pieces.push((other) => other === wanted);
    }
  }
  return pieces;
}

/** `[a-z]`, `[!a]`, `[^a]`, `[]a]`; `undefined` if the bracket never closes: it is a plain `[`. */
function parseSet(
  pattern: readonly string[],
  start: number,
): { readonly test: (character: string) => boolean; readonly end: number } | undefined {
  const negated = pattern[start + 1] === '!' || pattern[start + 1] === '^';
  const first = negated ? start + 2 : start + 1;
  const end = pattern.indexOf(']', first + 1);
  if (end < 0) return undefined;
  const members = pattern.slice(first, end);
  if (members.includes('[')) return { test: () => true, end: endOfClass(pattern, end) };
  return { test: (character) => setHas(members, character) !== negated, end };
}

/** `[[:alpha:]_]` closes at the last of its brackets. */
function endOfClass(pattern: readonly string[], end: number): number {
  const next = pattern.indexOf(']', end + 1);
  return next < 0 ? end : next;
}

function setHas(members: readonly string[], character: string): boolean {
  for (let at = 0; at < members.length; at += 1) {
    const low = members[at] ?? '';
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    const high = isRange ? (members[at + 2] ?? '') : low;
    if (low <= character && character <= high) return true;
    if (isRange) at += 2;
  }
  return false;
}
