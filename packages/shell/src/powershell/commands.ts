import { type Argument, block, type Node, textNode } from '../code/syntax.ts';
import type { Cursor } from './cursor.ts';
import { readBlockValue, readExpression, readPostfix } from './expressions.ts';
import { call, name } from './nodes.ts';
import { readStatements } from './statements.ts';
import {
  readEscape,
  readString,
  readSubexpression,
  readVariable,
  variableNode,
} from './strings.ts';

/** Key of the record that stands for a parameter word (`-Recurse`) among a command's arguments. */
export const PARAMETER = 'parameter';

/**
 * A command with its arguments, as a call of `run`: first the name, then the arguments in order;
 * by name `|` what flows in, `function` what the script itself may have given that name, `&` or
 * `.` the operator before it.
 */
export function readCommand(cursor: Cursor, input: Node | undefined): Node {
  const operator = cursor.match(/&(?!&)|\.(?=[\s$"'({])/y)?.[0];
  cursor.skipBlanks();
  const start = cursor.at;
  const called = readName(cursor, operator !== undefined);
  if (cursor.at === start) return { kind: 'error' };
  const args: Argument[] = [{ value: called }];
  if (input !== undefined) args.push({ name: '|', value: input });
  if (operator !== undefined) args.push({ name: operator, value: textNode(operator) });
  const spelling = constantText(called)?.toLowerCase();
  if (spelling !== undefined) args.push({ name: 'function', value: name(`function:${spelling}`) });
  const redirections: Redirection[] = [];
  readArguments(cursor, args, redirections);
  return redirected(
    definition(spelling, args) ?? { kind: 'call', callee: name('run'), args },
    redirections,
  );
}

/** The text of a node that is one constant. */
export function constantText(node: Node | undefined): string | undefined {
  if (node?.kind !== 'text') return undefined;
  return node.parts.every((part) => typeof part === 'string') ? node.parts.join('') : undefined;
}

function readName(cursor: Cursor, called: boolean): Node {
  if (called && cursor.looksAt('{')) return readBlockValue(cursor);
  return readWord(cursor);
}

function readArguments(cursor: Cursor, args: Argument[], redirections: Redirection[]): void {
  for (;;) {
    cursor.skipBlanks();
    if (cursor.ended || /[|&;)}\r\n]/.test(cursor.peek())) return;
    if (cursor.take('--%')) {
      for (const word of (cursor.match(/[^\r\n|]*/y)?.[0] ?? '').split(/\s+/))
        if (word !== '') args.push({ value: textNode(word.replaceAll('"', '')) });
      return;
    }
    const redirection = readRedirection(cursor);
    if (redirection !== undefined) {
      redirections.push(redirection);
      continue;
    }
    const start = cursor.at;
    args.push({ value: readArgument(cursor) });
    if (cursor.at === start) cursor.at += 1;
  }
}

function readArgument(cursor: Cursor): Node {
  const parameter = cursor.match(/[-\u2013-\u2015]([A-Za-z_?][\w-]*)(:?)(?=[\s;|)}(,$"'{]|$|\w)/y);
  if (parameter?.[1] !== undefined) {
    const spelling = textNode(`-${parameter[1]}`);
    const entries: { key: string; value: Node }[] = [{ key: PARAMETER, value: spelling }];
    if (parameter[2] === ':') {
      cursor.skipBlanks();
      entries.push({ key: 'value', value: readWords(cursor) });
    } else if (!/[\s;|)}]|^$/.test(cursor.peek())) {
      // `-x"$y"`: one word of a program, no parameter.
      return { kind: 'text', parts: [`-${parameter[1]}`, readWords(cursor)] };
    }
    return { kind: 'record', entries };
  }
  const splat = cursor.match(/@(\w+)(?=[\s;|)}]|$)/y);
  if (splat?.[1] !== undefined)
    return {
      kind: 'record',
      entries: [{ key: 'splat', value: variableNode(cursor, splat[1]) }],
    };
  return readWords(cursor);
}

/** Words with commas between them are one list. */
function readWords(cursor: Cursor): Node {
  const first = readWord(cursor);
  const items = [first];
  for (;;) {
    if (cursor.match(/[ \t]*,\s*/y) === undefined) break;
    items.push(readWord(cursor));
  }
  return items.length === 1 ? first : { kind: 'list', items };
}

/** One word of a command: pieces with no blank between them. */
function readWord(cursor: Cursor): Node {
  cursor.countWord();
  const whole = readWholeValue(cursor);
  if (whole !== undefined) return whole;
  const parts: (string | Node)[] = [];
  while (!cursor.ended) {
    const plain = cursor.match(/[^\s'"`$;|&(){}<>,]+/y)?.[0];
    if (plain !== undefined) {
      parts.push(plain);
      continue;
    }
    if (cursor.peek() === '`') {
      if (/[\r\n]/.test(cursor.peek(1))) break;
      parts.push(readEscape(cursor, true));
      continue;
    }
    const piece = readString(cursor) ?? readVariable(cursor);
    if (piece !== undefined) parts.push(piece);
    else if (cursor.peek() === '$') {
      cursor.at += 1;
      parts.push('$');
    } else break;
  }
  return { kind: 'text', parts: flattened(parts) };
}

function flattened(parts: readonly (string | Node)[]): readonly (string | Node)[] {
  return parts.flatMap((part) =>
    typeof part !== 'string' && part.kind === 'text' ? part.parts : [part],
  );
}

/** `(…)`, `{…}`, `@(…)`, `@{…}` or `$x.y` as a whole argument. */
function readWholeValue(cursor: Cursor): Node | undefined {
  if (cursor.looksAt('{')) return readBlockValue(cursor);
  if (cursor.looksAt('@{') || cursor.looksAt('(')) return readPrimaryValue(cursor);
  if (cursor.take('@(')) return readPostfix(cursor, readSubexpression(cursor));
  if (cursor.peek() !== '$') return undefined;
  const start = cursor.at;
  const variable = readVariable(cursor);
  if (variable !== undefined) {
    const value = readPostfix(cursor, variable);
    if (cursor.ended || /[\s;|&)},>]/.test(cursor.peek())) return value;
  }
  cursor.at = start;
  return undefined;
}

function readPrimaryValue(cursor: Cursor): Node {
  if (cursor.looksAt('@{')) return readExpression(cursor);
  cursor.take('(');
  const read = cursor.deeper(() => readStatements(cursor, ')', 'value')) ?? [];
  const values: readonly Node[] = cursor.take(')') ? read : [...read, { kind: 'error' }];
  const [only] = values;
  return readPostfix(cursor, only !== undefined && values.length === 1 ? only : block(values));
}

type Redirection = { readonly stream: string; readonly append: boolean; readonly to: Node };

function readRedirection(cursor: Cursor): Redirection | undefined {
  if (cursor.match(/[1-6*]?>&[12]/y) !== undefined)
    return { stream: '', append: false, to: textNode('') };
  const found = cursor.match(/([1-6*]?)(>>?)[ \t]*/y);
  if (found === undefined) {
    if (!cursor.take('<')) return undefined;
    return { stream: '', append: false, to: { kind: 'error' } };
  }
  return { stream: found[1] ?? '', append: found[2] === '>>', to: readWord(cursor) };
}

/** Redirections behind an expression. */
export function readRedirections(cursor: Cursor, node: Node): Node {
  const redirections: Redirection[] = [];
  for (;;) {
    cursor.skipBlanks();
    const redirection = readRedirection(cursor);
    if (redirection === undefined) return redirected(node, redirections);
    redirections.push(redirection);
  }
}

function redirected(node: Node, redirections: readonly Redirection[]): Node {
  return redirections.reduce<Node>((inner, { stream, append, to }) => {
    if (to.kind === 'error') return block([inner, to]);
    if (constantText(to) === '') return inner;
    const takesOutput = ['', '1', '*'].includes(stream);
    return call(takesOutput ? 'redirect' : 'redirect-other', [
      inner,
      to,
      { kind: 'constant', value: append },
    ]);
  }, node);
}

const SETS_ALIAS = new Set(['set-alias', 'new-alias', 'sal', 'nal']);
const SETS_VARIABLE = new Set(['set-variable', 'new-variable', 'sv', 'nv', 'set']);

/** `Set-Alias x Remove-Item` and `Set-Variable x …` change what later statements mean. */
function definition(spelling: string | undefined, args: readonly Argument[]): Node | undefined {
  if (spelling === undefined) return undefined;
  const prefix = SETS_ALIAS.has(spelling) ? 'function:' : SETS_VARIABLE.has(spelling) ? '$' : '';
  if (prefix === '') return undefined;
  const values = args
    .filter((argument) => argument.name === undefined)
    .map(({ value }) => value)
    .slice(1)
    .filter((value) => value.kind !== 'record');
  const target = constantText(values[0])?.toLowerCase();
  const [, value] = values;
  if (target === undefined || value === undefined)
    return { kind: 'other', parts: [...values, { kind: 'error' }] };
  return { kind: 'assign', target: name(`${prefix}${target}`), value };
}
