import { parser } from '@lezer/javascript';
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

/** Reads JavaScript or TypeScript into the common syntax. Never throws. */
export function readJavascript(source: string, dialect: 'javascript' | 'typescript'): Node {
  const configured = parser.configure({ dialect: dialect === 'typescript' ? 'ts jsx' : 'jsx' });
  const { trees, rest } = parseBounded(configured, source);
  return block([...trees.flatMap(readAll), ...rest]);
}

const LEAVES =
  /^(?:VariableName|VariableDefinition|PropertyName|PropertyDefinition|PrivatePropertyName|String|TemplateString|Number|BooleanLiteral|null|this|super|RegExp)$/;

const TYPES =
  /^(?:Type|TypeAnnotation|TypeArgList|TypeParamList|InterfaceDeclaration|LineComment|BlockComment)/;

function readAll(tree: Tree): Node[] {
  return tree.children().filter(hasMeaning).map(readNode);
}

function hasMeaning(tree: Tree): boolean {
  if (TYPES.test(tree.name)) return false;
  return tree.node.firstChild !== null || tree.isError || LEAVES.test(tree.name);
}

function readNode(tree: Tree): Node {
  if (tree.isError) return { kind: 'error' };
  const reader = READERS[tree.name];
  return reader === undefined ? { kind: 'other', parts: readAll(tree) } : reader(tree);
}

const first = (tree: Tree): Node => readAll(tree)[0] ?? NOTHING_READ;
const group = (tree: Tree): Node => block(readAll(tree));

const READERS: { readonly [name: string]: (tree: Tree) => Node } = {
  VariableName: (tree) => ({ kind: 'name', name: tree.text }),
  VariableDefinition: (tree) => ({ kind: 'name', name: tree.text }),
  this: () => ({ kind: 'name', name: 'this' }),
  Number: (tree) => ({ kind: 'constant', value: Number(tree.text.replace(/[_n]/g, '')) }),
  BooleanLiteral: (tree) => ({ kind: 'constant', value: tree.text === 'true' }),
  null: () => ({ kind: 'constant', value: null }),
  String: (tree) => textNode(resolveEscapes(tree.text.slice(1, -1))),
  TemplateString: readTemplate,
  ParenthesizedExpression: readSequence,
  SequenceExpression: readSequence,
  AwaitExpression: first,
  ExpressionStatement: group,
  ExportDeclaration: group,
  Block: group,
  MemberExpression: readMember,
  CallExpression: readCall,
  NewExpression: readCall,
  TaggedTemplateExpression: readTagged,
  DynamicImport: (tree) => ({
    kind: 'call',
    callee: { kind: 'name', name: 'require' },
    args: readAll(tree).map((value) => ({ value })),
  }),
  ArrayExpression: (tree) => ({ kind: 'list', items: readAll(tree) }),
  ArrayPattern: (tree) => ({ kind: 'list', items: readAll(tree) }),
  ObjectExpression: readObject,
  ObjectPattern: readPattern,
  BinaryExpression: readBinary,
  ConditionalExpression: (tree) => {
    const [condition, yes, no] = readAll(tree);
    if (yes === undefined || no === undefined) return NOTHING_READ;
    return block([condition ?? NOTHING_READ, { kind: 'choice', options: [yes, no] }]);
  },
  AssignmentExpression: readAssignment,
  VariableDeclaration: readDeclaration,
  ImportDeclaration: readImport,
  ForStatement: readFor,
  WhileStatement: (tree) => {
    const [condition, ...body] = readAll(tree);
    return { kind: 'loop', condition: condition ?? NOTHING_READ, body: block(body) };
  },
  DoStatement: (tree) => {
    const parts = readAll(tree);
    return {
      kind: 'loop',
      condition: parts.at(-1) ?? NOTHING_READ,
      body: block(parts.slice(0, -1)),
    };
  },
  BreakStatement: () => ({ kind: 'leave' }),
  ThrowStatement: (tree) => ({ kind: 'return', value: first(tree) }),
  UnaryExpression: (tree) => {
    const [operator] = tree.children();
    return unary(operator?.text ?? '', first(tree));
  },
  // The names within are looked up in the object first.
  WithStatement: (tree) => {
    const [value, ...body] = readAll(tree);
    const target: Node = { kind: 'name', name: '*' };
    return block([{ kind: 'assign', target, value: value ?? NOTHING_READ }, ...body]);
  },
  IfStatement: readBranches,
  TryStatement: readBranches,
  SwitchStatement: readBranches,
  ReturnStatement: (tree) => ({ kind: 'return', value: first(tree) }),
  FunctionDeclaration: readFunction,
  FunctionExpression: readFunction,
  ArrowFunction: readFunction,
  MethodDeclaration: readFunction,
  ClassDeclaration: group,
  ClassExpression: group,
  ClassBody: group,
};

function readTemplate(tree: Tree): Node {
  const parts: (string | Node)[] = [];
  let at = tree.from + 1;
  const end = tree.to - (tree.text.endsWith('`') && tree.text.length > 1 ? 1 : 0);
  for (const child of tree.children()) {
    if (child.name !== 'Interpolation') continue;
    if (child.from > at) parts.push(resolveEscapes(tree.source.slice(at, child.from)));
    parts.push(first(child));
    at = child.to;
  }
  if (at < end) parts.push(resolveEscapes(tree.source.slice(at, end)));
  return { kind: 'text', parts };
}

/** `` $`rm -rf x` `` (zx, Bun) hands its text to a shell; any other tag is a call. */
function readTagged(tree: Tree): Node {
  const [tag, template] = readAll(tree);
  if (tag === undefined || template === undefined) return NOTHING_READ;
  const isBun = tag.kind === 'member' && tag.object.kind === 'name' && tag.object.name === 'Bun';
  const name = tag.kind === 'name' || isBun ? tag.name : '';
  if (name === '$') return { kind: 'shell', text: template };
  if (tag.kind === 'member' && tag.name === 'raw') return template;
  return { kind: 'call', callee: tag, args: [{ value: template }] };
}

/** The value of a sequence is that of its last part. */
function readSequence(tree: Tree): Node {
  const parts = readAll(tree);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : block(parts);
}

function readMember(tree: Tree): Node {
  const children = tree.children();
  const [head] = children;
  if (head === undefined) return NOTHING_READ;
  const object = readNode(head);
  const property = tree.child('PropertyName', 'PrivatePropertyName');
  if (property !== undefined) return { kind: 'member', object, name: property.text };
  const index = children.slice(1).find(hasMeaning);
  return { kind: 'index', object, index: index === undefined ? NOTHING_READ : readNode(index) };
}

function readCall(tree: Tree): Node {
  const [callee] = tree.children().filter(hasMeaning);
  const args = tree.child('ArgList');
  if (callee === undefined) return NOTHING_READ;
  return {
    kind: 'call',
    callee: callee.name === 'ArgList' ? NOTHING_READ : readNode(callee),
    args: args === undefined ? [] : readArguments(args),
  };
}

function readArguments(tree: Tree): Argument[] {
  const all: Argument[] = [];
  let spread = false;
  for (const child of tree.children()) {
    if (child.name === 'Spread') spread = true;
    else if (hasMeaning(child)) {
      all.push({ value: readNode(child), ...(spread ? { spread } : {}) });
      spread = false;
    }
  }
  return all;
}

function readObject(tree: Tree): Node {
  return {
    kind: 'record',
    entries: tree
      .children()
      .filter((child) => child.name === 'Property')
      .map((property) => {
        const key = property.child('PropertyDefinition', 'String', 'Number');
        const parts = property.children().filter(hasMeaning);
        const value = parts.at(-1);
        if (value === undefined) return { value: NOTHING_READ };
        if (property.child('Spread') !== undefined) return { value: readNode(value) };
        if (property.child('ParamList') !== undefined) return { value: readFunction(property) };
        const name = key?.name === 'String' ? resolveEscapes(key.text.slice(1, -1)) : key?.text;
        // `{ a }` stands for `{ a: a }`.
        const read: Node =
          value === key || value.name === 'PropertyDefinition'
            ? { kind: 'name', name: value.text }
            : readNode(value);
        return name === undefined ? { value: read } : { key: name, value: read };
      }),
  };
}

/** `{ a, b: { c }, d = 1 }` on the left of an assignment. */
function readPattern(tree: Tree): Node {
  return {
    kind: 'record',
    entries: tree
      .children()
      .filter((child) => child.name === 'PatternProperty')
      .map((property) => {
        const key = property.child('PropertyName')?.text;
        const target = property
          .children()
          .find((child) => /^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(child.name));
        if (target === undefined)
          return key === undefined
            ? { value: NOTHING_READ }
            : { key, value: { kind: 'name' as const, name: key } };
        const rest = property.child('Spread') === undefined ? undefined : '...';
        return { key: rest ?? key ?? target.text, value: readNode(target) };
      }),
  };
}

function readBinary(tree: Tree): Node {
  const [left, right] = readAll(tree);
  const operator = tree
    .children()
    .find((child) => /Op$/.test(child.name) || child.name === 'in' || child.name === 'instanceof');
  if (left === undefined) return NOTHING_READ;
  // `value as Type` is the value.
  if (right === undefined || operator === undefined) return left;
  return { kind: 'binary', operator: operator.text, left, right };
}

function readAssignment(tree: Tree): Node {
  const [target, value] = readAll(tree);
  if (target === undefined || value === undefined) return NOTHING_READ;
  const operator = tree.child('UpdateOp')?.text.slice(0, -1);
  if (operator === undefined) return { kind: 'assign', target, value };
  return {
    kind: 'assign',
    target,
    value: { kind: 'binary', operator, left: target, right: value },
  };
}

function readDeclaration(tree: Tree): Node {
  const assigned: Node[] = [];
  let target: Node | undefined;
  for (const child of tree.children()) {
    if (/^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(child.name))
      target = readNode(child);
    else if (target !== undefined && hasMeaning(child)) {
      assigned.push({ kind: 'assign', target, value: readNode(child) });
      target = undefined;
    }
  }
  return block(assigned);
}

/** Module names lose their `node:` prefix, so that both spellings are one. */
function moduleName(text: string): string {
  return text.replace(/^node:/, '');
}

function readImport(tree: Tree): Node {
  const source = tree.child('String');
  if (source === undefined) return NOTHING_READ;
  const api = moduleName(resolveEscapes(source.text.slice(1, -1)));
  const bound: Node[] = [];
  // A module whose code stands in its name runs.
  if (api.startsWith('data:'))
    bound.push({
      kind: 'call',
      callee: { kind: 'name', name: 'import' },
      args: [{ value: textNode(api) }],
    });
  for (const child of tree.children()) {
    if (child.name === 'VariableDefinition') bound.push({ kind: 'bind', name: child.text, api });
    if (child.name === 'ImportGroup') bound.push(...importGroup(child, api));
  }
  return block(bound);
}

function importGroup(tree: Tree, api: string): Node[] {
  const bound: Node[] = [];
  let exported: string | undefined;
  for (const child of tree.children()) {
    if (child.name === 'VariableName') exported = child.text;
    if (child.name !== 'VariableDefinition') continue;
    const name = exported ?? child.text;
    bound.push({
      kind: 'bind',
      name: child.text,
      api: name === 'default' ? api : `${api}.${name}`,
    });
    exported = undefined;
  }
  return bound;
}

function readFor(tree: Tree): Node {
  const spec = tree.child('ForOfSpec', 'ForInSpec');
  const body = block(
    tree
      .children()
      .filter((child) => hasMeaning(child) && child.node.from !== spec?.from)
      .map(readNode),
  );
  const condition = tree.child('ForSpec');
  if (condition !== undefined) return readCountingFor(tree, condition);
  if (spec === undefined) return { kind: 'loop', body };
  const [variable, iterable] = readAll(spec);
  return {
    kind: 'loop',
    ...(variable === undefined ? {} : { variable }),
    ...(iterable === undefined ? {} : { iterable }),
    body,
  };
}

/** `for (first; condition; step)`; without a condition it is always true. */
function readCountingFor(tree: Tree, spec: Tree): Node {
  const parts: Node[][] = [[]];
  for (const child of spec.children()) {
    if (hasMeaning(child)) parts.at(-1)?.push(readNode(child));
    if (child.name === ';' || child.name === 'VariableDeclaration') parts.push([]);
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

function readBranches(tree: Tree): Node {
  return block(
    tree
      .children()
      .filter(hasMeaning)
      .map((child, index) => (index === 0 ? readNode(child) : conditional([readNode(child)]))),
  );
}

function readFunction(tree: Tree): Node {
  const name = /^Function/.test(tree.name) ? tree.child('VariableDefinition')?.text : undefined;
  const { names, begin } = readParameters(tree.child('ParamList'));
  const last = tree.children().at(-1);
  const body: Node =
    last === undefined
      ? NOTHING_READ
      : last.name === 'Block'
        ? readNode(last)
        : { kind: 'return', value: readNode(last) };
  return {
    kind: 'function',
    ...(name === undefined ? {} : { name }),
    parameters: names,
    body: begin.length === 0 ? body : block([...begin, body]),
  };
}

type Parameters = {
  readonly names: readonly string[];
  /** What happens before the body: patterns are taken apart, defaults evaluated. */
  readonly begin: readonly Node[];
};

function readParameters(list: Tree | undefined): Parameters {
  const names: string[] = [];
  const begin: Node[] = [];
  let isDefault = false;
  for (const child of list?.children() ?? []) {
    if (child.name === 'VariableDefinition') names.push(child.text);
    else if (/^(?:ObjectPattern|ArrayPattern)$/.test(child.name)) {
      const value: Node = { kind: 'name', name: `#${names.length}` };
      names.push(value.name);
      begin.push({ kind: 'assign', target: readNode(child), value });
    } else if (isDefault && hasMeaning(child)) begin.push(readNode(child));
    isDefault = child.name === 'Equals';
  }
  return { names, begin };
}
