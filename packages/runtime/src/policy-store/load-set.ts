import { readFileSync } from 'node:fs';
import type { CompilerChunk } from '../chunks/chunks.ts';
import { type CacheEntry, type LoadedSet, parseCacheEntry } from './cache-entry.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { SourceSet } from './source-set.ts';

const NOTHING: LoadedSet = { layers: [], config: {}, issues: [], files: 0, digest: '' };

export type LoadOptions = {
  /** Loaded only when something may have changed. */
  readonly compiler: () => CompilerChunk;
  /** Version of agsec; part of the cache's identity. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Compare contents even where nothing seems to have changed (`agsec doctor`). */
  readonly trustNothing?: boolean;
};

/**
 * A source set, compiled. The cache is used while every file and folder of the set looks as it did,
 * and the look was late enough to be believed; otherwise contents are hashed, and compiled if they
 * differ.
 */
export function loadSet(set: SourceSet, options: LoadOptions): LoadedSet {
  if (isAbsent(set)) return NOTHING;
  const entry = readCache(set, options.version);
  if (entry?.settled && !options.trustNothing && isCurrent(entry)) return entry.loaded;
  return options.compiler().refreshSet(set, entry, options);
}

/** Where the compiled form of a set is kept. */
export function cachePath({ cacheFolder, key }: SourceSet): string {
  return `${cacheFolder}/${key}.json`;
}

/** True if everything that was read for a cache entry still looks as it did. */
export function isCurrent(entry: CacheEntry): boolean {
  return entry.watched.every(([path, print]) => fingerprintOf(path).print === print);
}

/** True for the layer most people do not have: nothing to read, hash or keep. */
function isAbsent({ folders, config }: SourceSet): boolean {
  const paths = [
    ...folders.map((folder) => folder.path),
    ...(config === undefined ? [] : [config]),
  ];
  return paths.every((path) => fingerprintOf(path).print === 'absent');
}

function readCache(set: SourceSet, version: string): CacheEntry | undefined {
  try {
    return parseCacheEntry(readFileSync(cachePath(set), 'utf8'), version, set.key);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
