import type { Place, Scope } from '../adapter.ts';

/** Folder the hooks of a scope are run from, and where their programs stand. */
export function binFolder(
  { agsecHome, root }: Pick<Place, 'agsecHome' | 'root'>,
  scope: Scope,
): string {
  return scope === 'managed' ? `${root}/usr/local/lib/agsec/bin` : `${agsecHome}/bin`;
}
