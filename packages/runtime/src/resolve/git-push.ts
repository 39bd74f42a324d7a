import type { Action, ParamValue } from '@agsec/core';
import { stringsOf } from './action-values.ts';
import type { GitConfig } from './git-config.ts';
import { findRepository, type GitRepository, readGitSettings } from './git-repository.ts';
import type { Lookups } from './lookups.ts';

/** Names under which a push means the branch that is checked out. */
const CURRENT = new Set(['HEAD', '@']);

/** Options under which a push takes other branches than the current one. */
const OTHER_BRANCHES = /^--(?:all|branches|mirror|stdin)$/;

/**
 * Fills in what `git push` takes from the repository when the line does not say it: the remote, and
 * the branches of a push without a refspec (git-push(1), git-config(1) `push.default`). What the
 * files do not settle stays unknown.
 */
export function resolveGitPush<A extends Action>(
  action: A,
  home: string | undefined,
  lookups: Lookups,
): A {
  if (action.name !== 'git.push' || typeof action.params['cwd'] !== 'string') return action;
  const written = stringsOf(action.params['branches']);
  const isImplicit = hasNoRefspec(action);
  if (!isImplicit && !written.some((name) => CURRENT.has(name))) return action;
  const repository = findRepository(action.params['cwd'], lookups);
  if (repository?.branch === undefined) return action;
  return isImplicit
    ? fillImplicit(action, repository, home, lookups)
    : nameCurrent(action, written, repository.branch);
}

/** True if the line names a remote at most, so that git itself chooses what to push. */
function hasNoRefspec({ params, unknown }: Action): boolean {
  if (!unknown.includes('branches') || unknown.includes('args')) return false;
  const args = stringsOf(params['args']);
  const operands = args.filter((word) => !word.startsWith('-'));
  return operands.length <= 1 && !args.some((word) => OTHER_BRANCHES.test(word));
}

function nameCurrent<A extends Action>(action: A, written: readonly string[], branch: string): A {
  const branches = written.map((name) => (CURRENT.has(name) ? branch : name));
  return { ...action, params: { ...action.params, branches } };
}

function fillImplicit<A extends Action>(
  action: A,
  repository: GitRepository,
  home: string | undefined,
  lookups: Lookups,
): A {
  const settings = readGitSettings(repository, home, lookups);
  const { branch } = repository;
  if (settings === undefined || settings.hasIncludes || branch === undefined) return action;
  const named = action.params['remote'];
  const remote = typeof named === 'string' ? named : defaultRemote(settings, branch);
  const params: Record<string, ParamValue> = { ...action.params, remote };
  if (settings.get(`remote.${remote}.push`) ?? settings.get(`remote.${remote}.mirror`)) {
    return { ...action, params, unknown: [...new Set([...action.unknown, 'force', 'delete'])] };
  }
  const target = implicitBranch(settings, branch);
  if (target === undefined) return { ...action, params };
  const unknown = action.unknown.filter((name) => name !== 'branches');
  return { ...action, params: { ...params, branches: [target] }, unknown };
}

function defaultRemote(settings: GitConfig, branch: string): string {
  return (
    settings.get(`branch.${branch}.pushremote`) ??
    settings.get('remote.pushdefault') ??
    settings.get(`branch.${branch}.remote`) ??
    'origin'
  );
}

/** The branch a push without a refspec updates on the remote. */
function implicitBranch(settings: GitConfig, branch: string): string | undefined {
  switch (settings.get('push.default') ?? 'simple') {
    case 'simple':
    case 'current':
      return branch;
    case 'upstream':
    case 'tracking':
      return settings.get(`branch.${branch}.merge`)?.replace(/^refs\/heads\//, '');
    default:
      return undefined;
  }
}
