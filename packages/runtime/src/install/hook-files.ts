import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { AgsecError } from '@agsec/core';
import type { Adapter, Place } from '../adapter.ts';
import { acquireLock } from '../audit/file-lock.ts';
import { replaceFile } from '../state/replace-file.ts';
import { type Bundles, digestOfBundles } from './bundle-digest.ts';
import { tableOfBundles } from './bundle-table.ts';
import { forgetProtectedFiles, noteProtectedFiles } from './protected-list.ts';
import { warmUp } from './warm-up.ts';

export type HookFilesInput = {
  readonly adapter: Pick<Adapter, 'id' | 'usualCalls' | 'protectedFiles'>;
  /** The adapter's built `hook.cjs`. */
  readonly bundle: string;
  readonly place: Place;
  /** Folder the hook is installed to: `<state>/bin`, or root's. */
  readonly bin: string;
  /** Readable by every user of the machine (managed scope). Default: by the owner alone. */
  readonly shared?: boolean;
  /** Folder of the built chunks; default: those of this package. */
  readonly chunks?: string;
};

export type HookFiles = {
  /** The program the installed command runs. */
  readonly loader: string;
  /** Its bundles. */
  readonly folder: string;
  /** Why there is no code cache, if there is none: the hook then works, but slower. */
  readonly coldReason?: string;
};

/** What stands in the built loader for the folder of its bundles. */
const FOLDER_MARK = '@AGSEC_BUNDLES@';

/** And for what is known of the files in it. */
const TABLE_MARK = '@AGSEC_FILES@';

/** Built files that are no bundles of a hook: its loader, and the program that warms it up. */
const PROGRAMS: readonly string[] = ['loader.cjs', 'warm.cjs'];

type Modes = { readonly file: number; readonly folder: number };

const PRIVATE: Modes = { file: 0o600, folder: 0o700 };
const SHARED: Modes = { file: 0o644, folder: 0o755 };

/** A temporary folder older than this belongs to an installation that died, in milliseconds. */
const ABANDONED_AFTER = 3_600_000;

/**
 * Copies a hook with its chunks to where agents run it from, and compiles it ahead. The bundles go
 * into a folder named by their content; the loader is replaced last and in one step, so that a hook
 * that runs meanwhile, and another installation at the same time, each see a whole one. Throws the
 * file system's error, or `AgsecError` `not-built`.
 */
export function installHookFiles(input: HookFilesInput): HookFiles {
  const { adapter, bin } = input;
  const chunks = input.chunks ?? builtChunks();
  const bundles = builtBundles(input.bundle, chunks);
  const name = `${adapter.id}-${digestOfBundles(bundles)}`;
  const folder = join(bin, name);
  const modes = input.shared ? SHARED : PRIVATE;
  mkdirSync(bin, { recursive: true, mode: modes.folder });
  const made = mkdtempSync(join(bin, `.${adapter.id}-`));
  try {
    for (const [file, text] of bundles) writeFileSync(join(made, file), text, { mode: modes.file });
    const coldReason = warmUp(made, join(chunks, 'warm.cjs'), input);
    const loader = join(bin, `${adapter.id}.cjs`);
    const template = readBuilt(join(chunks, 'loader.cjs')).replace(FOLDER_MARK, name);
    putBundles(input, { made, folder, loader, template, modes });
    return coldReason === undefined ? { loader, folder } : { loader, folder, coldReason };
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Longest that another installation of the same agent is waited for, in milliseconds. */
const LOCK_TIME = 10_000;

type FinishedBundles = {
  /** Where the bundles were made, and where they go. */
  readonly made: string;
  readonly folder: string;
  readonly loader: string;
  /** Text of the loader, but for what is known of the files. */
  readonly template: string;
  readonly modes: Modes;
};

/** The last steps of an installation, which one does at a time. */
function putBundles({ adapter, bin, place }: HookFilesInput, files: FinishedBundles): void {
  const { made, folder, loader, template, modes } = files;
  const lock = acquireLock(join(bin, `.${adapter.id}.lock`), Date.now() + LOCK_TIME);
  if (lock === undefined) {
    const message = `Another installation for ${adapter.id} is running. Try again when it is done.`;
    throw new AgsecError({ code: 'install-locked', message });
  }
  const putLoader = (table: string, durable: boolean): void =>
    replaceFile(loader, template.replace(TABLE_MARK, table), { mode: modes.file, durable });
  try {
    // Hooks that start while compiled code is exchanged do without it.
    if (!holdsTheSame(made, folder, modes)) {
      if (existsSync(folder)) putLoader(tableOfBundles(made, '.cjs'), false);
      putInPlace(made, folder, modes);
    }
    noteProtectedFiles(bin, adapter, place, modes.file);
    putLoader(tableOfBundles(folder), true);
    prune(bin, adapter.id, basename(folder));
  } finally {
    lock.release();
  }
}

/** Removes the loader and all bundles of an agent. What is not there is not missed. */
export function removeHookFiles(bin: string, agent: string): void {
  rmSync(join(bin, `${agent}.cjs`), { force: true });
  forgetProtectedFiles(bin, agent);
  for (const name of bundleFolders(bin, agent)) {
    rmSync(join(bin, name), { recursive: true, force: true });
  }
}

/** Folder of the chunks that this package was built with. */
function builtChunks(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@agsec/runtime/package.json')), 'dist', 'chunks');
}

/** The hook's own bundle and the chunks it may load. */
function builtBundles(hook: string, chunks: string): Bundles {
  const names = readdirSync(chunks).filter(
    (name) => name.endsWith('.cjs') && !PROGRAMS.includes(name),
  );
  const files = names.map((name) => [name, readBuilt(join(chunks, name))] as const);
  return new Map([['hook.cjs', readBuilt(hook)], ...files]);
}

/**
 * A built file as ASCII, which the loader reads byte for character. What a bundler leaves of other
 * characters stands in regular expressions and texts, where an escape means the same.
 */
function readBuilt(path: string): string {
  if (!existsSync(path)) {
    const message = `${path} is not there. Run the build, or install agsec again from npm.`;
    throw new AgsecError({ code: 'not-built', message });
  }
  return readFileSync(path, 'utf8').replace(/[^\0-\x7f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Whether a folder is there already as it would be put there. */
function holdsTheSame(made: string, folder: string, modes: Modes): boolean {
  if (!existsSync(folder)) return false;
  const names = readdirSync(made).sort();
  if (names.join() !== readdirSync(folder).sort().join()) return false;
  return names.every((name) => {
    const path = join(folder, name);
    const isRight = (statSync(path).mode & 0o777) === modes.file;
    return isRight && readFileSync(path).equals(readFileSync(join(made, name)));
  });
}

/** Moves a finished folder to its name; into the folder that another installation put there first. */
function putInPlace(made: string, folder: string, modes: Modes): void {
  for (const name of readdirSync(made)) chmodSync(join(made, name), modes.file);
  chmodSync(made, modes.folder);
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    for (const name of readdirSync(made)) renameSync(join(made, name), join(folder, name));
  }
}

/** Keeps the bundles in use and the ones before them, which a hook may just be loading. */
function prune(bin: string, agent: string, current: string): void {
  const [, ...older] = bundleFolders(bin, agent)
    .filter((name) => name !== current)
    .map((name) => ({ path: join(bin, name), changed: changedAt(join(bin, name)) }))
    .sort((one, other) => other.changed - one.changed);
  for (const { path } of older) rmSync(path, { recursive: true, force: true });
  for (const name of readdirSync(bin).filter((each) => /^\.[a-z-]+-\w{6}$/.test(each))) {
    const path = join(bin, name);
    if (Date.now() - changedAt(path) > ABANDONED_AFTER)
      rmSync(path, { recursive: true, force: true });
  }
}

function bundleFolders(bin: string, agent: string): readonly string[] {
  if (!existsSync(bin)) return [];
  return readdirSync(bin).filter(
    (name) => name.startsWith(`${agent}-`) && /^[0-9a-f]{16}$/.test(name.slice(agent.length + 1)),
  );
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
