import { block, conditional, type FunctionNode, type Node } from '../code/syntax.ts';
import { readCommand, readRedirections } from './commands.ts';
import type { Cursor } from './cursor.ts';
import { readExpression } from './expressions.ts';
import { call, name } from './nodes.ts';
import { readVariable } from './strings.ts';

/** What becomes of the output of statements: printed, given back by the body they are, or a value. */
export type Output = 'shown' | 'returned' | 'value';

/** Statements up to `close`, which is left to be read. */
export function readStatements(cursor: Cursor, close: string, output: Output): readonly Node[] {
  const body: Node[] = [];
  for (;;) {
    cursor.skipLines();
    // `&` after a command lets it run in the background.
    if (cursor.take(';') || cursor.match(/&(?=\s*(?:[\r\n;)}]|$))/y) !== undefined) continue;
    if (cursor.ended || (close !== '' && cursor.looksAt(close))) return body;
    const start = cursor.at;
    body.push(cursor.deeper(() => readStatement(cursor, output)) ?? { kind: 'error' });
    if (cursor.at === start) {
      cursor.at += 1;
      body.push({ kind: 'error' });
    }
  }
}

function readStatement(cursor: Cursor, output: Output): Node {
  const keyword = cursor.match(
    /(?:(?:if|elseif|else|while|until|do|for|foreach|switch|try|catch|finally|trap|function|filter|workflow|param|return|throw|exit|class|enum|using|break|continue)(?![\w-])(?!\s*=)|(?:begin|process|end|clean|data|parallel|sequence)(?=\s*\{))/iy,
  );
  if (keyword === undefined) return finish(readPipeline(cursor), output);
  return readKeyword(cursor, keyword[0].toLowerCase(), output);
}

/** What a statement gives is shown, or handed back where it stands in a body. */
function finish(node: Node, output: Output): Node {
  if (node.kind === 'assign' || node.kind === 'error') return node;
  if (output === 'returned') return { kind: 'return', value: node };
  return output === 'shown' ? call('show', [node]) : node;
}

function readKeyword(cursor: Cursor, keyword: string, output: Output): Node {
  cursor.skipLines();
  switch (keyword) {
    case 'foreach':
      return readForeach(cursor, output);
    case 'function':
    case 'filter':
    case 'workflow':
      return readFunction(cursor);
    case 'param':
      return block(readParameters(cursor).defaults);
    case 'return':
      return readLeaving(cursor, output === 'shown' ? 'shown' : 'returned');
    case 'throw':
    case 'exit':
      return readLeaving(cursor, 'shown');
    case 'using':
      cursor.match(/[^\r\n;]*/y);
      return { kind: 'other', parts: [] };
    case 'class':
      cursor.match(/[^{]*/y);
      readBody(cursor, undefined, []);
      return { kind: 'error' };
    case 'break':
    case 'continue':
      return { kind: 'other', parts: [] };
    case 'enum':
      cursor.match(/[^}]*\}?/y);
      return { kind: 'other', parts: [] };
    default:
      return readControl(cursor, output, keyword === 'switch');
  }
}

function readLeaving(cursor: Cursor, output: Output): Node {
  cursor.skipBlanks();
  if (cursor.ended || /[;}\r\n)]/.test(cursor.peek())) return { kind: 'other', parts: [] };
  return finish(readPipeline(cursor), output);
}

/** `(head) { body }`, or a body alone; all bodies may run. */
function readControl(cursor: Cursor, output: Output, isSwitch: boolean): Node {
  const parts: Node[] = [];
  while (cursor.match(/-(?:regex|wildcard|exact|casesensitive|parallel|file)\b\s*/iy));
  if (cursor.take('(')) {
    const head = cursor.deeper(() => readStatements(cursor, ')', 'value')) ?? [];
    cursor.take(')');
    parts.push({ kind: 'other', parts: head });
    cursor.skipLines();
  } else cursor.match(/(?:\[[\w.]+\]\s*,?\s*)+/y);
  if (cursor.take('{')) {
    const body = isSwitch ? readClauses(cursor, output) : readStatements(cursor, '}', output);
    cursor.take('}');
    parts.push(conditional(body));
  }
  return block(parts);
}

function readClauses(cursor: Cursor, output: Output): readonly Node[] {
  const parts: Node[] = [];
  for (;;) {
    cursor.skipLines();
    if (cursor.take(';')) continue;
    if (cursor.ended || cursor.looksAt('}')) return parts;
    const start = cursor.at;
    if (cursor.take('{')) {
      parts.push(conditional(readStatements(cursor, '}', output)));
      cursor.take('}');
    } else if (cursor.match(/[\w*.?-]+(?=\s*\{)/y) === undefined)
      parts.push({ kind: 'other', parts: [readExpression(cursor)] });
    if (cursor.at === start) cursor.at += 1;
  }
}

function readForeach(cursor: Cursor, output: Output): Node {
  while (cursor.match(/-(?:parallel|throttlelimit\s+\d+)\s*/iy));
  // `foreach { … }` in a pipeline is ForEach-Object; as a statement it has a head.
  if (!cursor.take('(')) return { kind: 'error' };
  cursor.skipLines();
  const variable = readVariable(cursor) ?? name('$_');
  cursor.skipLines();
  cursor.match(/in\b/iy);
  cursor.skipLines();
  const iterable = cursor.deeper(() => readPipeline(cursor)) ?? { kind: 'error' as const };
  cursor.skipLines();
  cursor.take(')');
  cursor.skipLines();
  cursor.take('{');
  const body = conditional(readStatements(cursor, '}', output));
  cursor.take('}');
  return { kind: 'loop', variable, iterable, body };
}

function readFunction(cursor: Cursor): Node {
  const given = cursor.match(/(?:global:|script:|local:|private:)?([^\s({]+)/iy)?.[1];
  cursor.skipLines();
  const head = cursor.looksAt('(') ? readParameters(cursor) : { parameters: [], defaults: [] };
  cursor.skipLines();
  const body = readBody(cursor, `function:${(given ?? '').toLowerCase()}`, head.parameters);
  return body.kind === 'function' ? { ...body, body: block([...head.defaults, body.body]) } : body;
}

/** `{ … }`: its parameters are the item of a pipeline, the rest of the arguments, those declared. */
export function readBody(
  cursor: Cursor,
  functionName: string | undefined,
  declared: readonly string[],
): FunctionNode | { readonly kind: 'error' } {
  if (!cursor.take('{')) return { kind: 'error' };
  cursor.skipLines();
  while (cursor.match(/\[\s*\w[^\]\r\n]*\]\s*(?=\[|param\b)/iy));
  const head = cursor.match(/param\b\s*/iy)
    ? readParameters(cursor)
    : { parameters: [], defaults: [] };
  const body = cursor.deeper(() => readStatements(cursor, '}', 'returned')) ?? [
    { kind: 'error' as const },
  ];
  cursor.take('}');
  return {
    kind: 'function',
    ...(functionName === undefined ? {} : { name: functionName }),
    parameters: ['$_', '$args', ...declared, ...head.parameters],
    body: block([...head.defaults, ...body]),
  };
}

type Parameters = { readonly parameters: readonly string[]; readonly defaults: readonly Node[] };

/** `($first = 'a', [switch]$second)`: names, and defaults as assignments that may not happen. */
function readParameters(cursor: Cursor): Parameters {
  const parameters: string[] = [];
  const defaults: Node[] = [];
  if (!cursor.take('(')) return { parameters, defaults };
  for (;;) {
    cursor.skipLines();
    if (cursor.ended || cursor.take(')')) return { parameters, defaults };
    const start = cursor.at;
    if (cursor.take(',')) continue;
    const found = cursor.match(/\$(\w+)/y)?.[1]?.toLowerCase();
    if (found === undefined) skipAttribute(cursor);
    else {
      parameters.push(`$${found}`);
      cursor.skipLines();
      if (cursor.take('=')) {
        cursor.skipLines();
        const value = cursor.deeper(() => readDefault(cursor)) ?? { kind: 'error' as const };
        defaults.push(conditional([{ kind: 'assign', target: name(`$${found}`), value }]));
      }
    }
    if (cursor.at === start) cursor.at += 1;
  }
}

/** A default ends at a comma that is not in brackets. */
function readDefault(cursor: Cursor): Node {
  const value = readExpression(cursor);
  return value.kind === 'list' ? (value.items[0] ?? value) : value;
}

function skipAttribute(cursor: Cursor): void {
  let depth = 0;
  do {
    const character = cursor.peek();
    if (character === '[') depth += 1;
    if (character === ']') depth -= 1;
    cursor.at += 1;
  } while (depth > 0 && !cursor.ended);
}

/** An assignment or a pipeline of commands and expressions, with `&&` and `||` behind it. */
export function readPipeline(cursor: Cursor): Node {
  const stages: Node[] = [readStage(cursor, undefined)];
  for (;;) {
    cursor.skipBlanks();
    const last = stages.length - 1;
    const operator = cursor.match(/&&|\|\|?|\r?\n\s*\|(?!\|)/y)?.[0].trim();
    if (operator === undefined) break;
    cursor.skipLines();
    if (operator === '|') stages[last] = readStage(cursor, stages[last]);
    else stages.push(readStage(cursor, undefined));
  }
  const [only] = stages;
  return only !== undefined && stages.length === 1 ? only : { kind: 'list', items: stages };
}

function readStage(cursor: Cursor, input: Node | undefined): Node {
  cursor.skipLines();
  if (!startsExpression(cursor)) return readCommand(cursor, input);
  const left = readExpression(cursor);
  cursor.skipBlanks();
  const operator = cursor.match(/(?:[+\-*/%]|\?\?)?=(?!=)/y)?.[0];
  if (operator !== undefined) return readAssignment(cursor, left, operator);
  return readRedirections(cursor, left);
}

function startsExpression(cursor: Cursor): boolean {
  const { at } = cursor;
  const starts =
    cursor.match(
      /['"$([{!,]|@[({'"\w]|\+\+|--(?=\$)|[+-](?=[\d$(])|-(?:not|bnot|join|[ci]?split)\b|(?:0x[0-9a-f]+|\d+(?:\.\d+)?(?:[kmgtp]b)?)(?=[\s;|)}\],]|\.\.|[-+*/%]|$)/iy,
    ) !== undefined;
  cursor.at = at;
  return starts;
}

function readAssignment(cursor: Cursor, left: Node, operator: string): Node {
  cursor.skipLines();
  const target = targetOf(cursor, left);
  const given = cursor.deeper(() => readAssigned(cursor)) ?? { kind: 'error' as const };
  if (operator === '=') return { kind: 'assign', target, value: given };
  if (operator === '??=')
    return { kind: 'assign', target, value: { kind: 'choice', options: [target, given] } };
  const isSum = operator === '+=';
  const value: Node = isSum
    ? { kind: 'binary', operator: '+', left: target, right: given }
    : { kind: 'other', parts: [target, given] };
  return { kind: 'assign', target, value };
}

/** The value may itself be a statement (`$x = if (…) { … }`). */
function readAssigned(cursor: Cursor): Node {
  return readStatement(cursor, 'value');
}

/** `[string]$x = …` assigns to the variable; `$env:NAME = …` is the script's own from then on. */
function targetOf(cursor: Cursor, left: Node): Node {
  if (left.kind === 'call' && left.callee.kind === 'name' && left.callee.name === 'cast')
    return targetOf(cursor, left.args[1]?.value ?? left);
  if (left.kind !== 'index' || left.object.kind !== 'name' || left.object.name !== 'environment')
    return left;
  const key = left.index.kind === 'text' ? left.index.parts[0] : undefined;
  if (typeof key !== 'string') return left;
  cursor.ownEnvironment.add(key.toLowerCase());
  return name(`env:${key.toLowerCase()}`);
}
