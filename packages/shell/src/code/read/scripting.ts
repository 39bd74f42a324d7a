import {
  type Argument,
  block,
  conditional,
  type FunctionNode,
  NOTHING_READ,
  type Node,
} from '../syntax.ts';
import { resolveEscapes } from './escapes.ts';
import { plainText, type ScriptLanguage, type Token, tokenize } from './script-tokens.ts';

/** Words that only order the flow; what stands between them is read in sequence. */
const FLOW = new Set(
  'then else elsif elseif end do begin rescue ensure last next redo break repeat until in and or not my our local state eval while unless if case when foreach for loop print printf puts say p pp warn die raise return yield defined BEGIN END package'.split(
    ' ',
  ),
);

/** Flow words that show what follows them. */
const SHOWS = new Set(['print', 'printf', 'puts', 'say', 'p', 'pp', 'warn', 'die', 'raise']);

const BRANCHES = new Set(['if', 'unless', 'else', 'elsif', 'elseif', 'when', 'rescue']);

/** Deepest nesting of brackets that is followed. */
const MAX_DEPTH = 200;

/**
 * Reads Ruby, Perl or Lua into the common syntax. It is no grammar of these languages: it finds
 * strings, names, calls with and without brackets, blocks and assignments, and reads all branches
 * in sequence. Never throws; brackets nested too deep become `error`.
 */
export function readScript(source: string, language: ScriptLanguage): Node {
  return new ScriptReader(tokenize(source, language), language).program();
}

class ScriptReader {
  readonly #tokens: readonly Token[];
  readonly #language: ScriptLanguage;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], language: ScriptLanguage) {
    this.#tokens = tokens;
    this.#language = language;
  }

  program(): Node {
    const body: Node[] = [];
    while (this.#at < this.#tokens.length) {
      const before = this.#at;
      body.push(this.#statement());
      if (this.#at === before) this.#at += 1;
    }
    return block(body);
  }

  #peek(offset = 0): Token | undefined {
    return this.#tokens[this.#at + offset];
  }

  #isMark(text: string, offset = 0): boolean {
    const token = this.#peek(offset);
    return token?.kind === 'mark' && token.text === text;
  }

  #isName(text: string): boolean {
    const token = this.#peek();
    return token?.kind === 'name' && token.text === text;
  }

  #takes(text: string): boolean {
    if (!this.#isMark(text)) return false;
    this.#at += 1;
    return true;
  }

  #atEnd(): boolean {
    const token = this.#peek();
    return (
      token === undefined ||
      token.kind === 'end' ||
      (token.kind === 'mark' && /^[;)\]}]$/.test(token.text))
    );
  }

  #statement(): Node {
    const token = this.#peek();
    if (token === undefined || token.kind === 'end' || this.#isMark(';')) {
      this.#at += 1;
      return NOTHING_READ;
    }
    if (token.kind === 'name') {
      if (token.text === 'def' || token.text === 'sub' || token.text === 'function')
        return this.#definition();
      if (token.text === 'use' || token.text === 'require' || token.text === 'require_relative')
        return this.#import();
      if (BRANCHES.has(token.text)) {
        this.#at += 1;
        return conditional([this.#expression()]);
      }
      if ((token.text === 'foreach' || token.text === 'for') && this.#language !== 'ruby')
        return this.#foreach();
      if (token.text === 'for') return this.#forIn();
    }
    return this.#modified(this.#expression());
  }

  /** `unlink $_ for @files`, `exit if x`: the part behind the word belongs to the statement. */
  #modified(subject: Node): Node {
    if (this.#isName('for') || this.#isName('foreach')) {
      this.#at += 1;
      return {
        kind: 'loop',
        variable: { kind: 'name', name: '$_' },
        iterable: this.#expression(),
        body: subject,
      };
    }
    return subject;
  }

  #definition(): Node {
    this.#at += 1;
    const name = this.#peek();
    const named = name?.kind === 'name';
    if (named) this.#at += 1;
    const parameters = this.#isMark('(') ? this.#parameterNames(')') : [];
    if (this.#isMark('{')) {
      const body = this.#braces();
      return { kind: 'function', ...(named ? { name: name.text } : {}), parameters, body };
    }
    // Up to its `end` the body is read in sequence, as part of the program around it.
    return { kind: 'other', parts: [] };
  }

  #parameterNames(close: string): string[] {
    const names: string[] = [];
    this.#at += 1;
    while (this.#at < this.#tokens.length && !this.#isMark(close)) {
      const token = this.#peek();
      if (token?.kind === 'name') names.push(token.text);
      this.#at += 1;
    }
    this.#at += 1;
    return names;
  }

  /** A library makes its functions known by their bare names, which the tables list; a file runs. */
  #import(): Node {
    const word = this.#peek();
    this.#at += 1;
    const next = this.#peek();
    if (next?.kind !== 'string') {
      while (!this.#atEnd()) this.#at += 1;
      return NOTHING_READ;
    }
    const argument = this.#primary();
    const callee: Node = { kind: 'name', name: word?.text ?? 'require' };
    return { kind: 'call', callee, args: [{ value: argument }] };
  }

  #foreach(): Node {
    this.#at += 1;
    while (this.#isName('my') || this.#isName('our') || this.#isName('local')) this.#at += 1;
    const names: Node[] = [];
    while (this.#peek()?.kind === 'name' && !this.#isName('in')) {
      const token = this.#peek();
      if (token !== undefined) names.push({ kind: 'name', name: token.text });
      this.#at += 1;
      this.#takes(',');
    }
    if (this.#isName('in')) this.#at += 1;
    const iterable = this.#expression();
    const last = names.at(-1) ?? { kind: 'name' as const, name: '$_' };
    if (this.#isMark('{')) return { kind: 'loop', variable: last, iterable, body: this.#braces() };
    return { kind: 'loop', variable: last, iterable, body: NOTHING_READ };
  }

  #forIn(): Node {
    this.#at += 1;
    const variable = this.#primary();
    if (this.#isName('in')) this.#at += 1;
    const iterable = this.#expression();
    return { kind: 'loop', variable, iterable, body: this.#untilEnd() };
  }

  /** The statements up to `end`. */
  #untilEnd(): Node {
    const body: Node[] = [];
    while (this.#at < this.#tokens.length && !this.#isName('end')) {
      const before = this.#at;
      body.push(this.#statement());
      if (this.#at === before) this.#at += 1;
    }
    this.#at += 1;
    return block(body);
  }

  #expression(): Node {
    const left = this.#operand();
    const token = this.#peek();
    if (token?.kind !== 'mark') return left;
    const { text } = token;
    if (/^(?:=|\|\|=|&&=|\/\/=|\+=|\.=|-=)$/.test(text)) {
      this.#at += 1;
      const value = this.#list();
      const added: Node = { kind: 'binary', operator: '+', left, right: value };
      return { kind: 'assign', target: left, value: /^[+.]=$/.test(text) ? added : value };
    }
    if (/^(?:\.|\.\.|\+|\/|\|\||\/\/|<<)$/.test(text)) {
      this.#at += 1;
      const operator = text === '/' || text === '||' ? text : text === '//' ? '||' : '+';
      return { kind: 'binary', operator, left, right: this.#expression() };
    }
    if (/^(?:==+|=~|!~|<=>?|>=|!=|~=|&&|[-*%<>?:|&^]|\*\*|>>|\.\.\.|=>)$/.test(text)) {
      this.#at += 1;
      return this.#atEnd() ? left : { kind: 'other', parts: [left, this.#expression()] };
    }
    return left;
  }

  /** Several expressions with commas between them. */
  #list(): Node {
    const first = this.#expression();
    if (!this.#isMark(',')) return first;
    const items = [first];
    while (this.#takes(',') && !this.#atEnd()) items.push(this.#expression());
    return { kind: 'list', items };
  }

  #operand(): Node {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      this.#at = this.#tokens.length;
      return { kind: 'error' };
    }
    let node = this.#primary();
    for (let more: Node | undefined = node; more !== undefined; ) {
      node = more;
      more = this.#postfix(node);
    }
    this.#depth -= 1;
    return this.#isBareMessage(node) ? { kind: 'call', callee: node, args: [] } : node;
  }

  /** In Ruby what stands behind a dot is called, with or without brackets; `x.y = 1` is not. */
  #isBareMessage(node: Node): boolean {
    const isMethod = node.kind === 'member' && /^[a-z_]/.test(node.name);
    return this.#language === 'ruby' && isMethod && !this.#isMark('=');
  }

  #postfix(node: Node): Node | undefined {
    const token = this.#peek();
    if (token?.kind === 'string' && this.#language === 'lua' && isCallable(node)) {
      return { kind: 'call', callee: node, args: [{ value: this.#primary() }] };
    }
    if (token?.kind !== 'mark') return this.#bareCall(node);
    if (token.text === '(' && !token.spaced && isCallable(node))
      return this.#call(node, this.#arguments());
    if (token.text === '[' && !token.spaced) return this.#subscript(node, ']');
    if (token.text === '{' && this.#language === 'perl' && !token.spaced && node.kind !== 'call')
      return this.#subscript(node, '}');
    if (token.text === '{' && this.#language === 'ruby' && isCallable(node))
      return this.#withBlock(node);
    const next = this.#peek(1);
    const reaches =
      /^(?:->|::|:)$/.test(token.text) || (token.text === '.' && this.#language !== 'perl');
    if (!reaches) return undefined;
    if (next?.kind === 'name' && !next.spaced) {
      if (token.text === ':' && this.#language !== 'lua') return undefined;
      this.#at += 2;
      return { kind: 'member', object: node, name: next.text };
    }
    if (token.text === '->' && next?.kind === 'mark' && /^[[{(]$/.test(next.text)) {
      this.#at += 1;
      return next.text === '('
        ? this.#call(node, this.#arguments())
        : this.#subscript(node, next.text === '[' ? ']' : '}');
    }
    return undefined;
  }

  /** `unlink "x"`, `File.delete "x", "y"`, `system 'ls'`: a call without brackets. */
  #bareCall(node: Node): Node | undefined {
    const token = this.#peek();
    if (this.#language === 'lua' || token === undefined || !isCallable(node)) return undefined;
    if (node.kind === 'name' && /^[$@%]/.test(node.name)) return undefined;
    if (token.kind === 'name' && token.text === 'do') return this.#withBlock(node);
    const starts =
      (token.kind === 'string' && token.use !== 'pattern') ||
      token.kind === 'number' ||
      (token.kind === 'name' && !FLOW.has(token.text));
    if (!starts || !token.spaced) return undefined;
    return this.#call(node, this.#bareArguments());
  }

  #call(callee: Node, args: readonly Argument[]): Node {
    const call: Node = { kind: 'call', callee, args };
    return this.#language === 'ruby' && (this.#isMark('{') || this.#isName('do'))
      ? this.#withBlock(call)
      : call;
  }

  /** A Ruby block is a function handed to the call. */
  #withBlock(node: Node): Node {
    const isBrace = this.#isMark('{');
    this.#at += 1;
    const parameters = this.#isMark('|') ? this.#parameterNames('|') : [];
    const body = isBrace ? this.#until('}') : this.#untilEnd();
    const handed: FunctionNode = { kind: 'function', parameters, body };
    if (node.kind === 'call') return { ...node, args: [...node.args, { value: handed }] };
    return { kind: 'call', callee: node, args: [{ value: handed }] };
  }

  #subscript(object: Node, close: string): Node {
    this.#at += 1;
    const token = this.#peek();
    // In Perl a bare word in braces is a text.
    const isWord = close === '}' && token?.kind === 'name' && this.#isMark('}', 1);
    const index: Node = isWord ? { kind: 'text', parts: [token.text] } : this.#list();
    if (isWord) this.#at += 1;
    this.#takes(close);
    return { kind: 'index', object, index };
  }

  #arguments(): Argument[] {
    this.#at += 1;
    const args = this.#argumentsUntil(() => this.#isMark(')'));
    this.#takes(')');
    return args;
  }

  #bareArguments(): Argument[] {
    return this.#argumentsUntil(() => this.#atEnd() || this.#isFlow());
  }

  #isFlow(): boolean {
    const token = this.#peek();
    return token?.kind === 'name' && FLOW.has(token.text) && !SHOWS.has(token.text);
  }

  #argumentsUntil(isDone: () => boolean): Argument[] {
    const args: Argument[] = [];
    while (this.#at < this.#tokens.length && !isDone()) {
      const before = this.#at;
      const token = this.#peek();
      if (token?.kind === 'end') this.#at += 1;
      else if (token?.kind === 'name' && this.#isMark(':', 1) && this.#language === 'ruby') {
        this.#at += 2;
        args.push({ name: token.text, value: this.#expression() });
      } else args.push({ value: this.#expression() });
      if (this.#takes(',')) continue;
      if (this.#at === before || isDone()) break;
      if (this.#peek()?.kind !== 'end' && !this.#isMark(')')) continue;
    }
    return args;
  }

  #braces(): Node {
    this.#at += 1;
    return this.#until('}');
  }

  #until(close: string): Node {
    const body: Node[] = [];
    while (this.#at < this.#tokens.length && !this.#isMark(close)) {
      const before = this.#at;
      body.push(this.#statement());
      if (this.#isMark(',')) this.#at += 1;
      if (this.#at === before) this.#at += 1;
    }
    this.#at += 1;
    return block(body);
  }

  #primary(): Node {
    const token = this.#peek();
    if (token === undefined) return NOTHING_READ;
    this.#at += 1;
    switch (token.kind) {
      case 'string':
        return this.#string(token);
      case 'number':
        return { kind: 'constant', value: Number(token.text) };
      case 'name':
        return this.#named(token.text);
      case 'mark':
        return this.#marked(token.text);
      case 'end':
        return NOTHING_READ;
    }
  }

  #named(name: string): Node {
    if (name === 'true' || name === 'false') return { kind: 'constant', value: name === 'true' };
    if (name === 'nil' || name === 'undef') return { kind: 'constant', value: null };
    if (name === 'sub' || name === 'function' || name === 'lambda' || name === 'proc') {
      const parameters = this.#isMark('(') ? this.#parameterNames(')') : [];
      if (this.#isMark('{')) return { kind: 'function', parameters, body: this.#braces() };
      return NOTHING_READ;
    }
    if (SHOWS.has(name))
      return {
        kind: 'call',
        callee: { kind: 'name', name },
        args: this.#isMark('(') ? this.#arguments() : this.#bareArguments(),
      };
    if (name === 'eval' && !this.#isMark('{'))
      return {
        kind: 'call',
        callee: { kind: 'name', name },
        args: this.#isMark('(') ? this.#arguments() : this.#bareArguments(),
      };
    if (FLOW.has(name)) return this.#atEnd() ? NOTHING_READ : this.#expression();
    return { kind: 'name', name };
  }

  #marked(mark: string): Node {
    if (mark === '(') {
      const inner: Node[] = [];
      while (this.#at < this.#tokens.length && !this.#isMark(')')) {
        const before = this.#at;
        inner.push(this.#statement());
        this.#takes(',');
        if (this.#at === before) this.#at += 1;
      }
      this.#at += 1;
      const [only] = inner;
      return inner.length === 1 && only !== undefined ? only : { kind: 'list', items: inner };
    }
    if (mark === '[') {
      const items = this.#argumentsUntil(() => this.#isMark(']'));
      this.#takes(']');
      return { kind: 'list', items: items.map((item) => item.value) };
    }
    if (mark === '{') return this.#until('}');
    if (mark === '<' && this.#language === 'perl') return this.#readLine();
    if (mark === ':' && this.#language === 'ruby') return this.#symbol();
    if (/^[-!\\*&~+:@$#%]$/.test(mark)) return this.#atEnd() ? NOTHING_READ : this.#operand();
    return NOTHING_READ;
  }

  /** Ruby's `:name`. */
  #symbol(): Node {
    const token = this.#peek();
    if (token?.kind !== 'name' || token.spaced) return NOTHING_READ;
    this.#at += 1;
    return { kind: 'text', parts: [token.text] };
  }

  /** Perl's `<FH>`, `<$fh>`, `<*.txt>`. */
  #readLine(): Node {
    const parts: string[] = [];
    while (this.#at < this.#tokens.length && !this.#isMark('>') && !this.#atEnd()) {
      parts.push(this.#peek()?.text ?? '');
      this.#at += 1;
    }
    this.#takes('>');
    const inside = parts.join('');
    if (/[*?.]/.test(inside))
      return {
        kind: 'call',
        callee: { kind: 'name', name: 'glob' },
        args: [{ value: { kind: 'text', parts: [inside] } }],
      };
    return { kind: 'name', name: inside };
  }

  #string(token: Token & { readonly kind: 'string' }): Node {
    if (token.use === 'words')
      return {
        kind: 'list',
        items: token.text
          .trim()
          .split(/\s+/)
          .map((text) => ({ kind: 'text', parts: [text] })),
      };
    if (token.use === 'pattern') return NOTHING_READ;
    const text: Node =
      token.raw || this.#language === 'lua'
        ? { kind: 'text', parts: [plainText(token)] }
        : { kind: 'text', parts: interpolate(token.text, this.#language) };
    return token.use === 'shell' ? { kind: 'shell', text } : text;
  }
}

function isCallable(node: Node): boolean {
  return node.kind === 'name' || node.kind === 'member' || node.kind === 'index';
}

/**
 * Ruby's `#{…}`, Perl's `$name`, `${name}`, `@name`, `$h{key}`. A bracket that is not closed within
 * 500 characters is `error`, lest many of them are each looked for to the end of the text.
 */
function interpolate(text: string, language: ScriptLanguage): (string | Node)[] {
  const inserted =
    language === 'ruby'
      ? /#\{(?:([^}]{0,500})\}|)/g
      : /(?<!\\)[$@](?:\{(?:([^}]{0,500})\}|)|([A-Za-z_]\w*)(?:->)?(?:\{[^}]{0,500}\}|\[[^\]]{0,500}\])*)/g;
  const parts: (string | Node)[] = [];
  let at = 0;
  for (const match of text.matchAll(inserted)) {
    if (match.index > at) parts.push(resolveEscapes(text.slice(at, match.index)));
    if (match[1] === undefined && match[2] === undefined) parts.push({ kind: 'error' });
    else parts.push(language === 'ruby' ? readScript(match[1] ?? '', language) : perlName(match));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(resolveEscapes(text.slice(at)));
  return parts;
}

function perlName(match: RegExpMatchArray): Node {
  const sigil = match[0][0] ?? '$';
  const name = match[1] ?? match[2] ?? '';
  const isSimple = /^\w+$/.test(name) && !/[[{]/.test(match[0].slice(name.length + 2));
  return isSimple ? { kind: 'name', name: `${sigil}${name}` } : NOTHING_READ;
}
