import { field, fieldsOf, PROBE_SESSION } from '@agsec/runtime/adapter';
import type { HookOutput, Place } from '@agsec/runtime/hook';

/** A call for a live test of an installed hook, and how to read what it answers. */
export type Probe = {
  readonly stdin: string;
  readonly denied: (output: HookOutput) => boolean;
};

/**
 * `deny`: a write into agsec's own folder, which no policy and no mode lets pass. `allow`: a question
 * to the person, which the default policies let pass. Neither call is ever run.
 */
export function probe(kind: 'deny' | 'allow', place: Place): Probe {
  const call =
    kind === 'deny'
      ? {
          name: 'editor',
          input: { path: `${place.agsecHome}/policies/probe.yaml`, new_text: '' },
        }
      : { name: 'ask_question', input: { question: 'agsec doctor?', options: ['yes', 'no'] } };
  return { stdin: payload(place, call, `agsec-doctor-${kind}`), denied };
}

/** Calls as the client sends them most: `lines` by its shell; files read, searched and changed. */
export function usualCalls(lines: readonly string[], place: Place): readonly string[] {
  const path = `${folderOf(place)}/src/index.ts`;
  const calls = [
    ...lines.map((line) => ({ name: 'run_commands', input: { commands: [line] } })),
    { name: 'read_files', input: { files: [{ path }] } },
    { name: 'search_codebase', input: { queries: ['x'] } },
    { name: 'editor', input: { path, old_text: 'a', new_text: 'b' } },
  ];
  return calls.map((call) => payload(place, call, 'agsec-install'));
}

type Call = { readonly name: string; readonly input: object };

function folderOf({ projects, home }: Place): string {
  return projects[0] ?? home;
}

function payload(place: Place, { name, input }: Call, id: string): string {
  return JSON.stringify({
    clineVersion: '',
    taskId: 'agsec',
    sessionContext: { rootSessionId: PROBE_SESSION },
    workspaceRoots: [folderOf(place)],
    agent_id: 'agsec',
    parent_agent_id: null,
    hookName: 'tool_call',
    iteration: 0,
    tool_call: { id, name, input },
    preToolUse: { toolName: name, parameters: {} },
  });
}

/** Whether the client would block the call after this output: it looks at no exit status. */
export function denied({ stdout }: HookOutput): boolean {
  return field(answerOf(stdout), 'cancel') === true;
}

function answerOf(stdout: string): ReturnType<typeof fieldsOf> & object {
  try {
    return fieldsOf(JSON.parse(stdout)) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
