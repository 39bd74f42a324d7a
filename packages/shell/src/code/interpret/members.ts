import type { Budget } from './budget.ts';
import { callMethodOf } from './callables.ts';
import type { Findings } from './findings.ts';
import type { ApiEntry, CallMethod } from './knowledge.ts';
import type { Library } from './library.ts';
import { Scope } from './scope.ts';
import {
  asWord,
  choice,
  instance,
  list,
  type Thing,
  taintOf,
  unknownThing,
  word,
} from './thing.ts';

type Instance = Thing & { readonly kind: 'instance' };

/** What looking something up may call. */
type Calls = {
  call(callee: Thing, args: readonly Thing[]): Thing;
  apply(entry: ApiEntry, args: readonly Thing[], receiver: Thing): Thing;
  callMethodOf(callee: Instance): Thing;
};

/** Finds what names, properties and indices stand for. */
export class Members {
  readonly #library: Library;
  readonly #findings: Findings;
  readonly #budget: Budget;
  readonly #root: Scope;
  readonly #calls: Calls;
  /** What properties were given, of whatever object. */
  readonly #properties = new Scope();

  constructor(options: {
    readonly library: Library;
    readonly findings: Findings;
    readonly budget: Budget;
    readonly root: Scope;
    readonly calls: Calls;
  }) {
    this.#library = options.library;
    this.#findings = options.findings;
    this.#budget = options.budget;
    this.#root = options.root;
    this.#calls = options.calls;
  }

  /** What a name stands for where it is written. */
  name(name: string, scope: Scope): Thing {
    const found = scope.find(name);
    if (found !== undefined) return found;
    const { knowledge } = this.#library;
    const prefix = knowledge.namespaces?.[name];
    if (prefix !== undefined) return instance('namespace', word(prefix));
    const global = knowledge.globals[name];
    if (global !== undefined) return global;
    const star = scope.find('*');
    const path = knowledge.normalise(star?.kind === 'api' ? `${star.path}.${name}` : name);
    const isKnown = this.#library.isKnown(path);
    return this.#library.valueAt(path) ?? { kind: 'api', path: isKnown ? path : name };
  }

  member(object: Thing, name: string): Thing {
    switch (object.kind) {
      case 'api':
        return this.#apiMember(object, name);
      case 'function': {
        const how = this.#library.callMethod(name);
        return how === undefined
          ? this.#method(object, 'function', name)
          : callMethodOf(object, how);
      }
      case 'record':
        return this.#entry(object, name) ?? this.#method(object, 'record', name);
      case 'instance':
        return this.#instanceMember(object, name);
      case 'choice':
        return choice(object.options.map((option) => this.member(option, name)));
      default:
        return (
          this.#library.valueAt(`${object.kind}#${name}`, object) ??
          this.#method(object, object.kind, name)
        );
    }
  }

  /** Remembers what a property is, whose ever it is; an unknown name may be any. */
  setProperty(name: string | undefined, value: Thing): void {
    this.#properties.assign(name ?? '*', value, false);
  }

  #apiMember(object: Thing & { readonly kind: 'api' }, name: string): Thing {
    const path = this.#library.knowledge.normalise(`${object.path}.${name}`);
    const value = this.#library.valueAt(path);
    if (value !== undefined) return value;
    if (this.#library.isKnown(path)) return { kind: 'api', path };
    const how = this.#callMethodOfApi(object, name);
    return this.#given(name, how === undefined ? { kind: 'api', path } : callMethodOf(object, how));
  }

  #callMethodOfApi(
    { path }: Thing & { readonly kind: 'api' },
    name: string,
  ): CallMethod | undefined {
    const isCallable = this.#library.entryOrOther(path) !== undefined;
    return isCallable ? this.#library.callMethod(name) : undefined;
  }

  /** What a property was set to, of this object or of another, if it was; else `otherwise`. */
  #given(name: string, otherwise: Thing): Thing {
    const set = this.#properties.find(name);
    const any = this.#properties.find('*');
    if (set === undefined && any === undefined) return otherwise;
    return choice([set, any, otherwise].filter((each) => each !== undefined));
  }

  /** An entry of a record, its own or of what was spread into it. */
  #entry(object: Thing & { readonly kind: 'record' }, name: string): Thing | undefined {
    const own = object.entries.get(name);
    if (own !== undefined) return this.#given(name, own);
    const spread = object.entries.get('...');
    return spread === undefined ? undefined : this.member(spread, name);
  }

  /** `process.env.TOKEN` is `process.env['TOKEN']`, where the type can be indexed. */
  #instanceMember(object: Instance, name: string): Thing {
    if (object.type === 'namespace')
      return this.name(`${asWord(object.of).text}${name}`, this.#root);
    const path = `${object.type}#${name}`;
    const value = this.#library.valueAt(path, object);
    if (value !== undefined) return value;
    const { bareCalls, namesVariables } = this.#library.knowledge;
    if (object.type.startsWith('method ')) {
      const how = this.#library.callMethod(name);
      if (how !== undefined) return callMethodOf(object, how);
      // `folder.children.each`: where a message needs no brackets, the one before was sent.
      if (bareCalls !== undefined && this.#library.isKnown(object.type.slice(7)))
        return this.member(this.#calls.callMethodOf(object), name);
    }
    const isIndexed = object.type !== 'environment' || namesVariables;
    const indexed = isIndexed ? this.#library.entry(`${object.type}#[]`) : undefined;
    if (indexed !== undefined && !this.#library.isKnown(path))
      return this.#calls.apply(indexed, [word(name)], object);
    return this.#method(object, object.type, name);
  }

  /** A method that waits for its call. */
  #method(receiver: Thing, type: string, name: string): Thing {
    return this.#given(name, instance(`method ${type}#${name}`, receiver));
  }

  index(object: Thing, index: Thing): Thing {
    this.#budget.count(object);
    const key = asWord(index);
    const isName = key.known && /^[a-z_$]/i.test(key.text);
    const isMethod = object.kind === 'instance' && object.type.startsWith('method ');
    if (isName && (object.kind === 'list' || object.kind === 'function' || isMethod))
      return this.member(object, key.text);
    switch (object.kind) {
      case 'list': {
        const item = key.known ? object.items.at(Number(key.text)) : undefined;
        // A part of the list, where the index is not one place.
        const part = list(object.items, false);
        return item ?? choice([...object.items, part, unknownThing(taintOf(object))]);
      }
      case 'record':
        return key.known
          ? (this.#entry(object, key.text) ?? this.#given(key.text, unknownThing(object.taint)))
          : choice([...object.entries.values(), unknownThing(object.taint)]);
      case 'choice':
        return choice(object.options.map((option) => this.index(option, index)));
      case 'api':
        return this.#apiIndex(object, index);
      case 'instance':
      case 'function':
        return this.#objectIndex(object, index);
      default:
        return this.#given(key.text, unknownThing(taintOf(object)));
    }
  }

  #objectIndex(object: Thing & { readonly kind: 'instance' | 'function' }, index: Thing): Thing {
    const key = asWord(index);
    if (object.kind === 'function') {
      if (this.#library.callMethod('[]') !== undefined) return this.#calls.call(object, [index]);
    } else if (object.type === 'namespace')
      return key.known ? this.member(object, key.text) : instance('anything', object);
    else {
      const entry = this.#library.entry(`${object.type}#[]`);
      if (entry !== undefined) return this.#calls.apply(entry, [index], object);
    }
    return this.#given(key.text, unknownThing(taintOf(object)));
  }

  /** `fs['rm' + 'Sync']` is `fs.rmSync`. */
  #apiIndex(object: Thing & { readonly kind: 'api' }, index: Thing): Thing {
    if (this.#callMethodOfApi(object, '[]') !== undefined) return this.#calls.call(object, [index]);
    const key = asWord(index);
    if (key.known && !/^\d+$/.test(key.text)) return this.member(object, key.text);
    if (!this.#library.isModule(object.path)) return unknownThing();
    if (!key.known) this.#findings.unknown('dynamic-code');
    return instance('anything', object);
  }
}
