import type { Taint } from '../../program.ts';
import { joinAllTaints } from '../../values/taint.ts';
import type { FunctionNode, Node } from '../syntax.ts';
import type { Budget } from './budget.ts';
import { calledThrough } from './callables.ts';
import type { Findings } from './findings.ts';
import { ApiCall, type ApiEntry, type Evaluation } from './knowledge.ts';
import type { Library } from './library.ts';
import { Scope } from './scope.ts';
import { callTextMethod } from './text-methods.ts';
import { choice, elementsOf, type Thing, taintOf, unknownThing } from './thing.ts';
import { noteSecretRead } from './unlisted-calls.ts';
import type { Walk } from './walk.ts';

/** Deepest nesting of calls that is followed. */
export const MAX_DEPTH = 12;

/** Calls of one function within each other that are walked: what a deeper one does, these do. */
const MAX_RECURSION = 2;

/** A function that is being walked. */
type Running = {
  readonly node: FunctionNode;
  /** How deep in branches and loops it was called. */
  readonly uncertain: number;
  /** It calls itself whatever happens. */
  isEndless: boolean;
};

type Named = ReadonlyMap<string, Thing>;
type Instance = Thing & { readonly kind: 'instance' };

/** Calls what is called: functions of the program, and those of its libraries. */
export class Calls {
  readonly #library: Library;
  readonly #findings: Findings;
  readonly #budget: Budget;
  readonly #walk: Walk;
  readonly #evaluation: Evaluation;
  readonly #evaluate: (node: Node, scope: Scope) => Thing;
  readonly #called = new Set<FunctionNode>();
  /** Records handed to a library: their functions were called. */
  readonly #handed = new Set<Thing>();
  readonly #running: Running[] = [];

  constructor(options: {
    readonly library: Library;
    readonly findings: Findings;
    readonly budget: Budget;
    readonly walk: Walk;
    readonly evaluation: Evaluation;
    readonly evaluate: (node: Node, scope: Scope) => Thing;
  }) {
    this.#library = options.library;
    this.#findings = options.findings;
    this.#budget = options.budget;
    this.#walk = options.walk;
    this.#evaluation = options.evaluation;
    this.#evaluate = options.evaluate;
  }

  call(callee: Thing, args: readonly Thing[], named: Named = new Map()): Thing {
    switch (callee.kind) {
      case 'function':
        return this.#callFunction(callee.node, callee.scope, args);
      case 'choice':
        return choice(callee.options.map((option) => this.call(option, args, named)));
      case 'api':
        return this.callApi(callee.path, args, named);
      case 'instance':
        return this.#callInstance(callee, args, named);
      case 'word':
        // PHP and Perl: a text is called as the function of that name.
        if (callee.value.known) {
          const path = this.#library.knowledge.normalise(callee.value.text);
          for (const each of [path, path.toLowerCase()])
            if (this.#library.isKnown(each)) return this.callApi(each, args, named);
        }
        return this.#callUnknown(args, callee);
      default:
        return this.#callUnknown(args, callee);
    }
  }

  /** A function of a library, by its qualified name. */
  callApi(path: string, args: readonly Thing[], named: Named = new Map()): Thing {
    const at = path.lastIndexOf('.');
    const name = path.slice(at + 1);
    this.#findings.cycles.noteCall(name);
    const entry = this.#library.entryOrOther(path);
    if (entry !== undefined) return this.apply(entry, args, { kind: 'api', path }, named);
    const of: Thing = { kind: 'api', path: path.slice(0, Math.max(0, at)) };
    const any = this.#library.entry(`?#${name}`);
    if (any !== undefined) return this.apply(any, args, of, named);
    const given = [...args, ...named.values()];
    // `import('fs').then(fs => …)`: what is handed on is the library itself.
    const gave = this.#runCallbacks(given, of);
    const read = noteSecretRead(this.#findings, name, given);
    return unknownThing(joinAllTaints([read, gave, ...given.map(taintOf)]));
  }

  /** What a library function does with these arguments. */
  apply(entry: ApiEntry, args: readonly Thing[], receiver: Thing, named: Named = new Map()): Thing {
    for (const thing of [receiver, ...args]) this.#budget.count(thing);
    if (this.#budget.isSpent) return this.#budget.giveUp();
    const call = new ApiCall({ args, named, receiver, evaluation: this.#evaluation });
    const result = entry(call) ?? unknownThing(joinAllTaints(args.map(taintOf)));
    if (!call.keepsCallbacks) this.#runCallbacks([...args, ...named.values()], result);
    return result;
  }

  /** A method that waited for its call. */
  callMethodOf(callee: Instance, args: readonly Thing[], named: Named = new Map()): Thing {
    if (!callee.type.startsWith('method ')) return this.#callUnknown(args, callee);
    const path = callee.type.slice('method '.length);
    const receiver = callee.of;
    const method = path.slice(path.lastIndexOf('#') + 1);
    this.#findings.cycles.noteCall(method);
    const entry = this.#library.entry(path) ?? this.#library.entry(`?#${method}`);
    if (entry !== undefined) return this.apply(entry, args, receiver, named);
    const gave = this.#runCallbacks(args, receiver);
    for (const thing of [receiver, ...args]) this.#budget.count(thing);
    const made = this.#budget.isSpent ? undefined : callTextMethod(receiver, method, args);
    if (made !== undefined) return this.#budget.weighed(made);
    const read =
      receiver.kind === 'word' && receiver.value.known
        ? {}
        : noteSecretRead(this.#findings, method, args);
    return unknownThing(joinAllTaints([taintOf(receiver), read, gave, ...args.map(taintOf)]));
  }

  wasCalled(node: FunctionNode): boolean {
    return this.#called.has(node);
  }

  /** True where what happens may not happen each time the function around it is called. */
  get isConditional(): boolean {
    return this.#walk.uncertain > (this.#running.at(-1)?.uncertain ?? 0);
  }

  #callInstance(callee: Instance, args: readonly Thing[], named: Named): Thing {
    const through = calledThrough(callee, args);
    if (through === undefined) {
      const entry = this.#library.entry(`${callee.type}#()`);
      if (entry !== undefined) return this.apply(entry, args, callee, named);
      if (callee.type === 'anything') this.#findings.unknown('dynamic-code');
      return this.callMethodOf(callee, args, named);
    }
    if (!through.later) return this.call(through.callee, through.args, named);
    if (through.args.length > 0) this.call(through.callee, through.args, named);
    return through.callee;
  }

  #callUnknown(args: readonly Thing[], callee: Thing): Thing {
    const gave = this.#runCallbacks(args);
    return unknownThing(joinAllTaints([taintOf(callee), gave, ...args.map(taintOf)]));
  }

  /**
   * Functions handed to a library are called by it, with values nobody knows. Gives the taint of
   * what they give back, which may come out of the call.
   */
  #runCallbacks(args: readonly Thing[], element: Thing = unknownThing()): Taint {
    const gave: Taint[] = [];
    let given: Thing | undefined;
    const elementOf = () => {
      given ??= elementsOf(element);
      return given;
    };
    for (const argument of args) {
      if (argument.kind === 'function') {
        if (!this.#called.has(argument.node))
          gave.push(taintOf(this.call(argument, [elementOf(), elementOf(), elementOf()])));
        else this.#noteRecursion(argument.node);
      }
      if (argument.kind === 'record' && !this.#handed.has(argument)) {
        this.#handed.add(argument);
        gave.push(this.#runCallbacks([...argument.entries.values()]));
      }
      // `.then(eval)`, `names.forEach(fs.unlinkSync)`: a library function handed on as it is.
      if (argument.kind === 'api' && this.#library.isKnown(argument.path))
        gave.push(taintOf(this.callApi(argument.path, [elementOf()])));
    }
    return joinAllTaints(gave);
  }

  /** A function calls itself, or hands itself to who will: without a condition it does so for ever. */
  #noteRecursion(node: FunctionNode): number {
    const all = this.#running.filter((each) => each.node === node);
    for (const each of all) if (this.#walk.uncertain <= each.uncertain) each.isEndless = true;
    return all.length;
  }

  #callFunction(node: FunctionNode, scope: Scope, args: readonly Thing[]): Thing {
    if (this.#noteRecursion(node) >= MAX_RECURSION || this.#walk.depth >= MAX_DEPTH)
      return unknownThing(joinAllTaints(args.map(taintOf)));
    this.#called.add(node);
    const inner = new Scope(scope);
    for (const [index, parameter] of node.parameters.entries())
      inner.declare(parameter, args[index] ?? unknownThing());
    const running: Running = { node, uncertain: this.#walk.uncertain, isEndless: false };
    this.#running.push(running);
    this.#findings.cycles.enter('function');
    const { returned, last } = this.#walk.enter(() => this.#evaluate(node.body, inner));
    this.#running.pop();
    if (this.#findings.cycles.leave(running.isEndless)) this.#findings.exhausts();
    if (this.#library.knowledge.givesLast) return choice([...returned, last]);
    return returned.length === 0 ? unknownThing() : choice(returned);
  }
}
