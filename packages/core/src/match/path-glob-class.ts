/** Ranges of UTF-16 units, both ends included. */
export type UnitRange = readonly [from: number, to: number];

/** A bracket class of a path glob: `[a-z]`, `[^.]`, `[[:alpha:]]`. */
export type GlobClass = {
  readonly negated: boolean;
  readonly ranges: readonly UnitRange[];
  /** The class as written, when micromatch's dialect also matches it as plain text (`[id]`). */
  readonly literal?: string;
  /** Index after the closing bracket. */
  readonly end: number;
};

/** POSIX classes as picomatch 2.3.2 (`lib/constants.js`, POSIX_REGEX_SOURCE) spells them. */
const POSIX_CLASSES: { readonly [name: string]: string } = {
  alnum: 'azAZ09',
  alpha: 'azAZ',
  ascii: '\x00\x7f',
  blank: '  \t\t',
  cntrl: '\x00\x1f\x7f\x7f',
  digit: '09',
  graph: '\x21\x7e',
  lower: 'az',
  print: '\x20\x7e',
  punct: '!/:@[[]`{~',
  space: '  \t\r',
  upper: 'AZ',
  word: 'AZaz09__',
  xdigit: 'AFaf09',
};

const SLASH = 47;
const NOT_PLAIN = /[-*+?.^${}(|)[\]\\]/;
const POSIX_CLASS = /\[:([a-z]+):\]/y;

/**
 * Reads the class that starts at `pattern[start] === '['`. `undefined` if it has no end, in which
 * case the bracket stands for itself.
 *
 * A negated class does not match a slash unless it names a POSIX class; `!` does not negate.
 */
export function parseGlobClass(pattern: string, start: number): GlobClass | undefined {
  const negated = pattern[start + 1] === '^';
  const first = start + (negated ? 2 : 1);
  const ranges: UnitRange[] = [];
  let posix = false;
  let index = first;
  while (index < pattern.length) {
    if (pattern[index] === ']' && index > first) {
      if (negated && !posix) ranges.push([SLASH, SLASH]);
      return finish(pattern, start, index + 1, negated, ranges);
    }
    const named = posixRanges(pattern, index);
    if (named !== undefined) {
      posix = true;
      ranges.push(...named.ranges);
      index = named.end;
      continue;
    }
    const from = readUnit(pattern, index);
    if (pattern[from.end] === '-' && isRangeEnd(pattern, from.end + 1)) {
      const to = readUnit(pattern, from.end + 1);
      ranges.push([from.unit, to.unit]);
      index = to.end;
    } else {
      ranges.push([from.unit, from.unit]);
      index = from.end;
    }
  }
  return undefined;
}

/** True if the class matches this UTF-16 unit. */
export function classHasUnit(glob: GlobClass, unit: number): boolean {
  for (const [from, to] of glob.ranges) if (unit >= from && unit <= to) return !glob.negated;
  return glob.negated;
}

function finish(
  pattern: string,
  start: number,
  end: number,
  negated: boolean,
  ranges: readonly UnitRange[],
): GlobClass {
  const plain = !NOT_PLAIN.test(pattern.slice(start + 1, end - 1));
  return { negated, ranges, end, ...(plain ? { literal: pattern.slice(start, end) } : {}) };
}

function posixRanges(
  pattern: string,
  index: number,
): { readonly ranges: readonly UnitRange[]; readonly end: number } | undefined {
  POSIX_CLASS.lastIndex = index;
  const name = POSIX_CLASS.exec(pattern)?.[1];
  if (name === undefined || !Object.hasOwn(POSIX_CLASSES, name)) return undefined;
  const ends = POSIX_CLASSES[name] ?? '';
  const ranges: UnitRange[] = [];
  for (let at = 0; at < ends.length; at += 2) {
    ranges.push([ends.charCodeAt(at), ends.charCodeAt(at + 1)]);
  }
  return { ranges, end: index + name.length + 4 };
}

function readUnit(pattern: string, index: number): { readonly unit: number; readonly end: number } {
  const escaped = pattern[index] === '\\' && index + 1 < pattern.length;
  const at = escaped ? index + 1 : index;
  return { unit: pattern.charCodeAt(at), end: at + 1 };
}

function isRangeEnd(pattern: string, index: number): boolean {
  return index < pattern.length && pattern[index] !== ']';
}
