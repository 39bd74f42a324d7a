import { chmodSync, readFileSync } from 'node:fs';
import type { CompilerChunk } from '../chunks/chunks.ts';
import { makePrivateFolder } from '../state/agsec-home.ts';
import { replaceFile } from '../state/replace-file.ts';
import { type CacheEntry, type LoadedSet, parseCacheEntry } from './cache-entry.ts';
import { compileSources } from './compile-sources.ts';
import { fingerprintOf, isSettled } from './fingerprint.ts';
import { readSources } from './read-sources.ts';
import type { SourceSet } from './source-set.ts';

const NOTHING: LoadedSet = { layers: [], config: {}, issues: [], files: 0, digest: '' };

export type LoadOptions = {
  /** Loaded only when something has changed. */
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
 * differ. Whoever notices writes the new cache, by a rename, so that others see the old or the new
 * one whole. A cache that cannot be written costs time, nothing else.
 */
export function loadSet(set: SourceSet, options: LoadOptions): LoadedSet {
  if (isAbsent(set)) return NOTHING;
  const path = `${set.cacheFolder}/${set.key}.json`;
  const entry = readCache(path, set, options.version);
  if (entry?.settled && !options.trustNothing && isCurrent(entry)) return entry.loaded;
  const lookedAt = options.now();
  const sources = readSources(set);
  const isSame = entry?.loaded.digest === sources.digest;
  const loaded = isSame ? entry.loaded : compileSources(set, sources, options.compiler());
  const settled = isSettled(sources.changed, lookedAt);
  if (!isSame || settled || !isCurrent(entry)) {
    const { watched } = sources;
    const { key } = set;
    const next: CacheEntry = { format: 1, agsec: options.version, key, settled, watched, loaded };
    writeCache(set, path, next);
  }
  return loaded;
}

/** True for the layer most people do not have: nothing to read, hash or keep. */
function isAbsent({ folders, config }: SourceSet): boolean {
  const paths = [
    ...folders.map((folder) => folder.path),
    ...(config === undefined ? [] : [config]),
  ];
  return paths.every((path) => fingerprintOf(path).print === 'absent');
}

function isCurrent(entry: CacheEntry): boolean {
  return entry.watched.every(([path, print]) => fingerprintOf(path).print === print);
}

function readCache(path: string, set: SourceSet, version: string): CacheEntry | undefined {
  try {
    return parseCacheEntry(readFileSync(path, 'utf8'), version, set.key);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function writeCache({ cacheFolder, owner }: SourceSet, path: string, entry: CacheEntry): void {
  try {
    makePrivateFolder(cacheFolder);
    replaceFile(path, JSON.stringify(entry));
    // Root compiles for every user, whatever root's umask.
    if (owner === 'managed') chmodSync(path, 0o644);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
