import { posix } from 'node:path';
import type { Event } from '@agsec/core';
import { formsOf } from '../resolve/action-values.ts';
import type { Lookups } from '../resolve/lookups.ts';
import { pathParameters } from '../resolve/resolve-action.ts';

/**
 * The folders whose `.agsec/policies` speak about an event: its workspace roots, and every folder
 * above a path it touches. Nearest to `/` first. `agsecHome` is the user's own and none of them.
 */
export function projectFolders(
  event: Event,
  agsecHome: string,
  lookups: Lookups,
): readonly string[] {
  const candidates = new Set(event.context.workspace_roots);
  for (const path of touchedPaths(event)) {
    for (let folder = path; !candidates.has(folder); folder = posix.dirname(folder)) {
      candidates.add(folder);
    }
  }
  const own = lookups.realpath(agsecHome);
  const isOwn = (path: string) => path === agsecHome || (!own.spent && own.found === path);
  return [...candidates].filter((folder) => {
    const state = posix.join(folder, '.agsec');
    if (isOwn(state)) return false;
    const kind = lookups.kind(`${state}/policies`);
    return !kind.spent && kind.found !== undefined;
  });
}

function touchedPaths(event: Event): readonly string[] {
  const actions = event.operations.flatMap(({ action, derived }) => [action, ...derived]);
  const paths = actions.flatMap((action) =>
    pathParameters(action).flatMap((name) => formsOf(action, name)),
  );
  return paths.filter((path) => path.startsWith('/'));
}
