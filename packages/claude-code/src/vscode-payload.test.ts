import { SAMPLE_DECISIONS, SAMPLE_FAILURE, SAMPLE_REVIEW_ID } from '@agsec/runtime/testing';
import { describe, expect, it } from 'vitest';
import { claudeCodeHook } from './hook-adapter.ts';

const { parse, respond, respondFailure, respondNothing } = claudeCodeHook;

const cwd = '/home/dev/shop';

/** Shape of VS Code's local harness, from its documentation and source. */
const TERMINAL = {
  timestamp: '2026-02-09T10:30:00.000Z',
  cwd,
  sessionId: 'session-1',
  hookEventName: 'PreToolUse',
  transcript_path: '/home/dev/.config/Code/transcript.json',
  tool_name: 'run_in_terminal',
  tool_input: { command: 'rm -rf build', explanation: 'Clean', isBackground: false },
  tool_use_id: 'tool-123',
};

function eventOf(payload: object) {
  const result = parse(payload, {});
  if (result.kind !== 'event') throw new Error(`not a call: ${JSON.stringify(result)}`);
  return result.event;
}

describe('a call of VS Code', () => {
  it('is read', () => {
    expect(eventOf(TERMINAL)).toMatchObject({
      hook: 'PreToolUse',
      tool: 'run_in_terminal',
      call_id: 'tool-123',
      context: { agent: 'copilot', session_id: 'session-1', cwd, headless: 'unknown' },
      operations: [{ action: { name: 'bash.execute', params: { cwd, command: 'rm -rf build' } } }],
    });
  });

  it.each([
    ['read_file', { filePath: '/p/.env' }, 'file.read', { file_path: '/p/.env' }],
    ['createFile', { path: 'src/new.ts' }, 'file.write', { file_path: 'src/new.ts' }],
    ['fetch_webpage', { urls: ['https://a.example/'] }, 'web.fetch', { host: 'a.example' }],
    ['mcp_tiny_delete_thing', { id: 1 }, 'mcp.tiny.delete_thing', { args: { id: 1 } }],
    ['run_task', { id: 'build' }, 'unknown.run_task', {}],
    // A tool of Claude Code's by that name would be something else.
    ['Bash', { command: 'ls' }, 'unknown.Bash', {}],
    ['toString', {}, 'unknown.toString', {}],
  ])('%s %j', (tool_name, tool_input, name, params) => {
    const { operations } = eventOf({ ...TERMINAL, tool_name, tool_input });
    expect(operations).toMatchObject([{ action: { name, params } }]);
  });

  it('in a window without a session has none', () => {
    const { sessionId: _, ...call } = TERMINAL;
    expect(eventOf(call).context).not.toHaveProperty('session_id');
  });

  it.each<[string, object]>([
    ['without a tool', { tool_name: undefined }],
    ['of a tool whose name is none', { tool_name: 'run in terminal' }],
    ['with an input that is text', { tool_input: 'ls' }],
    ['with an input its tool would refuse', { tool_input: { command: '' } }],
    ['without a folder', { cwd: undefined }],
    ['with a folder that is not absolute', { cwd: 'shop' }],
  ])('%s is denied in its own words', (_, more) => {
    const payload = JSON.parse(JSON.stringify({ ...TERMINAL, ...more }));
    expect(parse(payload, {})).toMatchObject({ kind: 'invalid', hook: 'PreToolUse' });
  });

  it('by a hook nobody knows is refused by the exit status', () => {
    const result = parse({ ...TERMINAL, hookEventName: 'PreEverything' }, {});
    expect(result).toMatchObject({ kind: 'invalid' });
    expect(result).not.toHaveProperty('hook');
  });

  it('that also says to be of another client is refused', () => {
    for (const other of [{ hook_event_name: 'PreToolUse' }, { hook_event_name: 'SessionStart' }]) {
      const result = parse({ ...TERMINAL, session_id: 's', ...other }, {});
      expect(result, JSON.stringify(other)).toMatchObject({ kind: 'invalid' });
      expect(result).not.toHaveProperty('hook');
    }
  });

  it('tells of its end, and of events that ask nothing', () => {
    const told = (hookEventName: string) => parse({ ...TERMINAL, hookEventName }, {});
    expect(told('PostToolUse')).toMatchObject({ kind: 'outcome', outcome: 'success' });
    expect(told('PostToolUseFailure')).toMatchObject({ kind: 'outcome', outcome: 'failure' });
    for (const event of ['SessionStart', 'Stop', 'UserPromptSubmit', 'SubagentStop'])
      expect(told(event).kind, event).toBe('ignored');
  });
});

describe('the answer', () => {
  const answer = (effect: keyof typeof SAMPLE_DECISIONS) => {
    const options = { allowMeans: 'pass', reviewId: SAMPLE_REVIEW_ID } as const;
    const output = respond(eventOf(TERMINAL), SAMPLE_DECISIONS[effect], options);
    expect(output).toMatchObject({ stderr: '', exitCode: 0 });
    return JSON.parse(output.stdout);
  };

  it('has the one member VS Code reads, with the name of the event', () => {
    expect(answer('deny')).toEqual({
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'deny',
        permissionDecisionReason: expect.stringContaining('BlockEnvAccess'),
      },
    });
    const { hookSpecificOutput } = answer('review');
    expect(hookSpecificOutput.permissionDecision).toBe('deny');
    expect(hookSpecificOutput.permissionDecisionReason).toContain(SAMPLE_REVIEW_ID);
  });

  it('to an allow is no opinion', () => {
    expect(answer('allow')).toEqual({});
    expect(respondNothing('PreToolUse').stdout).toBe('{}');
  });

  it('to a failure is a deny, by the exit status where the event is not known', () => {
    const failed = respondFailure({ ...SAMPLE_FAILURE, hook: 'PreToolUse' });
    expect(JSON.parse(failed.stdout)).toMatchObject({
      hookSpecificOutput: { permissionDecision: 'deny' },
    });
    expect(respondFailure(SAMPLE_FAILURE)).toMatchObject({ stdout: '', exitCode: 2 });
  });
});
