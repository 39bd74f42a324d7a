import { lstatSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

const GROUP_AND_OTHERS = 0o077;
const WRITE_BY_GROUP_OR_OTHERS = 0o022;
const WRITE_BY_OTHERS = 0o002;
const STICKY = 0o1000;

/** The facts of a path that decide who may change it; undefined if nothing is there. */
export function statIfThere(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Whether group or others have any right to a path. */
export function isShared(stats: Stats): boolean {
  return (stats.mode & GROUP_AND_OTHERS) !== 0;
}

/**
 * The first of a path and the folders above it that somebody else could replace it through: owned
 * by neither root nor `uid`, or writable by others (where `strict`, also by a group). A folder with
 * the sticky bit protects what is in it. Undefined if there is none.
 */
export function replaceableThrough(
  path: string,
  { uid, strict }: { readonly uid: number; readonly strict: boolean },
): string | undefined {
  const bits = strict ? WRITE_BY_GROUP_OR_OTHERS : WRITE_BY_OTHERS;
  for (let current = path; ; current = dirname(current)) {
    const stats = lstatSync(current, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isSymbolicLink()) {
      const sticky = stats.isDirectory() && (stats.mode & STICKY) !== 0;
      const foreign = stats.uid !== 0 && stats.uid !== uid;
      if (foreign || ((stats.mode & bits) !== 0 && !sticky)) return current;
    }
    if (dirname(current) === current) return undefined;
  }
}
