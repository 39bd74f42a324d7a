import {
  compilePolicies,
  type LayerSource,
  loadPolicies,
  type PolicyIssue,
} from '@agsec/core/policy';
import { compileAccepted } from '../policy-acceptance/compile-accepted.ts';
import type { Config } from '../state/config.ts';
import { loadConfig } from '../state/load-config.ts';
import type { LoadedSet } from './cache-entry.ts';
import type { ReadSources } from './read-sources.ts';
import type { SourceSet } from './source-set.ts';

/** Compiles what was read. There are layers only if every file of the set loads. */
export function compileSources(set: SourceSet, sources: ReadSources): LoadedSet {
  const issues: PolicyIssue[] = [...sources.issues];
  const layers: LayerSource[] = [];
  for (const { layer, folder, sources: files } of sources.layers) {
    const result = loadPolicies(files);
    if (result.ok) layers.push({ layer, policies: result.policies });
    else
      issues.push(...result.issues.map((issue) => ({ ...issue, file: `${folder}/${issue.file}` })));
  }
  const config = compileConfig(set, sources);
  issues.push(...config.issues);
  const { accepted, issues: unaccepted } = compileAccepted(set, sources);
  issues.push(...unaccepted);
  return {
    layers: issues.length === 0 ? compilePolicies(layers).layers : [],
    // A mode that nobody is known to have accepted must not let the issue itself pass.
    ...(config.value === undefined || unaccepted.length > 0 ? {} : { config: config.value }),
    issues,
    files: sources.layers.reduce((sum, { sources: files }) => sum + files.length, 0),
    digest: sources.digest,
    ...(accepted === undefined ? {} : { accepted }),
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
