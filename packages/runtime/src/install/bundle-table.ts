import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { digestIn, tableEntry } from '../loader/known-file.ts';

/**
 * What a loader knows of the files in the folder of its bundles, by which each call notices one that
 * was changed: all, or those of an ending. Throws the file system's error.
 */
export function tableOfBundles(folder: string, ending = ''): string {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  const entries = names.sort().map((name) => {
    const path = join(folder, name);
    return tableEntry(name, statSync(path), sha256(readFileSync(path)));
  });
  return entries.join('');
}

/** The table in the text of an installed loader; `undefined` if there is none. */
export function tableIn(loader: string): string | undefined {
  return /(?:\|[\w.-]+(?: [\d.]+){4} [0-9a-f]{64})+/.exec(loader)?.[0];
}

/** How the files in a folder are, against a table. */
type BundleState = {
  /** Files that are not what the table says, or that it does not know. */
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** Files with the right content that were copied or restored: each call has to hash them. */
  readonly moved: readonly string[];
};

/** Compares the files in a folder with a table, by their content. Throws the file system's error. */
export function bundleState(folder: string, table: string): BundleState {
  const names = readdirSync(folder);
  const read = names.map((name) => {
    const path = join(folder, name);
    return { name, stats: statSync(path), digest: sha256(readFileSync(path)) };
  });
  const isRight = ({ name, digest }: { name: string; digest: string }): boolean =>
    digestIn(table, name) === digest;
  const looksSame = ({ name, stats, digest }: { name: string; stats: Stats; digest: string }) =>
    table.includes(tableEntry(name, stats, digest));
  return {
    changed: read.filter((file) => !isRight(file)).map(({ name }) => name),
    missing: filesIn(table).filter((name) => !names.includes(name)),
    moved: read.filter((file) => isRight(file) && !looksSame(file)).map(({ name }) => name),
  };
}

function filesIn(table: string): readonly string[] {
  return table.split('|').flatMap((entry) => entry.split(' ', 1)[0] || []);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
