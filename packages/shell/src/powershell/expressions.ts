import { block, type Node, textNode } from '../code/syntax.ts';
import type { Cursor } from './cursor.ts';
import { call, name } from './nodes.ts';
import { readBody, readPipeline, readStatements } from './statements.ts';
import { readString, readSubexpression, readVariable, variableNode } from './strings.ts';

/** Binary operators by precedence, loosest first (about_Operator_Precedence). */
const LEVELS: readonly RegExp[] = [
  /-(?:and|or|xor)\b|\?\?(?!=)/iy,
  /-(?:b(?:and|or|xor))\b/iy,
  /-(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split|join)|is|isnot|as|join|shl|shr)\b/iy,
  /[+](?![+=])|-(?![-=a-z])/iy,
  /[*/%](?!=)/y,
  /-f\b/iy,
  /\.\.(?!\.)/y,
];

/** Operators whose result is worth computing, by the name their knowledge has. */
const COMPUTED = /^(?:-[ci]?(?:replace|split|join)|-f|-bxor|\.\.|\*|-)$/;

/** An expression. Never throws; what is none is `error`. */
export function readExpression(cursor: Cursor): Node {
  return cursor.deeper(() => readLevel(cursor, 0)) ?? { kind: 'error' };
}

function readLevel(cursor: Cursor, level: number): Node {
  const pattern = LEVELS[level];
  if (pattern === undefined) return readCommaList(cursor);
  let left = readLevel(cursor, level + 1);
  for (;;) {
    cursor.skipBlanks();
    const operator = cursor.match(pattern)?.[0].toLowerCase();
    if (operator === undefined) return left;
    cursor.skipLines();
    const right = readLevel(cursor, level + 1);
    left = binary(operator, left, right);
  }
}

function binary(operator: string, left: Node, right: Node): Node {
  if (operator === '+') return { kind: 'binary', operator, left, right };
  if (operator === '??') return { kind: 'choice', options: [left, right] };
  if (operator === '-as') return left;
  if (COMPUTED.test(operator))
    return call(operator.replace(/^-[ci](?=replace|split|join)/, '-'), [left, right]);
  return { kind: 'other', parts: [left, right] };
}

function readCommaList(cursor: Cursor): Node {
  if (cursor.take(',')) return { kind: 'list', items: [readUnary(cursor)] };
  const first = readUnary(cursor);
  const items = [first];
  for (;;) {
    cursor.skipBlanks();
    if (!cursor.take(',')) break;
    cursor.skipLines();
    items.push(readUnary(cursor));
  }
  return items.length === 1 ? first : { kind: 'list', items };
}

function readUnary(cursor: Cursor): Node {
  cursor.skipBlanks();
  const operator = cursor.match(/-(?:not|bnot|join|[ci]?split)\b|!|\+\+|--|[+-](?=[\d$(.[])/iy);
  if (operator !== undefined)
    return (
      cursor.deeper(() => unary(operator[0].toLowerCase(), readUnary(cursor))) ?? { kind: 'error' }
    );
  const cast = readTypeName(cursor);
  if (cast === undefined) return readPostfix(cursor, readPrimary(cursor));
  const type = name(`[${cast}]`);
  if (startsMember(cursor) || endsHere(cursor)) return readPostfix(cursor, type);
  const inner = cursor.deeper(() => readUnary(cursor));
  return inner === undefined ? { kind: 'error' } : call('cast', [textNode(cast), inner]);
}

function unary(operator: string, operand: Node): Node {
  if (operator === '-join') return call('-join', [operand, textNode('')]);
  if (operator.endsWith('split')) return call('-split', [operand]);
  if (operator === '-') return call('negative', [operand]);
  return operator === '+' ? operand : { kind: 'other', parts: [operand] };
}

function startsMember(cursor: Cursor): boolean {
  return cursor.looksAt('::') || cursor.looksAt('.');
}

function endsHere(cursor: Cursor): boolean {
  cursor.skipBlanks();
  return cursor.ended || /[;|)}\],=\r\n>&]/.test(cursor.peek());
}

/** `[Net.WebClient]`, `[char[]]`, `[Collections.Generic.List[string]]`: its name in lower case. */
function readTypeName(cursor: Cursor): string | undefined {
  const found = cursor.match(/\[\s*([A-Za-z_][\w.+`]*)((?:\[[\w.,\s[\]]*?\])*)\s*\]/y);
  const type = found?.[1]?.toLowerCase().replace(/^system\./, '');
  if (type === undefined) return undefined;
  return /^\[\s*\]/.test(found?.[2] ?? '') ? `${type}[]` : type;
}

function readPrimary(cursor: Cursor): Node {
  const string = readString(cursor);
  if (string !== undefined) return string;
  const number = cursor.match(/0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:[kmgtp]b)?/iy);
  if (number !== undefined) return { kind: 'constant', value: Number(number[0]) };
  if (cursor.take('@(')) return asList(readSubexpression(cursor));
  if (cursor.take('@{')) return readRecord(cursor);
  if (cursor.take('(')) return readGroup(cursor);
  if (cursor.looksAt('{')) return readBlockValue(cursor);
  const splat = cursor.match(/@(\w+)/y);
  if (splat?.[1] !== undefined) return variableNode(cursor, splat[1]);
  const variable = readVariable(cursor);
  if (variable !== undefined) return variable;
  if (!cursor.ended && !/[;|)}\],=\r\n]/.test(cursor.peek())) cursor.at += 1;
  return { kind: 'error' };
}

function asList(node: Node): Node {
  return node.kind === 'list' ? node : call('@()', [node]);
}

/** A pipeline in brackets; its output is a value. */
function readGroup(cursor: Cursor): Node {
  cursor.skipLines();
  const inner = cursor.deeper(() => readPipeline(cursor)) ?? { kind: 'error' };
  cursor.skipLines();
  if (cursor.take(')')) return inner;
  // Not closed, or something that is no pipeline: what follows is read as statements.
  const rest = cursor.deeper(() => readStatements(cursor, ')', 'value')) ?? [];
  cursor.take(')');
  return block([inner, ...rest, { kind: 'error' }]);
}

/** `{ … }` as a value: a function nobody has called yet. */
export function readBlockValue(cursor: Cursor): Node {
  return readBody(cursor, undefined, []);
}

function readRecord(cursor: Cursor): Node {
  const entries: { key?: string; value: Node }[] = [];
  for (;;) {
    skipSeparators(cursor);
    if (cursor.ended || cursor.take('}')) break;
    const start = cursor.at;
    const bare = cursor.match(/[\w-]+(?=\s*=)/y)?.[0];
    const key = bare ?? keyOf(readUnary(cursor));
    cursor.skipBlanks();
    if (cursor.take('=')) {
      cursor.skipLines();
      const value = cursor.deeper(() => readPipeline(cursor)) ?? { kind: 'error' };
      entries.push(key === undefined ? { value } : { key: key.toLowerCase(), value });
    } else entries.push({ value: { kind: 'error' } });
    if (cursor.at === start) cursor.at += 1;
  }
  return { kind: 'record', entries };
}

function keyOf(node: Node): string | undefined {
  const only = node.kind === 'text' && node.parts.length === 1 ? node.parts[0] : undefined;
  return typeof only === 'string' ? only : undefined;
}

function skipSeparators(cursor: Cursor): void {
  do cursor.skipLines();
  while (cursor.take(';'));
}

/** Members, calls and indices behind a value; no blank may stand before them. */
export function readPostfix(cursor: Cursor, start: Node): Node {
  let node = start;
  for (;;) {
    if (cursor.match(/(?:::|\?\.|\.(?!\.))(?=[\w$"'({])/y) !== undefined)
      node = readMember(cursor, node);
    else if (cursor.take('[')) node = readIndex(cursor, node);
    else if (cursor.match(/\+\+|--/y) === undefined) return node;
  }
}

function readMember(cursor: Cursor, object: Node): Node {
  const plain = cursor.match(/\w+/y)?.[0];
  const computed = plain === undefined ? readPrimary(cursor) : undefined;
  const member: Node =
    computed === undefined
      ? { kind: 'member', object, name: (plain ?? '').toLowerCase() }
      : memberOf(object, computed);
  if (!cursor.take('(')) {
    // `.ForEach{ … }`
    if (!cursor.looksAt('{')) return member;
    const body = readBlockValue(cursor);
    return { kind: 'call', callee: member, args: [{ value: body }] };
  }
  const args = readArguments(cursor, ')');
  return { kind: 'call', callee: member, args: args.map((value) => ({ value })) };
}

/** `$x."Delete"`: a member by a constant text; by any other it is not known which. */
function memberOf(object: Node, computed: Node): Node {
  const key = keyOf(computed);
  if (key !== undefined) return { kind: 'member', object, name: key.toLowerCase() };
  return call('member', [object, computed]);
}

function readIndex(cursor: Cursor, object: Node): Node {
  const [index, ...more] = readArguments(cursor, ']');
  if (index === undefined) return { kind: 'error' };
  if (more.length > 0) return call('pick', [object, { kind: 'list', items: [index, ...more] }]);
  return call('pick', [object, index]);
}

function readArguments(cursor: Cursor, close: string): readonly Node[] {
  const args: Node[] = [];
  for (;;) {
    cursor.skipLines();
    if (cursor.ended || cursor.take(close)) return args;
    if (cursor.take(',')) continue;
    const start = cursor.at;
    args.push(cursor.deeper(() => readArgument(cursor)) ?? { kind: 'error' });
    if (cursor.at === start) cursor.at += 1;
  }
}

/** One argument of a method: an expression whose commas belong to the call. */
function readArgument(cursor: Cursor): Node {
  return readWithoutComma(cursor, 0);
}

function readWithoutComma(cursor: Cursor, level: number): Node {
  const pattern = LEVELS[level];
  if (pattern === undefined) return readUnary(cursor);
  let left = readWithoutComma(cursor, level + 1);
  for (;;) {
    cursor.skipBlanks();
    const operator = cursor.match(pattern)?.[0].toLowerCase();
    if (operator === undefined) return left;
    cursor.skipLines();
    // `-f` alone takes the commas behind it.
    const right = operator === '-f' ? readCommaList(cursor) : readWithoutComma(cursor, level + 1);
    left = binary(operator, left, right);
  }
}
