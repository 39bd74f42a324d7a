import type { Action } from '@agsec/core';
import type { Place } from '../adapter.ts';
import { formsOf } from '../resolve/action-values.ts';
import type { Lookups } from '../resolve/lookups.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { certainFolder, pathRelation } from './path-relation.ts';

/** Actions that show what is in a file. */
const READING: ReadonlySet<string> = new Set(['file.read', 'file.grep', 'file.copy', 'file.link']);

/**
 * Whether an action would show the key that approvals are proved by: by its path, as a part of the
 * state folder read as a whole, or of a folder around it copied as a whole, or as what a word there
 * that nobody knows may name. A search through such a folder shows lines, and is not taken for it.
 */
export function readsKey(action: Action, { agsecHome }: Place, lookups: Lookups): boolean {
  if (!READING.has(action.name)) return false;
  const { reviewKey } = homeLayout(agsecHome);
  const { foldsCase } = lookups;
  const isWhole = action.params['recursive'] === true || action.unknown.includes('recursive');
  const isUnknown = action.unknown.includes('file_path');
  return formsOf(action, 'file_path').some((form) => {
    if (pathRelation(form, reviewKey, foldsCase) === 'same') return true;
    const relation = pathRelation(form, agsecHome, foldsCase);
    if (isWhole && relation === 'same') return true;
    if (isWhole && relation === 'contains' && action.name === 'file.copy') return true;
    const folder = isUnknown ? certainFolder(form) : undefined;
    return folder !== undefined && pathRelation(folder, agsecHome, foldsCase) === 'same';
  });
}
