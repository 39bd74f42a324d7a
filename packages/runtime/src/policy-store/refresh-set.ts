import { chmodSync } from 'node:fs';
import { makePrivateFolder } from '../state/agsec-home.ts';
import { type CacheEntry, compiledBy, type LoadedSet } from './cache-entry.ts';
import { cachePath, writeCacheFile } from './cache-file.ts';
import { compileSources } from './compile-sources.ts';
import { fingerprintOf, isSettled } from './fingerprint.ts';
import { isCurrent, type LoadOptions } from './load-set.ts';
import { readSources, type Watched } from './read-sources.ts';
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
  const accepted = watchAccepted(set);
  const sources = readSources(set);
  const isSame = stale?.loaded.digest === sources.digest && stale.accepted === accepted.print;
  const loaded = isSame ? stale.loaded : compileSources(set, sources);
  const settled = isSettled(sources.changed, lookedAt) && isSettled(accepted.changed, lookedAt);
  if (isSame && !settled && isCurrent(stale)) return loaded;
  const watched = [...sources.watched, ...accepted.watched];
  const entry = { agsec: compiledBy(options.version), key: set.key, settled, watched, loaded };
  writeCache(set, { format: 4, ...entry, accepted: accepted.print });
  return loaded;
}

/** What the file of the accepted version looks like, where a person has to accept changes. */
function watchAccepted({ accepted }: SourceSet): {
  readonly watched: readonly Watched[];
  readonly print: string;
  readonly changed: number;
} {
  if (accepted === undefined) return { watched: [], print: '', changed: 0 };
  const { print, changed } = fingerprintOf(accepted.accepted);
  return { watched: [[accepted.accepted, print]], print, changed };
}

function writeCache(set: SourceSet, entry: CacheEntry): void {
  try {
    makePrivateFolder(set.cacheFolder);
    writeCacheFile(set, entry);
    // Root compiles for every user, whatever root's umask.
    if (set.owner === 'managed') chmodSync(cachePath(set), 0o644);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
