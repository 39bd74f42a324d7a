import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import type { PolicyIssue } from '@agsec/core/policy';
import { readSources } from '../policy-store/read-sources.ts';
import type { SourceSet } from '../policy-store/source-set.ts';
import type { HomeLayout } from '../state/agsec-home.ts';
import type { PolicyTexts } from './accepted-policies.ts';

/** A person's policy and configuration files as they stand now. */
export type CurrentPolicies = {
  readonly texts: PolicyTexts;
  /** Files that cannot be read. */
  readonly issues: readonly PolicyIssue[];
};

/** Reads the policies of all agents, and the configuration. */
export function currentPolicies(home: HomeLayout): CurrentPolicies {
  const agents = namesIn(home.agents).map((name) => `${home.agents}/${name}`);
  const set: SourceSet = {
    key: 'all',
    owner: 'user',
    folders: [home.policies, ...agents].map((path) => ({
      layer: path === home.policies ? 'user' : 'agent',
      path,
      followLinks: true,
    })),
    config: home.config,
    cacheFolder: home.cache,
  };
  const { layers, config, issues } = readSources(set);
  const files = layers.flatMap(({ folder, sources }) =>
    sources.map(({ file, text }) => [below(home, `${folder}/${file}`), text] as const),
  );
  const settings = typeof config === 'object' ? [[below(home, home.config), config.text]] : [];
  return { texts: Object.fromEntries([...files, ...settings]), issues };
}

/** The path of a file below the state folder. */
export function below({ root }: Pick<HomeLayout, 'root'>, path: string): string {
  return posix.relative(root, path);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
