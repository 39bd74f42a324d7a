import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const NAME = 'cc-safety-net';
const VERSION = '2.4.5';

/** What is compared with, for people. */
export const SAFETY_NET = `${NAME} ${VERSION}`;

/**
 * Installs cc-safety-net from npm unless it is there, outside the clone: in `AGSEC_BENCH_CACHE`, or
 * the user's cache. Its install scripts do not run.
 *
 * @returns the path of its public API and a folder in which commands can be given a place
 */
export function installSafetyNet() {
  const folder = join(cacheFolder(), `${NAME}-${VERSION}`);
  const api = join(folder, 'node_modules', NAME, 'dist', 'api.js');
  if (!existsSync(api)) install(folder);
  if (!existsSync(api)) throw new Error(`${SAFETY_NET} has no dist/api.js`);
  const root = join(folder, 'root');
  mkdirSync(root, { recursive: true });
  return { api, root };
}

function cacheFolder() {
  const chosen = process.env['AGSEC_BENCH_CACHE'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'agsec-bench');
}

function install(folder) {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${NAME}@${VERSION}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0) throw new Error(`${SAFETY_NET} could not be installed from npm`);
}

/**
 * The command and its folder as cc-safety-net is asked: it answers only for folders that exist, so
 * those of the row are made below `root` and named so in the command.
 */
export function placed({ command, cwd, home, roots }, root) {
  const folders = [...new Set([cwd, home, ...roots])].sort(
    (one, other) => other.length - one.length,
  );
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  const names = new RegExp(
    folders.map((folder) => folder.replace(/[^\w/]/g, '\\$&')).join('|'),
    'g',
  );
  return {
    command: command.replace(names, (folder) => root + folder),
    cwd: join(root, cwd),
    home: join(root, home),
  };
}
