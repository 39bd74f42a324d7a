import { posix } from 'node:path';

/** Most folders the shell may be in at once before the folder counts as not known. */
const MAX_FOLDERS = 4;

/**
 * The folders a command may run in, the likeliest first; `undefined` is one that is not known.
 * Never empty.
 */
export type Folders = readonly (string | undefined)[];

export const ANYWHERE: Folders = [undefined];

export function joinFolders(left: Folders, right: Folders): Folders {
  if (left === right || right.every((folder) => left.includes(folder))) return left;
  const joined = [...new Set([...left, ...right])];
  return joined.length > MAX_FOLDERS ? ANYWHERE : joined;
}

/** The folders after `cd path` from each of `from`; without a folder to start from only `/…` helps. */
export function changeFolder(from: Folders, path: string): Folders {
  if (posix.isAbsolute(path)) return [normalise(path)];
  const changed = from.map((folder) =>
    folder === undefined ? undefined : normalise(`${folder}/${path}`),
  );
  return [...new Set(changed)];
}

/** The one folder there can be, if there is only one. */
export function onlyFolder(folders: Folders): string | undefined {
  return folders.length === 1 ? folders[0] : undefined;
}

function normalise(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}
