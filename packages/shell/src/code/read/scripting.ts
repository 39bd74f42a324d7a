import { ALWAYS, block, conditional, NOTHING_READ, type Node, unary } from '../syntax.ts';
import { ExpressionReader } from './script-expressions.ts';
import { type ScriptLanguage, tokenize } from './script-tokens.ts';

const BRANCHES = new Set(['if', 'unless', 'else', 'elsif', 'elseif', 'when', 'rescue']);

/** Longest head of a loop, in tokens, that is looked through for what kind it is. */
const MAX_HEAD = 120;

/**
 * Reads Ruby, Perl or Lua into the common syntax. It is no grammar of these languages: it finds
 * strings, names, calls with and without brackets, blocks and assignments, and reads all branches
 * in sequence. Never throws; brackets nested too deep become `error`.
 */
export function readScript(source: string, language: ScriptLanguage): Node {
  return new ScriptReader(tokenize(source, language), language, readScript).program();
}

/** Reads statements: definitions, branches, loops, imports. */
class ScriptReader extends ExpressionReader {
  program(): Node {
    const body: Node[] = [];
    while (this.at < this.tokens.length) {
      const before = this.at;
      body.push(this.statement());
      if (this.at === before) this.at += 1;
    }
    return block(body);
  }

  protected statement(): Node {
    const token = this.peek();
    if (token === undefined || token.kind === 'end' || this.isMark(';')) {
      this.at += 1;
      return NOTHING_READ;
    }
    if (token.kind === 'name') {
      if (token.text === 'def' || token.text === 'sub' || token.text === 'function')
        return this.definition();
      if (this.#isImport(token.text)) return this.#import();
      if (BRANCHES.has(token.text)) {
        this.at += 1;
        return conditional([this.expression()]);
      }
      if ((token.text === 'foreach' || token.text === 'for') && this.language !== 'ruby')
        return this.#foreach();
      if (token.text === 'for') return this.#forIn();
      if (token.text === 'while' || token.text === 'until') return this.#while();
    }
    return this.#modified(this.expression());
  }

  /** `unlink $_ for @files`, `exit if x`: the part behind the word belongs to the statement. */
  #modified(subject: Node): Node {
    if (this.isName('for') || this.isName('foreach')) {
      this.at += 1;
      return {
        kind: 'loop',
        variable: { kind: 'name', name: '$_' },
        iterable: this.expression(),
        body: subject,
      };
    }
    if (this.isName('while') || this.isName('until'))
      return { kind: 'loop', condition: this.#condition(), body: subject };
    return subject;
  }

  /** The condition behind `while` or `until`. */
  #condition(): Node {
    const negates = this.isName('until');
    this.at += 1;
    // Perl's `while ()` is true.
    const isEmpty = this.isMark('(') && this.isMark(')', 1);
    const condition = this.atEnd() ? NOTHING_READ : this.expression();
    if (isEmpty) return ALWAYS;
    return negates ? unary('!', condition) : condition;
  }

  #while(): Node {
    const opener = this.at;
    const condition = this.#condition();
    if (this.isMark('{')) return this.#repeated(condition, this.braces());
    if (!this.ends.has(opener)) return condition;
    if (this.isName('do')) this.at += 1;
    return { kind: 'loop', condition, body: this.untilEnd(opener) };
  }

  /** Perl's `while (<*.txt>)` goes through what fits. */
  #repeated(condition: Node, body: Node): Node {
    const { kind } = condition;
    const isGlob =
      kind === 'call' && condition.callee.kind === 'name' && condition.callee.name === 'glob';
    return isGlob
      ? { kind: 'loop', variable: { kind: 'name', name: '$_' }, iterable: condition, body }
      : { kind: 'loop', condition, body };
  }

  protected definition(): Node {
    const opener = this.at;
    this.at += 1;
    const name = this.#definedName();
    const parameters = this.isMark('(') ? this.parameterNames(')') : [];
    const named = name === undefined ? {} : { name };
    if (this.isMark('{')) return { kind: 'function', ...named, parameters, body: this.braces() };
    // Without an `end` what follows is read as part of the program around it.
    if (!this.ends.has(opener)) return NOTHING_READ;
    return { kind: 'function', ...named, parameters, body: this.untilEnd(opener) };
  }

  /** `name`, `self.name`, `Module.name`: the last one is what it is called by. */
  #definedName(): string | undefined {
    let name: string | undefined;
    for (;;) {
      const token = this.peek();
      if (token?.kind !== 'name') return name;
      name = token.text;
      this.at += 1;
      if (!this.isMark('.') && !this.isMark(':')) return name;
      this.at += 1;
    }
  }

  /** `use Module`, `require 'file'`; with brackets, or in Lua, it is a call as any other. */
  #isImport(word: string): boolean {
    if (this.language === 'perl' && (word === 'use' || word === 'package')) return true;
    if (this.language === 'lua' || !/^require(?:_relative)?$/.test(word)) return false;
    return !this.isMark('(', 1);
  }

  /** A library makes its functions known by their bare names, which the tables list; a file runs. */
  #import(): Node {
    const word = this.peek();
    this.at += 1;
    const next = this.peek();
    if (next?.kind !== 'string') {
      while (!this.atEnd()) this.at += 1;
      return NOTHING_READ;
    }
    const argument = this.primary();
    const callee: Node = { kind: 'name', name: word?.text ?? 'require' };
    return { kind: 'call', callee, args: [{ value: argument }] };
  }

  #foreach(): Node {
    const opener = this.at;
    this.at += 1;
    if (this.#isCounting()) return this.#countingFor();
    while (this.isName('my') || this.isName('our') || this.isName('local')) this.at += 1;
    const names: Node[] = [];
    while (this.peek()?.kind === 'name' && !this.isName('in')) {
      const token = this.peek();
      if (token !== undefined) names.push({ kind: 'name', name: token.text });
      this.at += 1;
      this.takes(',');
    }
    if (this.isName('in')) this.at += 1;
    const iterable = this.expression();
    const last = names.at(-1) ?? { kind: 'name' as const, name: '$_' };
    if (this.isMark('{')) return { kind: 'loop', variable: last, iterable, body: this.braces() };
    if (!this.ends.has(opener))
      return { kind: 'loop', variable: last, iterable, body: NOTHING_READ };
    while (!this.isName('do') && !this.atEnd()) this.at += 1;
    if (this.isName('do')) this.at += 1;
    return { kind: 'loop', variable: last, iterable, body: this.untilEnd(opener) };
  }

  /** `for (first; condition; step)`, told by the `;` before the bracket closes. */
  #isCounting(): boolean {
    if (this.language !== 'perl' || !this.isMark('(')) return false;
    for (let offset = 1, depth = 1; offset < MAX_HEAD && depth > 0; offset += 1) {
      const token = this.peek(offset);
      if (token === undefined) return false;
      if (token.kind !== 'mark') continue;
      if (token.text === ';' && depth === 1) return true;
      if (token.text === '(') depth += 1;
      if (token.text === ')') depth -= 1;
    }
    return false;
  }

  #countingFor(): Node {
    this.at += 1;
    const parts: Node[] = [];
    while (this.at < this.tokens.length && !this.isMark(')')) {
      parts.push(this.atEnd() ? NOTHING_READ : this.list());
      if (!this.takes(';') && !this.isMark(')')) this.at += 1;
    }
    this.takes(')');
    const [before = NOTHING_READ, condition = NOTHING_READ, ...step] = parts;
    const body = this.isMark('{') ? this.braces() : NOTHING_READ;
    return block([
      before,
      {
        kind: 'loop',
        condition: condition === NOTHING_READ ? ALWAYS : condition,
        body: block([body, ...step]),
      },
    ]);
  }

  #forIn(): Node {
    const opener = this.at;
    this.at += 1;
    const variable = this.primary();
    if (this.isName('in')) this.at += 1;
    const iterable = this.expression();
    return { kind: 'loop', variable, iterable, body: this.untilEnd(opener) };
  }
}
