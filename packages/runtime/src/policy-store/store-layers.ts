import { type CompiledLayer, type CompiledStatement, groupsByNamespace } from '@agsec/core';
import type { CacheEntry } from './cache-entry.ts';
import { HEAD_END, type StoredGroup, type StoredLayer } from './stored-layers.ts';

/** A cache entry as `parseCacheEntry` reads it: one line. */
export function cacheEntryText(entry: CacheEntry): string {
  const body = new StoredBody();
  const { layers, accepted, ...rest } = entry.loaded;
  const loaded = {
    ...rest,
    layers: storeLayers(layers, body),
    ...(accepted === undefined
      ? {}
      : { accepted: { ...accepted, layers: storeLayers(accepted.layers, body) } }),
  };
  return `${JSON.stringify({ ...entry, loaded })}${HEAD_END}${body.text}`;
}

/** The text behind the head of a cache file while it is made. */
class StoredBody {
  #text = '';

  get text(): string {
    return this.#text;
  }

  /** Adds a value as JSON, which has no line break and no tabulator; gives its place. */
  add(value: unknown): readonly [start: number, length: number] {
    const json = JSON.stringify(value);
    const start = this.#text.length;
    this.#text += json;
    return [start, json.length];
  }
}

/** The layers as `readLayers` takes them, their statements written to the body. */
function storeLayers(layers: readonly CompiledLayer[], body: StoredBody): readonly StoredLayer[] {
  return layers.map(({ layer, default: effect, statements }) => {
    const places = new Map(statements.map((each) => [each, body.add(each)]));
    const placeOf = (statement: CompiledStatement) => places.get(statement) ?? [];
    const parts = [...groupsByNamespace(statements)].map(([namespace, groups]) => {
      const stored = groups.map(
        ({ statements: inRow, ...group }): StoredGroup => ({
          ...group,
          places: group.needles.map((_, row) => inRow(row).flatMap(placeOf)),
        }),
      );
      return [namespace, body.add(stored)] as const;
    });
    return {
      layer,
      ...(effect === undefined ? {} : { default: effect }),
      parts: Object.fromEntries(parts),
    };
  });
}
