import type { Taint, Value } from '../../program.ts';
import type { Findings } from './findings.ts';
import { asWord, type Thing, truth, unknownThing, wordsOf } from './thing.ts';

/** A call of a library function, as its knowledge sees it. */
export class ApiCall {
  readonly args: readonly Thing[];
  readonly named: ReadonlyMap<string, Thing>;
  /** The object a method is called on. */
  readonly receiver: Thing;
  readonly findings: Findings;
  /** Reads code of the same language that the call runs. */
  readonly runCode: (code: Thing) => void;
  /** Calls a function value with arguments that are not known. */
  readonly invoke: (callback: Thing, args: readonly Thing[]) => Thing;

  constructor(options: {
    readonly args: readonly Thing[];
    readonly named: ReadonlyMap<string, Thing>;
    readonly receiver: Thing;
    readonly findings: Findings;
    readonly runCode: (code: Thing) => void;
    readonly invoke: (callback: Thing, args: readonly Thing[]) => Thing;
  }) {
    this.args = options.args;
    this.named = options.named;
    this.receiver = options.receiver;
    this.findings = options.findings;
    this.runCode = options.runCode;
    this.invoke = options.invoke;
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
