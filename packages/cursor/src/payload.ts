import type { Context } from '@agsec/core';
import { type Fields, field, textField } from '@agsec/runtime/adapter';
import type { HookEnvironment } from '@agsec/runtime/hook';
import { PROJECT_VARIABLE, REMOTE_VARIABLE } from './environment.ts';

/** What all payloads of calls have in common. */
export type Common = {
  readonly context: Context;
  /** The session's own folder, which relative paths start at; absent in a window without one. */
  readonly folder?: string;
};

/**
 * Reads what all payloads share; a text says what is wrong. The session's folders come from
 * `workspace_roots`, never from the folder of a call, which the model chooses.
 */
export function commonOf(payload: Fields, environment: HookEnvironment): Common | string {
  const session_id = textField(payload, 'session_id') || textField(payload, 'conversation_id');
  if (!session_id) return 'session_id and conversation_id are missing';
  const roots = rootsOf(payload, environment);
  if (typeof roots === 'string') return roots;
  const [folder] = roots;
  const subagent = textField(payload, 'parent_tool_call_id');
  const context: Context = {
    agent: 'cursor',
    session_id,
    headless: headlessOf(payload, environment),
    ...(folder === undefined ? {} : { workspace_roots: roots }),
    ...(subagent ? { subagent } : {}),
  };
  return folder === undefined ? { context } : { context, folder };
}

function rootsOf(payload: Fields, environment: HookEnvironment): readonly string[] | string {
  const roots = field(payload, 'workspace_roots') ?? [];
  if (!Array.isArray(roots)) return 'workspace_roots is not a list';
  const named = roots.filter((root) => typeof root === 'string' && root.startsWith('/'));
  if (named.length < roots.length) return 'workspace_roots holds what is no absolute path';
  const project = environment[PROJECT_VARIABLE];
  return named.length === 0 && project?.startsWith('/') ? [project] : named;
}

/**
 * Whether nobody sees a prompt. The client answers a prompt by itself where nobody does (`approved:
 * true` in its SDK, 1.0.32), so `no` takes the payload's own word for a composer in front of a
 * person: measured versions send that only with other events.
 */
function headlessOf(payload: Fields, environment: HookEnvironment): 'yes' | 'no' | 'unknown' {
  const isBackground = field(payload, 'is_background_agent');
  if (isBackground === true || environment[REMOTE_VARIABLE] === 'true') return 'yes';
  const hasComposer = Boolean(textField(payload, 'composer_mode'));
  return isBackground === false && hasComposer ? 'no' : 'unknown';
}

/**
 * The folder a call runs in: as it says, else the session's. `undefined`: not known; a text that is
 * no path: not allowed.
 */
export function callFolder(
  given: string | undefined,
  folder: string | undefined,
): string | undefined {
  if (given === undefined || given === '') return folder;
  if (given.startsWith('/')) return given;
  return folder === undefined ? undefined : `${folder === '/' ? '' : folder}/${given}`;
}
