import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  acceptAll,
  acceptWritten,
  type HomeLayout,
  type Mode,
  makePrivateFolder,
  readAccepted,
  replaceFile,
} from '@agsec/runtime';
import { listPacks } from '../packs/packs.ts';
import { createConfig, managedConfigText, readMode } from '../policy-files/config-file.ts';
import { readTextFile } from '../policy-files/read-text-file.ts';
import { MANAGED_STATE } from './install-place.ts';

/** What was made, and what was there and stays as it is. */
export type MadeState = {
  readonly folder: string;
  readonly created: readonly string[];
  readonly left: readonly string[];
  /** The mode that holds now. */
  readonly mode: Mode;
};

/** Makes what is missing of a person's state folder, with every policy pack. Overwrites nothing. */
export function createState(home: HomeLayout, mode: Mode): MadeState {
  for (const folder of [home.root, home.policies, home.audit, home.cache])
    makePrivateFolder(folder);
  const made = makeMissing(packedPolicies(home.policies), 0o600);
  if (existsSync(home.config)) made.left.push(home.config);
  else {
    createConfig(
      home,
      mode,
      listPacks().map(({ name }) => name),
    );
    made.created.push(home.config);
  }
  acceptMade(home, made.created);
  return { folder: home.root, ...made, mode: readMode(home) ?? mode };
}

/** The person stands behind what was made for them; in a new state folder, behind all of it. */
function acceptMade(home: HomeLayout, created: readonly string[]): void {
  if (readAccepted(home).kind === 'absent') acceptAll(home, Date.now());
  const written = created.map((path) => ({ path, before: undefined, after: readTextFile(path) }));
  acceptWritten(home, written, Date.now());
}

/** Makes root's configuration, and policies where there are none, readable by every user. */
export function createManagedState(): Omit<MadeState, 'mode'> {
  const policies = `${MANAGED_STATE}/policies`;
  for (const folder of [MANAGED_STATE, policies]) makeSharedFolder(folder);
  const wanted = hasPolicies(policies) ? [] : packedPolicies(policies);
  const config = { path: `${MANAGED_STATE}/config.yaml`, text: managedConfigText() };
  return { folder: MANAGED_STATE, ...makeMissing([...wanted, config], 0o644) };
}

/** Makes a folder that everyone may read and only its owner write, whatever the umask. */
export function makeSharedFolder(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true, mode: 0o755 });
  chmodSync(path, 0o755);
}

/** Whether a folder holds a policy file. */
export function hasPolicies(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => /^[^.].*\.ya?ml$/i.test(name));
}

type Wanted = { readonly path: string; readonly text: string };

function packedPolicies(folder: string): readonly Wanted[] {
  return listPacks().flatMap(({ files }) =>
    files.map(({ name, text }) => ({ path: join(folder, name), text })),
  );
}

function makeMissing(
  files: readonly Wanted[],
  mode: number,
): { readonly created: string[]; readonly left: string[] } {
  const created: string[] = [];
  const left: string[] = [];
  for (const { path, text } of files) {
    if (existsSync(path)) left.push(path);
    else {
      replaceFile(path, text, { mode });
      chmodSync(path, mode);
      created.push(path);
    }
  }
  return { created, left };
}
