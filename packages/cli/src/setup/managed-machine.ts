import { readdirSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  AGSEC_VERSION,
  binFolder,
  directChunks,
  type InstallPlan,
  loadSet,
  managedSet,
  type Place,
} from '@agsec/runtime';
import { createManagedState, type MadeState, makeSharedFolder } from './create-state.ts';
import { MANAGED_LIBRARY, MANAGED_STATE } from './install-place.ts';
import { requireRoot, requireRootOnly } from './root-only.ts';

/** Until a change of a file is old enough that a later one shows in its times, in milliseconds. */
const SETTLING = 2100;

/** Throws `CliError` unless this is root and everything a managed hook rests on is root's alone. */
export function requireManagedMachine(place: Place, plans: readonly InstallPlan[]): void {
  requireRoot();
  requireRootOnly(place.node, 'The node that would run the hook');
  requireRootOnly(MANAGED_LIBRARY, "The place of agsec's programs");
  requireRootOnly(MANAGED_STATE, "The place of agsec's policies");
  for (const { path } of plans.flatMap((plan) => plan.edits))
    requireRootOnly(path, "The agent's settings file");
}

/** Makes root's folders and default policies. What is there stays. */
export function prepareManagedMachine(place: Place): Omit<MadeState, 'mode'> {
  // Every user has to be able to read what is made from here on.
  process.umask(0o022);
  for (const folder of [MANAGED_LIBRARY, binFolder(place, 'managed'), `${MANAGED_LIBRARY}/cache`])
    makeSharedFolder(folder);
  return createManagedState();
}

/**
 * Compiles root's policies for all users, who can read the result but not write it. Waits until the
 * policies have not changed for two seconds, so that no hook has to look at their content again.
 */
export async function compileManagedPolicies(): Promise<void> {
  await setTimeout(Math.max(0, lastChange() + SETTLING - Date.now()));
  loadSet(managedSet(''), {
    version: AGSEC_VERSION,
    now: Date.now,
    compiler: directChunks.compiler,
  });
}

/** Latest change of root's policies and configuration, in milliseconds since 1970. */
function lastChange(): number {
  const policies = `${MANAGED_STATE}/policies`;
  const paths = [
    `${MANAGED_STATE}/config.yaml`,
    policies,
    ...readdirSync(policies).map((name) => `${policies}/${name}`),
  ];
  const times = paths.map((path) => statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0);
  return Math.min(Date.now(), Math.max(...times));
}
