import { readdirSync, rmSync } from 'node:fs';
import { hmacSha256, isSameDigest } from '../review/hmac-sha256.ts';
import { ensureReviewKey, readReviewKey } from '../review/review-key.ts';
import type { HomeLayout } from '../state/agsec-home.ts';
import {
  isKnown,
  type KnownFile,
  noteKnown,
  readWithPrint,
  writeKnown,
} from '../state/known-file.ts';
import { replaceFile } from '../state/replace-file.ts';
import { type CacheEntry, parseCacheEntry } from './cache-entry.ts';
import type { SourceSet } from './source-set.ts';
import { cacheEntryText } from './store-layers.ts';

/** Largest cache file: both versions of two layers of 1 MiB, compiled. */
const CACHE_LIMIT = 64 * 1024 * 1024;

export type CacheRead =
  | { readonly kind: 'entry'; readonly entry: CacheEntry }
  /** None, or one of another version: it is made again. */
  | { readonly kind: 'none' }
  /** Nobody who has the key has written it. */
  | { readonly kind: 'damaged' };

/** Where the compiled form of a set is kept. */
export function cachePath({ cacheFolder, key }: Pick<SourceSet, 'cacheFolder' | 'key'>): string {
  return `${cacheFolder}/${key}.json`;
}

/**
 * The compiled form of a set, if agsec has written it. Its content is proved by an HMAC; a file that
 * was found genuine once is known again by what it looks like (`.seen`), which spares hashing it for
 * every call.
 */
export function readCache(set: SourceSet, version: string): CacheRead {
  const file = readWithPrint(cachePath(set), CACHE_LIMIT);
  if (file === undefined) return { kind: 'none' };
  const { text, print } = file;
  const end = text.indexOf('\n');
  const json = end < 0 ? text : text.slice(0, end);
  const entry = parseCacheEntry(json, version, set.key);
  if (entry === undefined) return { kind: 'none' };
  if (set.sealedBy === undefined) return { kind: 'entry', entry };
  const key = readReviewKey(set.sealedBy);
  // Without the key nothing can be told; whoever compiles next makes a new one.
  if (key === undefined) return { kind: 'none' };
  if (isKnown(knownFile(set), print, key)) return { kind: 'entry', entry };
  if (!isSameDigest(text.slice(json.length + 1).trimEnd(), hmacSha256(key, json))) {
    return { kind: 'damaged' };
  }
  noteKnown(knownFile(set), print, key);
  return { kind: 'entry', entry };
}

/** Writes the compiled form of a set, in one step. Throws the file system's error. */
export function writeCacheFile(set: SourceSet, entry: CacheEntry): void {
  const json = cacheEntryText(entry);
  const path = cachePath(set);
  if (set.sealedBy === undefined) {
    replaceFile(path, json);
    return;
  }
  const key = ensureReviewKey(set.sealedBy);
  writeKnown(knownFile(set), `${json}\n${hmacSha256(key, json)}\n`, key);
}

/** Removes the cache files that nobody with the key has written, to be made again. Gives their paths. */
export function removeDamagedCaches({
  cache,
  reviewKey,
}: Pick<HomeLayout, 'cache' | 'reviewKey'>): readonly string[] {
  const key = readReviewKey(reviewKey);
  const damaged = namesIn(cache)
    .filter((name) => /^(?:user|project)-.*\.json$/.test(name))
    .map((name) => `${cache}/${name}`)
    .filter((path) => key === undefined || !isGenuine(path, key));
  for (const path of damaged) rmSync(path, { force: true });
  return damaged;
}

function isGenuine(path: string, key: Uint8Array): boolean {
  const [json = '', mac = ''] = (readWithPrint(path, CACHE_LIMIT)?.text ?? '').split('\n');
  return isSameDigest(mac, hmacSha256(key, json));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

function knownFile(set: SourceSet): KnownFile {
  return { path: cachePath(set), label: `agsec cache ${set.key}` };
}
