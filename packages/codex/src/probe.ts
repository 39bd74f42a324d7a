import { PROBE_SESSION } from '@agsec/runtime/adapter';
import type { HookOutput, Place } from '@agsec/runtime/hook';

/** A call for a live test of an installed hook, and how to read what it answers. */
export type Probe = {
  readonly stdin: string;
  readonly denied: (output: HookOutput) => boolean;
};

/**
 * `deny`: a write into agsec's own folder, which no policy and no mode lets pass. `allow`: the
 * client's own plan, which the default policies let pass. Neither call is ever run.
 */
export function probe(kind: 'deny' | 'allow', place: Place): Probe {
  const [cwd = place.home] = place.projects;
  const call =
    kind === 'deny'
      ? patch(`*** Add File: ${place.agsecHome}/policies/probe.yaml\n+#`)
      : { tool_name: 'update_plan', tool_input: { plan: [] } };
  return { stdin: payload(cwd, call, `agsec-doctor-${kind}`), denied };
}

/** Calls as the client sends them most: `lines` by its shell, and files changed by patches. */
export function usualCalls(lines: readonly string[], { projects, home }: Place): readonly string[] {
  const [cwd = home] = projects;
  const calls = [
    ...lines.map((command) => ({ tool_name: 'Bash', tool_input: { command } })),
    patch('*** Update File: src/index.ts\n@@\n-a\n+b'),
    { tool_name: 'view_image', tool_input: { path: 'a.png' } },
  ];
  return calls.map((call) => payload(cwd, call, 'agsec-install'));
}

type Call = { readonly tool_name: string; readonly tool_input: object };

function patch(body: string): Call {
  const command = `*** Begin Patch\n${body}\n*** End Patch\n`;
  return { tool_name: 'apply_patch', tool_input: { command } };
}

function payload(cwd: string, call: Call, id: string): string {
  return JSON.stringify({
    session_id: PROBE_SESSION,
    cwd,
    hook_event_name: 'PreToolUse',
    permission_mode: 'default',
    ...call,
    tool_use_id: id,
  });
}

/** Whether the client would block the call after this output: not by a status alone. */
export function denied({ stderr, exitCode }: HookOutput): boolean {
  return exitCode === 2 && stderr.trim() !== '';
}
