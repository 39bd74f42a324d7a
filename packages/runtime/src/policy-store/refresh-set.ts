import { chmodSync } from 'node:fs';
import { makePrivateFolder } from '../state/agsec-home.ts';
import { replaceFile } from '../state/replace-file.ts';
import type { CacheEntry, LoadedSet } from './cache-entry.ts';
import { compileSources } from './compile-sources.ts';
import { isSettled } from './fingerprint.ts';
import { cachePath, isCurrent, type LoadOptions } from './load-set.ts';
import { readSources } from './read-sources.ts';
import type { SourceSet } from './source-set.ts';

/**
 * Reads a source set and compiles it, unless its content is that of the stale cache entry. Whoever
 * notices a change writes the new cache, by a rename, so that others see the old or the new one
 * whole. A cache that cannot be written costs time, nothing else.
 */
export function refreshSet(
  set: SourceSet,
  stale: CacheEntry | undefined,
  options: LoadOptions,
): LoadedSet {
  const lookedAt = options.now();
  const sources = readSources(set);
  const isSame = stale?.loaded.digest === sources.digest;
  const loaded = isSame ? stale.loaded : compileSources(set, sources);
  const settled = isSettled(sources.changed, lookedAt);
  if (isSame && !settled && isCurrent(stale)) return loaded;
  const { watched } = sources;
  const { key } = set;
  writeCache(set, { format: 1, agsec: options.version, key, settled, watched, loaded });
  return loaded;
}

function writeCache(set: SourceSet, entry: CacheEntry): void {
  try {
    makePrivateFolder(set.cacheFolder);
    replaceFile(cachePath(set), JSON.stringify(entry));
    // Root compiles for every user, whatever root's umask.
    if (set.owner === 'managed') chmodSync(cachePath(set), 0o644);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
