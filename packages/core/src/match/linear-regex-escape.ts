import { complementRanges, type UnitRange } from './linear-regex-ranges.ts';
import { RegexRefusal } from './linear-regex-refusal.ts';

/** What a backslash and what follows it stand for. */
export type Escape =
  | { readonly kind: 'character'; readonly point: number }
  | { readonly kind: 'set'; readonly ranges: readonly UnitRange[] }
  | { readonly kind: 'assert'; readonly at: 'start' | 'end' | 'word' | 'not-word' };

/** Where reading stands in a pattern; `characters` are code points. */
export type Cursor = {
  readonly characters: readonly string[];
  position: number;
};

const DIGIT: readonly UnitRange[] = [[0x30, 0x39]];

/** `\w`: ASCII, in a pattern and on its `\b` alike. */
export const WORD: readonly UnitRange[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

/** Python's `str.isspace` (https://docs.python.org/3/library/stdtypes.html#str.isspace). */
const SPACE: readonly UnitRange[] = [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];

function classEscape(letter: string): readonly UnitRange[] | undefined {
  switch (letter) {
    case 'd':
      return DIGIT;
    case 'D':
      return complementRanges(DIGIT);
    case 'w':
      return WORD;
    case 'W':
      return complementRanges(WORD);
    case 's':
      return SPACE;
    case 'S':
      return complementRanges(SPACE);
    default:
      return undefined;
  }
}

function assertionEscape(letter: string): Escape | undefined {
  switch (letter) {
    case 'A':
      return { kind: 'assert', at: 'start' };
    case 'Z':
    case 'z':
      return { kind: 'assert', at: 'end' };
    case 'b':
      return { kind: 'assert', at: 'word' };
    case 'B':
      return { kind: 'assert', at: 'not-word' };
    default:
      return undefined;
  }
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** Letters other dialects use, and what to write for them. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['p', 'Unicode properties are not read; write the characters as a class: [A-Za-z]'],
  ['P', 'Unicode properties are not read; write the characters as a class: [^A-Za-z]'],
  ['N', 'write the character itself, or \\u and four hexadecimal digits'],
  ['k', 'a back-reference has no linear form; write the alternatives out'],
  ['Q', 'put a backslash before each special character instead of \\Q…\\E'],
  ['h', 'write [ \\t]'],
  ['R', 'write \\r?\\n'],
  ['e', 'write \\x1b'],
  ['c', 'write the control character as \\x and two hexadecimal digits'],
]);

const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function readHex(cursor: Cursor, letter: string, count: number, start: number): Escape {
  const digits = cursor.characters.slice(cursor.position, cursor.position + count).join('');
  const point = Number.parseInt(digits, 16);
  if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length !== count || point > 0x10ffff) {
    throw new RegexRefusal(`\\${letter} takes ${count} hexadecimal digits of a character`, start);
  }
  cursor.position += count;
  return { kind: 'character', point };
}

/** Python: `\0`, `\012` and, in a class, any octal; `\1` elsewhere refers to a group. */
function readDigits(cursor: Cursor, first: string, inClass: boolean, start: number): Escape {
  const rest = cursor.characters.slice(cursor.position, cursor.position + 2).join('');
  const octal = /^[0-7]*/.exec(rest)?.[0] ?? '';
  const value = Number.parseInt(first + octal, 8);
  const isOctal = first === '0' || (first < '8' && octal.length === 2) || (inClass && first < '8');
  if (!isOctal) {
    throw new RegexRefusal(
      `a back-reference (\\${first}) has no linear form; write the alternatives out`,
      start,
    );
  }
  if (value > 0xff) throw new RegexRefusal('an octal escape ends at \\377; use \\x or \\u', start);
  cursor.position += octal.length;
  return { kind: 'character', point: value };
}

/** Reads what follows a backslash, at the cursor. Throws `RegexRefusal` for what Python's `re` or a linear engine does not know. */
export function readEscape(cursor: Cursor, inClass: boolean): Escape {
  const start = cursor.position - 1;
  const letter = cursor.characters[cursor.position];
  if (letter === undefined) {
    throw new RegexRefusal('a pattern cannot end in a backslash; write \\\\ for one', start);
  }
  cursor.position++;
  if (/[0-9]/.test(letter)) return readDigits(cursor, letter, inClass, start);
  const ranges = classEscape(letter);
  if (ranges !== undefined) return { kind: 'set', ranges };
  if (inClass && letter === 'b') return { kind: 'character', point: 0x08 };
  const assertion = inClass ? undefined : assertionEscape(letter);
  if (assertion !== undefined) return assertion;
  const control = CONTROLS.get(letter);
  if (control !== undefined) return { kind: 'character', point: control };
  const digits = HEX_DIGITS.get(letter);
  if (digits !== undefined) return readHex(cursor, letter, digits, start);
  if (/[a-zA-Z]/.test(letter)) {
    const fix = FOREIGN.get(letter) ?? `write ${letter} without the backslash`;
    throw new RegexRefusal(`\\${letter} is not an escape of Python's re: ${fix}`, start);
  }
  return { kind: 'character', point: letter.codePointAt(0) ?? 0 };
}
