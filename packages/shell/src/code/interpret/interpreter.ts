import { joinAllTaints, joinTaints } from '../../values/taint.ts';
import { joinWords } from '../../values/value.ts';
import { type Argument, type FunctionNode, NOTHING_READ, type Node } from '../syntax.ts';
import { Budget } from './budget.ts';
import { Calls, MAX_DEPTH } from './calls.ts';
import type { Findings } from './findings.ts';
import type { Evaluation, Knowledge } from './knowledge.ts';
import { Library } from './library.ts';
import { Members } from './members.ts';
import type { Scope } from './scope.ts';
import { callTextMethod } from './text-methods.ts';
import {
  asWord,
  choice,
  concat,
  constant,
  instance,
  list,
  record,
  type Thing,
  taintOf,
  truth,
  unknownThing,
  word,
  wordOf,
  wordsOf,
} from './thing.ts';
import { Walk } from './walk.ts';

/** Operators that tell whether, and nothing of what their operands are. */
const COMPARES = /^(?:[!=]==?|[<>]=?|<=>|<>|(?:not )?in|not|is|instanceof)$/;

/** Most items of a loop over constants for each of which its body is walked. */
const MAX_ROUNDS = 32;

/**
 * Follows constant values through a program to the library calls that matter. Every branch is
 * taken, every loop body runs, every function is called at least once (with unknown arguments if
 * nobody calls it), so that what is reported covers what could happen.
 */
export class Interpreter {
  readonly #library: Library;
  readonly #findings: Findings;
  readonly #budget: Budget;
  readonly #walk = new Walk();
  readonly #members: Members;
  readonly #calls: Calls;
  readonly #readCode: (text: string) => Node | undefined;
  readonly #defined: { readonly node: FunctionNode; readonly scope: Scope }[] = [];

  constructor(
    knowledge: Knowledge,
    findings: Findings,
    readCode: (text: string) => Node | undefined,
    words?: readonly Thing[],
  ) {
    this.#findings = findings;
    this.#readCode = readCode;
    const library = new Library(knowledge, words);
    const budget = new Budget(findings);
    const walk = this.#walk;
    this.#library = library;
    this.#budget = budget;
    this.#calls = new Calls({
      library,
      findings,
      budget,
      walk,
      evaluation: this.#evaluation(),
      evaluate: (node, scope) => this.#evaluate(node, scope),
    });
    this.#members = new Members({
      library,
      findings,
      budget,
      root: walk.root,
      calls: {
        call: (callee, args) => this.#calls.call(callee, args),
        apply: (entry, args, receiver) => this.#calls.apply(entry, args, receiver),
        callMethodOf: (callee) => this.#calls.callMethodOf(callee, []),
      },
    });
  }

  run(program: Node): void {
    this.#evaluate(program, this.#walk.root);
    // What nobody called may still be called: by a framework, a decorator, a name computed.
    for (let index = 0; index < this.#defined.length; index += 1) {
      const defined = this.#defined[index];
      if (defined !== undefined && !this.#calls.wasCalled(defined.node))
        this.#calls.call({ kind: 'function', ...defined }, []);
    }
  }

  #evaluation(): Evaluation {
    return {
      findings: this.#findings,
      runCode: (code) => this.#runCode(code),
      makeFunction: (parameters, code) => this.#makeFunction(parameters, code),
      invoke: (callback, given) => this.#calls.call(callback, given),
      member: (object, name) => this.#members.member(object, name),
      index: (object, key) => this.#members.index(object, key),
      lookUp: (name) => this.#members.name(name, this.#walk.current),
      assign: (name, thing) => this.#walk.assign(this.#walk.current, name, thing),
    };
  }

  #evaluate(node: Node, scope: Scope): Thing {
    this.#budget.countNode();
    if (this.#budget.isSpent) return this.#budget.giveUp();
    switch (node.kind) {
      case 'text':
        return this.#text(node.parts, scope);
      case 'constant':
        return constant(node.value);
      case 'name':
        return this.#nameOrCall(node.name, scope);
      case 'member':
        return this.#members.member(this.#evaluate(node.object, scope), node.name);
      case 'index':
        return this.#members.index(
          this.#evaluate(node.object, scope),
          this.#evaluate(node.index, scope),
        );
      case 'call':
        return this.#callNode(node.callee, node.args, scope);
      case 'binary':
        return this.#binary(node.operator, node.left, node.right, scope);
      case 'choice':
        return choice(node.options.map((option) => this.#evaluate(option, scope)));
      case 'list':
        return list(node.items.map((item) => this.#evaluate(item, scope)));
      case 'record':
        return this.#record(node.entries, scope);
      case 'function':
        return this.#define(node, scope);
      case 'assign': {
        const value = this.#evaluate(node.value, scope);
        this.#assign(node.target, growing(node, value, scope), scope);
        return value;
      }
      case 'bind': {
        const path = this.#library.knowledge.normalise(node.api);
        scope.declare(node.name, this.#library.valueAt(path) ?? { kind: 'api', path });
        return unknownThing();
      }
      case 'bind-all':
        scope.declare('*', { kind: 'api', path: node.api });
        return unknownThing();
      case 'block':
        return node.conditional === true
          ? this.#walk.maybe(() => this.#block(node.body, scope))
          : this.#block(node.body, scope);
      case 'loop':
        return this.#loop(node, scope);
      case 'return': {
        const value = this.#evaluate(node.value, scope);
        this.#walk.noteReturned(value);
        this.#findings.cycles.noteEnd(this.#calls.isConditional);
        return value;
      }
      case 'leave':
        this.#findings.cycles.noteBreak();
        return unknownThing();
      case 'shell': {
        const text = this.#evaluate(node.text, scope);
        this.#findings.line(asWord(text));
        return unknownThing(taintOf(text));
      }
      case 'other':
        return unknownThing(
          joinAllTaints(node.parts.map((part) => taintOf(this.#evaluate(part, scope)))),
        );
      case 'error':
        this.#findings.unknown('dynamic-code');
        return unknownThing();
    }
  }

  #text(parts: readonly (string | Node)[], scope: Scope): Thing {
    const things = parts.map((part) =>
      typeof part === 'string' ? word(part) : this.#evaluate(part, scope),
    );
    const words = things.map(wordsOf);
    if (words.every((each) => each.length === 1))
      return this.#budget.weighed(wordOf(joinWords(words.flat(), '')));
    return things.reduce((text, thing) => this.#budget.weighed(concat(text, thing)), word(''));
  }

  /** In some languages a function is called by its name alone. */
  #nameOrCall(name: string, scope: Scope): Thing {
    const thing = this.#members.name(name, scope);
    const { bareCalls } = this.#library.knowledge;
    if (bareCalls === undefined) return thing;
    this.#walk.current = scope;
    if (thing.kind === 'function' && thing.node.name === name) return this.#calls.call(thing, []);
    if (thing.kind !== 'api' || !bareCalls.has(thing.path)) return thing;
    return this.#calls.callApi(thing.path, [scope.find('$_') ?? unknownThing()]);
  }

  #callNode(calleeNode: Node, argumentNodes: readonly Argument[], scope: Scope): Thing {
    const callee =
      calleeNode.kind === 'name'
        ? this.#members.name(calleeNode.name, scope)
        : this.#evaluate(calleeNode, scope);
    const args: Thing[] = [];
    const named = new Map<string, Thing>();
    for (const argument of argumentNodes) {
      const value = this.#evaluate(argument.value, scope);
      if (argument.name !== undefined) named.set(argument.name, value);
      else if (argument.spread && value.kind === 'list') {
        this.#budget.count(value);
        for (const item of value.items) args.push(item);
      } else args.push(value);
    }
    this.#walk.current = scope;
    return this.#calls.call(callee, args, named);
  }

  /** Code the program makes and runs: read if its text is known, else said to be unknown. */
  #runCode(code: Thing): Thing {
    const program = this.#readMadeCode(code);
    if (program === undefined) return unknownThing(taintOf(code));
    const { returned, last } = this.#walk.enter(() => this.#evaluate(program, this.#walk.current));
    return choice([...returned, last]);
  }

  /** A function of code the program makes. */
  #makeFunction(parameters: readonly string[], code: Thing): Thing {
    const body = this.#readMadeCode(code);
    if (body === undefined) return unknownThing(taintOf(code));
    return this.#define({ kind: 'function', parameters, body }, this.#walk.root);
  }

  #readMadeCode(code: Thing): Node | undefined {
    const text = asWord(code);
    this.#budget.countCode(text.text.length);
    const isReadable = text.known && !this.#budget.isSpent && this.#walk.depth < MAX_DEPTH;
    const program = isReadable ? this.#readCode(text.text) : undefined;
    if (text.taint.remote !== undefined) this.#findings.remoteCode(text.taint.remote);
    else if (program === undefined)
      this.#findings.unknown(text.taint.decoded ? 'decoded-code' : 'dynamic-code');
    else return program;
    return undefined;
  }

  #binary(operator: string, leftNode: Node, rightNode: Node, scope: Scope): Thing {
    const left = this.#evaluate(leftNode, scope);
    const right = this.#evaluate(rightNode, scope);
    const computed = arithmetic(operator, left, right);
    if (computed !== undefined) return constant(computed);
    if (COMPARES.test(operator)) return unknownThing();
    if (operator === '+') {
      if (left.kind === 'list' && right.kind === 'list')
        return this.#budget.weighed(
          list(
            [...left.items, ...right.items],
            left.complete && right.complete,
            joinTaints(left.taint, right.taint),
          ),
        );
      return this.#budget.weighed(concat(left, right));
    }
    if (operator === '/' && left.kind === 'instance' && left.type === 'path')
      return instance('path', concat(concat(left, word('/')), right));
    if (/^(?:\|\||or|\?\?|&&|and)$/.test(operator)) return choice([left, right]);
    if (operator === '%')
      return this.#budget.weighed(
        callTextMethod(left, '%', [right]) ??
          unknownThing(joinTaints(taintOf(left), taintOf(right))),
      );
    return unknownThing(joinAllTaints([taintOf(left), taintOf(right)]));
  }

  #record(
    entries: readonly { readonly key?: string; readonly value: Node }[],
    scope: Scope,
  ): Thing {
    const found = new Map<string, Thing>();
    for (const [index, { key, value }] of entries.entries()) {
      const thing = this.#evaluate(value, scope);
      if (key !== undefined) found.set(key, thing);
      else if (thing.kind === 'record') {
        this.#budget.count(thing);
        for (const [each, inner] of thing.entries) found.set(each, inner);
      } else found.set(thing.kind === 'api' ? '...' : `#${index}`, thing);
    }
    return record(found);
  }

  #define(node: FunctionNode, scope: Scope): Thing {
    const thing: Thing = { kind: 'function', node, scope };
    if (node.name !== undefined) scope.declare(node.name, thing);
    this.#defined.push({ node, scope });
    return thing;
  }

  #assign(target: Node, value: Thing, scope: Scope): void {
    if (target.kind === 'name') {
      this.#walk.assign(scope, target.name, value);
      return;
    }
    if (target.kind === 'list') {
      for (const [index, each] of target.items.entries())
        this.#assign(each, this.#members.index(value, constant(index)), scope);
      return;
    }
    if (target.kind === 'record') {
      for (const entry of target.entries)
        this.#assign(
          entry.value,
          entry.key === '...' ? value : this.#members.member(value, entry.key ?? ''),
          scope,
        );
      return;
    }
    if (target.kind === 'member' || target.kind === 'index')
      this.#setProperty(target, value, scope);
    this.#evaluate(target, scope);
  }

  /** Remembers what a property is, whose ever it is: `self.run = os.system`, `table[name] = f`. */
  #setProperty(
    target: Node & { readonly kind: 'member' | 'index' },
    value: Thing,
    scope: Scope,
  ): void {
    const object = this.#evaluate(target.object, scope);
    const key = target.kind === 'member' ? word(target.name) : this.#evaluate(target.index, scope);
    const { text, known } = asWord(key);
    if (known && object.kind === 'instance' && object.type === 'namespace')
      this.#walk.assign(this.#walk.root, `${asWord(object.of).text}${text}`, value);
    else if (value.kind !== 'word' || isTainted(value) || this.#library.isKnown(value.value.text))
      this.#members.setProperty(known ? text : undefined, value);
  }

  #block(body: readonly Node[], scope: Scope): Thing {
    let last: Thing = unknownThing();
    for (const node of body) if (node.kind === 'function') this.#evaluate(node, scope);
    for (const node of body)
      if (node !== NOTHING_READ && (node.kind !== 'function' || body.length === 1))
        last = this.#again(node, scope);
    return last;
  }

  /** A function already hoisted by its block is not defined twice. */
  #again(node: Node, scope: Scope): Thing {
    if (node.kind !== 'function') return this.#evaluate(node, scope);
    return { kind: 'function', node, scope };
  }

  #loop(node: Node & { readonly kind: 'loop' }, scope: Scope): Thing {
    const { cycles } = this.#findings;
    cycles.enter('loop');
    const condition = node.condition && this.#evaluate(node.condition, scope);
    // What a copy of the process gives back is true in the one that made it.
    const isAlways = cycles.hasCopied || (condition !== undefined && truth(condition) === true);
    const iterable =
      node.iterable === undefined ? unknownThing() : this.#evaluate(node.iterable, scope);
    this.#budget.count(iterable);
    const values: Thing[] = [];
    for (const item of itemsOf(iterable)) {
      if (node.variable !== undefined) this.#assign(node.variable, item, scope);
      values.push(this.#walk.maybe(() => this.#evaluate(node.body, scope)));
    }
    const isEndless = isAlways || (iterable.kind === 'instance' && iterable.type === 'endless');
    if (cycles.leave(isEndless)) this.#findings.exhausts();
    return list(values, false);
  }
}

/** What the variable of a loop is, one after the other. */
function itemsOf(iterable: Thing): readonly Thing[] {
  if (iterable.kind === 'list' && iterable.items.length > 0)
    return iterable.items.length <= MAX_ROUNDS ? iterable.items : [choice(iterable.items)];
  if (iterable.kind === 'choice') {
    const lists = iterable.options.filter((option) => option.kind === 'list');
    if (lists.length > 0) return [choice(lists.flatMap((option) => itemsOf(option)))];
  }
  if (iterable.kind === 'instance' && iterable.type.startsWith('many ')) return [iterable.of];
  return [unknownThing(taintOf(iterable))];
}

/** What a name of the code around may hold that is added to each time: `text += piece`. */
function growing(
  { target, value }: Node & { readonly kind: 'assign' },
  thing: Thing,
  scope: Scope,
): Thing {
  const adds = target.kind === 'name' && value.kind === 'binary' && value.left === target;
  return adds && scope.isOuter(target.name) ? choice([thing, unknownThing(taintOf(thing))]) : thing;
}

function isTainted(thing: Thing): boolean {
  const { secret, remote, decoded } = taintOf(thing);
  return secret !== undefined || remote !== undefined || decoded === true;
}

function arithmetic(operator: string, left: Thing, right: Thing): number | undefined {
  const first = left.kind === 'word' ? left.constant : undefined;
  const second = right.kind === 'word' ? right.constant : undefined;
  if (typeof first !== 'number' || typeof second !== 'number') return undefined;
  switch (operator) {
    case '+':
      return first + second;
    case '-':
      return first - second;
    case '*':
      return first * second;
    case '**':
      return first ** second;
    default:
      return undefined;
  }
}
