import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';

const FOLDER = new URL('./__fixtures__/', import.meta.url);
const ENVIRONMENT = { PWD: '/home/dev/shop', HOME: '/home/dev' };

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

const run = fixture('pre_run_command');

describe('calls', () => {
  it('carry session and folder', () => {
    expect(parse(run, ENVIRONMENT)).toMatchObject({
      kind: 'event',
      event: {
        hook: 'pre_run_command',
        tool: 'run_command',
        context: {
          agent: 'windsurf',
          session_id: '3b8f4f3e-7d0a-4a52-9a11-0f6f2f0a5c33',
          cwd: '/home/dev/shop',
          workspace_roots: ['/home/dev/shop'],
          headless: 'unknown',
        },
      },
    });
  });

  it.each([undefined, '', 7])('without a session (%j) are refused', (trajectory_id) => {
    expect(parse({ ...run, trajectory_id }, ENVIRONMENT).kind).toBe('invalid');
  });
});

describe('the workspace', () => {
  it('is the folder the hook was started in, not the one a call runs in', () => {
    const tool_info = { command_line: 'ls', cwd: '/tmp' };
    expect(parse({ ...run, tool_info }, ENVIRONMENT)).toMatchObject({
      event: {
        context: { cwd: '/home/dev/shop', workspace_roots: ['/home/dev/shop'] },
        operations: [{ action: { params: { cwd: '/tmp', command: 'ls' } } }],
      },
    });
  });

  it.each([{}, { PWD: 'shop' }, { PWD: '/' }, { PWD: '/home/dev', HOME: '/home/dev' }])(
    'is not known with %j, and no call may choose it',
    (environment) => {
      const result = parse(run, environment);
      const event = result.kind === 'event' ? result.event : undefined;
      expect(event?.context).not.toHaveProperty('workspace_roots');
      expect(event?.context).not.toHaveProperty('cwd');
      expect(event?.operations[0]?.action.params['cwd']).toBe('/home/dev/shop');
    },
  );

  it('a relative folder of a call is below it', () => {
    const tool_info = { command_line: 'ls', cwd: 'api' };
    expect(parse({ ...run, tool_info }, ENVIRONMENT)).toMatchObject({
      event: { operations: [{ action: { params: { cwd: '/home/dev/shop/api' } } }] },
    });
  });
});

describe('writes', () => {
  const write = fixture('pre_write_code');
  const info = (more: object) => ({ ...write, tool_info: { file_path: '/p/a', ...more } });
  const operation = (payload: unknown) => {
    const result = parse(payload, ENVIRONMENT);
    return result.kind === 'event' ? result.event.operations[0] : undefined;
  };

  it('tell the whole of several edits, one after the other', () => {
    const edits = [
      { old_string: 'a', new_string: 'b' },
      { old_string: 'b c', new_string: 'd' },
    ];
    const edited = operation(info({ edits }));
    expect(edited?.action).toMatchObject({ name: 'file.edit', params: { content: 'b\nd' } });
    expect(edited?.resultingText?.('a c')).toBe('d');
    expect(edited?.resultingText?.('nothing of it')).toBeUndefined();
  });

  it('make a new file of an edit that replaces nothing', () => {
    const edited = operation(info({ edits: [{ old_string: '', new_string: 'x' }] }));
    expect(edited?.resultingText?.(undefined)).toBe('x');
  });

  it.each([{}, { edits: [] }])('with %j leave open what is written', (more) => {
    expect(operation(info(more))?.action).toMatchObject({
      name: 'file.write',
      unknown: ['content'],
    });
  });

  it.each([null, {}, 'x', [7], [{ old_string: 'a' }], [{ old_string: 'a', new_string: 7 }]])(
    'with edits of %j are refused',
    (edits) => expect(parse(info({ edits }), ENVIRONMENT).kind).toBe('invalid'),
  );
});

describe('reads', () => {
  it('may be of a folder with everything in it', () => {
    expect(parse(fixture('pre_read_code.directory'), ENVIRONMENT)).toMatchObject({
      event: { operations: [{ action: { name: 'file.read', unknown: ['recursive'] } }] },
    });
  });
});

describe('MCP calls', () => {
  const mcp = fixture('pre_mcp_tool_use');

  it.each(['mcp_server_name', 'mcp_tool_name', 'mcp_tool_arguments'])(
    'without %s are refused',
    (name) => {
      const tool_info = { ...Object(mcp['tool_info']), [name]: undefined };
      expect(parse({ ...mcp, tool_info }, ENVIRONMENT).kind).toBe('invalid');
    },
  );
});

describe('Devin Local', () => {
  const devin = fixture('PreToolUse.devin-local');

  it.each([
    ['exec', { command: 'rm x' }, 'bash.execute'],
    ['mcp__tracker__create_issue', { title: 'x' }, 'mcp.tracker.create_issue'],
    ['write_file', { file_path: '/p/.env' }, 'unknown.write_file'],
  ])('%s is %s', (tool_name, tool_input, name) => {
    expect(parse({ ...devin, tool_name, tool_input }, ENVIRONMENT)).toMatchObject({
      event: { hook: 'PreToolUse', tool: tool_name, operations: [{ action: { name } }] },
    });
  });

  it.each([
    [{ hook_event_name: 'PermissionRequest' }],
    [{ session_id: '' }],
    [{ tool_name: '' }],
    [{ tool_input: 'ls' }],
    [{ tool_name: 'exec', tool_input: {} }],
  ])('with %j is refused', (more) => {
    expect(parse({ ...devin, ...more }, ENVIRONMENT).kind).toBe('invalid');
  });

  it('asks nothing after the fact', () => {
    const after = { ...devin, hook_event_name: 'PostToolUse' };
    expect(parse(after, ENVIRONMENT).kind).toBe('ignored');
  });
});

describe('other events', () => {
  it.each(['pre_everything', '', 'constructor', 'run_command'])('%j is refused', (name) => {
    const result = parse({ ...run, agent_action_name: name }, ENVIRONMENT);
    expect(result).toMatchObject({ kind: 'invalid' });
    expect(result).not.toHaveProperty('hook');
  });

  it('a payload that names no event is refused', () => {
    const { agent_action_name: _, ...nameless } = run;
    expect(parse(nameless, ENVIRONMENT).kind).toBe('invalid');
  });
});
