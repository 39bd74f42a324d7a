import { field, fieldsOf, PROBE_SESSION } from '@agsec/runtime/adapter';
import type { HookOutput, Place } from '@agsec/runtime/hook';
import { parseJsonText } from './json-text.ts';

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
  const call =
    kind === 'deny'
      ? tool('Write', { file_path: `${place.agsecHome}/policies/probe.yaml`, content: '' })
      : tool('TodoWrite', { todos: [] });
  return { stdin: payload(place, { ...call, tool_use_id: `agsec-doctor-${kind}` }), denied };
}

/** Calls as the client sends them most: `lines` by its shell; files read, searched and changed. */
export function usualCalls(lines: readonly string[], place: Place): readonly string[] {
  const folder = folderOf(place);
  const file_path = `${folder}/src/index.ts`;
  const calls = [
    ...lines.map((command) => ({
      hook_event_name: 'beforeShellExecution',
      command,
      cwd: folder,
      sandbox: false,
    })),
    tool('Read', { file_path }),
    tool('Grep', { pattern: 'x', file_path: `${folder}/src` }),
    tool('Write', { file_path, content: 'x' }),
  ];
  return calls.map((call) => payload(place, call));
}

function tool(tool_name: string, tool_input: object): object {
  return { hook_event_name: 'preToolUse', tool_name, tool_input, tool_use_id: 'agsec-install' };
}

function payload(place: Place, call: object): string {
  return JSON.stringify({
    conversation_id: PROBE_SESSION,
    generation_id: 'agsec',
    model: 'agsec',
    ...call,
    session_id: PROBE_SESSION,
    workspace_roots: [folderOf(place)],
  });
}

function folderOf({ projects, home }: Place): string {
  return projects[0] ?? home;
}

/** Whether the client would block the call after this output, without the help of `failClosed`. */
export function denied({ stdout, exitCode }: HookOutput): boolean {
  if (exitCode !== 0) return exitCode === 2;
  return field(fieldsOf(parseJsonText(stdout)) ?? {}, 'permission') === 'deny';
}
