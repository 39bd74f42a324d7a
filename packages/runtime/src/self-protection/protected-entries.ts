import type { Adapter, Place, ProtectedFile } from '../adapter.ts';
import type { Lookups } from '../resolve/lookups.ts';
import { pathForms } from '../resolve/path-forms.ts';
import { otherAgentsFiles } from './other-agents.ts';

/** A protected file or folder under all its names. */
export type ProtectedEntry = ProtectedFile & { readonly forms: readonly string[] };

/** What every installation protects, whatever the agent. */
export function ownFiles(place: Place): readonly ProtectedFile[] {
  const own = { kind: 'folder', protection: 'own' } as const;
  const why = 'holds the policies, log and hooks of agsec';
  const managed = 'holds the managed policies and hooks of agsec';
  return [
    { ...own, path: place.agsecHome, why },
    { ...own, path: `${place.root}/etc/agsec`, why: managed },
    { ...own, path: `${place.root}/usr/local/lib/agsec`, why: managed },
    { path: place.node, kind: 'file', protection: 'own', why: 'is the program that runs the hook' },
    ...place.projects.map((folder) => ({
      ...own,
      path: `${folder === '/' ? '' : folder}/.agsec`,
      why: 'holds the policies of this project',
    })),
  ];
}

/**
 * Everything protected at a place: agsec's own files, the adapter's, those of other installed agents.
 * `undefined` if it cannot be known which those are.
 */
export function protectedEntries(
  adapter: Pick<Adapter, 'id' | 'protectedFiles'>,
  place: Place,
  lookups: Lookups,
): readonly ProtectedEntry[] | undefined {
  const others = otherAgentsFiles(adapter.id, place, lookups);
  if (others === undefined) return undefined;
  const files = [...ownFiles(place), ...adapter.protectedFiles(place), ...others];
  return files.map((file) => ({
    ...file,
    forms: pathForms(file.path, {}, lookups)?.forms ?? [file.path],
  }));
}
