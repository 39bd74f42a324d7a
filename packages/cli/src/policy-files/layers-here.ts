import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LayerName } from '@agsec/core';
import {
  type HomeLayout,
  type LayerText,
  managedSet,
  projectSet,
  readSources,
  type SourceSet,
} from '@agsec/runtime';

/** Every set of policies and configuration that would speak about a call from a folder. */
export function setsHere(home: HomeLayout, cwd: string): readonly SourceSet[] {
  const cacheFolder = home.cache;
  const own = { owner: 'user', cacheFolder } as const;
  const agents = existsSync(home.agents) ? readdirSync(home.agents).sort() : [];
  return [
    managedSet(''),
    { ...own, key: 'user', folders: [layerFolder('user', home.policies)], config: home.config },
    ...agents.map((agent) => ({
      ...own,
      key: `agent-${agent}`,
      folders: [layerFolder('agent', `${home.agents}/${agent}`)],
    })),
    ...projectsAbove(home, cwd).map((folder) => projectSet(home, folder)),
  ];
}

/** The policy files of every layer that would speak about a call from a folder. */
export function layersHere(home: HomeLayout, cwd: string): readonly LayerText[] {
  return setsHere(home, cwd)
    .flatMap((set) => readSources(set).layers)
    .filter(({ sources }) => sources.length > 0);
}

function layerFolder(layer: LayerName, path: string): SourceSet['folders'][number] {
  return { layer, path, followLinks: true };
}

/** A folder and those above it that bring policies, outermost first; not the person's own state. */
function projectsAbove(home: HomeLayout, cwd: string): readonly string[] {
  const own = existsSync(home.root) ? realpathSync(home.root) : home.root;
  return ancestors(cwd)
    .filter((folder) => existsSync(`${folder}/.agsec/policies`))
    .filter((folder) => realpathSync(`${folder}/.agsec`) !== own)
    .toReversed();
}

function ancestors(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...ancestors(parent)];
}
