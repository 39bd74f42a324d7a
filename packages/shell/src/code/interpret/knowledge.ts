import type { Taint, Value } from '../../program.ts';
import type { Findings } from './findings.ts';
import {
  asWord,
  instance,
  list,
  type Thing,
  taintOf,
  truth,
  unknownThing,
  wordsOf,
} from './thing.ts';

/** What a call can ask of the interpreter that follows the code. */
export interface Evaluation {
  readonly findings: Findings;
  /** Reads code of the same language that the call runs; gives what the code comes to. */
  runCode(code: Thing): Thing;
  /** A function of the same language whose code is given; unknown where that is. */
  makeFunction(parameters: readonly string[], code: Thing): Thing;
  /** Calls a function value with arguments that are not known. */
  invoke(callback: Thing, args: readonly Thing[]): Thing;
  /** A property by its name (`getattr(object, name)`). */
  member(object: Thing, name: string): Thing;
  /** The same by a value, which may not be known. */
  index(object: Thing, key: Thing): Thing;
  /** What a name of the program stands for. */
  lookUp(name: string): Thing;
  /** A name of the program stands for this from now on. */
  assign(name: string, thing: Thing): void;
}

/** A call of a library function, as its knowledge sees it. */
export class ApiCall {
  readonly args: readonly Thing[];
  readonly named: ReadonlyMap<string, Thing>;
  /** The object a method is called on. */
  readonly receiver: Thing;
  readonly findings: Findings;
  readonly evaluation: Evaluation;
  /** The functions it is given are not called by it, but kept for whoever gets its result. */
  keepsCallbacks = false;

  constructor(options: {
    readonly args: readonly Thing[];
    readonly named: ReadonlyMap<string, Thing>;
    readonly receiver: Thing;
    readonly evaluation: Evaluation;
  }) {
    this.args = options.args;
    this.named = options.named;
    this.receiver = options.receiver;
    this.evaluation = options.evaluation;
    this.findings = options.evaluation.findings;
  }

  runCode(code: Thing): Thing {
    return this.evaluation.runCode(code);
  }

  invoke(callback: Thing, args: readonly Thing[]): Thing {
    return this.evaluation.invoke(callback, args);
  }

  /** The same call with other arguments. */
  withArgs(args: readonly Thing[]): ApiCall {
    return new ApiCall({ ...this, args });
  }

  /** The argument at a place or under a name; absent if not given. */
  arg(index: number, ...names: readonly string[]): Thing | undefined {
    for (const name of names) {
      const named = this.named.get(name);
      if (named !== undefined) return named;
    }
    return this.args[index];
  }

  /** The same, unknown when not given. */
  need(index: number, ...names: readonly string[]): Thing {
    return this.arg(index, ...names) ?? unknownThing();
  }

  word(index: number, ...names: readonly string[]): Value {
    return asWord(this.need(index, ...names));
  }

  /** Each alternative of an argument. */
  words(index: number, ...names: readonly string[]): readonly Value[] {
    return wordsOf(this.need(index, ...names));
  }

  /** An option of the record at a place (`fs.rm(path, { recursive: true })`). */
  option(index: number, name: string): Thing | undefined {
    const thing = this.args[index];
    return thing?.kind === 'record' ? thing.entries.get(name) : undefined;
  }

  flag(thing: Thing | undefined): boolean {
    return truth(thing) !== false;
  }
}

/** What a library function does; gives its result, unknown when it gives nothing. */
export type ApiEntry = (call: ApiCall) => Thing | undefined;

/**
 * How a method of a function calls it: with the same arguments; without the first, which is the
 * object it is called on; with the list that is the second or the first; with some of them now and
 * the others later; or not at all, where it gives the function itself.
 */
export type CallMethod = 'same' | 'without-first' | 'list-second' | 'list-first' | 'bind' | 'self';

/** Tells whether something is there or how much of it, and nothing of what it is. */
export const saysNothing: ApiEntry = () => unknownThing();

/** Names of the environment, without their values. */
export const ENVIRONMENT_NAME = 'environment name';

/** The values of the environment under a name, which may be any of its names. */
export function variableOf(call: ApiCall): Thing {
  const name = call.need(0);
  const isName = name.kind === 'instance' && name.type === ENVIRONMENT_NAME;
  const isAny = isName || taintOf(name).secret === WHOLE_ENVIRONMENT.secret;
  return unknownThing(isAny ? WHOLE_ENVIRONMENT : environmentTaint(asWord(name).text));
}

/** The names of the environment; of anything else all that is known of it. */
export function namesOf(of: Thing): Thing {
  const isEnvironment = of.kind === 'instance' && of.type === 'environment';
  return isEnvironment
    ? list([instance(ENVIRONMENT_NAME, unknownThing())], false)
    : unknownThing(taintOf(of));
}

/** What is known about a language's libraries. */
export type Knowledge = {
  /** By qualified name: `os.remove`; methods as `type#method`, of any object as `?#method`. */
  readonly calls: { readonly [name: string]: ApiEntry };
  /** Properties that are worth something: `os.environ`, `process.env`, `type#property`. */
  readonly values: { readonly [name: string]: (receiver: Thing) => Thing };
  /** One spelling for names that mean the same (`fs.promises.rm`, `fs.rmSync`). */
  normalise(path: string): string;
  /** What an unknown name stands for; absent: the name itself as an API path. */
  readonly globals: { readonly [name: string]: Thing };
  /** What a name of an open library does, of which not all are listed (`sh.rm`). */
  readonly others?: (path: string) => ApiEntry | undefined;
  /** Objects whose properties are the program's global names, with what those begin with: `$GLOBALS`. */
  readonly namespaces?: { readonly [name: string]: string };
  /** Methods of a function that call it. */
  readonly callMethods?: { readonly [method: string]: CallMethod };
  /** Functions that a bare name calls, with the topic (`$_`) for an argument. */
  readonly bareCalls?: ReadonlySet<string>;
  /** A function gives back what its last statement comes to. */
  readonly givesLast?: true;
  /** Names that stand for the words the program is given. Absent from it: not looked at. */
  readonly programWords?: (words: readonly Thing[]) => { readonly [name: string]: Thing };
  /** `environment.NAME` is a variable; else what follows the dot is a method. */
  readonly namesVariables?: true;
};

/** The taint of a variable of the environment, by its name. */
export function environmentTaint(name: string): Taint {
  return /(?:token|secret|passw|passphrase|api_?key|private_?key|access_?key|credential|auth)/i.test(
    name,
  )
    ? { secret: `environment ${name}` }
    : {};
}

export const WHOLE_ENVIRONMENT: Taint = { secret: 'environment' };
