import type { Place, Scope } from '../adapter.ts';
import { binFolder } from '../install/bin-folder.ts';

/**
 * Where the program that starts an agent's hook stands, on systems that have one. Each agent has its
 * own, since they differ in how long a hook may run, and one may be uninstalled alone.
 */
export function cleanExecPath(
  place: Pick<Place, 'agsecHome' | 'root'>,
  scope: Scope,
  agent: string,
): string {
  return `${binFolder(place, scope)}/clean-exec-${agent}`;
}
