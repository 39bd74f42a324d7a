import { posix } from 'node:path';

/** Longest path Linux takes (`PATH_MAX`, `linux/limits.h`), in UTF-16 units. */
export const LONGEST_PATH = 4096;

/** True for a path that means the same whatever the current folder is. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/');
}

/**
 * The path without empty, `.` and `..` segments and without a slash at the end, by its text alone:
 * what a link would change is not known here. The empty text stays empty.
 */
export function normalisePath(path: string): string {
  if (path === '' || isNormal(path)) return path;
  const normal = posix.normalize(path);
  // POSIX lets two leading slashes mean something else; Linux and macOS do not.
  const single = normal.startsWith('//') ? normal.slice(1) : normal;
  return single.length > 1 && single.endsWith('/') ? single.slice(0, -1) : single;
}

/**
 * True if `path` is `folder` or below it: `/a/b/c` is within `/a/b`, `/a/bc` is not. Both must be
 * absolute and normalised.
 */
export function isWithin(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  return path.length === folder.length || folder === '/' || path[folder.length] === '/';
}

const NOT_NORMAL = /\/(?:\/|\.{1,2}(?:\/|$))|^\.{1,2}(?:\/|$)|.\/$/s;

function isNormal(path: string): boolean {
  return !NOT_NORMAL.test(path);
}
