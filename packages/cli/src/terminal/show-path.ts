import { relative } from 'node:path';
import type { CliContext } from '../context.ts';

/** A path as people would write it: below the current folder, else below `~`, else absolute. */
export function showPath({ cwd, environment }: CliContext, path: string): string {
  const below = relative(cwd, path);
  if (below !== '' && !below.startsWith('..') && cwd !== '/') return below;
  const home = environment['HOME'];
  return home && home !== '/' && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
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
