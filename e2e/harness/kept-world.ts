import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { keptWorldsFolder } from './packed.ts';
import type { World } from './run-claude.ts';

/** Where a copy of a world is, by what the world was and what was done to it. */
const kept = new Map<string, string>();

/**
 * An installation takes seconds, and does the same each time to the same world in the same place: the
 * first is done, the next are copies of it. `restore` says whether there is a copy, and has then put
 * it in the place of the world; `keep` makes one.
 */
export function keptWorld(
  world: World,
  ...done: readonly string[]
): { restore(): boolean; keep(): void } {
  const key = JSON.stringify([world.root, done, contents(world.root)]);
  return {
    restore() {
      const copy = kept.get(key);
      if (copy === undefined) return false;
      rmSync(world.root, { recursive: true });
      copyFolder(copy, world.root);
      return true;
    },
    keep() {
      const folder = keptWorldsFolder();
      mkdirSync(folder, { recursive: true });
      const copy = join(mkdtempSync(join(folder, 'world-')), 'root');
      copyFolder(world.root, copy);
      kept.set(key, copy);
    },
  };
}

/** Owners, modes, times and links too. */
function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

/** A digest of every file, folder and link below a folder: names, modes, bytes, where links lead. */
function contents(root: string): string {
  const hash = createHash('sha256');
  const add = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const state = lstatSync(path);
      hash.update(`${JSON.stringify(path)} ${state.mode}\n`);
      if (state.isDirectory()) add(path);
      else hash.update(state.isSymbolicLink() ? readlinkSync(path) : readFileSync(path));
    }
  };
  add(root);
  return hash.digest('hex');
}
