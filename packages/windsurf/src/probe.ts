import { PROBE_SESSION } from '@agsec/runtime/adapter';
import type { HookOutput, Place } from '@agsec/runtime/hook';

/** A call for a live test of an installed hook, and how to read what it answers. */
export type Probe = {
  readonly stdin: string;
  readonly denied: (output: HookOutput) => boolean;
};

/**
 * `deny`: a write into agsec's own folder, which no policy and no mode lets pass. `allow`: a prompt,
 * which the default policies let pass. Neither call is ever run.
 */
export function probe(kind: 'deny' | 'allow', { agsecHome }: Place): Probe {
  const stdin =
    kind === 'deny'
      ? payload('pre_write_code', {
          file_path: `${agsecHome}/policies/probe.yaml`,
          edits: [{ old_string: '', new_string: 'x' }],
        })
      : payload('pre_user_prompt', { user_prompt: '' });
  return { stdin, denied };
}

/** Calls as the client sends them most: `lines` by its shell; files read and changed. */
export function usualCalls(lines: readonly string[], { projects, home }: Place): readonly string[] {
  const [cwd = home] = projects;
  const file_path = `${cwd}/src/index.ts`;
  return [
    ...lines.map((command_line) => payload('pre_run_command', { command_line, cwd })),
    payload('pre_read_code', { file_path }),
    payload('pre_write_code', { file_path, edits: [{ old_string: 'a', new_string: 'b' }] }),
  ];
}

function payload(agent_action_name: string, tool_info: object): string {
  return JSON.stringify({
    agent_action_name,
    trajectory_id: PROBE_SESSION,
    execution_id: 'agsec',
    timestamp: '2026-01-01T00:00:00.000Z',
    model_name: 'agsec',
    tool_info,
  });
}

/** Whether the client would block the call after this output. */
export function denied({ exitCode }: HookOutput): boolean {
  return exitCode === 2;
}
