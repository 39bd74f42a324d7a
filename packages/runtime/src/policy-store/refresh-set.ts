import { compilePolicies, loadPolicies, type LayerSource, type PolicyIssue } from '@agsec/core/policy';
import { makePrivateFolder } from '../state/agsec-home.ts';
import type { Config } from '../state/config.ts';
import { loadConfig } from '../state/load-config.ts';
import { replaceFile } from '../state/replace-file.ts';
import type { CacheEntry, LoadedSet } from './cache-entry.ts';
import { isSettled } from './fingerprint.ts';
import { cachePath, isCurrent, type LoadOptions } from './load-set.ts';
import { type ReadSources, readSources } from './read-sources.ts';
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

/** Compiles what was read. There are layers only if every file of the set loads. */
function compileSources(set: SourceSet, sources: ReadSources): LoadedSet {
  const issues: PolicyIssue[] = [...sources.issues];
  const layers: LayerSource[] = [];
  for (const { layer, folder, sources: files } of sources.layers) {
    const result = loadPolicies(files);
    if (result.ok) layers.push({ layer, policies: result.policies });
    else issues.push(...result.issues.map((issue) => ({ ...issue, file: `${folder}/${issue.file}` })));
  }
  const config = compileConfig(set, sources);
  issues.push(...config.issues);
  return {
    layers: issues.length === 0 ? compilePolicies(layers).layers : [],
    ...(config.value === undefined ? {} : { config: config.value }),
    issues,
    files: sources.layers.reduce((sum, { sources: files }) => sum + files.length, 0),
    digest: sources.digest,
  };
}

type CompiledConfig = { readonly value?: Config; readonly issues: readonly PolicyIssue[] };

function compileConfig(set: SourceSet, { config }: ReadSources): CompiledConfig {
  if (config === 'absent') return { value: {}, issues: [] };
  // Its issue is among those of the sources already.
  if (config === 'unreadable') return { issues: [] };
  const result = loadConfig(config, set.owner);
  return result.ok ? { value: result.config, issues: [] } : { issues: result.issues };
}

function writeCache(set: SourceSet, entry: CacheEntry): void {
  try {
    makePrivateFolder(set.cacheFolder);
    // What root compiles serves every user of the machine.
    const mode = set.owner === 'managed' ? 0o644 : 0o600;
    replaceFile(cachePath(set), JSON.stringify(entry), { mode });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
