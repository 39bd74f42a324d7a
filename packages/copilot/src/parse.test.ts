import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';

const CWD = '/home/dev/project';

const runtime = {
  sessionId: 's',
  timestamp: 1,
  cwd: CWD,
  toolName: 'bash',
  toolArgs: { command: 'ls' },
};
const pascal = {
  hook_event_name: 'PreToolUse',
  session_id: 's',
  timestamp: '2026-11-22T09:58:13.602Z',
  cwd: CWD,
  tool_name: 'Bash',
  tool_input: { command: 'ls' },
};
const vscode = {
  hookEventName: 'PreToolUse',
  sessionId: 's',
  cwd: CWD,
  tool_name: 'run_in_terminal',
  tool_input: { command: 'ls' },
  tool_use_id: 'call-1',
};

describe('the three dialects', () => {
  it.each([
    ['runtime', runtime, 'preToolUse', 'bash'],
    ['runtime, registered in PascalCase', pascal, 'PreToolUse', 'Bash'],
    ['VS Code', vscode, 'PreToolUse', 'run_in_terminal'],
  ])('%s', (_, payload, hook, tool) => {
    expect(parse(payload, {})).toMatchObject({
      kind: 'event',
      event: {
        hook,
        tool,
        context: { agent: 'copilot', session_id: 's', cwd: CWD, headless: 'unknown' },
        operations: [{ action: { name: 'bash.execute', params: { command: 'ls' } } }],
      },
    });
  });

  it('VS Code names the call', () => {
    expect(parse(vscode, {})).toMatchObject({ event: { call_id: 'call-1' } });
  });

  it('older clients send no session, and the arguments as text', () => {
    const { sessionId: _, ...old } = { ...runtime, toolArgs: '{"command":"rm x"}' };
    const result = parse(old, {});
    expect(result).toMatchObject({
      event: { operations: [{ action: { params: { command: 'rm x' } } }] },
    });
    expect(result.kind === 'event' && 'session_id' in result.event.context).toBe(false);
  });
});

describe('what is refused', () => {
  it.each<[string, object]>([
    ['an event of VS Code nobody knows', { ...vscode, hookEventName: 'PreEverything' }],
    ['an event in PascalCase nobody knows', { ...pascal, hook_event_name: 'PreEverything' }],
    ['an event in camelCase of no known shape', { sessionId: 's', cwd: CWD, later: 1 }],
    ['a permission asked by another name', { ...runtime, hookName: 'x', toolArgs: undefined }],
    ['a call without a tool', { ...runtime, toolName: undefined }],
    ['a call without arguments', { ...runtime, toolArgs: undefined }],
    ['a folder that is not absolute', { ...runtime, cwd: 'project' }],
    ['no folder', { ...vscode, cwd: undefined }],
    ['a name with a line break', { ...runtime, toolName: 'bash\n' }],
    ['a name of another script', { ...runtime, toolName: 'bаsh' }],
    ['a very long name', { ...runtime, toolName: 'x'.repeat(257) }],
    ['arguments that are a list', { ...runtime, toolArgs: [] }],
    ['text that is no object', { ...runtime, toolArgs: 'ls' }],
    ['text that is a list', { ...runtime, toolArgs: '["ls"]' }],
    ['a patch that cannot be read', { ...runtime, toolName: 'apply_patch', toolArgs: 'x' }],
    [
      'a patch in PascalCase that cannot be read',
      { ...pascal, tool_name: 'Edit', tool_input: '*** Begin Patch\nx' },
    ],
  ])('%s', (_, payload) => {
    expect(parse(JSON.parse(JSON.stringify(payload)), {}).kind).toBe('invalid');
  });

  it('a call that also looks like an event without an answer', () => {
    const marks = { prompt: 'x', source: 'new', reason: 'x', stopReason: 'x', agentName: 'x' };
    expect(parse({ ...runtime, ...marks }, {}).kind).toBe('event');
    expect(parse({ ...runtime, ...marks, toolName: undefined }, {}).kind).toBe('invalid');
  });
});

describe('the workspace', () => {
  it('is the folder the client was started for, wherever a call comes from', () => {
    const environment = { COPILOT_PROJECT_DIR: '/home/dev/project' };
    expect(parse({ ...runtime, cwd: '/tmp' }, environment)).toMatchObject({
      event: { context: { cwd: '/tmp', workspace_roots: ['/home/dev/project'] } },
    });
  });

  it('is not known from a variable that is no absolute path', () => {
    const result = parse(runtime, { COPILOT_PROJECT_DIR: 'project' });
    expect(result.kind === 'event' && 'workspace_roots' in result.event.context).toBe(false);
  });
});

describe('a sub-agent', () => {
  it('counts to the session that started it', () => {
    const call = { ...runtime, sessionId: 'a', agentId: 'a', agentType: 'explore' };
    expect(parse({ ...call, parentAgentId: 's' }, {})).toMatchObject({
      event: { context: { session_id: 's', subagent: 'explore' } },
    });
    expect(parse({ ...pascal, agent_id: 'a', parent_agent_id: 'p' }, {})).toMatchObject({
      event: { context: { session_id: 'p', subagent: 'a' } },
    });
  });
});

describe('whether a person sees the dialog', () => {
  const interactive = { COPILOT_CLI: '1', AGSEC_TERMINAL: '1', COPILOT_LOADER_PID: '16' };

  function headless(payload: object, environment: { readonly [name: string]: string }) {
    const result = parse(payload, environment);
    return result.kind === 'event' ? result.event.context.headless : undefined;
  }

  it('is said only by all marks of an interactive session together', () => {
    expect(headless(runtime, interactive)).toBe('no');
    expect(headless(pascal, interactive)).toBe('no');
    for (const name of Object.keys(interactive)) {
      const { [name]: _, ...rest } = Object.fromEntries(Object.entries(interactive));
      expect(headless(runtime, rest), name).toBe('unknown');
    }
  });

  it('is never said by VS Code', () => {
    expect(headless(vscode, interactive)).toBe('unknown');
  });
});

describe('the permission service', () => {
  const asked = {
    hookName: 'permissionRequest',
    sessionId: 's',
    timestamp: 1,
    cwd: CWD,
    toolName: 'my-server/my-tool',
    toolInput: { id: 1 },
    permissionSuggestions: [],
  };

  it('says where the name of a server ends, and is a second question about a call', () => {
    expect(parse(asked, {})).toMatchObject({
      event: {
        hook: 'permissionRequest',
        secondary: true,
        operations: [
          { action: { name: 'mcp.my-server.my-tool', params: { server: 'my-server' } } },
        ],
      },
    });
  });

  it.each([
    ['bash', { command: 'rm x' }, 'bash.execute'],
    ['edit', { file_path: '/p/.env', diff: '' }, 'file.edit'],
    ['teleport', {}, 'unknown.teleport'],
    ['constructor', {}, 'unknown.constructor'],
  ])('asks about %s too, if it is registered so', (toolName, toolInput, name) => {
    expect(parse({ ...asked, toolName, toolInput }, {})).toMatchObject({
      event: { operations: [{ action: { name } }] },
    });
  });
});
