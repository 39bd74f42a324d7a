import type { DoctorFinding } from '../adapter.ts';
import { installedSources, layoutOf, type Machine } from '../decide/machine.ts';
import { readAccepted } from '../policy-acceptance/accepted-policies.ts';
import type { LoadedSet } from '../policy-store/cache-entry.ts';
import { removeDamagedCaches } from '../policy-store/cache-file.ts';
import { loadSet } from '../policy-store/load-set.ts';
import { settingsFor } from '../policy-store/policies.ts';

const MOST_ISSUES = 20;

/** Whether the policies and the configuration load, and how they are used. Trusts no cache, and mends it. */
export function checkPolicies(machine: Machine, agent: string): readonly DoctorFinding[] {
  return [...mendedCaches(machine), ...loadedPolicies(machine, agent)];
}

/** Compiled policies that somebody else has written stop every call until this removes them. */
function mendedCaches(machine: Machine): readonly DoctorFinding[] {
  return removeDamagedCaches(layoutOf(machine)).map((path) => ({
    check: 'cache',
    level: 'warn',
    detail: `${path} was not written by agsec; it is removed, and made again from the policies`,
  }));
}

function loadedPolicies(machine: Machine, agent: string): readonly DoctorFinding[] {
  const { managed, user } = installedSources(machine, agent);
  const load = (set: typeof user): LoadedSet =>
    loadSet(set, {
      compiler: machine.chunks.compiler,
      version: machine.version,
      now: machine.now,
      trustNothing: true,
    });
  const sets = [...(managed === undefined ? [] : [load(managed)]), load(user)];
  const issues = sets.flatMap((set) => set.issues);
  if (issues.length > 0) {
    const shown = issues.slice(0, MOST_ISSUES).map(
      ({ file, line, column, message }): DoctorFinding => ({
        check: 'policies',
        level: 'open',
        detail: `${file}:${line}:${column}: ${message}`,
        fix: 'Until this is mended every call is denied. See all: agsec validate',
      }),
    );
    return shown;
  }
  const files = sets.reduce((sum, set) => sum + set.files, 0);
  if (files === 0) {
    const detail = 'there are no policies, so every call is denied';
    return [{ check: 'policies', level: 'open', detail, fix: 'agsec init' }];
  }
  const statements = sets
    .flatMap((set) => set.layers)
    .reduce((sum, layer) => sum + layer.statements.length, 0);
  const detail = `${count(files, 'policy file')} with ${count(statements, 'statement')} load`;
  const accepted = acceptedFindings(machine, sets.at(-1));
  return [{ check: 'policies', level: 'ok', detail }, ...accepted, modeFinding(sets)];
}

const ACCEPT = 'agsec policy accept';

/** Whether a person stands behind the policies as they are. */
function acceptedFindings(machine: Machine, user?: LoadedSet): readonly DoctorFinding[] {
  const check = 'accepted';
  if (readAccepted(layoutOf(machine)).kind === 'absent') {
    const detail = 'no version of your policies is accepted, so a change of them shows nowhere';
    return [{ check, level: 'warn', detail, fix: ACCEPT }];
  }
  if (user?.accepted === undefined) {
    return [{ check, level: 'ok', detail: 'your policies are as you accepted them' }];
  }
  const detail =
    'your policies have changed since you accepted them; what that tightens holds, what it loosens does not';
  return [{ check, level: 'warn', detail, fix: ACCEPT }];
}

function modeFinding(sets: readonly LoadedSet[]): DoctorFinding {
  const [managed] = sets.length > 1 ? sets : [];
  const { mode } = settingsFor(sets.at(-1) ?? {}, managed ?? {});
  const check = 'mode';
  switch (mode) {
    case 'enforce':
      return { check, level: 'ok', detail: 'policies are enforced' };
    case 'observe': {
      const detail =
        'observe mode: answers are logged, and nothing but agsec’s own files is blocked';
      return { check, level: 'warn', detail, fix: 'agsec enforce' };
    }
    case 'halt':
      return { check, level: 'warn', detail: 'halt: every call is blocked', fix: 'agsec resume' };
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
