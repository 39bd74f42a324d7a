import { parser } from '@lezer/php';
import {
  ALWAYS,
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

/**
 * Reads PHP into the common syntax. Never throws. `inline`: the text of `php -r`, which has no
 * opening tag.
 */
export function readPhp(source: string): Node {
  const inline = !hasTag(source);
  const configured = inline ? parser.configure({ top: 'Program' }) : parser;
  const { trees, rest } = parseBounded(configured, source);
  return block([...trees.flatMap(readAll), ...rest]);
}

const STRING = /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"/g;

/** A template begins with a tag or has one behind other text; `-r 'echo "<?php";'` is none. */
function hasTag(source: string): boolean {
  return /^\s*(?:#!.*\n\s*)?</.test(source)
    ? source.includes('<?')
    : source.replace(STRING, '').includes('<?');
}

const LEAVES =
  /^(?:VariableName|Name|QualifiedName|String|HeredocString|NowdocString|Integer|Float|Boolean|ShellExpression|ClassMemberName)$/;

function readAll(tree: Tree): Node[] {
  return tree.children().filter(hasMeaning).map(readNode);
}

function hasMeaning(tree: Tree): boolean {
  return tree.node.firstChild !== null || tree.isError || LEAVES.test(tree.name);
}

function readNode(tree: Tree): Node {
  if (tree.isError) return { kind: 'error' };
  const reader = READERS[tree.name];
  return reader === undefined ? { kind: 'other', parts: readAll(tree) } : reader(tree);
}

const group = (tree: Tree): Node => block(readAll(tree));
const first = (tree: Tree): Node => readAll(tree)[0] ?? NOTHING_READ;

const READERS: { readonly [name: string]: (tree: Tree) => Node } = {
  // Variables keep their `$`, so that they never meet a function of the same name.
  VariableName: (tree) => ({ kind: 'name', name: tree.text }),
  Name: (tree) => ({ kind: 'name', name: tree.text.toLowerCase() }),
  QualifiedName: (tree) => ({ kind: 'name', name: tree.text.replace(/^\\/, '').toLowerCase() }),
  ClassMemberName: (tree) => ({ kind: 'name', name: tree.text }),
  Integer: (tree) => ({ kind: 'constant', value: Number(tree.text) }),
  Boolean: (tree) => ({ kind: 'constant', value: /true/i.test(tree.text) }),
  String: readString,
  HeredocString: (tree) => interpolated(tree.text.replace(/^<<<[^\n]*\n|\n[^\n]*$/g, '')),
  NowdocString: (tree) => textNode(tree.text.replace(/^<<<[^\n]*\n|\n[^\n]*$/g, '')),
  ShellExpression: (tree) => ({ kind: 'shell', text: interpolated(tree.text.slice(1, -1)) }),
  ParenthesizedExpression: first,
  ExpressionStatement: group,
  Block: group,
  ColonBlock: group,
  EchoStatement: (tree) => ({
    kind: 'call',
    callee: { kind: 'name', name: 'echo' },
    args: readAll(tree).map((value) => ({ value })),
  }),
  MemberExpression: readMember,
  ScopedExpression: readMember,
  SubscriptExpression: (tree) => {
    const [object, index] = readAll(tree);
    if (object === undefined) return NOTHING_READ;
    return { kind: 'index', object, index: index ?? NOTHING_READ };
  },
  CallExpression: readCall,
  NewExpression: readCall,
  IncludeExpression: readInclude,
  RequireExpression: readInclude,
  UnaryExpression: (tree) => {
    const operator = tree.children()[0]?.text ?? '';
    return /^[-!]$/.test(operator) ? unary(operator, first(tree)) : first(tree);
  },
  ArrayExpression: readArray,
  BinaryExpression: readBinary,
  ConditionalExpression: (tree) => {
    const [condition, ...options] = readAll(tree);
    return block([condition ?? NOTHING_READ, { kind: 'choice', options }]);
  },
  AssignmentExpression: readAssignment,
  ForeachStatement: readForeach,
  ForStatement: readFor,
  WhileStatement: (tree) => {
    const [condition, ...body] = readAll(tree);
    return { kind: 'loop', condition: condition ?? NOTHING_READ, body: block(body) };
  },
  DoStatement: (tree) => {
    const parts = readAll(tree);
    const condition = parts.at(-1) ?? NOTHING_READ;
    return { kind: 'loop', condition, body: block(parts.slice(0, -1)) };
  },
  BreakStatement: () => ({ kind: 'leave' }),
  ThrowExpression: (tree) => ({ kind: 'return', value: first(tree) }),
  PropertyDeclaration: (tree) =>
    block(
      tree
        .children()
        .filter((child) => child.name === 'VariableDeclarator')
        .map(readProperty),
    ),
  IfStatement: readBranches,
  SwitchStatement: readBranches,
  TryStatement: readBranches,
  ReturnStatement: (tree) => ({ kind: 'return', value: first(tree) }),
  FunctionDefinition: readFunction,
  FunctionExpression: readFunction,
  ArrowFunction: readFunction,
  MethodDeclaration: readFunction,
  // `$$name` is `$GLOBALS[$name]` as far as names are told apart here.
  DynamicVariable: (tree) => ({
    kind: 'index',
    object: { kind: 'name', name: '$GLOBALS' },
    index: first(tree),
  }),
};

function readString(tree: Tree): Node {
  const inner = tree.text.slice(1, -1);
  return tree.text.startsWith("'")
    ? textNode(inner.replace(/\\(['\\])/g, '$1'))
    : interpolated(inner);
}

/** Text of a double-quoted string: `$x`, `${x}` and `{$…}` are filled in, a bare name is looked up. */
function interpolated(text: string): Node {
  const parts: (string | Node)[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{\$([^}]*)\}|\$\{([^}]*)\}|\$(\w+)(?:\[[^\]]*\]|->\w+)?/g)) {
    if (match.index > at) parts.push(resolveEscapes(text.slice(at, match.index)));
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    const simple = /^\w+$/.test(name) && (match[0].endsWith(name) || !match[0].startsWith('$'));
    parts.push(simple ? { kind: 'name', name: `$${name}` } : NOTHING_READ);
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(resolveEscapes(text.slice(at)));
  return { kind: 'text', parts };
}

function readMember(tree: Tree): Node {
  const [object, property] = tree.children().filter(hasMeaning);
  if (object === undefined) return NOTHING_READ;
  return { kind: 'member', object: readNode(object), name: property?.text ?? '' };
}

function readCall(tree: Tree): Node {
  const [callee] = tree.children().filter(hasMeaning);
  const args = tree.child('ArgList');
  return {
    kind: 'call',
    callee: callee === undefined || callee.name === 'ArgList' ? NOTHING_READ : readNode(callee),
    args: args === undefined ? [] : args.children().filter(hasMeaning).map(readArgument),
  };
}

function readArgument(tree: Tree): Argument {
  if (tree.name === 'SpreadArgument') return { spread: true, value: first(tree) };
  if (tree.name !== 'NamedArgument') return { value: readNode(tree) };
  const [name, value] = tree.children().filter(hasMeaning);
  return {
    ...(name === undefined ? {} : { name: name.text }),
    value: value === undefined ? NOTHING_READ : readNode(value),
  };
}

function readArray(tree: Tree): Node {
  const items = tree.children().filter(hasMeaning);
  if (!items.some((item) => item.name === 'Pair'))
    return { kind: 'list', items: items.map(readNode) };
  return {
    kind: 'record',
    entries: items.map((item) => {
      const [key, value] = readAll(item);
      const only = key?.kind === 'text' ? key.parts[0] : undefined;
      return {
        ...(typeof only === 'string' ? { key: only } : {}),
        value: value ?? key ?? NOTHING_READ,
      };
    }),
  };
}

function readBinary(tree: Tree): Node {
  const [left, right] = readAll(tree);
  const operator = tree.children().find((child) => /Op$/.test(child.name));
  if (left === undefined || right === undefined) return left ?? NOTHING_READ;
  return {
    kind: 'binary',
    operator: operator?.text === '.' ? '+' : (operator?.text ?? ''),
    left,
    right,
  };
}

function readAssignment(tree: Tree): Node {
  const [target, value] = readAll(tree);
  if (target === undefined || value === undefined) return NOTHING_READ;
  const operator = tree.child('UpdateOp')?.text.slice(0, -1);
  if (operator === undefined) return { kind: 'assign', target, value };
  return {
    kind: 'assign',
    target,
    value: {
      kind: 'binary',
      operator: operator === '.' ? '+' : operator,
      left: target,
      right: value,
    },
  };
}

/** `include`, `require_once`: the file runs. */
function readInclude(tree: Tree): Node {
  const args = readAll(tree).map((value) => ({ value }));
  return { kind: 'call', callee: { kind: 'name', name: 'include' }, args };
}

/** `public $name = value;`: what `$this->name` is. */
function readProperty(tree: Tree): Node {
  const [name, value] = tree.children().filter(hasMeaning);
  if (name === undefined || value === undefined) return NOTHING_READ;
  const object: Node = { kind: 'name', name: '$this' };
  const target: Node = { kind: 'member', object, name: name.text.replace(/^\$/, '') };
  return { kind: 'assign', target, value: readNode(value) };
}

/** `for (first; condition; step)`; without a condition it is always true. */
function readFor(tree: Tree): Node {
  const parts: Node[][] = [[]];
  for (const child of tree.child('ForSpec')?.children() ?? []) {
    if (child.name === ';') parts.push([]);
    else if (hasMeaning(child)) parts.at(-1)?.push(readNode(child));
  }
  const [before = [], condition = [], step = []] = parts;
  const body = tree.children().filter((child) => hasMeaning(child) && child.name !== 'ForSpec');
  return block([
    ...before,
    {
      kind: 'loop',
      condition: condition.length === 0 ? ALWAYS : block(condition),
      body: block([...body.map(readNode), ...step]),
    },
  ]);
}

function readForeach(tree: Tree): Node {
  const spec = tree.child('ForSpec');
  const [iterable, variable] = spec === undefined ? [] : spec.children().filter(hasMeaning);
  const named =
    variable?.name === 'Pair' ? variable.children().filter(hasMeaning).at(-1) : variable;
  return {
    kind: 'loop',
    ...(named === undefined ? {} : { variable: readNode(named) }),
    ...(iterable === undefined ? {} : { iterable: readNode(iterable) }),
    body: block(
      tree
        .children()
        .filter((child) => hasMeaning(child) && child.name !== 'ForSpec')
        .map(readNode),
    ),
  };
}

function readBranches(tree: Tree): Node {
  return block(
    tree
      .children()
      .filter(hasMeaning)
      .map((child, index) => (index === 0 ? readNode(child) : conditional([readNode(child)]))),
  );
}

function readFunction(tree: Tree): Node {
  const name =
    tree.name === 'FunctionDefinition' ? tree.child('Name')?.text.toLowerCase() : undefined;
  const parameters = tree.child('ParamList');
  const body = tree.children().at(-1);
  return {
    kind: 'function',
    ...(name === undefined ? {} : { name }),
    parameters:
      parameters === undefined
        ? []
        : parameters
            .children()
            .filter((child) => child.name === 'Parameter')
            .map((child) => child.child('VariableName')?.text ?? ''),
    body:
      body === undefined
        ? NOTHING_READ
        : body.name === 'Block'
          ? readNode(body)
          : { kind: 'return', value: readNode(body) },
  };
}
