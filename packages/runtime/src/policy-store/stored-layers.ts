import type { CompiledLayer, CompiledStatement, Guard } from '@agsec/core';

/** What ends the head of a cache file: JSON has no tabulator but as an escape. */
export const HEAD_END = '\t';

/** A part of the text behind a cache file's head: where it starts, and its length. */
type Part = readonly [start: number, length: number];

/** A layer in the head of a cache file: where its statements stand, by the namespace of their patterns. */
export type StoredLayer = Pick<CompiledLayer, 'layer' | 'default'> & {
  readonly parts: { readonly [namespace: string]: Part };
};

/** A statement as it stands there: what tells whether it can match, and the place of all else. */
export type StoredStatement = {
  readonly at: Part;
  readonly effect: CompiledStatement['effect'];
  readonly actions: CompiledStatement['actions'];
  readonly guards: readonly Guard[];
  /** Absent: none. */
  readonly not?: CompiledStatement['notActions'];
};

/** The rest of a statement. */
export type StoredRest = Omit<CompiledStatement, 'effect' | 'actions' | 'notActions' | 'guards'>;

/**
 * The layers of a head, read as they are needed: the statements of a namespace when an action of it
 * is judged, the conditions of a statement when they are tested. What does not parse throws then.
 */
export function readLayers(stored: readonly StoredLayer[], body: string): readonly CompiledLayer[] {
  return stored.map((layer) => readLayer(layer, body));
}

/** True for the layers of a head. */
export function areStoredLayers(value: unknown): value is readonly StoredLayer[] {
  return Array.isArray(value) && value.every(isStoredLayer);
}

function isStoredLayer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('layer' in value)) return false;
  return 'parts' in value && typeof value.parts === 'object' && value.parts !== null;
}

function readLayer({ parts, ...rest }: StoredLayer, body: string): CompiledLayer {
  // A statement with patterns of two namespaces is one statement.
  const known = new Map<number, CompiledStatement>();
  const inNamespace = (namespace: string): readonly CompiledStatement[] => {
    const part = Object.hasOwn(parts, namespace) ? parts[namespace] : undefined;
    const statements: readonly StoredStatement[] = part === undefined ? [] : parse(body, part);
    return statements.map((stored) => {
      const [start] = stored.at;
      const read = known.get(start) ?? new ReadStatement(stored, body);
      known.set(start, read);
      return read;
    });
  };
  return {
    ...rest,
    inNamespace,
    get statements(): readonly CompiledStatement[] {
      for (const namespace of Object.keys(parts)) inNamespace(namespace);
      return [...known].sort(([one], [other]) => one - other).map(([, statement]) => statement);
    },
  };
}

const NONE: readonly string[] = [];

/** A class because a thousand are made for one call. */
class ReadStatement implements CompiledStatement {
  readonly effect: CompiledStatement['effect'];
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly guards: readonly Guard[];
  readonly #place: Part;
  readonly #body: string;
  #rest: StoredRest | undefined;

  constructor(stored: StoredStatement, body: string) {
    this.#place = stored.at;
    this.#body = body;
    this.effect = stored.effect;
    this.actions = stored.actions;
    this.notActions = stored.not ?? NONE;
    this.guards = stored.guards;
  }

  get sid(): string {
    return this.#read().sid;
  }

  get policy(): string {
    return this.#read().policy;
  }

  get conditions(): CompiledStatement['conditions'] {
    return this.#read().conditions;
  }

  get match(): CompiledStatement['match'] {
    return this.#read().match;
  }

  get onUnknown(): CompiledStatement['onUnknown'] {
    return this.#read().onUnknown;
  }

  get reason(): string | undefined {
    return this.#read().reason;
  }

  get hint(): string | undefined {
    return this.#read().hint;
  }

  #read(): StoredRest {
    this.#rest ??= parse<StoredRest>(this.#body, this.#place);
    return this.#rest;
  }
}

/** Who stores a layer vouches for it (`CompiledPolicies`). */
function parse<T>(body: string, [start, length]: Part): T {
  return JSON.parse(body.slice(start, start + length));
}
