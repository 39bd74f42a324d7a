import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bundles of a hook by file name; their texts are ASCII. */
export type Bundles = ReadonlyMap<string, string>;

/** The digest that names a folder of bundles: of the names and the content of all of them. */
export function digestOfBundles(bundles: Bundles): string {
  const hash = createHash('sha256');
  for (const name of [...bundles.keys()].sort()) {
    hash.update(`${name} ${bundles.get(name)?.length}\n${bundles.get(name)}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** The bundles in a folder: all its `.cjs` files. Throws the file system's error. */
export function readBundles(folder: string): Bundles {
  const names = readdirSync(folder).filter((name) => name.endsWith('.cjs'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}
