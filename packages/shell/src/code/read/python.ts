import { parser } from '@lezer/python';
import {
  type Argument,
  block,
  conditional,
  NOTHING_READ,
  type Node,
  textNode,
  unary,
} from '../syntax.ts';
import { resolveEscapes } from './escapes.ts';
import type { Tree } from './lezer-tree.ts';
import { parseBounded } from './parse-bounded.ts';

/** Reads Python 3 into the common syntax. Never throws; unreadable places become `error`. */
export function readPython(source: string): Node {
  const { trees, rest } = parseBounded(parser, source);
  return block([...trees.flatMap(readAll), ...rest]);
}

function readAll(tree: Tree): Node[] {
  return tree
    .children()
    .filter((child) => !isPunctuation(child))
    .map(readNode);
}

/** Keywords, operators and brackets are nodes of their own in the tree; their names are no words. */
function isPunctuation(tree: Tree): boolean {
  return (
    tree.node.firstChild === null &&
    !tree.isError &&
    !/^(?:VariableName|PropertyName|String|Number|Boolean|None|FormatString|Ellipsis)$/.test(
      tree.name,
    )
  );
}

function readNode(tree: Tree): Node {
  if (tree.isError) return { kind: 'error' };
  const reader = READERS[tree.name];
  return reader === undefined ? { kind: 'other', parts: readAll(tree) } : reader(tree);
}

const READERS: { readonly [name: string]: (tree: Tree) => Node } = {
  VariableName: (tree) => ({ kind: 'name', name: tree.text }),
  Number: (tree) => ({ kind: 'constant', value: Number(tree.text.replaceAll('_', '')) }),
  Boolean: (tree) => ({ kind: 'constant', value: tree.text === 'True' }),
  None: () => ({ kind: 'constant', value: null }),
  String: (tree) => textNode(stringText(tree.text)),
  FormatString: readFormatString,
  ContinuedString: (tree) => ({
    kind: 'text',
    parts: tree.children().flatMap((child) => {
      const read = readNode(child);
      return read.kind === 'text' ? read.parts : [read];
    }),
  }),
  ParenthesizedExpression: (tree) => readAll(tree)[0] ?? NOTHING_READ,
  AwaitExpression: (tree) => readAll(tree)[0] ?? NOTHING_READ,
  ExpressionStatement: (tree) => block(readAll(tree)),
  StatementGroup: (tree) => block(readAll(tree)),
  MemberExpression: readMember,
  CallExpression: readCall,
  ArrayExpression: (tree) => ({ kind: 'list', items: readAll(tree) }),
  TupleExpression: (tree) => ({ kind: 'list', items: readAll(tree) }),
  SetExpression: (tree) => ({ kind: 'list', items: readAll(tree) }),
  DictionaryExpression: readDictionary,
  BinaryExpression: readBinary,
  ConditionalExpression: readConditional,
  NamedExpression: readNamed,
  AssignStatement: readAssign,
  UpdateStatement: readUpdate,
  ImportStatement: readImport,
  WithStatement: readWith,
  ForStatement: readFor,
  ArrayComprehensionExpression: readComprehension,
  ComprehensionExpression: readComprehension,
  SetComprehensionExpression: readComprehension,
  DictionaryComprehensionExpression: readComprehension,
  IfStatement: (tree) => readBranches(tree),
  TryStatement: (tree) => readBranches(tree),
  MatchStatement: (tree) => readBranches(tree),
  WhileStatement: (tree) => {
    const [condition, ...body] = readAll(tree);
    return { kind: 'loop', condition: condition ?? NOTHING_READ, body: block(body) };
  },
  UnaryExpression: (tree) => {
    const [operator] = tree.children();
    return unary(operator?.text ?? '', readAll(tree)[0] ?? NOTHING_READ);
  },
  BreakStatement: () => ({ kind: 'leave' }),
  RaiseStatement: (tree) => ({ kind: 'return', value: { kind: 'other', parts: readAll(tree) } }),
  Body: (tree) => block(readAll(tree)),
  FunctionDefinition: readFunction,
  LambdaExpression: readFunction,
  ClassDefinition: (tree) => block(readAll(tree).slice(1)),
  DecoratedStatement: (tree) => block(readAll(tree)),
  ReturnStatement: (tree) => ({ kind: 'return', value: readAll(tree)[0] ?? NOTHING_READ }),
};

function stringText(literal: string): string {
  const [, prefix = '', rest = ''] = /^([A-Za-z]*)([\s\S]*)$/.exec(literal) ?? [];
  const quote = rest.startsWith('"""') || rest.startsWith("'''") ? 3 : 1;
  const inner = rest.slice(quote, Math.max(quote, rest.length - quote));
  return /r/i.test(prefix) ? inner : resolveEscapes(inner);
}

function readFormatString(tree: Tree): Node {
  const [, prefix = '', quotes = ''] = /^([A-Za-z]*)("""|'''|"|')/.exec(tree.text) ?? [];
  const parts: (string | Node)[] = [];
  let at = tree.from + prefix.length + quotes.length;
  const end = tree.to - quotes.length;
  const literal = (from: number, to: number): string =>
    resolveEscapes(tree.source.slice(from, to)).replaceAll('{{', '{').replaceAll('}}', '}');
  for (const child of tree.children()) {
    if (child.name !== 'FormatReplacement') continue;
    if (child.from > at) parts.push(literal(at, child.from));
    parts.push(readAll(child)[0] ?? NOTHING_READ);
    at = child.to;
  }
  if (at < end) parts.push(literal(at, end));
  return { kind: 'text', parts };
}

function readMember(tree: Tree): Node {
  const children = tree.children();
  const [first] = children;
  if (first === undefined) return NOTHING_READ;
  const object = readNode(first);
  const property = tree.child('PropertyName');
  if (property !== undefined) return { kind: 'member', object, name: property.text };
  const inner = children.slice(2, -1);
  const [only] = inner;
  if (only !== undefined && inner.length === 1)
    return { kind: 'index', object, index: readNode(only) };
  return {
    kind: 'other',
    parts: [object, ...inner.filter((child) => !isPunctuation(child)).map(readNode)],
  };
}

function readCall(tree: Tree): Node {
  const [callee, args] = tree.children();
  if (callee === undefined) return NOTHING_READ;
  return {
    kind: 'call',
    callee: readNode(callee),
    args: args === undefined ? [] : readArguments(args),
  };
}

/** Splits the children of a list at its commas. */
function groups(tree: Tree): Tree[][] {
  const all: Tree[][] = [[]];
  for (const child of tree.children()) {
    if (child.name === ',') all.push([]);
    else if (!/^[()[\]{}]$/.test(child.name)) all.at(-1)?.push(child);
  }
  return all.filter((group) => group.length > 0);
}

function readArguments(tree: Tree): Argument[] {
  return groups(tree).map((group) => {
    const [first, second, third] = group;
    if (first !== undefined && second?.name === 'AssignOp' && third !== undefined)
      return { name: first.text, value: readNode(third) };
    if (first !== undefined && /^\*\*?$/.test(first.name) && second !== undefined)
      return { spread: true, value: readNode(second) };
    if (group.length > 1) return { value: comprehensionOf(group) };
    return { value: first === undefined ? NOTHING_READ : readNode(first) };
  });
}

function readDictionary(tree: Tree): Node {
  return {
    kind: 'record',
    entries: groups(tree).map((group) => {
      const [key, , value] = group;
      if (key === undefined || value === undefined)
        return { value: { kind: 'other', parts: group.map(readNode) } };
      const read = readNode(key);
      const [only] = read.kind === 'text' ? read.parts : [];
      return typeof only === 'string'
        ? { key: only, value: readNode(value) }
        : { value: { kind: 'other', parts: [read, readNode(value)] } };
    }),
  };
}

function readBinary(tree: Tree): Node {
  const [left, operator, ...rest] = tree.children();
  const right = rest.at(-1);
  if (left === undefined || operator === undefined || right === undefined)
    return { kind: 'other', parts: readAll(tree) };
  return {
    kind: 'binary',
    operator: operator.text,
    left: readNode(left),
    right: readNode(right),
  };
}

function readConditional(tree: Tree): Node {
  const [yes, condition, no] = readAll(tree);
  if (yes === undefined || no === undefined) return NOTHING_READ;
  return block([condition ?? NOTHING_READ, { kind: 'choice', options: [yes, no] }]);
}

function readNamed(tree: Tree): Node {
  const [target, value] = readAll(tree);
  if (target === undefined || value === undefined) return NOTHING_READ;
  return { kind: 'assign', target, value };
}

function readAssign(tree: Tree): Node {
  const sides: Tree[][] = [[]];
  for (const child of tree.children()) {
    if (child.name === 'AssignOp') sides.push([]);
    else if (child.name !== ',' && child.name !== 'TypeDef') sides.at(-1)?.push(child);
  }
  const nodes = sides.map((side) => side.map(readNode));
  const values = nodes.pop() ?? [];
  const [first] = values;
  const value: Node =
    values.length === 1 && first !== undefined ? first : { kind: 'list', items: values };
  return block(
    nodes.map((targets) => {
      const [target] = targets;
      return {
        kind: 'assign',
        target:
          targets.length === 1 && target !== undefined ? target : { kind: 'list', items: targets },
        value,
      };
    }),
  );
}

function readUpdate(tree: Tree): Node {
  const [target, , value] = tree.children();
  if (target === undefined || value === undefined) return NOTHING_READ;
  const left = readNode(target);
  const operator = tree.child('UpdateOp')?.text.slice(0, -1) ?? '';
  return {
    kind: 'assign',
    target: left,
    value: { kind: 'binary', operator, left, right: readNode(value) },
  };
}

/** `import a.b as c, d` and `from a import b as c, *`. */
function readImport(tree: Tree): Node {
  const children = tree.children();
  const from = children[0]?.name === 'from';
  const at = children.findIndex((child) => child.name === 'import');
  const module = from
    ? children
        .slice(1, at)
        .map((child) => child.text)
        .join('')
    : '';
  const items: Tree[][] = [[]];
  for (const child of children.slice(at + 1)) {
    if (child.name === ',') items.push([]);
    else if (!/^[()]$/.test(child.name)) items.at(-1)?.push(child);
  }
  return block(items.filter((item) => item.length > 0).map((item) => importItem(item, module)));
}

function importItem(item: readonly Tree[], module: string): Node {
  const as = item.findIndex((child) => child.name === 'as');
  const path = item
    .slice(0, as < 0 ? item.length : as)
    .map((child) => child.text)
    .join('');
  if (path === '*') return { kind: 'bind-all', api: module };
  const alias = as < 0 ? undefined : item[as + 1]?.text;
  if (module !== '') return { kind: 'bind', name: alias ?? path, api: `${module}.${path}` };
  // `import os.path` makes the name `os`.
  const [root = path] = path.split('.');
  return alias === undefined
    ? { kind: 'bind', name: root, api: root }
    : { kind: 'bind', name: alias, api: path };
}

function readWith(tree: Tree): Node {
  const nodes: Node[] = [];
  let subject: Node | undefined;
  let expectsTarget = false;
  for (const child of tree.children()) {
    if (child.name === 'as') expectsTarget = true;
    else if (child.name === 'Body') nodes.push(readNode(child));
    else if (isPunctuation(child)) continue;
    else if (expectsTarget && subject !== undefined) {
      nodes.pop();
      nodes.push({ kind: 'assign', target: readNode(child), value: subject });
      expectsTarget = false;
    } else {
      subject = readNode(child);
      nodes.push(subject);
    }
  }
  return block(nodes);
}

function readFor(tree: Tree): Node {
  const children = tree.children();
  const split = children.findIndex((child) => child.name === 'in');
  const variables = children
    .slice(0, split)
    .filter((child) => !isPunctuation(child))
    .map(readNode);
  const rest = children.slice(split + 1);
  const iterable = rest.find((child) => !isPunctuation(child));
  const [only] = variables;
  return {
    kind: 'loop',
    variable:
      variables.length === 1 && only !== undefined ? only : { kind: 'list', items: variables },
    iterable: iterable === undefined ? NOTHING_READ : readNode(iterable),
    body: block(rest.filter((child) => child.name === 'Body').map(readNode)),
  };
}

function readComprehension(tree: Tree): Node {
  return comprehensionOf(tree.children().filter((child) => !/^[()[\]{}]$/.test(child.name)));
}

/** `expression for x in y if z`: as the loop it is; its value is that of the expression. */
function comprehensionOf(children: readonly Tree[]): Node {
  const at = children.findIndex((child) => child.name === 'for');
  const words = (part: readonly Tree[]): Node[] =>
    part.filter((child) => !isPunctuation(child)).map(readNode);
  const body = words(children.slice(0, at < 0 ? children.length : at));
  if (at < 0) return { kind: 'other', parts: body };
  const split = children.findIndex((child, index) => index > at && child.name === 'in');
  const variables = words(children.slice(at + 1, split));
  const [iterable, ...conditions] = words(children.slice(split + 1));
  const [only] = variables;
  return {
    kind: 'loop',
    variable:
      variables.length === 1 && only !== undefined ? only : { kind: 'list', items: variables },
    iterable: iterable ?? NOTHING_READ,
    body: block([...conditions, ...body]),
  };
}

function readBranches(tree: Tree): Node {
  return block(
    tree
      .children()
      .filter((child) => !isPunctuation(child))
      .map((child) => (child.name === 'Body' ? conditional(readAll(child)) : readNode(child))),
  );
}

function readFunction(tree: Tree): Node {
  const name = tree.name === 'FunctionDefinition' ? tree.child('VariableName')?.text : undefined;
  const parameters = tree.child('ParamList');
  const body = tree.children().at(-1);
  return {
    kind: 'function',
    ...(name === undefined ? {} : { name }),
    parameters:
      parameters === undefined
        ? []
        : groups(parameters).map(
            (group) => group.find((child) => child.name === 'VariableName')?.text ?? '',
          ),
    body: body === undefined ? NOTHING_READ : asBody(body),
  };
}

/** A lambda's body is an expression whose value it returns. */
function asBody(tree: Tree): Node {
  return tree.name === 'Body' ? readNode(tree) : { kind: 'return', value: readNode(tree) };
}
