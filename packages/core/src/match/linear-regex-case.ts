import { normalizeRanges, type UnitRange } from './linear-regex-ranges.ts';

/**
 * Non-ASCII letters that Python's `re.IGNORECASE` takes for an ASCII one
 * (https://docs.python.org/3/library/re.html#re.IGNORECASE: İ, ı, ſ and the Kelvin sign).
 */
const ASCII_RELATIVES: { readonly [letter: string]: readonly number[] } = {
  i: [0x130, 0x131],
  k: [0x212a],
  s: [0x17f],
};

const LAST_ASCII = 0x7f;
const COMBINING_DOT = '\u0307';

/** Simple case folding of one code unit: letters with the same key are the same but for case. */
function caseKey(unit: number): number {
  const letter = String.fromCharCode(unit);
  const upper = letter.toUpperCase();
  const lower = (upper.length === 1 ? upper : letter).toLowerCase();
  const simple = lower.endsWith(COMBINING_DOT) ? lower.slice(0, -1) : lower;
  return simple.length === 1 ? simple.charCodeAt(0) : unit;
}

let relatives: ReadonlyMap<number, readonly number[]> | undefined;

/** All code units by case key, for keys with more than one. Built at first use: about 15 ms. */
function relativesByKey(): ReadonlyMap<number, readonly number[]> {
  if (relatives !== undefined) return relatives;
  const groups = new Map<number, number[]>();
  for (let unit = 0; unit <= 0xffff; unit++) {
    const key = caseKey(unit);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [unit]);
    else group.push(unit);
  }
  for (const [key, group] of groups) if (group.length === 1) groups.delete(key);
  relatives = groups;
  return groups;
}

function asciiRelatives(unit: number, asciiOnly: boolean): readonly number[] {
  const letter = String.fromCharCode(unit).toLowerCase();
  if (letter < 'a' || letter > 'z') return [];
  const pair = [letter.charCodeAt(0), letter.toUpperCase().charCodeAt(0)];
  return asciiOnly ? pair : [...pair, ...(ASCII_RELATIVES[letter] ?? [])];
}

/**
 * `ranges` with every other case of their letters, as Python's `(?i)` reads them: simple Unicode
 * folding, so `s` also stands for `ſ` and `k` for the Kelvin sign, and a file system that folds
 * names does not see more than a policy. With `asciiOnly` (`(?a)`) only A–Z are folded.
 */
export function foldRanges(ranges: readonly UnitRange[], asciiOnly: boolean): readonly UnitRange[] {
  const folded: UnitRange[] = [...ranges];
  for (const [low, high] of ranges) {
    for (let unit = low; unit <= Math.min(high, LAST_ASCII); unit++) {
      for (const relative of asciiRelatives(unit, asciiOnly)) folded.push([relative, relative]);
    }
    if (asciiOnly || high <= LAST_ASCII) continue;
    for (const group of relativesByKey().values()) {
      if (!group.some((unit) => low <= unit && unit <= high)) continue;
      for (const unit of group) folded.push([unit, unit]);
    }
  }
  return normalizeRanges(folded);
}
