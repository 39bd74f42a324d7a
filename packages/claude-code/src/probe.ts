import { field, fieldsOf, PROBE_SESSION } from '@agsec/runtime/adapter';
import type { HookOutput, Place } from '@agsec/runtime/hook';

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
  return { stdin: payload(cwd, call, `agsec-doctor-${kind}`), denied };
}

/** Calls as the client sends them most: `lines` by its shell; files read, searched and changed. */
export function usualCalls(lines: readonly string[], { projects, home }: Place): readonly string[] {
  const [cwd = home] = projects;
  const file_path = `${cwd}/src/index.ts`;
  const calls = [
    ...lines.map((command) => ({ tool_name: 'Bash', tool_input: { command } })),
    { tool_name: 'Read', tool_input: { file_path } },
    { tool_name: 'Grep', tool_input: { pattern: 'x', path: `${cwd}/src` } },
    { tool_name: 'Edit', tool_input: { file_path, old_string: 'a', new_string: 'b' } },
  ];
  return calls.map((call) => payload(cwd, call, 'agsec-install'));
}

type Call = { readonly tool_name: string; readonly tool_input: object };

function payload(cwd: string, call: Call, id: string): string {
  return JSON.stringify({
    session_id: PROBE_SESSION,
    cwd,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    ...call,
    tool_use_id: id,
  });
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
