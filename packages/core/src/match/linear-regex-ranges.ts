/** Inclusive range of UTF-16 code units. */
export type UnitRange = readonly [number, number];

const LAST_UNIT = 0xffff;

/** Sorted, without overlaps or neighbours. */
export function normalizeRanges(ranges: readonly UnitRange[]): readonly UnitRange[] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

/** Every code unit that `ranges` leaves out. */
export function complementRanges(ranges: readonly UnitRange[]): readonly UnitRange[] {
  const rest: UnitRange[] = [];
  let next = 0;
  for (const [low, high] of normalizeRanges(ranges)) {
    if (low > next) rest.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST_UNIT) rest.push([next, LAST_UNIT]);
  return rest;
}

/** Whether one of `ranges` holds `unit`. */
export function rangesHold(ranges: readonly UnitRange[], unit: number): boolean {
  for (const [low, high] of ranges) if (low <= unit && unit <= high) return true;
  return false;
}

/** Whether some unit is in both. */
export function rangesOverlap(a: readonly UnitRange[], b: readonly UnitRange[]): boolean {
  return a.some(([low, high]) => b.some((range) => low <= range[1] && range[0] <= high));
}
