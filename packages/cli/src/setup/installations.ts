import { readFileSync } from 'node:fs';
import { acquireLock, type HomeLayout, replaceFile, type Scope } from '@agsec/runtime';
import { CliError } from '../context.ts';

/** A hook that was put into the settings of a person or of a project. */
export type Installation = {
  readonly agent: string;
  readonly scope: Exclude<Scope, 'managed'>;
  /** Folder of the project, for project scope. */
  readonly project?: string;
};

/** Time to wait for another installation, in milliseconds. */
const LOCK_WAIT = 10_000;

/** Where agsec has installed hooks for this person. What was removed by hand is still among them. */
export function readInstallations(home: HomeLayout): readonly Installation[] {
  try {
    const json: unknown = JSON.parse(readFileSync(fileOf(home), 'utf8'));
    return Array.isArray(json) ? json.filter(isInstallation) : [];
  } catch (error) {
    // The list is a convenience; a damaged one is written anew by the next installation.
    if (error instanceof SyntaxError) return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Adds an installation to the list, once. */
export function noteInstallation(home: HomeLayout, added: Installation): void {
  change(home, (all) => [...all.filter((each) => !isSame(each, added)), added]);
}

/** Takes an installation from the list; what is left. */
export function forgetInstallation(
  home: HomeLayout,
  removed: Installation,
): readonly Installation[] {
  return change(home, (all) => all.filter((each) => !isSame(each, removed)));
}

function change(
  home: HomeLayout,
  edit: (all: readonly Installation[]) => readonly Installation[],
): readonly Installation[] {
  const lock = acquireLock(`${fileOf(home)}.lock`, Date.now() + LOCK_WAIT);
  if (lock === undefined)
    throw new CliError('busy', 'Another installation is running.', 'Try again when it is done.');
  try {
    const after = edit(readInstallations(home));
    replaceFile(fileOf(home), `${JSON.stringify(after, null, 2)}\n`);
    return after;
  } finally {
    lock.release();
  }
}

function fileOf({ root }: HomeLayout): string {
  return `${root}/installations.json`;
}

function isSame(one: Installation, other: Installation): boolean {
  return one.agent === other.agent && one.scope === other.scope && one.project === other.project;
}

function isInstallation(value: unknown): value is Installation {
  if (typeof value !== 'object' || value === null) return false;
  if (!('agent' in value && typeof value.agent === 'string' && 'scope' in value)) return false;
  if (value.scope === 'user') return !('project' in value);
  return value.scope === 'project' && 'project' in value && typeof value.project === 'string';
}
