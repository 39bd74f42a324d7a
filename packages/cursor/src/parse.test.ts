import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';

const FOLDER = new URL('./__fixtures__/', import.meta.url);
const ENVIRONMENT = { CURSOR_PROJECT_DIR: '/home/dev/shop' };

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

const shell = fixture('beforeShellExecution');
const write = fixture('preToolUse.Write');

describe('calls', () => {
  it('carry session, folder and call id', () => {
    expect(parse(fixture('preToolUse.Shell'), {})).toMatchObject({
      kind: 'event',
      event: {
        hook: 'preToolUse',
        tool: 'Shell',
        call_id: 'tool_7b21c0',
        context: {
          agent: 'cursor',
          session_id: '6f0c9a52-0b1d-4a77-9a0e-3f5f2a1c7d10',
          cwd: '/home/dev/shop',
          workspace_roots: ['/home/dev/shop'],
          headless: 'unknown',
        },
      },
    });
  });

  it('name the call of a sub-agent they belong to', () => {
    const result = parse(fixture('preToolUse.Task'), {});
    expect(result).toMatchObject({ event: { context: { subagent: 'tool_11' } } });
  });

  it('are those of older clients, which give no session', () => {
    const { session_id: _, ...older } = shell;
    expect(parse(older, {})).toMatchObject({
      event: { context: { session_id: shell['conversation_id'] } },
    });
    const { conversation_id: __, ...neither } = older;
    expect(parse(neither, {})).toMatchObject({ kind: 'invalid', hook: 'beforeShellExecution' });
  });
});

describe('the workspace', () => {
  it('is what the client says, not the folder a call runs in', () => {
    const result = parse({ ...shell, cwd: '/tmp' }, {});
    expect(result).toMatchObject({
      event: {
        context: { cwd: '/tmp', workspace_roots: ['/home/dev/shop'] },
        operations: [{ action: { params: { cwd: '/tmp' } } }],
      },
    });
  });

  it('holds every root', () => {
    const roots = ['/home/dev/shop', '/home/dev/api'];
    expect(parse({ ...shell, workspace_roots: roots, cwd: '' }, {})).toMatchObject({
      event: { context: { cwd: '/home/dev/shop', workspace_roots: roots } },
    });
  });

  it('is named by a variable where the payload names none', () => {
    const result = parse({ ...shell, workspace_roots: [] }, ENVIRONMENT);
    expect(result).toMatchObject({ event: { context: { workspace_roots: ['/home/dev/shop'] } } });
  });

  it('a variable does not add to what the payload names', () => {
    const result = parse(shell, { CURSOR_PROJECT_DIR: '/' });
    expect(result).toMatchObject({ event: { context: { workspace_roots: ['/home/dev/shop'] } } });
  });

  it.each([{}, { CURSOR_PROJECT_DIR: '' }, { CURSOR_PROJECT_DIR: 'shop' }])(
    'is not known without either (%j), and no call may choose it',
    (environment) => {
      const result = parse({ ...shell, workspace_roots: [], cwd: '/' }, environment);
      const event = result.kind === 'event' ? result.event : undefined;
      expect(event?.context).not.toHaveProperty('workspace_roots');
      // Else the runtime would take the folder of the first call for the workspace.
      expect(event?.context).not.toHaveProperty('cwd');
      expect(event?.operations[0]?.action.params['cwd']).toBe('/');
    },
  );

  it.each(['shop', ['shop'], [7], {}])('is refused when it is %j', (workspace_roots) => {
    expect(parse({ ...shell, workspace_roots }, {}).kind).toBe('invalid');
  });

  it('a relative folder of a call is below it', () => {
    expect(parse({ ...shell, cwd: 'packages/api' }, {})).toMatchObject({
      event: { context: { cwd: '/home/dev/shop/packages/api' } },
    });
  });
});

describe('the two hooks of one call', () => {
  const secondary = (name: string) => {
    const result = parse(fixture(name), {});
    return result.kind === 'event' ? result.event.secondary === true : result.kind;
  };

  it.each([
    ['preToolUse.Shell', true],
    ['beforeShellExecution', false],
    ['preToolUse.Read', false],
    ['beforeReadFile', true],
    ['preToolUse.MCP', 'ignored'],
    ['beforeMCPExecution.stdio', false],
    ['beforeTabFileRead', false],
    ['preToolUse.Write', false],
    ['preToolUse.WriteShellStdin', false],
  ])('%s', (name, expected) => expect(secondary(name)).toBe(expected));

  it('give the same actions in the same folder', () => {
    const one = parse({ ...shell, command: 'rm x', cwd: '/srv' }, {});
    const call = { ...fixture('preToolUse.Shell'), tool_input: { command: 'rm x', cwd: '/srv' } };
    const other = parse(call, {});
    const facts = (result: typeof one) =>
      result.kind === 'event'
        ? [result.event.tool, result.event.context, result.event.operations]
        : [];
    expect(facts(one)).toEqual(facts(other));
    expect(facts(one)).toHaveLength(3);
  });
});

describe('a person in front', () => {
  const headless = (more: object, environment: object = {}) => {
    const result = parse({ ...shell, ...more }, { ...environment });
    return result.kind === 'event' ? result.event.context.headless : undefined;
  };

  it.each([
    [{}, {}, 'unknown'],
    [{ is_background_agent: true, composer_mode: 'agent' }, {}, 'yes'],
    [{ is_background_agent: false }, {}, 'unknown'],
    [{ composer_mode: 'agent' }, {}, 'unknown'],
    [{ is_background_agent: false, composer_mode: 'agent' }, {}, 'no'],
    [{ is_background_agent: false, composer_mode: '' }, {}, 'unknown'],
    [{ is_background_agent: false, composer_mode: 'agent' }, { CURSOR_CODE_REMOTE: 'true' }, 'yes'],
  ])('%j with %j: %s', (more, environment, expected) => {
    expect(headless(more, environment)).toBe(expected);
  });
});

describe('MCP calls', () => {
  const mcp = fixture('beforeMCPExecution.stdio');

  it('without a server’s name are refused', () => {
    for (const mcp_server_name of [undefined, '', 7]) {
      expect(parse({ ...mcp, mcp_server_name }, {})).toMatchObject({
        kind: 'invalid',
        hook: 'beforeMCPExecution',
      });
    }
  });

  it.each(['{', '[1]', '"text"', 'null', '7'])(
    'with %s for arguments are refused',
    (tool_input) => {
      expect(parse({ ...mcp, tool_input }, {}).kind).toBe('invalid');
    },
  );

  it('may have no arguments', () => {
    expect(parse({ ...mcp, tool_input: '' }, {})).toMatchObject({
      event: { operations: [{ action: { params: { args: {} } } }] },
    });
  });

  it('keep a server’s name apart from what it would be as part of another', () => {
    const result = parse({ ...mcp, mcp_server_name: 'a.b', tool_name: 'c.d' }, {});
    expect(result).toMatchObject({
      event: { tool: 'MCP:c.d', operations: [{ action: { name: 'mcp.a_b.c_d' } }] },
    });
  });
});

describe('tools', () => {
  const call = (tool_name: unknown, tool_input: unknown) => {
    const result = parse({ ...write, tool_name, tool_input }, {});
    return result.kind === 'event'
      ? result.event.operations.map(({ action: { name, params } }) => [name, params])
      : result.kind;
  };
  const cwd = '/home/dev/shop';

  it.each([
    ['Teleport', { to: 'x' }, [['unknown.Teleport', { cwd, args: { to: 'x' } }]]],
    [
      'ComputerUse',
      { actions_count: 2 },
      [['unknown.ComputerUse', { cwd, args: { actions_count: 2 } }]],
    ],
    ['toString', {}, [['unknown.toString', { cwd, args: {} }]]],
    ['WebSearch', { search_term: 'x' }, [['web.search', { cwd, query: 'x' }]]],
    ['WebSearch', { q: 'x' }, [['unknown.WebSearch', { cwd, args: { q: 'x' } }]]],
    ['ListMcpResources', {}, [['internal.ListMcpResources', { cwd, args: {} }]]],
    [
      'FetchMcpResource',
      { server: 'docs', uri: 'd://x', download_path: '/home/dev/.bashrc' },
      [
        [
          'mcp.docs.read_resource',
          {
            cwd,
            server: 'docs',
            tool: 'read_resource',
            args: { server: 'docs', uri: 'd://x', download_path: '/home/dev/.bashrc' },
          },
        ],
        ['file.write', { cwd, file_path: '/home/dev/.bashrc' }],
      ],
    ],
    ['Fetch', { url: 'file:///etc/passwd' }, 'invalid'],
    ['Write', { file_path: 'x' }, 'invalid'],
    ['Write', { file_path: '', content: '' }, 'invalid'],
    ['Delete', {}, 'invalid'],
    ['Shell', { command: '' }, 'invalid'],
    ['Shell', { command: 'ls', cwd: 7 }, 'invalid'],
    ['Shell', 'ls', 'invalid'],
    ['', {}, 'invalid'],
    ['a tool', {}, 'invalid'],
    [7, {}, 'invalid'],
  ])('%j %j', (tool, input, expected) => {
    expect(call(tool, input)).toEqual(expected);
  });

  it('a replacement says what will stand in the file', () => {
    const result = parse(fixture('preToolUse.StrReplace'), {});
    const [operation] = result.kind === 'event' ? result.event.operations : [];
    expect(operation?.resultingText?.('x a y')).toBe('x b y');
    expect(operation?.resultingText?.('a a')).toBeUndefined();
  });
});

describe('other events', () => {
  it.each(['beforeEverything', 'PreToolUse', '', 'constructor'])('%j is refused', (name) => {
    const result = parse({ ...shell, hook_event_name: name }, {});
    expect(result).toMatchObject({ kind: 'invalid' });
    expect(result).not.toHaveProperty('hook');
  });
});
