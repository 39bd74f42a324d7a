import type { HookEnvironment } from '@agsec/runtime/hook';
import { SAMPLE_DECISIONS, SAMPLE_FAILURE, SAMPLE_REVIEW_ID } from '@agsec/runtime/testing';
import { describe, expect, it } from 'vitest';
import { claudeCodeHook } from './hook-adapter.ts';

const { parse, respond, respondFailure, respondNothing } = claudeCodeHook;

const ENVIRONMENT = { CLAUDE_PROJECT_DIR: '/home/dev/shop' };

/** Shape recorded from the hook runner of Cursor's SDK 1.0.32. */
const SHELL = {
  conversation_id: '6f0c9a52-0b1d-4a77-9a0e-3f5f2a1c7d10',
  generation_id: 'b2a7e0c4-53a1-4f0c-8d39-5d7d7f9b4e21',
  model: 'example-model',
  tool_name: 'Shell',
  tool_input: { command: 'rm -rf build', cwd: '/home/dev/shop', timeout: 30000 },
  tool_use_id: 'tool_7b21c0',
  cwd: '/home/dev/shop',
  session_id: '6f0c9a52-0b1d-4a77-9a0e-3f5f2a1c7d10',
  hook_event_name: 'preToolUse',
  cursor_version: '3.22.12',
  workspace_roots: ['/home/dev/shop'],
  user_email: null,
  transcript_path: null,
};

const cwd = '/home/dev/shop';

function eventOf(payload: object, environment: HookEnvironment = ENVIRONMENT) {
  const result = parse(payload, environment);
  if (result.kind !== 'event') throw new Error(`not a call: ${JSON.stringify(result)}`);
  return result.event;
}

describe('a call of Cursor', () => {
  it('is read', () => {
    expect(eventOf(SHELL)).toMatchObject({
      hook: 'preToolUse',
      tool: 'Shell',
      call_id: 'tool_7b21c0',
      context: { agent: 'cursor', cwd, workspace_roots: [cwd] },
      operations: [{ action: { name: 'bash.execute', params: { cwd, command: 'rm -rf build' } } }],
    });
  });

  it.each([
    ['Read', { file_path: '/p/.env' }, 'file.read', { file_path: '/p/.env' }],
    ['Write', { file_path: '/p/a', content: 'x' }, 'file.write', { content: 'x' }],
    ['Delete', { file_path: '/p/a' }, 'file.delete', { file_path: '/p/a' }],
    ['Grep', { pattern: 'x', file_path: '/p', glob: '*.env' }, 'file.grep', { file_path: '/p' }],
    ['List', { file_path: '/p', ignore: [] }, 'file.list', { file_path: '/p' }],
    ['Fetch', { url: 'https://example.com/x' }, 'web.fetch', { host: 'example.com' }],
    ['Task', { prompt: 'look' }, 'agent.spawn', { prompt: 'look' }],
    ['StrReplace', { file_path: '/p/a', old_string: 'a', new_string: 'b' }, 'file.edit', {}],
    // The call does not say of which server it is.
    ['MCP:create_issue', { title: 'x' }, 'unknown.MCP:create_issue', { args: { title: 'x' } }],
    ['WriteShellStdin', { shell_id: 3, chars_length: 14 }, 'unknown.WriteShellStdin', {}],
    // A tool of Claude Code's by that name would be something else.
    ['Bash', { command: 'ls' }, 'unknown.Bash', {}],
    ['toString', {}, 'unknown.toString', {}],
  ])('%s %j', (tool_name, tool_input, name, params) => {
    const { operations } = eventOf({ ...SHELL, tool_name, tool_input });
    expect(operations).toMatchObject([{ action: { name, params } }]);
  });

  it('does not choose its workspace', () => {
    const call = { ...SHELL, tool_input: { command: 'ls', cwd: '/' }, cwd: '/' };
    expect(eventOf(call).context).toMatchObject({ cwd: '/', workspace_roots: [cwd] });
    const result = parse({ ...call, workspace_roots: [] }, {});
    const context = result.kind === 'event' ? result.event.context : { cwd: 'not read' };
    expect(context).not.toHaveProperty('cwd');
    expect(context).not.toHaveProperty('workspace_roots');
  });

  it.each([
    ['Read', { file_path: '/p/.env' }, { file_path: '/p/.env' }],
    ['Read', { file_path: '.env' }, { file_path: '.env' }],
    ['Write', { file_path: '/p/a', content: 'x' }, { file_path: '/p/a', content: 'x' }],
    ['Grep', { pattern: 'x', file_path: '/p' }, { file_path: '/p' }],
    ['Fetch', { url: 'https://a.example/' }, { host: 'a.example' }],
    ['TodoWrite', { todos: [] }, {}],
  ])('in a window without a folder is read without: %s %j', (tool_name, tool_input, params) => {
    const { operations } = eventOf(
      { ...SHELL, cwd: undefined, workspace_roots: [], tool_name, tool_input },
      {},
    );
    expect(operations).toMatchObject([{ action: { params } }]);
    expect(operations[0]?.action.params).not.toHaveProperty('cwd');
  });

  it.each([
    ['Grep', { pattern: 'x' }],
    ['Grep', { pattern: 'x', file_path: 'src' }],
    ['List', {}],
  ])('in a window without a folder may not search it: %s %j', (tool_name, tool_input) => {
    const call = { ...SHELL, cwd: undefined, workspace_roots: [], tool_name, tool_input };
    expect(parse(call, {})).toMatchObject({ kind: 'invalid', hook: 'preToolUse' });
  });

  it.each([
    { tool_name: '' },
    { tool_input: 'ls' },
    { tool_name: 'Write', tool_input: { file_path: 'x' } },
    { session_id: '', conversation_id: '' },
    { workspace_roots: ['shop'] },
  ])('with %j is refused in its own words', (more) => {
    expect(parse({ ...SHELL, ...more }, ENVIRONMENT)).toMatchObject({
      kind: 'invalid',
      hook: 'preToolUse',
    });
  });

  it.each(['beforeShellExecution', 'PreToolUse', 'stop', 'nonsense'])(
    'by the hook %s is refused by the exit status',
    (hook_event_name) => {
      const result = parse({ ...SHELL, hook_event_name }, ENVIRONMENT);
      expect(result).toMatchObject({ kind: 'invalid' });
      expect(result).not.toHaveProperty('hook');
    },
  );
});

describe('the answer', () => {
  const answer = (effect: keyof typeof SAMPLE_DECISIONS) => {
    const options = { allowMeans: 'approve', reviewId: SAMPLE_REVIEW_ID } as const;
    const output = respond(eventOf(SHELL), SAMPLE_DECISIONS[effect], options);
    expect(output).toMatchObject({ stderr: '', exitCode: 0 });
    return JSON.parse(output.stdout);
  };

  it('is in both languages: Claude Code’s alone lets a call run in Cursor', () => {
    const denied = answer('deny');
    expect(denied).toMatchObject({
      permission: 'deny',
      user_message: expect.stringContaining('BlockEnvAccess'),
      agent_message: expect.stringContaining('BlockEnvAccess'),
      hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny' },
    });
    expect(denied.hookSpecificOutput.permissionDecisionReason).toBe(denied.user_message);
  });

  it('to a review is a deny with an id', () => {
    const { permission, user_message } = answer('review');
    expect(permission).toBe('deny');
    expect(user_message).toContain(`agsec approve ${SAMPLE_REVIEW_ID}`);
  });

  it('says allow, and approves nothing for Claude Code', () => {
    expect(answer('allow')).toEqual({ permission: 'allow' });
    expect(respondNothing('preToolUse').stdout).toBe('{"permission":"allow"}');
  });

  it('to a failure is a deny in both languages, and exit status 2 where the hook is not known', () => {
    const failed = respondFailure({ ...SAMPLE_FAILURE, hook: 'preToolUse' });
    expect(JSON.parse(failed.stdout)).toMatchObject({
      permission: 'deny',
      hookSpecificOutput: { permissionDecision: 'deny' },
    });
    expect(respondFailure(SAMPLE_FAILURE)).toMatchObject({ stdout: '', exitCode: 2 });
  });
});

describe('a call of Devin Local', () => {
  it('is refused by the exit status: it reads nothing else, and sends no folder', () => {
    const devin = {
      hook_event_name: 'PreToolUse',
      tool_name: 'exec',
      tool_input: { command: 'npm test' },
      session_id: '3f8d1c2a-0000-4000-8000-000000000001',
      prompt_id: 'b71e9d40-0000-4000-8000-000000000002',
    };
    const result = parse(devin, ENVIRONMENT);
    expect(result).toMatchObject({ kind: 'invalid' });
    expect(result).not.toHaveProperty('hook');
  });
});
