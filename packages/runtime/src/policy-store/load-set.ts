import type { CompilerChunk } from '../chunks/chunks.ts';
import type { CacheEntry, LoadedSet } from './cache-entry.ts';
import { cachePath, readCache } from './cache-file.ts';
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
 * differ. A cache that agsec has not written is an issue of the set until `trustNothing` replaces it.
 */
export function loadSet(set: SourceSet, options: LoadOptions): LoadedSet {
  if (isAbsent(set)) return NOTHING;
  const read = readCache(set, options.version);
  const entry = read.kind === 'entry' ? read.entry : undefined;
  if (options.trustNothing) return options.compiler().refreshSet(set, entry, options);
  if (read.kind === 'damaged') return damaged(set);
  if (entry?.settled && isCurrent(entry)) return entry.loaded;
  return options.compiler().refreshSet(set, entry, options);
}

/** Somebody has changed what a call would be judged by: it is not judged. */
function damaged(set: SourceSet): LoadedSet {
  const message =
    'this was not written by agsec. A person has to run `agsec doctor`, which makes it again';
  const issue = { file: cachePath(set), line: 1, column: 1, code: 'damaged', message };
  return { layers: [], issues: [issue], files: 0, digest: '' };
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
