import { type Node, textNode } from '../code/syntax.ts';
import type { Cursor } from './cursor.ts';
import { call, name } from './nodes.ts';
import { readStatements } from './statements.ts';

const ESCAPES: { readonly [letter: string]: string } = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The character a backtick stands before (about_Special_Characters); the cursor is on the backtick.
 * In a bare word a letter is that letter, as names are disguised so in every version.
 */
export function readEscape(cursor: Cursor, isBare = false): string {
  const code = cursor.match(/`u\{([0-9a-fA-F]{1,6})\}/y);
  if (code?.[1] !== undefined) {
    const point = Number.parseInt(code[1], 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  }
  const letter = cursor.peek(1);
  cursor.at += 2;
  if (isBare) return letter;
  return Object.hasOwn(ESCAPES, letter) ? (ESCAPES[letter] ?? letter) : letter;
}

/** A string in any of its four spellings, if one begins here. */
export function readString(cursor: Cursor): Node | undefined {
  const here = cursor.match(/@(['"])[ \t]*\r?\n/y);
  if (here !== undefined) return readHereString(cursor, here[1] === '"');
  if (cursor.take("'")) return textNode(readSingleQuoted(cursor));
  return cursor.take('"') ? readDoubleQuoted(cursor, (inner) => inner.take('"')) : undefined;
}

function readSingleQuoted(cursor: Cursor): string {
  const body = cursor.match(/(?:[^']|'')*/y)?.[0] ?? '';
  cursor.take("'");
  return body.replaceAll("''", "'");
}

function readHereString(cursor: Cursor, expands: boolean): Node {
  if (expands) {
    if (cursor.take('"@')) return textNode('');
    return readDoubleQuoted(cursor, (inner) => inner.match(/\r?\n"@/y) !== undefined, true);
  }
  const end = /\r?\n'@|$(?![\s\S])/g;
  end.lastIndex = cursor.at;
  const found = end.exec(cursor.text);
  const stop = found?.index ?? cursor.text.length;
  const body = cursor.text.slice(cursor.at, stop);
  cursor.at = stop + (found?.[0].length ?? 0);
  return textNode(body);
}

function readDoubleQuoted(
  cursor: Cursor,
  closes: (cursor: Cursor) => boolean,
  isHere = false,
): Node {
  const parts: (string | Node)[] = [];
  while (!cursor.ended) {
    if (!isHere && cursor.take('""')) add(parts, '"');
    else if (closes(cursor)) break;
    else if (cursor.peek() === '`') add(parts, readEscape(cursor));
    else add(parts, readVariable(cursor) ?? readPlain(cursor));
  }
  return { kind: 'text', parts };
}

/** Adds a part; plain text that follows plain text goes on with it. */
function add(parts: (string | Node)[], part: string | Node): void {
  const last = parts.at(-1);
  if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
  else parts.push(part);
}

function readPlain(cursor: Cursor): string {
  const plain = cursor.match(/[^"`$\r\n]+/y)?.[0];
  if (plain !== undefined) return plain;
  cursor.at += 1;
  return cursor.text.charAt(cursor.at - 1);
}

/** `$name`, `${name}`, `$env:NAME` or `$(…)`, if one begins here. */
export function readVariable(cursor: Cursor): Node | undefined {
  if (cursor.peek() !== '$') return undefined;
  if (cursor.take('$(')) return readSubexpression(cursor);
  const found = cursor.match(/\$(?:\{([^}]{0,512})\}|((?:\w+:(?=\w))?\w+|[$?^]))/y);
  const spelling = found?.[1] ?? found?.[2];
  return spelling === undefined ? undefined : variableNode(cursor, spelling);
}

/** Statements up to `)`: what they give. The opening mark is read. */
export function readSubexpression(cursor: Cursor): Node {
  const body = cursor.deeper(() => readStatements(cursor, ')', 'value'));
  if (body === undefined) return { kind: 'error' };
  cursor.take(')');
  const [only] = body;
  return only !== undefined && body.length === 1 ? only : { kind: 'list', items: body };
}

const SCOPES = /^(?:global|local|script|private|using|variable|workflow):/;

/** The node of a variable by its name with scope or drive, without `$`. */
export function variableNode(cursor: Cursor, spelling: string): Node {
  const plain = spelling.replaceAll('`', '').toLowerCase().replace(SCOPES, '');
  if (plain.startsWith('env:')) {
    const variable = plain.slice('env:'.length);
    if (cursor.ownEnvironment.has(variable)) return name(plain);
    return { kind: 'index', object: name('environment'), index: textNode(variable.toUpperCase()) };
  }
  if (plain.startsWith('function:')) return name(plain);
  // `${C:\file}` is the content of that file (about_Providers).
  if (/^[a-z]+:./.test(plain)) return call('file-variable', [textNode(spelling)]);
  return name(`$${plain}`);
}
