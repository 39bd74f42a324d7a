import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join, relative } from 'node:path';

/** Files, folders and links by path below a folder: kind, mode, and bytes or where a link leads. */
export type Files = ReadonlyMap<string, string>;

export type Selection = {
  /** Only these and what is in them; default: everything. */
  readonly only?: readonly string[];
  /** Neither these nor what is in them. */
  readonly except?: readonly string[];
};

/** What stands below a folder. Paths of the selection are relative to it. */
export function filesBelow(root: string, { only, except = [] }: Selection = {}): Files {
  const found = new Map<string, string>();
  const add = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const below = relative(root, path);
      const isWanted = only === undefined || only.some((each) => isIn(below, each));
      if (except.includes(below) || !(isWanted || only?.some((each) => isIn(each, below))))
        continue;
      const state = lstatSync(path);
      if (isWanted) found.set(below, contentOf(path, state));
      if (state.isDirectory() && isOpen(state)) add(path);
    }
  };
  add(root);
  return found;
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function contentOf(path: string, state: Stats): string {
  if (state.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  const bits = (state.mode & 0o7777).toString(8);
  if (state.isDirectory()) return `folder ${bits}`;
  return `file ${bits} ${isOpen(state) ? readFileSync(path, 'latin1') : ''}`;
}

/** False if only root could read it: then nobody does, so that every user sees the same. */
function isOpen({ mode }: Stats): boolean {
  return (mode & 0o400) !== 0;
}

/** Paths whose files are not the same any more, or that came or went. */
export function changedFiles(before: Files, after: Files): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Paths of files that hold anything else than what they held, perhaps with more behind it. */
export function notOnlyGrown(before: Files, after: Files): readonly string[] {
  return [...before].filter(([path, text]) => !after.get(path)?.startsWith(text)).map(([p]) => p);
}
