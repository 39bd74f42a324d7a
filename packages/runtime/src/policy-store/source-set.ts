import type { LayerName } from '@agsec/core';
import type { HomeLayout } from '../state/agsec-home.ts';
import { sha256Hex } from '../state/sha256.ts';

/** Largest policy or configuration file. */
export const POLICY_FILE_LIMIT = 256 * 1024;

/** Largest sum of the files of one layer. */
export const LAYER_LIMIT = 1024 * 1024;

/** A folder whose `*.yaml` and `*.yml` files are policies of one layer. */
export type LayerFolder = {
  readonly layer: LayerName;
  readonly path: string;
  /**
   * Whether a policy may be a symbolic link. Not in a project: a repository could point it at a
   * private file and have that quoted in an error message.
   */
  readonly followLinks: boolean;
};

/** Policies and configuration that are compiled, cached and reported on together. */
export type SourceSet = {
  /** Name of the cache file, and what the cache file says it is for. */
  readonly key: string;
  readonly folders: readonly LayerFolder[];
  readonly config?: string;
  /** Who owns the layer; decides which keys its configuration may have. */
  readonly owner: 'managed' | 'user' | 'project';
  readonly cacheFolder: string;
  /** File with the key that proves the cache; absent: nobody else can write it, or it proves nothing. */
  readonly sealedBy?: string;
  /** State folder of the person who has to accept changes of the set; absent: nobody has to. */
  readonly accepted?: Pick<HomeLayout, 'root' | 'accepted' | 'reviewKey'>;
};

/** Root's policies (`/etc/agsec`), their cache where only root writes. `root` prefixes both in tests. */
export function managedSet(root: string): SourceSet {
  return {
    key: 'managed',
    owner: 'managed',
    folders: [{ layer: 'managed', path: `${root}/etc/agsec/policies`, followLinks: true }],
    config: `${root}/etc/agsec/config.yaml`,
    cacheFolder: `${root}/usr/local/lib/agsec/cache`,
  };
}

/** The user's policies with one agent's overlay and the user's configuration. */
export function userSet(home: HomeLayout, agent: string): SourceSet {
  return {
    key: `user-${agent}`,
    owner: 'user',
    folders: [
      { layer: 'user', path: home.policies, followLinks: true },
      { layer: 'agent', path: `${home.agents}/${agent}`, followLinks: true },
    ],
    config: home.config,
    cacheFolder: home.cache,
    sealedBy: home.reviewKey,
    accepted: home,
  };
}

/** Only the policies in one folder, for `agsec check --policy-dir`. */
export function folderSet(path: string, cacheFolder: string): SourceSet {
  return {
    key: `folder-${sha256Hex(path).slice(0, 32)}`,
    owner: 'user',
    folders: [{ layer: 'user', path, followLinks: true }],
    cacheFolder,
  };
}

/** Policies a folder of a project brings along: `<folder>/.agsec/policies`. */
export function projectSet(home: HomeLayout, folder: string): SourceSet {
  return {
    key: `project-${sha256Hex(folder).slice(0, 32)}`,
    owner: 'project',
    folders: [{ layer: 'project', path: `${folder}/.agsec/policies`, followLinks: false }],
    cacheFolder: home.cache,
    sealedBy: home.reviewKey,
  };
}
