import type { CompiledLayer } from '@agsec/core';
import type { PolicyIssue } from '@agsec/core/policy';
import type { Config } from '../state/config.ts';
import { AGSEC_BUILD } from '../state/version.ts';
import type { Watched } from './read-sources.ts';
import { areStoredLayers, HEAD_END, readLayers, type StoredLayer } from './stored-layers.ts';

/** A source set in the form a hook uses: compiled layers, configuration, and what is wrong. */
export type LoadedSet = {
  /** Empty if some file of the set does not load. */
  readonly layers: readonly CompiledLayer[];
  /** Absent if the configuration does not load; `{}` if there is none. */
  readonly config?: Config;
  /** Everything wrong with the set; `file` is absolute. */
  readonly issues: readonly PolicyIssue[];
  /** Policy files found, whether they load or not. */
  readonly files: number;
  /** SHA-256 of the sources. */
  readonly digest: string;
  /** The version a person has accepted, where the sources have changed since. */
  readonly accepted?: AcceptedSet;
};

/** The accepted version of a set, compiled. */
export type AcceptedSet = Required<Pick<LoadedSet, 'layers' | 'config' | 'files'>>;

/** What stands in a cache file. */
export type CacheEntry = {
  readonly format: 4;
  /** Which agsec compiled it (`compiledBy`); another one compiles again. */
  readonly agsec: string;
  readonly key: string;
  /** True if every change was old enough when it was read that a later one shows. */
  readonly settled: boolean;
  readonly watched: readonly Watched[];
  /** What the file of the accepted version looked like; '' where nobody has to accept. */
  readonly accepted: string;
  readonly loaded: LoadedSet;
};

/** Who compiles, as it stands in a cache file: the version, and the build of it. */
export function compiledBy(version: string): string {
  return `${version} ${AGSEC_BUILD}`;
}

/** The head of a cache file. */
type StoredEntry = Omit<CacheEntry, 'loaded'> & {
  readonly loaded: Omit<LoadedSet, 'layers' | 'accepted'> & {
    readonly layers: readonly StoredLayer[];
    readonly accepted?: Omit<AcceptedSet, 'layers'> & { readonly layers: readonly StoredLayer[] };
  };
};

/**
 * A cache file's content (`cacheEntryText`), or `undefined` if it is of another format, version or
 * set. Only its frame is checked: who can write in the cache folder can forge a policy as well, and
 * self-protection keeps agents out of both.
 */
export function parseCacheEntry(
  text: string,
  version: string,
  key: string,
): CacheEntry | undefined {
  const end = text.indexOf(HEAD_END);
  const head = end < 0 ? undefined : parseJson(text.slice(0, end));
  if (!isStoredEntry(head) || head.agsec !== compiledBy(version) || head.key !== key)
    return undefined;
  const body = text.slice(end + 1);
  const { layers, accepted, ...loaded } = head.loaded;
  return {
    ...head,
    loaded: {
      ...loaded,
      layers: readLayers(layers, body),
      ...(accepted === undefined
        ? {}
        : { accepted: { ...accepted, layers: readLayers(accepted.layers, body) } }),
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isStoredEntry(value: unknown): value is StoredEntry {
  if (!isRecord(value) || value['format'] !== 4 || typeof value['settled'] !== 'boolean')
    return false;
  const { watched, accepted, loaded } = value;
  if (typeof accepted !== 'string') return false;
  if (!Array.isArray(watched) || !watched.every(isWatched) || !isRecord(loaded)) return false;
  const kept = loaded['accepted'];
  if (kept !== undefined && !(isRecord(kept) && areStoredLayers(kept['layers']))) return false;
  return (
    areStoredLayers(loaded['layers']) &&
    Array.isArray(loaded['issues']) &&
    typeof loaded['files'] === 'number' &&
    typeof loaded['digest'] === 'string'
  );
}

function isWatched(value: unknown): value is Watched {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
