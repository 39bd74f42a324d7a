import { posix } from 'node:path';

/** How one path stands to another. */
export type PathRelation = 'same' | 'inside' | 'contains' | 'apart';

/** How `path` stands to `other`: `inside` if it is below it. Both absolute and collapsed. */
export function pathRelation(path: string, other: string, foldsCase: boolean): PathRelation {
  const one = foldsCase ? path.toLowerCase() : path;
  const two = foldsCase ? other.toLowerCase() : other;
  if (one === two) return 'same';
  if (one.startsWith(two === '/' ? two : `${two}/`)) return 'inside';
  return two.startsWith(one === '/' ? one : `${one}/`) ? 'contains' : 'apart';
}

/**
 * The folder a path that is not known to its end (`/h/.claude/*`) is certainly below; `undefined`
 * if nothing certain precedes what is not known.
 */
export function certainFolder(path: string): string | undefined {
  const star = path.search(/[*?[]/);
  const known = star < 0 ? path : path.slice(0, star);
  return known.startsWith('/') ? posix.dirname(`${known}x`) : undefined;
}
