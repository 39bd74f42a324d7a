import {
  type CompiledLayer,
  type CompiledStatement,
  guardsOf,
  statementsByNamespace,
} from '@agsec/core';
import type { CacheEntry } from './cache-entry.ts';
import {
  HEAD_END,
  type StoredLayer,
  type StoredRest,
  type StoredStatement,
} from './stored-layers.ts';

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
    const stored = new Map(statements.map((each) => [each, storeStatement(each, body)]));
    const parts = [...statementsByNamespace(statements)].map(([namespace, same]) => {
      return [namespace, body.add(same.map((each) => stored.get(each)))] as const;
    });
    return {
      layer,
      ...(effect === undefined ? {} : { default: effect }),
      parts: Object.fromEntries(parts),
    };
  });
}

function storeStatement(statement: CompiledStatement, body: StoredBody): StoredStatement {
  const { effect, actions, notActions, sid, policy, conditions, match } = statement;
  const { onUnknown, reason, hint } = statement;
  const rest: StoredRest = { sid, policy, conditions, match, onUnknown, reason, hint };
  const not = notActions.length === 0 ? {} : { not: notActions };
  return { at: body.add(rest), effect, actions, guards: guardsOf(statement), ...not };
}
