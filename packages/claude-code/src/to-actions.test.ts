import type { Fields } from '@agsec/runtime/adapter';
import { describe, expect, it } from 'vitest';
import { toActions } from './to-actions.ts';

const CWD = '/p';

function actions(tool: string, input: Fields, mcpServer?: string): readonly string[] {
  const server = mcpServer === undefined ? {} : { mcpServer };
  const result = toActions({ tool, input, cwd: CWD, ...server });
  if (!result.ok) return ['refused', ...result.issues];
  return result.operations.map(({ action }) => {
    const { cwd: _, ...params } = action.params;
    return `${action.name} ${JSON.stringify(params)}`;
  });
}

describe('tools of older clients', () => {
  it.each<[string, Fields, string]>([
    ['Task', { prompt: 'p', subagent_type: 't' }, 'agent.spawn {"prompt":"p","type":"t"}'],
    ['LS', { path: '/p/src' }, 'file.list {"file_path":"/p/src"}'],
    ['LS', {}, 'file.list {"file_path":"/p"}'],
    ['NotebookRead', { notebook_path: '/p/n' }, 'file.read {"file_path":"/p/n"}'],
    ['KillShell', { shell_id: 'x' }, 'internal.KillShell {"args":{"shell_id":"x"}}'],
    ['BashOutput', { bash_id: 'x' }, 'internal.BashOutput {"args":{"bash_id":"x"}}'],
    ['SlashCommand', { command: '/x' }, 'agent.skill {"type":"command","prompt":"/x"}'],
    [
      'MultiEdit',
      { file_path: '/p/a', edits: [{ old_string: 'a', new_string: 'b' }] },
      'file.edit {"file_path":"/p/a","content":"b"}',
    ],
  ])('%s %j', (tool, input, expected) => {
    expect(actions(tool, input)).toEqual([expected]);
  });
});

describe('searches start somewhere', () => {
  it.each<[string, Fields, string]>([
    ['Grep', { pattern: 'KEY' }, '/p'],
    ['Grep', { pattern: 'KEY', path: '' }, '/p'],
    ['Grep', { pattern: 'KEY', path: ' \n' }, '/p'],
    ['Grep', { pattern: 'KEY', path: ' ~/.ssh ' }, ' ~/.ssh '],
    ['Grep', { pattern: 'KEY', path: '.' }, '/p'],
    ['Grep', { pattern: 'KEY', path: '.env' }, '/p/.env'],
    ['Grep', { pattern: 'KEY', path: '../x' }, '/p/../x'],
    ['Grep', { pattern: 'KEY', path: '~/.ssh' }, '~/.ssh'],
    ['Glob', { pattern: '**/*.ts' }, '/p'],
    ['Glob', { pattern: '*', path: '/etc' }, '/etc'],
    ['Glob', { pattern: '/etc/ssh/*' }, '/etc/ssh'],
    ['Glob', { pattern: '/*' }, '/'],
    ['Glob', { pattern: '../*.pem' }, '/p/..'],
    ['Glob', { pattern: 'src/{a,b}/*.ts' }, '/p/src'],
    ['Glob', { pattern: 'src/.env' }, '/p/src/.env'],
    ['Glob', { pattern: '~/.ssh/*' }, '~/.ssh'],
  ])('%s %j', (tool, input, expected) => {
    const result = toActions({ tool, input, cwd: CWD });
    const [operation] = result.ok ? result.operations : [];
    expect(operation?.action.params['file_path']).toBe(expected);
  });
});

describe('shells', () => {
  it('Monitor runs a line', () => {
    const input = { description: 'd', timeout_ms: 1, command: 'rm -rf x' };
    expect(actions('Monitor', input)).toEqual(['bash.execute {"command":"rm -rf x"}']);
  });

  it('Monitor opens a web socket', () => {
    const input = { description: 'd', timeout_ms: 1, ws: { url: 'wss://evil.example/s' } };
    expect(actions('Monitor', input)).toEqual([
      'web.fetch {"url":"wss://evil.example/s","host":"evil.example","port":443,"method":"GET","upload":false}',
    ]);
  });

  it('Monitor with neither or both is refused', () => {
    expect(actions('Monitor', { description: 'd' })[0]).toBe('refused');
    expect(actions('Monitor', { command: 'ls', ws: { url: 'ws://x/' } })[0]).toBe('refused');
    expect(actions('Monitor', { ws: {} })[0]).toBe('refused');
  });

  it('PowerShell is not read as a shell line', () => {
    expect(actions('PowerShell', { command: 'Remove-Item x' })).toEqual([
      'code.execute {"language":"powershell","source":"inline","code":"Remove-Item x"}',
    ]);
  });
});

describe('agents, skills and schedules', () => {
  it('a workflow kept in a file is read to be run', () => {
    expect(actions('Workflow', { scriptPath: '/h/.env' })).toEqual([
      'agent.skill {"type":"workflow"}',
      'file.read {"file_path":"/h/.env"}',
    ]);
  });

  it('a named workflow', () => {
    expect(actions('Workflow', { name: 'audit' })).toEqual(['agent.skill {"type":"audit"}']);
  });

  it('a message of the agents’ own protocol is text', () => {
    const input = { to: 'lead', message: { type: 'shutdown_request' } };
    expect(actions('SendMessage', input)).toEqual([
      'agent.message {"prompt":"{\\"type\\":\\"shutdown_request\\"}","type":"lead"}',
    ]);
  });

  it('ending a loop schedules nothing', () => {
    expect(actions('ScheduleWakeup', { stop: true })).toEqual([
      'internal.ScheduleWakeup {"args":{"stop":true}}',
    ]);
  });

  it('leaving a worktree with its changes thrown away says so', () => {
    expect(actions('ExitWorktree', { action: 'remove', discard_changes: true })).toEqual([
      'internal.ExitWorktree {"args":{"action":"remove","discard_changes":true}}',
      'git.worktree {"args":["remove"],"force":true,"destroys":["worktree"]}',
    ]);
    expect(actions('ExitWorktree', { action: 'keep', discard_changes: true })).toHaveLength(1);
  });
});

describe('MCP', () => {
  it.each([
    ['mcp__github__get_issue', 'github', 'mcp.github.get_issue'],
    ['mcp__github__get_issue', undefined, 'mcp.github.get_issue'],
    ['mcp__a__b__c', 'a__b', 'mcp.a__b.c'],
    ['mcp__a__b__c', 'a', 'mcp.a.b__c'],
    ['mcp__a__b__c', undefined, 'mcp.a.b__c'],
    ['mcp__plugin_x_y__t', 'plugin:x:y', 'mcp.plugin_x_y.t'],
    ['mcp__github__t', 'github.evil', 'mcp.github.t'],
    ['mcp__nothing', 'nothing', 'unknown.mcp__nothing'],
    ['mcp____x', undefined, 'unknown.mcp____x'],
    ['mcp__x__', undefined, 'unknown.mcp__x__'],
  ])('%s of %s', (tool, server, expected) => {
    expect(actions(tool, {}, server)[0]?.split(' ')[0]).toBe(expected);
  });

  it('a server name cannot make itself another one’s prefix', () => {
    const [name] = actions('ReadMcpResourceTool', { server: 'github.x', uri: 'u' });
    expect(name?.split(' ')[0]).toBe('mcp.github_x.read_resource');
  });

  it('resources of one server', () => {
    expect(actions('ListMcpResourcesTool', { server: 's' })).toEqual([
      'mcp.s.list_resources {"server":"s","tool":"list_resources","args":{"server":"s"}}',
    ]);
  });

  it('an argument named __proto__ stays an argument', () => {
    const input = JSON.parse('{"__proto__":{"path":"/etc/shadow"}}');
    expect(actions('mcp__s__t', input)).toEqual([
      'mcp.s.t {"server":"s","tool":"t","args":{"__proto__":{"path":"/etc/shadow"}}}',
    ]);
  });
});

describe('tools nobody knows', () => {
  it.each(['Artifact', 'RemoteTrigger', 'toString', 'constructor', 'bash', 'Bash2'])(
    '%s',
    (tool) => {
      expect(actions(tool, { file_path: '/p/.env' })).toEqual([
        `unknown.${tool} {"args":{"file_path":"/p/.env"}}`,
      ]);
    },
  );

  it('arguments nested beyond reason are refused', () => {
    let deep: Fields = {};
    for (let level = 0; level < 100; level += 1) deep = { deep };
    expect(actions('NewTool', deep)[0]).toBe('refused');
  });
});

describe('inputs the client itself would refuse', () => {
  it.each<[string, Fields]>([
    ['Bash', {}],
    ['Bash', { command: '' }],
    ['Bash', { command: ['rm', '-rf', 'x'] }],
    ['Bash', { command: 'ls', run_in_background: 'yes' }],
    ['Read', {}],
    ['Read', { file_path: null }],
    ['Write', { file_path: '/p/a' }],
    ['Write', { file_path: '/p/a', content: 1 }],
    ['Edit', { file_path: '/p/a', old_string: 'a' }],
    ['MultiEdit', { file_path: '/p/a', edits: 'x' }],
    ['MultiEdit', { file_path: '/p/a', edits: [{ old_string: 'a' }] }],
    ['NotebookEdit', { file_path: '/p/a', new_source: '' }],
    ['Glob', { path: '/p' }],
    ['Grep', { path: '/p' }],
    ['Grep', { pattern: 'x', path: 1 }],
    ['WebFetch', { url: 'not a url' }],
    ['WebFetch', { url: 'file:///etc/passwd' }],
    ['WebFetch', {}],
    ['Agent', { description: 'd' }],
    ['Skill', {}],
    ['CronCreate', { cron: '* * * * *' }],
    ['ReadMcpResourceTool', { uri: 'x' }],
    ['ReadMcpResourceTool', { server: 's' }],
  ])('%s %j', (tool, input) => {
    expect(actions(tool, input)[0]).toBe('refused');
  });
});

describe('web addresses', () => {
  it.each([
    ['https://EXAMPLE.com./x', 'example.com', 443],
    ['http://0x7f.1:8080/', '127.0.0.1', 8080],
    ['http://[::1]/', '::1', 80],
    ['https://user:pw@host.example@evil.example/', 'evil.example', 443],
  ])('%s', (url, host, port) => {
    const result = toActions({ tool: 'WebFetch', input: { url, prompt: 'p' }, cwd: CWD });
    const [operation] = result.ok ? result.operations : [];
    expect(operation?.action.params).toMatchObject({ host, port });
  });
});

describe('what an edit leaves', () => {
  const edit = (input: Fields, current: string | undefined) => {
    const result = toActions({ tool: 'Edit', input: { file_path: '/p/a', ...input }, cwd: CWD });
    return result.ok ? result.operations[0]?.resultingText?.(current) : 'refused';
  };

  it.each<[string, Fields, string | undefined, string | undefined]>([
    ['one place', { old_string: 'b', new_string: 'x' }, 'abc', 'axc'],
    ['all places', { old_string: 'a', new_string: 'x', replace_all: true }, 'aba', 'xbx'],
    ['two places, one meant', { old_string: 'a', new_string: 'x' }, 'aba', undefined],
    ['no place', { old_string: 'z', new_string: 'x' }, 'abc', undefined],
    ['a new file', { old_string: '', new_string: 'x' }, undefined, 'x'],
    ['a new file over another', { old_string: '', new_string: 'x' }, 'abc', undefined],
    ['no file', { old_string: 'a', new_string: 'x' }, undefined, undefined],
    ['a replacement pattern is text', { old_string: 'b', new_string: '$&$1' }, 'abc', 'a$&$1c'],
  ])('%s', (_, input, current, expected) => {
    expect(edit(input, current)).toBe(expected);
  });

  it('several edits, one after the other', () => {
    const input = {
      file_path: '/p/a',
      edits: [
        { old_string: 'a', new_string: 'b' },
        { old_string: 'b', new_string: 'c', replace_all: true },
      ],
    };
    const result = toActions({ tool: 'MultiEdit', input, cwd: CWD });
    expect(result.ok && result.operations[0]?.resultingText?.('ab')).toBe('cc');
  });
});
