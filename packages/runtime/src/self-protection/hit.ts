import { posix } from 'node:path';
import type { Place } from '../adapter.ts';
import type { Lookups } from '../resolve/lookups.ts';
import { compileNameGlob } from '../resolve/name-glob.ts';
import type { Change } from './change.ts';
import { certainFolder, pathRelation } from './path-relation.ts';
import type { ProtectedEntry } from './protected-entries.ts';

/** A change that meets a protected file. */
export type Hit = {
  /** The protected file met: the entry itself, or a file in it. */
  readonly path: string;
  readonly how: Change['how'];
  /** False if the change may or may not meet it. */
  readonly certain: boolean;
  /** Where its new content comes from, when it arrives from elsewhere on disk. */
  readonly source?: string;
};

type Surroundings = { readonly place: Place; readonly lookups: Lookups };

/** Where a change meets one protected entry; usually nowhere. */
export function hitsOf(
  change: Change,
  entry: ProtectedEntry,
  surroundings: Surroundings,
): readonly Hit[] {
  for (const form of change.forms) {
    for (const protectedForm of entry.forms) {
      const hit = change.unknown
        ? possibleHit(change, entry, form, protectedForm, surroundings)
        : certainHit(change, entry, form, protectedForm, surroundings);
      if (hit !== undefined) return [hit];
    }
  }
  return [];
}

function certainHit(
  change: Change,
  entry: ProtectedEntry,
  form: string,
  protectedForm: string,
  surroundings: Surroundings,
): Hit | undefined {
  const { how } = change;
  const [source] = change.source ?? [];
  const from = source === undefined ? {} : { source };
  switch (pathRelation(form, protectedForm, surroundings.lookups.foldsCase)) {
    case 'same':
      return { path: entry.path, how, certain: true, ...from };
    case 'inside':
      return entry.kind === 'folder' ? { path: form, how, certain: true, ...from } : undefined;
    case 'contains':
      return hitBelow(change, entry, form, protectedForm, surroundings);
    case 'apart':
      return undefined;
  }
}

/** A change of a folder that the protected file is in. */
function hitBelow(
  change: Change,
  entry: ProtectedEntry,
  form: string,
  protectedForm: string,
  { place, lookups }: Surroundings,
): Hit | undefined {
  const { how } = change;
  if (how === 'alias') return undefined;
  if (change.source !== undefined) {
    const below = protectedForm.slice(form === '/' ? 0 : form.length);
    const source = change.source.map((each) => each + below).find((each) => exists(each, lookups));
    return source === undefined ? undefined : { path: entry.path, how, certain: true, source };
  }
  if (!change.tree || !exists(protectedForm, lookups)) return undefined;
  if (entry.protection === 'own') return { path: entry.path, how, certain: how !== 'content' };
  if (how === 'mode') return undefined;
  // Unpacking or restoring a whole workspace is daily work; a part of it chosen for this is not.
  if (how === 'content' && place.projects.includes(form)) return undefined;
  return { path: entry.path, how, certain: how === 'removal' };
}

/** A change whose path is known only in part. */
function possibleHit(
  change: Change,
  entry: ProtectedEntry,
  form: string,
  protectedForm: string,
  { place, lookups }: Surroundings,
): Hit | undefined {
  const { how } = change;
  const folder = certainFolder(form);
  const relation =
    folder === undefined ? 'apart' : pathRelation(folder, protectedForm, lookups.foldsCase);
  if ((relation === 'same' || relation === 'inside') && entry.kind === 'folder') {
    return { path: entry.path, how, certain: true };
  }
  // A name that nobody knows in a folder where all kinds of files lie is for the policies to judge.
  const common = ['/', place.home, ...place.projects];
  const isNext = folder === posix.dirname(protectedForm) && !common.includes(folder);
  const mayBe = isNext || fitsByName(change, entry, form, protectedForm, common);
  return mayBe ? { path: entry.path, how, certain: false } : undefined;
}

/**
 * True if a path with unknown parts may be the protected one, judging by a name at its known end:
 * `*` + `/.agsec/config.yaml`, or `*` + `/.agsec` where that is removed.
 */
function fitsByName(
  { how, tree }: Change,
  { kind }: ProtectedEntry,
  form: string,
  protectedForm: string,
  common: readonly string[],
): boolean {
  const wholes = kind === 'folder' ? withAncestors(form) : [form];
  const targets = how === 'removal' && tree ? withAncestors(protectedForm) : [protectedForm];
  return targets.some((target) => {
    if (common.includes(target)) return false;
    const name = posix.basename(target);
    return wholes.some((whole) => posix.basename(whole) === name && compileNameGlob(whole)(target));
  });
}

/** A path and the folders above it, `/` left out. */
function withAncestors(path: string): readonly string[] {
  const all: string[] = [];
  for (let at = path; at !== '/' && at !== '.'; at = posix.dirname(at)) all.push(at);
  return all;
}

function exists(path: string, lookups: Lookups): boolean {
  const kind = lookups.kind(path);
  // Without an answer it is taken to be there.
  return kind.spent || kind.found !== undefined;
}
