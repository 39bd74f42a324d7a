import type { CompiledLayer } from '@agsec/core';
import type { PolicyIssue } from '@agsec/core/policy';
import type { Config } from '../state/config.ts';
import type { Watched } from './read-sources.ts';

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
  readonly format: 2;
  /** Version of agsec that compiled it; another one compiles again. */
  readonly agsec: string;
  readonly key: string;
  /** True if every change was old enough when it was read that a later one shows. */
  readonly settled: boolean;
  readonly watched: readonly Watched[];
  /** What the file of the accepted version looked like; '' where nobody has to accept. */
  readonly accepted: string;
  readonly loaded: LoadedSet;
};

/**
 * A cache file's content, or `undefined` if it is of another format, version or set. Only its frame
 * is checked: who can write in the cache folder can forge a policy as well, and self-protection
 * keeps agents out of both.
 */
export function parseCacheEntry(text: string, agsec: string, key: string): CacheEntry | undefined {
  const value = parseJson(text);
  return isCacheEntry(value) && value.agsec === agsec && value.key === key ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isCacheEntry(value: unknown): value is CacheEntry {
  if (!isRecord(value) || value['format'] !== 2 || typeof value['settled'] !== 'boolean')
    return false;
  const { watched, accepted, loaded } = value;
  if (typeof accepted !== 'string') return false;
  if (!Array.isArray(watched) || !watched.every(isWatched) || !isRecord(loaded)) return false;
  return (
    Array.isArray(loaded['layers']) &&
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
