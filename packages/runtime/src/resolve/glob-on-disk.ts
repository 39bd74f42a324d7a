import type { Lookups } from './lookups.ts';
import { compileNameGlob, hasGlob, unescapeGlob } from './name-glob.ts';

/** What a shell glob names on disk. */
export type GlobMatches = {
  /** Matching paths; links are not followed. */
  readonly paths: readonly string[];
  /** False if a folder could not be listed or the look-ups ran out: there may be more. */
  readonly complete: boolean;
};

/** More paths than this are not followed: whoever names so many names all. */
const MATCH_LIMIT = 512;

/** Folders that `**` reaches below another; a hidden file deeper down is not looked for. */
const REACH_LIMIT = 24;

/** Folders full of other people's files. */
const PASSED_BY = new Set(['node_modules', '.git']);

/**
 * Expands an absolute path pattern as a shell would: `*`, `?` and `[…]` within one name each, `\`
 * taking their meaning away. A segment without them is taken as it stands, existing or not. `**` is
 * as `*`, as in a shell without `globstar`; before a name with a dot, as `find` and `rg` write what
 * they find, it is any number of folders.
 */
export function globOnDisk(pattern: string, lookups: Lookups): GlobMatches {
  let paths: readonly string[] = [''];
  let complete = true;
  const segments = pattern.split('/').filter((part) => part !== '');
  const isHidden = segments.at(-1)?.startsWith('.') === true;
  for (const segment of segments) {
    const step =
      segment === '**' && isHidden
        ? { paths: paths.flatMap((folder) => foldersBelow(folder, lookups)), complete: true }
        : expandSegment(paths, segment, lookups);
    complete &&= step.complete && step.paths.length <= MATCH_LIMIT;
    paths = step.paths.slice(0, MATCH_LIMIT);
  }
  return { paths, complete };
}

/** The folder and those below it, nearest first. */
function foldersBelow(top: string, lookups: Lookups): readonly string[] {
  const reached = [top];
  for (let at = 0; at < reached.length && reached.length < REACH_LIMIT; at += 1) {
    const folder = reached[at] ?? top;
    const listed = lookups.folders(folder === '' ? '/' : folder);
    if (listed.spent) break;
    for (const name of listed.found ?? [])
      if (!PASSED_BY.has(name)) reached.push(`${folder}/${name}`);
  }
  return reached.slice(0, REACH_LIMIT);
}

function expandSegment(folders: readonly string[], segment: string, lookups: Lookups): GlobMatches {
  if (!hasGlob(segment)) {
    const name = unescapeGlob(segment);
    return { paths: folders.map((folder) => `${folder}/${name}`), complete: true };
  }
  const matches = compileNameGlob(segment);
  // A shell's `*` does not take a hidden file.
  const hidden = segment.startsWith('.');
  const paths: string[] = [];
  let complete = true;
  for (const folder of folders) {
    const path = folder === '' ? '/' : folder;
    const listed = lookups.list(path);
    if (listed.spent) return { paths, complete: false };
    if (listed.found === undefined) complete &&= isNoFolder(path, lookups);
    for (const name of listed.found ?? []) {
      if ((hidden || !name.startsWith('.')) && matches(name)) paths.push(`${folder}/${name}`);
    }
  }
  return { paths, complete };
}

/** True if nothing can be below the path, so that an empty listing is the whole truth. */
function isNoFolder(path: string, lookups: Lookups): boolean {
  const kind = lookups.kind(path);
  return !kind.spent && kind.found !== 'folder';
}
