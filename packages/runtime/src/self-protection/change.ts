import { posix } from 'node:path';
import type { Action } from '@agsec/core';
import { formsOf } from '../resolve/action-values.ts';

/** One thing an action does to a place on disk. */
export type Change = {
  /** True forms of the path. */
  readonly forms: readonly string[];
  /**
   * `content`: a file gets content. `removal`: it is gone afterwards. `mode`: its permissions
   * change. `alias`: it gets a second name, through which it could be changed unseen.
   */
  readonly how: 'content' | 'removal' | 'mode' | 'alias';
  /**
   * Everything below the path is changed too; of a folder's permissions also if nobody gets into it
   * any more.
   */
  readonly tree: boolean;
  /** The path is not known to its end: a `*` stands for what is not. */
  readonly unknown: boolean;
  /** The whole new content, where the call gives it. */
  readonly text?: string;
  /** Nothing is there afterwards that was not there before but an empty file or folder. */
  readonly isEmpty?: true;
  /** Forms of the file or folder whose content it gets. */
  readonly source?: readonly string[];
};

/** What an action does to files, for those that do something. Reading is no change. */
export function changesOf(action: Action): readonly Change[] {
  switch (action.name) {
    case 'file.write':
      return [{ ...change(action, 'file_path', 'content'), ...writtenText(action) }];
    case 'file.edit':
    case 'notebook.edit':
    case 'system.disk':
      return [change(action, 'file_path', 'content')];
    case 'file.delete':
      return [{ ...change(action, 'file_path', 'removal'), tree: true }];
    case 'file.chmod': {
      const mode = change(action, 'file_path', 'mode');
      return [{ ...mode, tree: mode.tree || shutsOut(action) }];
    }
    case 'file.link':
      return [change(action, 'file_path', 'content'), change(action, 'to', 'alias')];
    case 'file.move':
      return [{ ...change(action, 'file_path', 'removal'), tree: true }, ...arrivals(action)];
    case 'file.copy':
      return arrivals(action);
    default:
      return isGitRestore(action) ? gitChanges(action) : [];
  }
}

function change(action: Action, param: string, how: Change['how']): Change {
  const unknown = action.unknown.includes(param);
  return { forms: formsOf(action, param), how, tree: isRecursive(action), unknown };
}

/** A copy or move arrives at `to`, or in it under its own name if that is a folder. */
function arrivals(action: Action): readonly Change[] {
  const source = formsOf(action, 'file_path');
  const arrival = { ...change(action, 'to', 'content'), source };
  const names = new Set(source.map((form) => posix.basename(form)));
  const below = [...names].flatMap((name) => arrival.forms.map((form) => posix.join(form, name)));
  const unknown = arrival.unknown || action.unknown.includes('file_path');
  return [arrival, { ...arrival, forms: below, unknown }];
}

function writtenText(action: Action): Pick<Change, 'text' | 'isEmpty'> {
  const { content, append, creates } = action.params;
  if (creates === true) return { isEmpty: true };
  const known = typeof content === 'string' && !action.unknown.includes('content');
  return known && append !== true ? { text: content } : {};
}

/** Git verbs that put other content, or none, where the named paths are. */
function isGitRestore(action: Action): boolean {
  return /^git\.(?:checkout|restore|clean|stash|reset|rm|mv|apply)$/.test(action.name);
}

function gitChanges(action: Action): readonly Change[] {
  const removes = action.name === 'git.clean' || action.name === 'git.rm';
  return [{ ...change(action, 'paths', removes ? 'removal' : 'content'), tree: true }];
}

function isRecursive(action: Action): boolean {
  return action.params['recursive'] === true || action.unknown.includes('recursive');
}

/** Permissions to list a folder and to pass through it, for its owner. */
const ENTER = 0o500;

/** Whether a change of permissions takes from the owner what it takes to get into a folder. */
function shutsOut({ params, unknown }: Action): boolean {
  const { mode } = params;
  if (unknown.includes('mode')) return true;
  if (typeof mode !== 'string') return false;
  if (/^[0-7]+$/.test(mode)) return (Number.parseInt(mode, 8) & ENTER) !== ENTER;
  return mode.split(',').some((clause) => {
    const [, who = '', operator, permissions = ''] =
      /^([ugoa]*)([-=])([a-zA-Z]*)$/.exec(clause) ?? [];
    if (who !== '' && !/[ua]/.test(who)) return false;
    if (operator === '-') return /[rx]/.test(permissions);
    return operator === '=' && !(/r/.test(permissions) && /[xX]/.test(permissions));
  });
}
