import { answerCall, type CallInput, installedSources } from '@agsec/runtime';
import { agentNamed } from '../src/adapters.ts';
import { machineOf } from '../src/engine/machine.ts';
import type { FakePerson } from './fake-person.ts';

/** What an agent is told about a call. */
export type Told = { readonly decision: string; readonly reason: string };

/** A shell line of Claude Code in the person's project, answered as its hook answers it. */
export function agentRuns(person: FakePerson, command: string, session = 'session-1'): Told {
  return agentCalls(person, 'Bash', { command, description: 'a call' }, session);
}

/** The same of any tool. */
export function agentCalls(
  person: FakePerson,
  tool: string,
  toolInput: object,
  session = 'session-1',
): Told {
  const { adapter } = agentNamed('claude-code');
  const machine = machineOf(person);
  const payload = {
    session_id: session,
    transcript_path: '/t',
    cwd: person.project,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name: tool,
    tool_input: toolInput,
    tool_use_id: 'toolu_1',
  };
  const input: CallInput = {
    adapter,
    environment: { CLAUDE_PROJECT_DIR: person.project },
    machine,
    sources: installedSources(machine, adapter.id),
    timeLeft: () => 20_000,
    recordBy: Date.now() + 5000,
    elapsed: () => 1,
  };
  const { stdout } = answerCall(Buffer.from(JSON.stringify(payload)), input);
  const said = JSON.parse(stdout).hookSpecificOutput;
  return {
    decision: said?.permissionDecision ?? 'pass',
    reason: said?.permissionDecisionReason ?? '',
  };
}

/** The id under which an agent was told that its call waits. */
export function idIn({ reason }: Told): string {
  const [, id] = /agsec approve ([0-9a-z]{8})/.exec(reason) ?? [];
  if (id === undefined) throw new Error(`no id in: ${reason}`);
  return id;
}
