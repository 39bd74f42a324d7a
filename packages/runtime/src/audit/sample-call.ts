import type { NewRecord } from './audit-record.ts';

type NewCall = Extract<NewRecord, { readonly actions: unknown }>;

/** An allowed shell call, for tests; members are replaced by those given. */
export function sampleCall(members: Partial<NewCall> = {}): NewCall {
  return {
    ts: '2026-11-22T10:00:00.000Z',
    id: 'toolu_1',
    session: 'session-1',
    agent: 'claude-code',
    agsec: '0.0.0',
    tool: 'Bash',
    cwd: '/home/u/project',
    actions: [{ name: 'bash.execute', params: { command: 'npm test' }, origin: 'tool' }],
    effect: 'allow',
    effective: 'allow',
    sid: 'AllowBash',
    policy: '02_bash.yaml',
    layers: [],
    matched_by: 'explicit_allow',
    reason: 'Allow shell commands',
    mode: 'enforce',
    duration_us: 1200,
    policy_digest: 'd'.repeat(64),
    ...members,
  };
}
