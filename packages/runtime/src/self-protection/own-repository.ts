import type { Action } from '@agsec/core';
import type { Place } from '../adapter.ts';
import { stringsOf } from '../resolve/action-values.ts';
import { pathRelation } from './path-relation.ts';

/**
 * Whether Git would work in the state folder, or put away all that it does not track around it. A
 * repository there keeps a copy of the key of approvals for any later `git show`, and `git stash`
 * brings back the policies and the log of another day.
 */
export function versionsState(action: Action, { agsecHome }: Place, foldsCase: boolean): boolean {
  if (!action.name.startsWith('git.') || action.name === 'git.status') return false;
  const { cwd } = action.params;
  if (typeof cwd !== 'string') return false;
  const relation = pathRelation(cwd, agsecHome, foldsCase);
  if (relation !== 'contains') return relation !== 'apart';
  return (
    action.name === 'git.stash' &&
    stringsOf(action.params['args']).some((word) =>
      /^(?:-[a-z]*[ua]|--include-untracked|--all)$/.test(word),
    )
  );
}
