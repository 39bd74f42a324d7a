import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./__fixtures__/${name}.json`, import.meta.url), 'utf8'));
}

const call = fixture('PreToolUse.run_commands');
const PROJECT = '/home/dev/project';

describe('a call of the command line client', () => {
  it('carries session, folder and call id', () => {
    expect(parse(call, {})).toMatchObject({
      kind: 'event',
      event: {
        hook: 'PreToolUse',
        tool: 'run_commands',
        call_id: 'call_1_0',
        context: {
          agent: 'cline',
          session_id: '1795342627553_o6tsx',
          cwd: PROJECT,
          workspace_roots: [PROJECT],
          headless: 'unknown',
        },
      },
    });
  });

  it('runs shell lines and writes files where the hook was started, and reads from the workspace root', () => {
    const environment = { PWD: `${PROJECT}/sub` };
    const where = { context: { cwd: `${PROJECT}/sub`, workspace_roots: [PROJECT] } };
    expect(parse(call, environment)).toMatchObject({ event: where });
    expect(parse(fixture('PreToolUse.read_files'), environment)).toMatchObject({
      event: {
        ...where,
        operations: [{}, { action: { params: { file_path: `${PROJECT}/a.txt` } } }],
      },
    });
    expect(parse(fixture('PreToolUse.apply_patch'), environment)).toMatchObject({
      event: {
        operations: [{ action: { params: { file_path: `${PROJECT}/sub/added.txt` } } }, {}, {}],
      },
    });
  });

  it('names the sub-agent, in the session of the agent that made it', () => {
    expect(parse(fixture('PreToolUse.subagent.run_commands'), {})).toMatchObject({
      event: {
        context: { subagent: 'agent_1795342643781_wp5mwe', session_id: '1795342627553_o6tsx' },
      },
    });
    expect(parse(call, {})).not.toMatchObject({
      event: { context: { subagent: expect.anything() } },
    });
  });
});

describe('a call of the extension', () => {
  it('has the task for its session, and works in the first folder wherever the hook was started', () => {
    const payload = {
      ...fixture('extension4.PreToolUse.run_commands'),
      workspaceRoots: ['/a', '/b'],
    };
    expect(parse(payload, { PWD: '/elsewhere' })).toMatchObject({
      event: { context: { session_id: 'conv_x', cwd: '/a', workspace_roots: ['/a', '/b'] } },
    });
  });
});

describe('outcomes', () => {
  it.each([
    [fixture('PostToolUse.run_commands'), 'success'],
    [{ ...fixture('PostToolUse.run_commands'), postToolUse: { success: false } }, 'failure'],
    [{ hookName: 'PostToolUse' }, 'failure'],
  ])('%#', (payload, outcome) => {
    expect(parse(payload, {})).toMatchObject({ kind: 'outcome', outcome });
  });
});

describe('what cannot be read is refused', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['nothing in it', {}],
    ['an event nobody has seen', { ...call, hookName: 'tool_call_v2' }],
    ['an event name in other case', { ...call, hookName: 'TOOL_CALL' }],
    ['an event named like a property of every object', { ...call, hookName: 'toString' }],
    ['a call that is no object', { ...call, tool_call: 'x' }],
    ['a call without input', { ...call, tool_call: { id: 'a', name: 'run_commands' } }],
    ['two names for the tool', { ...call, preToolUse: { toolName: 'ask_question' } }],
    [
      'a tool name of two lines',
      { ...call, tool_call: { name: 'a\nb', input: {} }, preToolUse: undefined },
    ],
    ['no call at all', { ...call, tool_call: undefined, preToolUse: undefined }],
    ['no session and no task', { ...call, sessionContext: {}, taskId: '' }],
    ['no folder', { ...call, workspaceRoots: [] }],
    ['a relative folder', { ...call, workspaceRoots: ['project'] }],
    ['folders that are a text', { ...call, workspaceRoots: PROJECT }],
  ])('%s', (_, payload) => {
    expect(parse(payload, {}).kind).toBe('invalid');
  });

  it('a name on the prototype is no field', () => {
    const inherited = Object.create({ hookName: 'agent_start' });
    expect(parse(inherited, {}).kind).toBe('invalid');
    expect(parse(JSON.parse('{"__proto__":{"hookName":"agent_start"}}'), {}).kind).toBe('invalid');
  });
});
