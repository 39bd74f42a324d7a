import type { CompiledLayer, CompiledStatement, StatementGroup } from '@agsec/core';

/** What ends the head of a cache file: JSON has no tabulator but as an escape. */
export const HEAD_END = '\t';

/** A part of the text behind a cache file's head: where it starts, and its length. */
type Part = readonly [start: number, length: number];

/** A layer in the head of a cache file: where the groups of its statements stand, by namespace. */
export type StoredLayer = Pick<CompiledLayer, 'layer' | 'default'> & {
  readonly parts: { readonly [namespace: string]: Part };
};

/** A group as it stands there: all that tells whether its statements can match, and their places. */
export type StoredGroup = Pick<StatementGroup, 'actions' | 'notActions' | 'params' | 'needles'> & {
  /** Row by row, start and length of each statement in turn. */
  readonly places: readonly (readonly number[])[];
};

/**
 * The layers of a head, read as they are needed: the groups of a namespace when an action of it is
 * judged, a statement when it may match. What does not parse throws then.
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
  const read = new Map<number, CompiledStatement>();
  const statement = (start: number, length: number): CompiledStatement => {
    const known = read.get(start);
    if (known !== undefined) return known;
    const made = parse<CompiledStatement>(body, [start, length]);
    read.set(start, made);
    return made;
  };
  const storedIn = (namespace: string): readonly StoredGroup[] => {
    const part = Object.hasOwn(parts, namespace) ? parts[namespace] : undefined;
    return part === undefined ? [] : parse(body, part);
  };
  const statementsAt = (places: readonly number[] = []): readonly CompiledStatement[] => {
    const found: CompiledStatement[] = [];
    for (let at = 0; at < places.length; at += 2) {
      found.push(statement(places[at] ?? 0, places[at + 1] ?? 0));
    }
    return found;
  };
  return {
    ...rest,
    inNamespace: (namespace) =>
      storedIn(namespace).map(({ places, ...group }) => ({
        ...group,
        statements: (row) => statementsAt(places[row]),
      })),
    get statements(): readonly CompiledStatement[] {
      for (const namespace of Object.keys(parts)) {
        for (const { places } of storedIn(namespace)) statementsAt(places.flat());
      }
      return [...read].sort(([one], [other]) => one - other).map(([, made]) => made);
    },
  };
}

/** Who stores a layer vouches for it (`CompiledPolicies`). */
function parse<T>(body: string, [start, length]: Part): T {
  return JSON.parse(body.slice(start, start + length));
}
