import {
  type Argument,
  block,
  type FunctionNode,
  NOTHING_READ,
  type Node,
  unary,
} from '../syntax.ts';
import { matchEnds } from './block-ends.ts';
import { codeInPattern, interpolate, type ReadScript } from './inserted-code.ts';
import { FLOW, ScriptCursor } from './script-cursor.ts';
import { plainText, type ScriptLanguage, type Token } from './script-tokens.ts';

/** Flow words that show what follows them. */
const SHOWS: { readonly [language in ScriptLanguage]: ReadonlySet<string> } = {
  ruby: new Set(['print', 'printf', 'puts', 'p', 'pp', 'warn', 'raise']),
  perl: new Set(['print', 'printf', 'say', 'warn', 'die']),
  lua: new Set(['print']),
};

/** Deepest nesting of brackets that is followed. */
const MAX_DEPTH = 200;

/** Reads what has a value: calls with and without brackets, strings, lists, blocks, operators. */
export abstract class ExpressionReader extends ScriptCursor {
  /** By the place of a word that opens a block: the place of the `end` that closes it. */
  protected readonly ends: ReadonlyMap<number, number>;
  readonly #read: ReadScript;
  #depth = 0;

  /** `read` is for code that stands in a text or a pattern. */
  constructor(tokens: readonly Token[], language: ScriptLanguage, read: ReadScript) {
    super(tokens, language);
    this.#read = read;
    this.ends = matchEnds(tokens, language);
  }

  protected abstract statement(): Node;

  /** A function from the word that begins it. */
  protected abstract definition(): Node;

  protected parameterNames(close: string): string[] {
    const names: string[] = [];
    this.at += 1;
    while (this.at < this.tokens.length && !this.isMark(close)) {
      const token = this.peek();
      if (token?.kind === 'name') names.push(token.text);
      this.at += 1;
    }
    this.at += 1;
    return names;
  }

  /** The statements up to the `end` of what the word at `opener` opened. */
  protected untilEnd(opener: number): Node {
    const end = Math.min(this.ends.get(opener) ?? this.tokens.length, this.tokens.length);
    const body: Node[] = [];
    while (this.at < end) {
      const before = this.at;
      body.push(this.statement());
      if (this.at === before) this.at += 1;
    }
    this.at += 1;
    return block(body);
  }

  protected expression(): Node {
    const left = this.#operand();
    const token = this.peek();
    if (token?.kind !== 'mark') return left;
    const { text } = token;
    if (/^(?:=|\|\|=|&&=|\/\/=|\+=|\.=|-=)$/.test(text)) {
      this.at += 1;
      const value = this.list();
      const added: Node = { kind: 'binary', operator: '+', left, right: value };
      return { kind: 'assign', target: left, value: /^[+.]=$/.test(text) ? added : value };
    }
    if (/^(?:\.|\.\.|\+|\/|\|\||\/\/|<<)$/.test(text)) {
      this.at += 1;
      const operator = text === '/' || text === '||' ? text : text === '//' ? '||' : '+';
      return { kind: 'binary', operator, left, right: this.expression() };
    }
    if (this.isComma()) return left;
    if (/^(?:==+|=~|!~|<=>?|>=|!=|~=|&&|[-*%<>?:|&^]|\*\*|>>|\.\.\.|=>)$/.test(text)) {
      this.at += 1;
      return this.atEnd() ? left : { kind: 'other', parts: [left, this.expression()] };
    }
    return left;
  }

  /** Several expressions with commas between them. */
  protected list(): Node {
    const first = this.expression();
    if (!this.isComma()) return first;
    const items = [first];
    while (this.takesComma() && !this.atEnd()) items.push(this.expression());
    return { kind: 'list', items };
  }

  #operand(): Node {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      this.at = this.tokens.length;
      return { kind: 'error' };
    }
    let node = this.primary();
    for (let more: Node | undefined = node; more !== undefined; ) {
      node = more;
      more = this.#postfix(node);
    }
    this.#depth -= 1;
    return this.#isBareMessage(node) ? { kind: 'call', callee: node, args: [] } : node;
  }

  /** What stands behind a dot or an arrow is called, with or without brackets; `x.y = 1` is not. */
  #isBareMessage(node: Node): boolean {
    const isMethod = node.kind === 'member' && /^[a-z_]/.test(node.name);
    return this.language !== 'lua' && isMethod && !this.isMark('=');
  }

  #postfix(node: Node): Node | undefined {
    const token = this.peek();
    if (token?.kind === 'string' && this.language === 'lua' && isCallable(node)) {
      return { kind: 'call', callee: node, args: [{ value: this.primary() }] };
    }
    if (token?.kind !== 'mark') return this.#bareCall(node);
    const isCalled = isCallable(node) || (this.language === 'lua' && node.kind === 'call');
    if (token.text === '(' && !token.spaced && isCalled) return this.#call(node, this.#arguments());
    if (token.text === '[' && !token.spaced) return this.#subscript(node, ']');
    if (token.text === '{' && !token.spaced && this.#isHash(node))
      return this.#subscript(node, '}');
    if (token.text === '{' && this.language === 'ruby' && isCallable(node))
      return this.#withBlock(node);
    const next = this.peek(1);
    const reaches =
      /^(?:->|::|:)$/.test(token.text) || (token.text === '.' && this.language !== 'perl');
    if (!reaches) return this.#bareCall(node);
    if (token.text === '.' && next?.kind === 'mark' && next.text === '(' && !next.spaced) {
      this.at += 1;
      return this.#call(node, this.#arguments());
    }
    if (next?.kind === 'name' && !next.spaced) {
      if (token.text === ':' && this.language !== 'lua') return undefined;
      this.at += 2;
      const isMessage = this.language === 'perl' && node.kind === 'member';
      const object: Node = isMessage ? { kind: 'call', callee: node, args: [] } : node;
      return { kind: 'member', object, name: next.text };
    }
    if (token.text === '->' && next?.kind === 'mark' && /^[[{(]$/.test(next.text)) {
      this.at += 1;
      return next.text === '('
        ? this.#call(node, this.#arguments())
        : this.#subscript(node, next.text === '[' ? ']' : '}');
    }
    return this.#bareCall(node);
  }

  /** Perl: `$h{key}`, `$h{a}{b}`. */
  #isHash(node: Node): boolean {
    if (this.language !== 'perl') return false;
    return node.kind === 'index' || (node.kind === 'name' && /^[$@%]/.test(node.name));
  }

  /** `unlink "x"`, `File.delete "x", "y"`, `system 'ls'`: a call without brackets. */
  #bareCall(node: Node): Node | undefined {
    const token = this.peek();
    if (this.language === 'lua' || token === undefined || !isCallable(node)) return undefined;
    if (node.kind === 'name' && /^[$@%]/.test(node.name)) return undefined;
    if (token.kind === 'name' && token.text === 'do') return this.#withBlock(node);
    if (this.#namesProgram(node)) return this.#callOfProgram(node);
    const isVariable = token.kind === 'name' && /^[$@%]/.test(token.text);
    if (!this.#startsArgument() || !(token.spaced || isVariable)) return undefined;
    return this.#call(node, this.#bareArguments());
  }

  /** True if what stands here can only be the first argument of a call without brackets. */
  #startsArgument(): boolean {
    const token = this.peek();
    if (token?.kind === 'string') return token.use !== 'pattern';
    if (token?.kind === 'name')
      return !FLOW.has(token.text) && !SHOWS[this.language].has(token.text);
    if (token?.kind === 'number') return true;
    if (token?.kind !== 'mark' || !token.spaced) return false;
    const next = this.peek(1);
    const isTight = next !== undefined && next.kind !== 'end' && !next.spaced;
    if (this.language === 'perl') return /^[<\\]$/.test(token.text) && isTight;
    // `send :name`, `delete *list`, `each &:name`, `puts [1]`, `-> { }`
    return token.text === '->' || (/^(?:[:*&[]|::)$/.test(token.text) && isTight);
  }

  /** Perl: `system { $program } @words` names the program apart from its words. */
  #namesProgram(node: Node): boolean {
    return (
      this.language === 'perl' &&
      node.kind === 'name' &&
      /^(?:system|exec)$/.test(node.name) &&
      this.isMark('{')
    );
  }

  #callOfProgram(callee: Node): Node {
    const program = this.braces();
    const [name, ...words] = this.#bareArguments();
    const first: Node = { kind: 'list', items: [program, ...(name ? [name.value] : [])] };
    return this.#call(callee, [{ value: first }, ...words]);
  }

  #call(callee: Node, args: readonly Argument[]): Node {
    const call: Node = { kind: 'call', callee, args };
    return this.language === 'ruby' && (this.isMark('{') || this.isName('do'))
      ? this.#withBlock(call)
      : call;
  }

  /** A Ruby block is a function handed to the call. */
  #withBlock(node: Node): Node {
    const opener = this.at;
    const isBrace = this.isMark('{');
    this.at += 1;
    const parameters = this.isMark('|') ? this.parameterNames('|') : [];
    const body = isBrace ? this.#until('}') : this.untilEnd(opener);
    const handed: FunctionNode = { kind: 'function', parameters, body };
    if (node.kind === 'call') return { ...node, args: [...node.args, { value: handed }] };
    return { kind: 'call', callee: node, args: [{ value: handed }] };
  }

  #subscript(object: Node, close: string): Node {
    this.at += 1;
    const token = this.peek();
    // In Perl a bare word in braces is a text.
    const isWord = close === '}' && token?.kind === 'name' && this.isMark('}', 1);
    const index: Node = isWord ? { kind: 'text', parts: [token.text] } : this.list();
    if (isWord) this.at += 1;
    this.takes(close);
    return { kind: 'index', object, index };
  }

  #arguments(): Argument[] {
    this.at += 1;
    const args = this.#argumentsUntil(() => this.isMark(')'));
    this.takes(')');
    return args;
  }

  #bareArguments(): Argument[] {
    return this.#argumentsUntil(() => this.atEnd() || this.isFlow());
  }

  #argumentsUntil(isDone: () => boolean): Argument[] {
    const args: Argument[] = [];
    while (this.at < this.tokens.length && !isDone()) {
      const before = this.at;
      const token = this.peek();
      if (token?.kind === 'end') this.at += 1;
      else if (token?.kind === 'name' && this.isMark(':', 1) && this.language === 'ruby') {
        this.at += 2;
        args.push({ name: token.text, value: this.expression() });
      } else args.push({ value: this.expression() });
      if (this.takesComma()) continue;
      if (this.at === before || isDone()) break;
      if (this.peek()?.kind !== 'end' && !this.isMark(')')) continue;
    }
    return args;
  }

  protected braces(): Node {
    this.at += 1;
    return this.#until('}');
  }

  #until(close: string): Node {
    const body: Node[] = [];
    while (this.at < this.tokens.length && !this.isMark(close)) {
      const before = this.at;
      body.push(this.statement());
      this.takesComma();
      if (this.at === before) this.at += 1;
    }
    this.at += 1;
    return block(body);
  }

  protected primary(): Node {
    const token = this.peek();
    if (token === undefined) return NOTHING_READ;
    this.at += 1;
    switch (token.kind) {
      case 'string':
        return this.#adjacent(this.#string(token));
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
    if (this.language === 'perl') {
      if (this.isMark('=>') && !/^[$@%&]/.test(name)) return { kind: 'text', parts: [name] };
      if (name.startsWith('&')) return { kind: 'name', name: name.slice(1) };
    }
    if (name === 'break' || name === 'last') return { kind: 'leave' };
    if (name === 'return')
      return {
        kind: 'return',
        value: this.atEnd() || this.isFlow() ? NOTHING_READ : this.list(),
      };
    if (name === 'true' || name === 'false') return { kind: 'constant', value: name === 'true' };
    if (name === 'nil' || name === 'undef') return { kind: 'constant', value: null };
    if (name === 'sub' || name === 'function' || name === 'lambda' || name === 'proc') {
      const opener = this.at - 1;
      if (name === 'function' && this.peek()?.kind === 'name') {
        this.at = opener;
        return this.definition();
      }
      const parameters = this.isMark('(') ? this.parameterNames(')') : [];
      if (this.isMark('{')) return { kind: 'function', parameters, body: this.braces() };
      if (!this.ends.has(opener)) return NOTHING_READ;
      return { kind: 'function', parameters, body: this.untilEnd(opener) };
    }
    if (SHOWS[this.language].has(name))
      return {
        kind: 'call',
        callee: { kind: 'name', name },
        args: this.isMark('(') ? this.#arguments() : this.#bareArguments(),
      };
    if (name === 'eval' && !this.isMark('{'))
      return {
        kind: 'call',
        callee: { kind: 'name', name },
        args: this.isMark('(') ? this.#arguments() : this.#bareArguments(),
      };
    if (FLOW.has(name)) return this.atEnd() ? NOTHING_READ : this.expression();
    return { kind: 'name', name };
  }

  #marked(mark: string): Node {
    if (mark === '(') {
      const inner: Node[] = [];
      while (this.at < this.tokens.length && !this.isMark(')')) {
        const before = this.at;
        inner.push(this.statement());
        this.takesComma();
        if (this.at === before) this.at += 1;
      }
      this.at += 1;
      const [only] = inner;
      return inner.length === 1 && only !== undefined ? only : { kind: 'list', items: inner };
    }
    if (mark === '[') {
      const items = this.#argumentsUntil(() => this.isMark(']'));
      this.takes(']');
      return { kind: 'list', items: items.map((item) => item.value) };
    }
    if (mark === '{') return this.#until('}');
    if (mark === '<' && this.language === 'perl') return this.#readLine();
    if (mark === ':' && this.language === 'ruby') return this.#symbol();
    if (mark === '&' && this.language !== 'lua') return this.#function();
    if (mark === '-' || mark === '!')
      return this.atEnd() ? NOTHING_READ : unary(mark, this.#operand());
    if (/^[-!\\*&~+:@$#%]$/.test(mark)) return this.atEnd() ? NOTHING_READ : this.#operand();
    return NOTHING_READ;
  }

  /** Ruby's `&:name`, a function that calls the method of that name; Perl's `&{'name'}(…)`. */
  #function(): Node {
    const symbol = this.isMark(':') ? this.peek(1) : undefined;
    if (this.language === 'ruby' && symbol?.kind === 'name' && !symbol.spaced) {
      this.at += 2;
      const object: Node = { kind: 'name', name: '#0' };
      const callee: Node = { kind: 'member', object, name: symbol.text };
      return { kind: 'function', parameters: ['#0'], body: { kind: 'call', callee, args: [] } };
    }
    if (this.atEnd()) return NOTHING_READ;
    const callee = this.#operand();
    return this.language === 'perl' && this.isMark('(')
      ? this.#call(callee, this.#arguments())
      : callee;
  }

  /** Ruby's `:name`. */
  #symbol(): Node {
    const token = this.peek();
    if (token?.kind !== 'name' || token.spaced) return NOTHING_READ;
    this.at += 1;
    return { kind: 'text', parts: [token.text] };
  }

  /** Perl's `<FH>`, `<$fh>`, `<*.txt>`. */
  #readLine(): Node {
    const parts: string[] = [];
    while (this.at < this.tokens.length && !this.isMark('>') && !this.atEnd()) {
      parts.push(this.peek()?.text ?? '');
      this.at += 1;
    }
    this.takes('>');
    const inside = parts.join('');
    if (inside === '' || inside === 'ARGV')
      return { kind: 'call', callee: { kind: 'name', name: '<>' }, args: [] };
    if (/[*?.]/.test(inside))
      return {
        kind: 'call',
        callee: { kind: 'name', name: 'glob' },
        args: [{ value: { kind: 'text', parts: [inside] } }],
      };
    return { kind: 'name', name: inside };
  }

  /** Ruby joins texts that stand side by side. */
  #adjacent(text: Node): Node {
    const next = this.language === 'ruby' ? this.peek() : undefined;
    if (next?.kind !== 'string' || next.use !== 'text') return text;
    this.at += 1;
    const right = this.#adjacent(this.#string(next));
    return { kind: 'binary', operator: '+', left: text, right };
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
    if (token.use === 'pattern')
      return this.language === 'perl' ? codeInPattern(token.text, this.#read) : NOTHING_READ;
    const text: Node =
      token.raw || this.language === 'lua'
        ? { kind: 'text', parts: [plainText(token, this.language)] }
        : { kind: 'text', parts: interpolate(token.text, this.language, this.#read) };
    return token.use === 'shell' ? { kind: 'shell', text } : text;
  }
}

function isCallable(node: Node): boolean {
  return node.kind === 'name' || node.kind === 'member' || node.kind === 'index';
}
