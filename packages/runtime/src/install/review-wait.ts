import type { Adapter, Place, Scope } from '../adapter.ts';
import { layoutOf, type Machine } from '../decide/machine.ts';
import { readTextFile } from '../doctor/read-text.ts';
import { secondsOfWait } from '../hook/deadlines.ts';
import { type Config, settingsOf } from '../state/config.ts';
import { loadConfig } from '../state/load-config.ts';

type Installs = Pick<Adapter, 'install'>;

type ReadFile = (path: string) => string | undefined;

/** Waits that are tried for one file: there are as many as there are installations with other ones. */
const MOST_CANDIDATES = 16;

/**
 * Seconds of `review.wait` that hold for hooks of a scope. A hook of root's is every user's, so that
 * only what root has pinned counts for how it is installed. `undefined`: the configuration does not
 * load. Writes nothing.
 */
export function configuredWait(machine: Machine, scope: Scope): number | undefined {
  const managed = readConfig(`${machine.root}/etc/agsec/config.yaml`, 'managed');
  const user = scope === 'managed' ? {} : readConfig(layoutOf(machine).config, 'user');
  return managed && user && settingsOf(user, managed).reviewWait;
}

function readConfig(file: string, owner: 'managed' | 'user'): Config | undefined {
  const text = readTextFile(file);
  if (text === undefined) return {};
  const result = loadConfig({ file, text }, owner);
  return result.ok ? result.config : undefined;
}

/**
 * Seconds by which an agent has to be told to wait longer for `wait` seconds of a person's time; 0
 * where its usual timeout has room for them.
 */
export function moreForWait({ install }: Installs, wait: number): number {
  const { usual, more } = install.waits ?? { usual: Number.POSITIVE_INFINITY, more: 0 };
  return wait > usual ? Math.min(Math.ceil(wait), more) : 0;
}

/** Seconds that a hook can wait for a person as it is installed at a place. */
export function possibleWait({ install }: Installs, { reviewWait = 0 }: Place): number {
  return (install.waits?.usual ?? 0) + reviewWait;
}

/**
 * `Place.reviewWait` of an installation, as the agent's files have it; `undefined` if the hook is not
 * there, or was changed.
 */
export function installedWait(
  adapter: Installs,
  scope: Scope,
  place: Place,
  readFile: ReadFile,
): number | undefined {
  const { install } = adapter;
  const isThere = (reviewWait: number): boolean =>
    install.isInstalled(scope, { ...place, reviewWait }, readFile);
  if (isThere(0)) return 0;
  return waitsIn(install.plan(scope, place).edits, readFile).find(isThere);
}

/** A place with the wait of the installation there; where there is none, or it was changed, without. */
export function installedPlace(
  adapter: Installs,
  scope: Scope,
  place: Place,
  readFile: ReadFile,
): Place {
  const reviewWait = installedWait(adapter, scope, place, readFile) ?? 0;
  return reviewWait === 0 ? place : { ...place, reviewWait };
}

/**
 * A place with the wait that an installation there is to have by the configuration; the one it has,
 * if the configuration does not load.
 */
export function wantedPlace(
  adapter: Installs,
  { machine, scope, place }: { machine: Machine; scope: Scope; place: Place },
): Place {
  const wait = configuredWait(machine, scope);
  if (wait === undefined) return installedPlace(adapter, scope, place, readTextFile);
  const reviewWait = moreForWait(adapter, wait);
  return reviewWait === 0 ? place : { ...place, reviewWait };
}

/** Every number that stands in the files as the word of a wait. */
function waitsIn(files: readonly { readonly path: string }[], readFile: ReadFile): number[] {
  const words = files.flatMap(({ path }) => readFile(path)?.match(/\bwait=\d{1,4}\b/g) ?? []);
  return [...new Set(words.map(secondsOfWait))].slice(0, MOST_CANDIDATES);
}
