import { foldRanges } from './linear-regex-case.ts';
import { readClass } from './linear-regex-class.ts';
import { type Cursor, type Escape, readEscape } from './linear-regex-escape.ts';
import { type Flags, NO_FLAGS, withFlags } from './linear-regex-flags.ts';
import {
  choiceOf,
  EMPTY,
  type RegexNode,
  repeatOf,
  sequenceOf,
  setOf,
} from './linear-regex-node.ts';
import { complementRanges } from './linear-regex-ranges.ts';
import { RegexRefusal } from './linear-regex-refusal.ts';

/** Lowered patterns nest deeper than written ones: each count is a chain of optional groups. */
const MAX_DEPTH = 200;
const MAX_COUNT = 1000;

type Parser = Cursor & { depth: number; readonly maxDepth: number };

function refuse(message: string, offset: number): never {
  throw new RegexRefusal(message, offset);
}

function peek(parser: Parser): string | undefined {
  return parser.characters[parser.position];
}

function eat(parser: Parser, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (parser.characters[parser.position + index] !== text[index]) return false;
  }
  parser.position += text.length;
  return true;
}

/** Reads the text up to `end` and passes over it; refuses if it never comes. */
function readUntil(parser: Parser, end: string, start: number, what: string): string {
  const from = parser.position;
  while (peek(parser) !== end) {
    if (peek(parser) === undefined) refuse(`${what} lacks its closing ${end}`, start);
    parser.position++;
  }
  parser.position++;
  return parser.characters.slice(from, parser.position - 1).join('');
}

/** Flags at the very start, which hold for the whole pattern: `(?i)`, `(?im)`. */
function readGlobalFlags(parser: Parser): Flags {
  let flags = NO_FLAGS;
  for (;;) {
    const rest = parser.characters.slice(parser.position, parser.position + 12).join('');
    const letters = /^\(\?([a-zA-Z]+)\)/.exec(rest)?.[1];
    if (letters === undefined) return flags;
    flags = withFlags(flags, letters, true, parser.position);
    parser.position += letters.length + 3;
  }
}

function skipVerbose(parser: Parser, flags: Flags): void {
  while (flags.verbose) {
    const character = peek(parser);
    if (character === '#') {
      while (peek(parser) !== undefined && peek(parser) !== '\n') parser.position++;
    } else if (character !== undefined && /[ \t\n\r\f\v]/.test(character)) parser.position++;
    else return;
  }
}

function characterNode(point: number, flags: Flags): RegexNode {
  const units = [...String.fromCodePoint(point)].flatMap((text) => text.split(''));
  return sequenceOf(
    units.map((text) => {
      const unit = text.charCodeAt(0);
      return setOf(flags.ignoreCase ? foldRanges([[unit, unit]], flags.ascii) : [[unit, unit]]);
    }),
  );
}

function escapeNode(escaped: Escape, flags: Flags): RegexNode {
  switch (escaped.kind) {
    case 'character':
      return characterNode(escaped.point, flags);
    case 'set':
      return setOf(escaped.ranges);
    case 'assert':
      return escaped;
  }
}

/** What stands after `(?` decides what a group is; returns the flags inside it. */
function readGroupHead(parser: Parser, flags: Flags, start: number): Flags {
  if (!eat(parser, '?')) return flags;
  if (eat(parser, ':')) return flags;
  if (eat(parser, 'P<')) return readName(parser, flags, start);
  const lookAround =
    'look-around has no linear form; say it with not_regex, or with another fact (params.host with not_in)';
  if (['=', '!', '<=', '<!'].some((text) => eat(parser, text))) refuse(lookAround, start);
  if (eat(parser, '<')) return readName(parser, flags, start);
  if (eat(parser, 'P=')) {
    refuse('a back-reference has no linear form; write the alternatives out', start);
  }
  if (eat(parser, '>')) refuse('an atomic group has no linear form; write (?:…)', start);
  if (eat(parser, '(')) {
    refuse('a conditional group has no linear form; write the alternatives out', start);
  }
  return readScopedFlags(parser, flags, start);
}

function readName(parser: Parser, flags: Flags, start: number): Flags {
  const name = readUntil(parser, '>', start, 'a group name');
  if (!/^[A-Za-z_]\w*$/.test(name)) refuse('a group name is a word: (?P<name>…)', start);
  return flags;
}

function readScopedFlags(parser: Parser, flags: Flags, start: number): Flags {
  let letters = '';
  while (/[a-zA-Z-]/.test(peek(parser) ?? '')) letters += parser.characters[parser.position++];
  if (letters !== '' && peek(parser) === ')') {
    refuse(`flags for the whole pattern stand at its start; here write (?${letters}:…)`, start);
  }
  const [on = '', off = '', ...more] = letters.split('-');
  if (on + off === '' || more.length > 0 || !eat(parser, ':')) {
    refuse('this kind of group is not known; write (?:…)', start);
  }
  return withFlags(withFlags(flags, on, true, start), off, false, start);
}

function readGroup(parser: Parser, flags: Flags, start: number): RegexNode | undefined {
  if (eat(parser, '?#')) {
    readUntil(parser, ')', start, 'a comment');
    return undefined;
  }
  if (++parser.depth > parser.maxDepth)
    refuse(`groups nest at most ${parser.maxDepth} deep`, start);
  const node = readChoice(parser, readGroupHead(parser, flags, start));
  if (!eat(parser, ')')) refuse('a group lacks its closing )', start);
  parser.depth--;
  return node;
}

/** One item without its quantifier; `undefined` for a comment. */
function readAtom(parser: Parser, flags: Flags): RegexNode | undefined {
  const start = parser.position;
  const character = peek(parser) ?? '';
  parser.position++;
  switch (character) {
    case '(':
      return readGroup(parser, flags, start);
    case '[':
      return readClass(parser, flags);
    case '\\':
      return escapeNode(readEscape(parser, false), flags);
    case '.':
      return setOf(complementRanges(flags.dotAll ? [] : [[0x0a, 0x0a]]));
    case '^':
      return { kind: 'assert', at: flags.multiline ? 'line-start' : 'start' };
    case '$':
      return { kind: 'assert', at: flags.multiline ? 'line-end' : 'final' };
    default:
      return characterNode(character.codePointAt(0) ?? 0, flags);
  }
}

type Count = { readonly min: number; readonly max: number };

/** `{m}`, `{m,}`, `{,n}`, `{m,n}`; anything else after `{` is text, as in Python. */
function readBraces(parser: Parser): Count | undefined {
  const rest = parser.characters.slice(parser.position, parser.position + 24).join('');
  const match = /^\{(?:(\d+)|(\d*),(\d*))\}/.exec(rest);
  if (match === null) return undefined;
  const [whole, exact, low, high] = match;
  const min = Number(exact ?? (low === '' ? 0 : low));
  const max = exact !== undefined ? min : high === '' ? Infinity : Number(high);
  const start = parser.position;
  if (min > max) refuse('the first count of {m,n} is the lower one', start);
  if (min > MAX_COUNT || (max !== Infinity && max > MAX_COUNT)) {
    refuse(`a count is at most ${MAX_COUNT}`, start);
  }
  parser.position += whole.length;
  return { min, max };
}

function readCount(parser: Parser): Count | undefined {
  if (eat(parser, '*')) return { min: 0, max: Infinity };
  if (eat(parser, '+')) return { min: 1, max: Infinity };
  if (eat(parser, '?')) return { min: 0, max: 1 };
  return peek(parser) === '{' ? readBraces(parser) : undefined;
}

function readQuantified(parser: Parser, flags: Flags): RegexNode {
  const start = parser.position;
  if (readCount(parser) !== undefined) {
    refuse('there is nothing to repeat here; write a backslash before the character', start);
  }
  const atom = readAtom(parser, flags);
  if (atom === undefined) return EMPTY;
  skipVerbose(parser, flags);
  const count = readCount(parser);
  if (count === undefined) return atom;
  if (atom.kind === 'assert' && parser.characters[start] !== '(') {
    refuse('a position (^ $ \\b) cannot be repeated', start);
  }
  eat(parser, '?');
  if (eat(parser, '+')) refuse('a possessive + has no linear form; leave it out', start);
  skipVerbose(parser, flags);
  const again = parser.position;
  if (readCount(parser) !== undefined) refuse('a repeat cannot be repeated; use (?:…)', again);
  return repeatOf(atom, count.min, count.max);
}

function readSequence(parser: Parser, flags: Flags): RegexNode {
  const items: RegexNode[] = [];
  for (;;) {
    skipVerbose(parser, flags);
    const character = peek(parser);
    if (character === undefined || character === '|' || character === ')') return sequenceOf(items);
    items.push(readQuantified(parser, flags));
  }
}

function readChoice(parser: Parser, flags: Flags): RegexNode {
  const branches = [readSequence(parser, flags)];
  while (eat(parser, '|')) branches.push(readSequence(parser, flags));
  return choiceOf(branches);
}

/**
 * Reads a pattern of Python's `re`. Captures and laziness are dropped: only whether a text matches
 * is ever asked. Groups nest up to `maxDepth`. Also reads what `lowerRegex` gave. Throws
 * `RegexRefusal` for what is wrong or has no linear form.
 */
export function parseRegex(pattern: string, maxDepth: number = MAX_DEPTH): RegexNode {
  const parser: Parser = { characters: [...pattern], position: 0, depth: 0, maxDepth };
  const node = readChoice(parser, readGlobalFlags(parser));
  if (peek(parser) !== undefined) {
    refuse('a ) has no opening (; write \\) for the character', parser.position);
  }
  return node;
}
