import { foldRanges } from './linear-regex-case.ts';
import { type Cursor, readEscape } from './linear-regex-escape.ts';
import { type RegexNode, setOf } from './linear-regex-node.ts';
import { complementRanges, normalizeRanges, type UnitRange } from './linear-regex-ranges.ts';
import { RegexRefusal } from './linear-regex-refusal.ts';

/** Flags that matter inside a class. */
export type CaseFlags = { readonly ignoreCase: boolean; readonly ascii: boolean };

type Member =
  | { readonly kind: 'unit'; readonly unit: number }
  | { readonly kind: 'set'; readonly ranges: readonly UnitRange[] };

const LAST_UNIT = 0xffff;

function unitMember(point: number, start: number): Member {
  if (point > LAST_UNIT) {
    throw new RegexRefusal(
      'a class cannot hold a character beyond U+FFFF; write it as an alternative: (?:😀|[ab])',
      start,
    );
  }
  return { kind: 'unit', unit: point };
}

function readMember(cursor: Cursor): Member {
  const start = cursor.position;
  const character = cursor.characters[cursor.position];
  if (character === undefined) throw new RegexRefusal('a class lacks its closing ]', start);
  cursor.position++;
  if (character === '[' && cursor.characters[cursor.position] === ':') {
    throw new RegexRefusal('[:name:] is not read; write the characters: [A-Za-z0-9]', start);
  }
  if (character !== '\\') return unitMember(character.codePointAt(0) ?? 0, start);
  const escaped = readEscape(cursor, true);
  if (escaped.kind === 'set') return { kind: 'set', ranges: escaped.ranges };
  if (escaped.kind === 'character') return unitMember(escaped.point, start);
  throw new RegexRefusal('a class holds characters only', start);
}

/** Reads `-x` after a member; `undefined` where the hyphen stands for itself or there is none. */
function readRangeEnd(cursor: Cursor): Member | undefined {
  const after = cursor.characters[cursor.position + 1];
  if (cursor.characters[cursor.position] !== '-' || after === ']' || after === undefined) {
    return undefined;
  }
  cursor.position++;
  return readMember(cursor);
}

function rangeOf(low: Member, high: Member, start: number): UnitRange {
  if (low.kind !== 'unit' || high.kind !== 'unit') {
    throw new RegexRefusal('a range goes from one character to another; write \\- for a -', start);
  }
  if (low.unit > high.unit) {
    throw new RegexRefusal('a range goes from the lower to the higher character', start);
  }
  return [low.unit, high.unit];
}

/** Reads a class after its `[`. A `]` that stands first is a member, as in Python. */
export function readClass(cursor: Cursor, flags: CaseFlags): RegexNode {
  const start = cursor.position - 1;
  const negated = cursor.characters[cursor.position] === '^';
  if (negated) cursor.position++;
  const first = cursor.position;
  const ranges: UnitRange[] = [];
  while (cursor.position === first || cursor.characters[cursor.position] !== ']') {
    const low = readMember(cursor);
    const high = readRangeEnd(cursor);
    if (high !== undefined) ranges.push(rangeOf(low, high, start));
    else if (low.kind === 'set') ranges.push(...low.ranges);
    else ranges.push([low.unit, low.unit]);
  }
  cursor.position++;
  const folded = flags.ignoreCase ? foldRanges(ranges, flags.ascii) : normalizeRanges(ranges);
  return setOf(negated ? complementRanges(folded) : folded);
}
