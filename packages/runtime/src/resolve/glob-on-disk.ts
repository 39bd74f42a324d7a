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
 * taking their meaning away. A segment without them is taken as it stands; behind one with them only
 * what is there counts, a link that leads nowhere too. `**` is as `*`, as in a shell without `globstar`; before a name with a dot, as `find` and `rg` write what
 * they find, it is any number of folders.
 */
export function globOnDisk(pattern: string, lookups: Lookups): GlobMatches {
  let paths: readonly string[] = [''];
  let complete = true;
  const segments = pattern.split('/').filter((part) => part !== '');
  const isHidden = segments.at(-1)?.startsWith('.') === true;
  const firstGlob = segments.findIndex(hasGlob);
  for (const [at, segment] of segments.entries()) {
    const step =
      segment === '**' && isHidden
        ? { paths: paths.flatMap((folder) => foldersBelow(folder, lookups)), complete: true }
        : expandSegment(paths, segment, {
            lookups,
            isLast: at === segments.length - 1,
            mustBeThere: firstGlob !== -1 && at > firstGlob,
          });
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

type Step = {
  readonly lookups: Lookups;
  readonly isLast: boolean;
  /** True for a segment behind one with a glob. */
  readonly mustBeThere: boolean;
};

function expandSegment(
  folders: readonly string[],
  segment: string,
  { lookups, isLast, mustBeThere }: Step,
): GlobMatches {
  if (!hasGlob(segment)) {
    const name = unescapeGlob(segment);
    const paths = folders.map((folder) => `${folder}/${name}`);
    const kept = mustBeThere ? paths.filter((path) => mayBeThere(path, lookups)) : paths;
    return { paths: kept, complete: true };
  }
  const matches = compileNameGlob(segment);
  // A shell's `*` does not take a hidden file.
  const hidden = segment.startsWith('.');
  const paths: string[] = [];
  let complete = true;
  for (const folder of folders) {
    const path = folder === '' ? '/' : folder;
    const listed = isLast ? lookups.list(path) : lookups.enterable(path);
    if (listed.spent) return { paths, complete: false };
    if (listed.found === undefined) complete &&= isNoFolder(path, lookups);
    for (const name of listed.found ?? []) {
      if ((hidden || !name.startsWith('.')) && matches(name)) paths.push(`${folder}/${name}`);
    }
  }
  return { paths, complete };
}

/** False if nothing is there, not even a link that leads nowhere. */
function mayBeThere(path: string, lookups: Lookups): boolean {
  const kind = lookups.kind(path);
  if (kind.spent || kind.found !== undefined) return true;
  const link = lookups.readlink(path);
  return link.spent || link.found !== undefined;
}

/** True if nothing can be below the path, so that an empty listing is the whole truth. */
function isNoFolder(path: string, lookups: Lookups): boolean {
  const kind = lookups.kind(path);
  return !kind.spent && kind.found !== 'folder';
}
