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

/**
 * Expands an absolute path pattern as a shell would: `*`, `?` and `[…]` within one name each, `\`
 * taking their meaning away. A segment without them is taken as it stands, existing or not.
 */
export function globOnDisk(pattern: string, lookups: Lookups): GlobMatches {
  let paths: readonly string[] = [''];
  let complete = true;
  for (const segment of pattern.split('/').filter((part) => part !== '')) {
    const step = expandSegment(paths, segment, lookups);
    complete &&= step.complete && step.paths.length <= MATCH_LIMIT;
    paths = step.paths.slice(0, MATCH_LIMIT);
  }
  return { paths, complete };
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
