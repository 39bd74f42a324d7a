import { relative } from 'node:path';
import type { CliContext } from '../context.ts';

/**
 * A path as people would write it: below the current folder, else below `~`, else absolute. What is
 * below the home folder is never written from that folder or one above it: `~/.agsec` is `~/.agsec`.
 */
export function showPath({ cwd, environment }: CliContext, path: string): string {
  const home = environment['HOME'];
  const isHome = home && home !== '/' && path.startsWith(`${home}/`);
  if (isHome && `${home}/`.startsWith(`${cwd}/`)) return `~${path.slice(home.length)}`;
  const below = relative(cwd, path);
  if (below !== '' && !below.startsWith('..') && cwd !== '/') return below;
  return isHome ? `~${path.slice(home.length)}` : path;
}

/** A text in which the paths below the home folder are written with `~`. */
export function showPathsIn(
  { environment }: Pick<CliContext, 'environment'>,
  text: string,
): string {
  const home = environment['HOME'];
  if (!home || home === '/') return text;
  const below = new RegExp(`(?<![\\w./~-])${home.replace(/[^\w/]/g, '\\$&')}(?=/)`, 'g');
  return text.replace(below, '~');
}
