import type { ApiEntry, CallMethod, Knowledge } from './knowledge.ts';
import { type Thing, unknownThing } from './thing.ts';

/** What is known of a language's libraries, as one run of a program asks for it. */
export class Library {
  readonly knowledge: Knowledge;
  readonly #programWords: { readonly [name: string]: Thing };
  readonly #modules = new Map<string, boolean>();

  /** `words` are those the program is given, absent where nobody knows them. */
  constructor(knowledge: Knowledge, words?: readonly Thing[]) {
    this.knowledge = knowledge;
    this.#programWords = words === undefined ? {} : (knowledge.programWords?.(words) ?? {});
  }

  isKnown(path: string): boolean {
    return Object.hasOwn(this.knowledge.calls, path);
  }

  /** What a function or a method does (`os.remove`, `path#unlink`). */
  entry(path: string): ApiEntry | undefined {
    return this.isKnown(path) ? this.knowledge.calls[path] : undefined;
  }

  /** The same, also of a library of which not all functions are listed. */
  entryOrOther(path: string): ApiEntry | undefined {
    return this.entry(path) ?? this.knowledge.others?.(path);
  }

  /** What a property is worth, if it is worth something. */
  valueAt(path: string, receiver: Thing = unknownThing()): Thing | undefined {
    if (Object.hasOwn(this.#programWords, path)) return this.#programWords[path];
    return Object.hasOwn(this.knowledge.values, path)
      ? this.knowledge.values[path]?.(receiver)
      : undefined;
  }

  isModule(path: string): boolean {
    const found = this.#modules.get(path);
    if (found !== undefined) return found;
    const isModule = Object.keys(this.knowledge.calls).some((each) => each.startsWith(`${path}.`));
    this.#modules.set(path, isModule);
    return isModule;
  }

  /** How a method of that name calls the function it belongs to, if it does. */
  callMethod(name: string): CallMethod | undefined {
    const { callMethods } = this.knowledge;
    return callMethods !== undefined && Object.hasOwn(callMethods, name)
      ? callMethods[name]
      : undefined;
  }
}
