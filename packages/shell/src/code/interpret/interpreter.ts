import { joinAllTaints, joinTaints } from '../../values/taint.ts';
import { joinWords } from '../../values/value.ts';
import type { Argument, FunctionNode, Node } from '../syntax.ts';
import type { Findings } from './findings.ts';
import { ApiCall, type Knowledge } from './knowledge.ts';
import { Scope } from './scope.ts';
import { callTextMethod } from './text-methods.ts';
import {
  asWord,
  choice,
  concat,
  constant,
  instance,
  list,
  MAX_TEXT,
  record,
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordOf,
  wordsOf,
} from './thing.ts';

/** Bounds of one run: nodes evaluated, depth of calls, rounds of a loop over constants. */
const MAX_STEPS = 20_000;
const MAX_DEPTH = 12;
const MAX_ROUNDS = 32;

/** Characters of a value, items of a list, and characters of code that cost a step each. */
const CHARACTERS_A_STEP = 64;
const ITEMS_A_STEP = 8;
const CODE_A_STEP = 4;
/** Steps that reading any code at all costs. */
const READING_STEPS = 48;

/**
 * Follows constant values through a program to the library calls that matter. Every branch is
 * taken, every loop body runs, every function is called at least once (with unknown arguments if
 * nobody calls it), so that what is reported covers what could happen.
 */
export class Interpreter {
  readonly #knowledge: Knowledge;
  readonly #findings: Findings;
  readonly #readCode: (text: string) => Node | undefined;
  readonly #given: { readonly [name: string]: Thing };
  readonly #called = new Set<FunctionNode>();
  /** Records handed to a library: their functions were called. */
  readonly #handed = new Set<Thing>();
  readonly #modules = new Map<string, boolean>();
  readonly #defined: { readonly node: FunctionNode; readonly scope: Scope }[] = [];
  #returned: Thing[][] = [];
  /** The scope of the call being evaluated; code it runs sees the same names. */
  #current = new Scope();
  #steps = 0;
  #depth = 0;
  #uncertain = 0;

  constructor(
    knowledge: Knowledge,
    findings: Findings,
    readCode: (text: string) => Node | undefined,
    words?: readonly Thing[],
  ) {
    this.#knowledge = knowledge;
    this.#findings = findings;
    this.#readCode = readCode;
    this.#given = words === undefined ? {} : (knowledge.programWords?.(words) ?? {});
  }

  run(program: Node): void {
    this.#evaluate(program, new Scope());
    // What nobody called may still be called: by a framework, a decorator, a name computed.
    for (let index = 0; index < this.#defined.length; index += 1) {
      const defined = this.#defined[index];
      if (defined !== undefined && !this.#called.has(defined.node))
        this.#call({ kind: 'function', ...defined }, []);
    }
  }

  #evaluate(node: Node, scope: Scope): Thing {
    this.#steps += 1;
    if (this.#isSpent) return this.#giveUp();
    switch (node.kind) {
      case 'text':
        return this.#text(node.parts, scope);
      case 'constant':
        return constant(node.value);
      case 'name':
        return this.#name(node.name, scope);
      case 'member':
        return this.#member(this.#evaluate(node.object, scope), node.name);
      case 'index':
        return this.#index(this.#evaluate(node.object, scope), this.#evaluate(node.index, scope));
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
        this.#assign(node.target, value, scope);
        return value;
      }
      case 'bind':
        scope.assign(node.name, { kind: 'api', path: this.#knowledge.normalise(node.api) }, true);
        return unknownThing();
      case 'bind-all':
        scope.assign('*', { kind: 'api', path: node.api }, true);
        return unknownThing();
      case 'block':
        return this.#block(node.body, node.conditional === true, scope);
      case 'loop':
        return this.#loop(node, scope);
      case 'return': {
        const value = this.#evaluate(node.value, scope);
        this.#returned.at(-1)?.push(value);
        return value;
      }
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

  get #isSpent(): boolean {
    return this.#steps > MAX_STEPS || this.#findings.isFull;
  }

  #giveUp(): Thing {
    this.#findings.unknown('too-many');
    return unknownThing();
  }

  #text(parts: readonly (string | Node)[], scope: Scope): Thing {
    const things = parts.map((part) =>
      typeof part === 'string' ? word(part) : this.#evaluate(part, scope),
    );
    const words = things.map(wordsOf);
    if (words.every((each) => each.length === 1))
      return this.#weighed(wordOf(joinWords(words.flat(), '')));
    return things.reduce((text, thing) => this.#weighed(concat(text, thing)), word(''));
  }

  /** What was put together, its size counted as work; a text that is too long is not known. */
  #weighed(thing: Thing): Thing {
    this.#count(thing);
    if (thing.kind === 'choice') return choice(thing.options.map(shortened));
    return shortened(thing);
  }

  /** Counts what it takes to go through a text or a list. */
  #count(thing: Thing): void {
    if (thing.kind === 'word')
      this.#steps += Math.floor(thing.value.text.length / CHARACTERS_A_STEP);
    else if (thing.kind === 'list' || thing.kind === 'record')
      this.#steps += Math.floor(thing.size / ITEMS_A_STEP);
    else if (thing.kind === 'choice') for (const option of thing.options) this.#count(option);
    else if (thing.kind === 'instance') this.#count(thing.of);
  }

  #name(name: string, scope: Scope): Thing {
    const found = scope.find(name);
    if (found !== undefined) return found;
    const global = this.#knowledge.globals[name];
    if (global !== undefined) return global;
    const star = scope.find('*');
    const path = star?.kind === 'api' ? this.#knowledge.normalise(`${star.path}.${name}`) : name;
    return this.#valueAt(path) ?? { kind: 'api', path: this.#isKnown(path) ? path : name };
  }

  #isKnown(path: string): boolean {
    return Object.hasOwn(this.#knowledge.calls, path);
  }

  #valueAt(path: string, receiver: Thing = unknownThing()): Thing | undefined {
    if (Object.hasOwn(this.#given, path)) return this.#given[path];
    return Object.hasOwn(this.#knowledge.values, path)
      ? this.#knowledge.values[path]?.(receiver)
      : undefined;
  }

  #member(object: Thing, name: string): Thing {
    switch (object.kind) {
      case 'api': {
        const path = this.#knowledge.normalise(`${object.path}.${name}`);
        return this.#valueAt(path) ?? { kind: 'api', path };
      }
      case 'record':
        return object.entries.get(name) ?? this.#method(object, 'record', name);
      case 'instance':
        return this.#instanceMember(object, name);
      case 'choice':
        return choice(object.options.map((option) => this.#member(option, name)));
      default:
        return this.#method(object, object.kind, name);
    }
  }

  /** `process.env.TOKEN` is `process.env['TOKEN']`, where the type can be indexed. */
  #instanceMember(object: Thing & { readonly kind: 'instance' }, name: string): Thing {
    const path = `${object.type}#${name}`;
    const value = this.#valueAt(path, object);
    if (value !== undefined) return value;
    const isIndexed = object.type !== 'environment' || this.#knowledge.namesVariables;
    const indexed = isIndexed ? this.#knowledge.calls[`${object.type}#[]`] : undefined;
    if (indexed !== undefined && !this.#isKnown(path))
      return this.#apply(indexed, [word(name)], new Map(), object);
    return this.#method(object, object.type, name);
  }

  /** A method that waits for its call. */
  #method(receiver: Thing, type: string, name: string): Thing {
    return instance(`method ${type}#${name}`, receiver);
  }

  #index(object: Thing, index: Thing): Thing {
    this.#count(object);
    const key = asWord(index);
    if (object.kind === 'list') {
      const at = Number(key.text);
      const item = key.known ? object.items.at(at) : undefined;
      // A part of the list, where the index is not one place.
      const part = list(object.items, false);
      return item ?? choice([...object.items, part, unknownThing(taintOf(object))]);
    }
    if (object.kind === 'record' && key.known)
      return object.entries.get(key.text) ?? unknownThing(taintOf(object));
    if (object.kind === 'instance') {
      const entry = this.#knowledge.calls[`${object.type}#[]`];
      if (entry !== undefined) return this.#apply(entry, [index], new Map(), object);
    }
    // `fs['rm' + 'Sync']` is `fs.rmSync`.
    if (object.kind === 'api' && key.known) return this.#member(object, key.text);
    if (object.kind === 'api' && this.#isModule(object.path))
      this.#findings.unknown('dynamic-code');
    return unknownThing(taintOf(object));
  }

  #isModule(path: string): boolean {
    const found = this.#modules.get(path);
    if (found !== undefined) return found;
    const isModule = Object.keys(this.#knowledge.calls).some((each) => each.startsWith(`${path}.`));
    this.#modules.set(path, isModule);
    return isModule;
  }

  #callNode(calleeNode: Node, argumentNodes: readonly Argument[], scope: Scope): Thing {
    const callee = this.#evaluate(calleeNode, scope);
    const args: Thing[] = [];
    const named = new Map<string, Thing>();
    for (const argument of argumentNodes) {
      const value = this.#evaluate(argument.value, scope);
      if (argument.name !== undefined) named.set(argument.name, value);
      else if (argument.spread && value.kind === 'list') {
        this.#count(value);
        for (const item of value.items) args.push(item);
      } else args.push(value);
    }
    this.#current = scope;
    return this.#call(callee, args, named);
  }

  #call(
    callee: Thing,
    args: readonly Thing[],
    named: ReadonlyMap<string, Thing> = new Map(),
  ): Thing {
    switch (callee.kind) {
      case 'function':
        return this.#callFunction(callee.node, callee.scope, args);
      case 'choice':
        return choice(callee.options.map((option) => this.#call(option, args, named)));
      case 'api':
        return this.#callApi(callee.path, args, named);
      case 'instance':
        return this.#callMethod(callee, args, named);
      case 'word':
        // PHP: a text is called as the function of that name.
        if (callee.value.known && this.#isKnown(callee.value.text.toLowerCase()))
          return this.#callApi(callee.value.text.toLowerCase(), args, named);
        return this.#callUnknown(args, callee);
      default:
        return this.#callUnknown(args, callee);
    }
  }

  #callApi(path: string, args: readonly Thing[], named: ReadonlyMap<string, Thing>): Thing {
    const entry = this.#isKnown(path) ? this.#knowledge.calls[path] : undefined;
    if (entry !== undefined) return this.#apply(entry, args, named, { kind: 'api', path });
    const at = path.lastIndexOf('.');
    const of: Thing = { kind: 'api', path: path.slice(0, Math.max(0, at)) };
    const any = this.#knowledge.calls[`?#${path.slice(at + 1)}`];
    if (any !== undefined) return this.#apply(any, args, named, of);
    // `import('fs').then(fs => …)`: what is handed on is the library itself.
    this.#runCallbacks([...args, ...named.values()], of);
    return unknownThing(joinAllTaints([...args, ...named.values()].map(taintOf)));
  }

  #callMethod(
    callee: Thing & { readonly kind: 'instance' },
    args: readonly Thing[],
    named: ReadonlyMap<string, Thing>,
  ): Thing {
    if (!callee.type.startsWith('method ')) return this.#callUnknown(args, callee);
    const path = callee.type.slice('method '.length);
    const receiver = callee.of;
    const method = path.slice(path.indexOf('#') + 1);
    for (const key of [path, `?#${method}`])
      if (Object.hasOwn(this.#knowledge.calls, key)) {
        const entry = this.#knowledge.calls[key];
        if (entry !== undefined) return this.#apply(entry, args, named, receiver);
      }
    this.#runCallbacks(args, receiver);
    for (const thing of [receiver, ...args]) this.#count(thing);
    const made = this.#isSpent ? undefined : callTextMethod(receiver, method, args);
    return made === undefined
      ? unknownThing(joinAllTaints([taintOf(receiver), ...args.map(taintOf)]))
      : this.#weighed(made);
  }

  #callUnknown(args: readonly Thing[], callee: Thing): Thing {
    this.#runCallbacks(args);
    return unknownThing(joinAllTaints([taintOf(callee), ...args.map(taintOf)]));
  }

  #apply(
    entry: (call: ApiCall) => Thing | undefined,
    args: readonly Thing[],
    named: ReadonlyMap<string, Thing>,
    receiver: Thing,
  ): Thing {
    for (const thing of [receiver, ...args]) this.#count(thing);
    if (this.#isSpent) return this.#giveUp();
    const call = new ApiCall({
      args,
      named,
      receiver,
      findings: this.#findings,
      runCode: (code) => this.#runCode(code),
      invoke: (callback, given) => this.#call(callback, given),
    });
    const result = entry(call) ?? unknownThing(joinAllTaints(args.map(taintOf)));
    this.#runCallbacks([...args, ...named.values()], result);
    return result;
  }

  /** Functions handed to a library are called by it, with values nobody knows. */
  #runCallbacks(args: readonly Thing[], element: Thing = unknownThing()): void {
    let given: Thing | undefined;
    const elementOf = () => {
      given ??= element.kind === 'list' ? choice(element.items) : element;
      return given;
    };
    for (const argument of args) {
      if (argument.kind === 'function' && !this.#called.has(argument.node))
        this.#call(argument, [elementOf(), elementOf(), elementOf()]);
      if (argument.kind === 'record' && !this.#handed.has(argument)) {
        this.#handed.add(argument);
        this.#runCallbacks([...argument.entries.values()]);
      }
      // `.then(eval)`, `names.forEach(fs.unlinkSync)`: a library function handed on as it is.
      if (argument.kind === 'api' && this.#isKnown(argument.path))
        this.#callApi(argument.path, [elementOf()], new Map());
    }
  }

  #callFunction(node: FunctionNode, scope: Scope, args: readonly Thing[]): Thing {
    if (this.#depth >= MAX_DEPTH) return unknownThing(joinAllTaints(args.map(taintOf)));
    this.#called.add(node);
    const inner = new Scope(scope);
    for (const [index, parameter] of node.parameters.entries())
      inner.assign(parameter, args[index] ?? unknownThing(), true);
    this.#depth += 1;
    this.#returned.push([]);
    this.#evaluate(node.body, inner);
    this.#depth -= 1;
    const returned = this.#returned.pop() ?? [];
    return returned.length === 0 ? unknownThing() : choice(returned);
  }

  /** Code the program makes and runs: read if its text is known, else said to be unknown. */
  #runCode(code: Thing): void {
    const text = asWord(code);
    this.#steps += READING_STEPS + Math.floor(text.text.length / CODE_A_STEP);
    const program = text.known && !this.#isSpent ? this.#readCode(text.text) : undefined;
    if (text.taint.remote !== undefined) {
      this.#findings.remoteCode(text.taint.remote);
      return;
    }
    if (program === undefined || this.#depth >= MAX_DEPTH) {
      this.#findings.unknown(text.taint.decoded ? 'decoded-code' : 'dynamic-code');
      return;
    }
    this.#depth += 1;
    this.#evaluate(program, this.#current);
    this.#depth -= 1;
  }

  #binary(operator: string, leftNode: Node, rightNode: Node, scope: Scope): Thing {
    const left = this.#evaluate(leftNode, scope);
    const right = this.#evaluate(rightNode, scope);
    if (operator === '+') {
      if (left.kind === 'list' && right.kind === 'list')
        return this.#weighed(
          list(
            [...left.items, ...right.items],
            left.complete && right.complete,
            joinTaints(left.taint, right.taint),
          ),
        );
      return this.#weighed(concat(left, right));
    }
    if (operator === '/' && left.kind === 'instance' && left.type === 'path')
      return instance('path', concat(concat(left, word('/')), right));
    if (operator === '||' || operator === 'or' || operator === '??') return choice([left, right]);
    if (operator === '%')
      return this.#weighed(
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
    for (const [index, entry] of entries.entries())
      found.set(entry.key ?? `#${index}`, this.#evaluate(entry.value, scope));
    return record(found);
  }

  #define(node: FunctionNode, scope: Scope): Thing {
    const thing: Thing = { kind: 'function', node, scope };
    if (node.name !== undefined) scope.assign(node.name, thing, true);
    this.#defined.push({ node, scope });
    return thing;
  }

  #assign(target: Node, value: Thing, scope: Scope): void {
    if (target.kind === 'name') {
      scope.assign(target.name, value, this.#uncertain === 0);
      return;
    }
    if (target.kind === 'list') {
      for (const [index, each] of target.items.entries())
        this.#assign(each, this.#index(value, constant(index)), scope);
      return;
    }
    if (target.kind === 'record') {
      for (const entry of target.entries)
        this.#assign(entry.value, this.#member(value, entry.key ?? ''), scope);
      return;
    }
    this.#evaluate(target, scope);
  }

  #block(body: readonly Node[], isConditional: boolean, scope: Scope): Thing {
    this.#uncertain += isConditional ? 1 : 0;
    let last: Thing = unknownThing();
    for (const node of body) if (node.kind === 'function') this.#evaluate(node, scope);
    for (const node of body)
      if (node.kind !== 'function' || body.length === 1) last = this.#again(node, scope);
    this.#uncertain -= isConditional ? 1 : 0;
    return last;
  }

  /** A function already hoisted by its block is not defined twice. */
  #again(node: Node, scope: Scope): Thing {
    if (node.kind !== 'function') return this.#evaluate(node, scope);
    return { kind: 'function', node, scope };
  }

  #loop(node: Node & { readonly kind: 'loop' }, scope: Scope): Thing {
    const iterable =
      node.iterable === undefined ? unknownThing() : this.#evaluate(node.iterable, scope);
    this.#count(iterable);
    const values: Thing[] = [];
    for (const item of this.#itemsOf(iterable)) {
      if (node.variable !== undefined) this.#assign(node.variable, item, scope);
      this.#uncertain += 1;
      values.push(this.#evaluate(node.body, scope));
      this.#uncertain -= 1;
    }
    return list(values, false);
  }

  #itemsOf(iterable: Thing): readonly Thing[] {
    if (iterable.kind === 'list' && iterable.items.length > 0)
      return iterable.items.length <= MAX_ROUNDS ? iterable.items : [choice(iterable.items)];
    if (iterable.kind === 'choice') {
      const lists = iterable.options.filter((option) => option.kind === 'list');
      if (lists.length > 0) return [choice(lists.flatMap((option) => this.#itemsOf(option)))];
    }
    if (iterable.kind === 'instance' && iterable.type.startsWith('many ')) return [iterable.of];
    return [unknownThing(taintOf(iterable))];
  }
}

function shortened(thing: Thing): Thing {
  const isTooLong = thing.kind === 'word' && thing.value.text.length > MAX_TEXT;
  return isTooLong ? unknownThing(thing.value.taint) : thing;
}
