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
          toolName: 'create',
          toolArgs: { path: `${place.agsecHome}/policies/probe.yaml`, file_text: '' },
        }
      : { toolName: 'update_todo', toolArgs: { todos: '' } };
  return { stdin: payload(cwd, call), denied };
}

/** Calls as the client sends them most: `lines` by its shell; files read, searched and changed. */
export function usualCalls(lines: readonly string[], { projects, home }: Place): readonly string[] {
  const [cwd = home] = projects;
  const path = `${cwd}/src/index.ts`;
  const calls = [
    ...lines.map((command) => ({ toolName: 'bash', toolArgs: { command, description: 'x' } })),
    { toolName: 'view', toolArgs: { path } },
    { toolName: 'grep', toolArgs: { pattern: 'x', paths: `${cwd}/src` } },
    { toolName: 'edit', toolArgs: { path, old_str: 'a', new_str: 'b' } },
  ];
  return calls.map((call) => payload(cwd, call));
}

type Call = { readonly toolName: string; readonly toolArgs: object };

function payload(cwd: string, call: Call): string {
  return JSON.stringify({ sessionId: PROBE_SESSION, timestamp: Date.now(), cwd, ...call });
}

/**
 * Whether the call would be blocked after this output by every reader of it: the runtime's two ways
 * and VS Code, or the permission service. VS Code lets a call run after any exit status but 2.
 */
export function denied({ stdout, exitCode }: HookOutput): boolean {
  if (exitCode === 2) return true;
  if (exitCode !== 0) return false;
  const answer = answerOf(stdout);
  if (field(answer, 'behavior') === 'deny') return true;
  const nested = fieldsOf(field(answer, 'hookSpecificOutput')) ?? {};
  return (
    field(answer, 'permissionDecision') === 'deny' &&
    field(nested, 'hookEventName') === 'PreToolUse' &&
    field(nested, 'permissionDecision') === 'deny'
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
