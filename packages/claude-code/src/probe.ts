import type { HookOutput, Place } from '@agsec/runtime/hook';
import { field, fieldsOf } from './payload.ts';

/** A call for a live test of an installed hook, and how to read what it answers. */
export type Probe = {
  readonly stdin: string;
  readonly denied: (output: HookOutput) => boolean;
};

/**
 * `deny`: a write into agsec's own folder, which no policy and no mode lets pass. `allow`: the
 * client's own to-do list, which the default policies let pass. Neither call is ever run.
 */
export function probe(kind: 'deny' | 'allow', place: Place): Probe {
  const [cwd = place.home] = place.projects;
  const call =
    kind === 'deny'
      ? {
          tool_name: 'Write',
          tool_input: { file_path: `${place.agsecHome}/policies/probe.yaml`, content: '' },
        }
      : { tool_name: 'TodoWrite', tool_input: { todos: [] } };
  const payload = {
    session_id: 'agsec-doctor',
    cwd,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    ...call,
    tool_use_id: `agsec-doctor-${kind}`,
  };
  return { stdin: JSON.stringify(payload), denied };
}

/** Whether the client would block the call after this output. */
export function denied({ stdout, exitCode }: HookOutput): boolean {
  if (exitCode === 2) return true;
  const specific = fieldsOf(field(answerOf(stdout), 'hookSpecificOutput')) ?? {};
  return (
    field(specific, 'hookEventName') === 'PreToolUse' &&
    field(specific, 'permissionDecision') === 'deny'
  );
}

function answerOf(stdout: string): ReturnType<typeof fieldsOf> & object {
  try {
    return fieldsOf(JSON.parse(stdout)) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
