import { accessSync, constants, type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDay } from './audit-path.ts';
import { COMPRESSED, isArchiveOf, plainName } from './stored-bytes.ts';

/** One session's file of one day. */
export type AuditFile = {
  readonly day: string;
  /** Name in the day's folder: `<session>.jsonl`, or `<session>.jsonl.gz` when the day is long over. */
  readonly name: string;
  readonly path: string;
};

/** Folder of the seals, beside the days. */
export const SEALS_FOLDER = 'seals';

/**
 * Days that have a folder in the log, in order. A log that is not there has none; what is no folder,
 * a link to one included, is no day (`foreignEntries`).
 */
export function auditDays(folder: string): readonly string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isDirectory() && isDay(entry.name))
    .map(({ name }) => name)
    .filter((name) => isReadable(join(folder, name)));
}

/** Whether seals can be kept: their folder is a real one, or not there yet. */
export function hasSealsFolder(folder: string): boolean {
  return strangeness(join(folder, SEALS_FOLDER), 'folder', undefined) === undefined;
}

/**
 * Files of a day, by name, as agsec writes them: not what somebody else put there under such a name.
 * Of a file and its archive, where what compressed it was killed, the file.
 */
export function auditFiles(folder: string, day: string): readonly AuditFile[] {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  const files = namesIn(join(folder, day))
    .filter(isFileName)
    .map((name) => ({ day, name, path: join(folder, day, name) }))
    .filter(({ path }) => isThere(path) && strangeness(path, 'file', owner) === undefined);
  const names = new Set(files.map(({ name }) => name));
  return files.filter(
    ({ name, path }) =>
      !name.endsWith(COMPRESSED) ||
      !names.has(plainName(name)) ||
      !isArchiveOf(path, plainName(path)),
  );
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Names of the files in a real folder, in order; none if there is no such folder. */
export function namesIn(folder: string): readonly string[] {
  return entriesIn(folder).map(({ name }) => name);
}

/** Something that is not agsec's and stands where agsec writes. */
export type ForeignEntry = {
  /** Below the folder of the log. */
  readonly name: string;
  /** For people: "is a link", "belongs to another user". */
  readonly what: string;
};

/**
 * Everything in the log's folder that has a name of agsec's and is something else: a link, a pipe, a
 * folder for a file, a file that another user owns or nobody may read. Nothing of it is read, sealed, compressed or removed. What has
 * another name is nobody's business.
 */
export function foreignEntries(folder: string): readonly ForeignEntry[] {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  const look = (name: string, kind: Kind): readonly ForeignEntry[] => {
    const what = strangeness(join(folder, name), kind, owner);
    return what === undefined ? [] : [{ name, what }];
  };
  const inside = (sub: string, fits: (name: string) => boolean): readonly ForeignEntry[] =>
    namesIn(join(folder, sub))
      .filter(fits)
      .flatMap((name) => look(`${sub}/${name}`, 'file'));
  return namesIn(folder).flatMap((name) => {
    const isSeals = name === SEALS_FOLDER;
    if (isSeals || isDay(name)) {
      const strange = look(name, 'folder');
      return strange.length > 0 ? strange : inside(name, isSeals ? isSealName : isFileName);
    }
    return LOCKS.has(name) ? look(name, 'link') : name === UPKEEP_MARK ? look(name, 'file') : [];
  });
}

/** Name of the file that says on which day the log was last looked after. */
export const UPKEEP_MARK = 'upkeep';

const LOCKS: ReadonlySet<string> = new Set([`${UPKEEP_MARK}.lock`, 'seals.lock']);

/** Whether a name is that of a seal's file. */
export function isSealName(name: string): boolean {
  return /^[0-9]{6,}-[0-9-]{10}\.json$/.test(name);
}

function isFileName(name: string): boolean {
  return plainName(name).endsWith('.jsonl');
}

type Kind = 'file' | 'folder' | 'link';

/** Why an entry is not one of agsec's; `undefined` if it is, or is gone. */
function strangeness(path: string, kind: Kind, owner: number | undefined): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const is = KINDS.find(([test]) => stats[test]())?.[1] ?? 'device';
  if (is !== kind) return `is a ${is}, not a ${kind} of agsec`;
  if (owner !== undefined && stats.uid !== owner) return 'belongs to another user';
  return kind === 'link' || isReadable(path) ? undefined : 'cannot be read';
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

const KINDS = [
  ['isFile', 'file'],
  ['isDirectory', 'folder'],
  ['isSymbolicLink', 'link'],
  ['isFIFO', 'pipe'],
  ['isSocket', 'socket'],
] as const;

/** Entries of a folder by name; none if there is none, or a link or file in its place. */
function entriesIn(folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
