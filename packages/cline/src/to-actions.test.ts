import { describe, expect, it } from 'vitest';
import type { Workspace } from './parse.ts';
import type { NativeCall } from './payload.ts';
import { toActions } from './to-actions.ts';

const CLI: Workspace = { roots: ['/p'], cwd: '/p/sub', dialect: 'cli' };
const EDITOR: Workspace = { roots: ['/p', '/q/web'], cwd: '/p', dialect: 'editor' };

/** Each action as its name and parameters besides `cwd`, or `refused`. */
function actions(tool: string, input: unknown, workspace: Workspace = CLI): readonly string[] {
  const call: NativeCall = { dialect: workspace.dialect, tool, input };
  const result = toActions(call, workspace);
  if (!result.ok) return ['refused', ...result.issues];
  return result.operations.map(({ action: { name, params } }) => {
    const { cwd, ...rest } = params;
    expect(cwd).toBe(workspace.cwd);
    return `${name} ${JSON.stringify(rest)}`;
  });
}

const lines = (input: unknown, workspace?: Workspace) =>
  actions('run_commands', input, workspace).map((each) =>
    each.replace(/^bash\.execute \{"command":(.*)\}$/, (_, text: string) => JSON.parse(text)),
  );

describe('commands, in every shape the client takes (3.0.65)', () => {
  it.each<[unknown, readonly string[]]>([
    [{ commands: ['ls', 'rm x'] }, ['ls', 'rm x']],
    [{ commands: 'rm x' }, ['rm x']],
    ['rm x', ['rm x']],
    [
      ['ls', 'rm x'],
      ['ls', 'rm x'],
    ],
    [{ command: 'rm x' }, ['rm x']],
    [{ cmd: 'rm x' }, ['rm x']],
    [{ command: 'rm', args: ['-rf', 'a b'] }, [`'rm' '-rf' 'a b'`]],
    [{ command: 'rm', args: [] }, [`'rm'`]],
    [[{ command: 'rm', args: [`it's; id`] }], [`'rm' 'it'\\''s; id'`]],
    [
      { commands: ['ls', { command: 'rm', args: ['x'] }, { command: 'id' }] },
      ['ls', `'rm' 'x'`, 'id'],
    ],
    [{ commands: { command: 'rm', args: ['x'] } }, [`'rm' 'x'`]],
    [{ commands: ['ls'], command: 'rm x', cmd: 'id' }, ['ls', 'rm x', 'id']],
    [{ commands: ['ls'], command: 'rm', args: ['x'] }, [`'rm' 'x'`, 'ls']],
  ])('%j', (input, expected) => {
    expect([...lines(input)].sort()).toEqual([...expected].sort());
  });

  it('joins a here-document that is spread over commands, as the client does', () => {
    expect(lines({ commands: ['sh <<X', 'rm x', 'X', 'ls'] })).toEqual(['sh <<X\nrm x\nX', 'ls']);
    expect(lines({ commands: [`cat <<-'E F'`, 'a', ' E F '] })).toEqual([`cat <<-'E F'\na\n E F `]);
    expect(lines({ commands: ['cat <<X', 'ls'] })).toEqual(['cat <<X', 'ls']);
    expect(lines({ commands: ['cat <<<X', 'X'] })).toEqual(['cat <<<X', 'X']);
  });

  it('does not join over a program with arguments', () => {
    const commands = ['sh <<X', { command: 'rm', args: ['x'] }, 'X'];
    expect(lines({ commands })).toEqual(['sh <<X', `'rm' 'x'`, 'X']);
  });

  it('judges a spread here-document both ways where the client is not known to join', () => {
    const commands = JSON.stringify(['sh <<X', 'rm x', 'X']);
    const expected = ['sh <<X', 'rm x', 'X', 'sh <<X\nrm x\nX'];
    expect(lines({ commands }, EDITOR)).toEqual(expected);
  });

  it.each([
    [{}],
    [[]],
    [{ commands: [] }],
    [{ commands: [''] }],
    [{ commands: [1] }],
    [{ commands: [null] }],
    [{ commands: null }],
    [{ command: 'rm', args: 'x' }],
    [{ command: 'rm', args: [1] }],
    [{ commands: [{ cwd: '/' }] }],
    [7],
    [true],
  ])('%j is refused', (input) => {
    expect(actions('run_commands', input)[0]).toBe('refused');
  });

  it('a text that only looks like a list is a line', () => {
    expect(lines({ commands: '[ -f x ] && rm x' }, EDITOR)).toEqual(['[ -f x ] && rm x']);
    expect(lines({ commands: '{ rm x; }' }, EDITOR)).toEqual(['{ rm x; }']);
    expect(lines({ commands: '["rm x"]' }, CLI)).toEqual(['["rm x"]']);
  });
});

it('a search starts where the client was started', () => {
  expect(actions('search_codebase', { queries: ['x'] })).toEqual([
    'file.grep {"file_path":"/p/sub","pattern":"x","recursive":true}',
  ]);
});

describe('files to read, in every shape the client takes', () => {
  it.each<[unknown, readonly string[]]>([
    [{ files: [{ path: 'a' }, { path: '/etc/b', start_line: 1 }] }, ['/p/a', '/etc/b']],
    [{ files: ['a', { file_path: 'b' }, { filePath: 'c' }] }, ['/p/a', '/p/b', '/p/c']],
    [{ files: { path: 'a' } }, ['/p/a']],
    [{ files: 'a' }, ['/p/a']],
    [{ file_paths: ['a', 'b'] }, ['/p/a', '/p/b']],
    [{ file_paths: 'a' }, ['/p/a']],
    [{ paths: ['a', { path: 'b' }] }, ['/p/a', '/p/b']],
    [{ paths: 'a' }, ['/p/a']],
    [{ path: 'a' }, ['/p/a']],
    [
      ['a', { path: 'b' }],
      ['/p/a', '/p/b'],
    ],
    ['a', ['/p/a']],
    [{ files: ['a'], paths: ['.env'] }, ['/p/a', '/p/.env']],
    [{ path: '~/x' }, ['/p/~/x']],
    [{ path: '../x' }, ['/p/../x']],
    [{ path: '@web:x' }, ['/p/@web:x']],
  ])('%j', (input, expected) => {
    const paths = expected.map((file_path) => `file.read ${JSON.stringify({ file_path })}`);
    expect(actions('read_files', input)).toEqual(paths);
  });

  it.each([
    [{}],
    [{ files: [] }],
    [{ files: [{}] }],
    [{ files: [''] }],
    [{ files: [3] }],
    [null],
    [3],
  ])('%j is refused', (input) => {
    expect(actions('read_files', input)[0]).toBe('refused');
  });
});

describe('several open folders (extension)', () => {
  it.each([
    ['@web:src/a', '/q/web/src/a'],
    ['@other:a', '/p/@other:a'],
    ['a', '/p/a'],
    ['/x', '/x'],
  ])('%s', (path, file_path) => {
    expect(actions('read_file', { path }, EDITOR)).toEqual([
      `file.read ${JSON.stringify({ file_path })}`,
    ]);
  });
});

describe('the editor', () => {
  const edit = (input: object, current: string | undefined) => {
    const call = { dialect: 'cli', tool: 'editor', input: { path: 'a', ...input } } as const;
    const result = toActions(call, CLI);
    return result.ok ? result.operations[0]?.resultingText?.(current) : 'refused';
  };

  it.each<[string, object, string | undefined, string | undefined]>([
    ['one place', { old_text: 'b', new_text: 'x' }, 'abc', 'axc'],
    ['two places', { old_text: 'a', new_text: 'x' }, 'aba', undefined],
    ['no place', { old_text: 'z', new_text: 'x' }, 'abc', undefined],
    ['no file', { old_text: 'z', new_text: 'x' }, undefined, 'x'],
    ['a line', { insert_line: 1, new_text: 'x' }, 'abc', undefined],
    ['nothing to replace', { old_text: '', new_text: 'x' }, 'abc', undefined],
  ])('%s', (_, input, current, expected) => {
    expect(edit(input, current)).toBe(expected);
  });

  it('without a text to replace and without a line only creates', () => {
    for (const old_text of [undefined, null]) {
      const input = { path: 'a', old_text, insert_line: null, new_text: 'x' };
      expect(actions('editor', input)).toEqual([
        'file.write {"file_path":"/p/sub/a","content":"x"}',
      ]);
    }
  });

  it.each([
    [{}],
    [{ path: 'a' }],
    [{ new_text: 'a' }],
    [{ path: '', new_text: 'a' }],
    [{ path: 'a', new_text: 1 }],
    [{ path: 'a', new_text: 'a', old_text: 1 }],
  ])('%j is refused', (input) => {
    expect(actions('editor', input)[0]).toBe('refused');
  });
});

describe('patches', () => {
  const patch = (...body: readonly string[]) =>
    ['*** Begin Patch', ...body, '*** End Patch'].join('\n');
  const added = ['file.write {"file_path":"/p/sub/.env","content":"x\\n"}'];

  it.each<[string, unknown]>([
    ['a field', { input: patch('*** Add File: .env', '+x') }],
    ['a bare text', patch('*** Add File: .env', '+x')],
    ['blanks around the path', patch('*** Add File:    .env  ', '+x')],
    ['words around it', `apply_patch <<"EOF"\n${patch('*** Add File: .env', '+x')}\nEOF`],
    ['text before it', `Here you are:\n${patch('*** Add File: .env', '+x')}`],
    ['a fence', `\`\`\`\n${patch('*** Add File: .env', '+x')}\n\`\`\``],
    ['no marks', '%%bash\n*** Add File: .env\n+x\n'],
    ['windows line ends', patch('*** Add File: .env', '+x').replaceAll('\n', '\r\n')],
  ])('with %s', (_, input) => {
    expect(actions('apply_patch', input)).toEqual(added);
  });

  it('moves, deletes and changes', () => {
    const text = patch(
      '*** Update File: a',
      '*** Move to:  ../b ',
      '@@',
      '-x',
      '+y',
      '*** Delete File: /c',
    );
    expect(actions('apply_patch', { input: text })).toEqual([
      'file.move {"file_path":"/p/sub/a","to":"/p/sub/../b"}',
      'file.delete {"file_path":"/c"}',
    ]);
  });

  it.each([
    ['no file', patch()],
    ['one mark', '*** Begin Patch\n*** Add File: a\n+x'],
    ['marks the wrong way round', '*** End Patch\n*** Add File: a\n+x\n*** Begin Patch'],
    ['a line that names no file', patch('rm -rf /')],
    ['nothing', ''],
  ])('with %s is refused', (_, input) => {
    expect(actions('apply_patch', { input })[0]).toBe('refused');
  });
});

describe('the web', () => {
  it('each address by itself, in numbers too', () => {
    const requests = [
      { url: 'https://EXAMPLE.com./x', prompt: 'p' },
      { url: 'http://0x7f.1/', prompt: 'p' },
    ];
    const found = actions('fetch_web_content', { requests });
    expect(found.map((each) => /"host":"([^"]*)"/.exec(each)?.[1])).toEqual([
      'example.com',
      '127.0.0.1',
    ]);
    expect(actions('fetch_web_content', { requests: JSON.stringify(requests) }, EDITOR)).toEqual(
      found,
    );
  });

  it.each([
    [{}],
    [{ requests: [] }],
    [{ requests: ['x'] }],
    [{ requests: [{ url: 'file:///etc/passwd' }] }],
    [{ requests: '[]' }],
  ])('%j is refused', (input) => {
    expect(actions('fetch_web_content', input)[0]).toBe('refused');
  });

  it('a click in a browser is nothing agsec knows', () => {
    const input = { action: 'click', coordinate: '1,1' };
    expect(actions('browser_action', input, EDITOR)[0]).toMatch(/^unknown\.browser_action /);
    expect(actions('browser_action', { action: 'close' }, EDITOR)[0]).toMatch(/^internal\./);
  });
});

describe('servers', () => {
  it.each([
    ['tiny__echo', 'mcp.tiny.echo'],
    ['a.b__c__d', 'mcp.a_b.c__d'],
    ['__echo', 'unknown.__echo'],
    ['tiny__', 'unknown.tiny__'],
    ['echo', 'unknown.echo'],
    ['toString', 'unknown.toString'],
    ['constructor__', 'unknown.constructor__'],
  ])('%s', (tool, name) => {
    expect(actions(tool, { path: '/p/.env' })[0]?.split(' ')[0]).toBe(name);
  });

  it('arguments that the extension made text of are arguments again', () => {
    const input = { paths: '["/p/.env"]', text: '[not a list', n: '1' };
    expect(actions('tiny__read', input, EDITOR)).toEqual([
      'mcp.tiny.read {"server":"tiny","tool":"read","args":{"paths":["/p/.env"],"text":"[not a list","n":"1"}}',
    ]);
    const legacy = { server_name: 's', tool_name: 't', arguments: '{"uri":"file:///p/.env"}' };
    expect(actions('use_mcp_tool', legacy, EDITOR)).toEqual([
      'mcp.s.t {"server":"s","tool":"t","args":{"uri":"file:///p/.env"}}',
    ]);
  });

  it.each([['nonsense'], ['[1]'], ['7']])('arguments that are %s are refused', (text) => {
    const input = { server_name: 's', tool_name: 't', arguments: text };
    expect(actions('use_mcp_tool', input, EDITOR)[0]).toBe('refused');
  });
});

describe('agents and skills', () => {
  it.each<[string, object, string]>([
    ['team_spawn_teammate', { agentId: 'a', rolePrompt: 'r' }, 'agent.spawn'],
    ['team_run_task', { agentId: 'a', task: 't' }, 'agent.message'],
    ['team_send_message', { toAgentId: 'a', subject: 's', body: 'b' }, 'agent.message'],
    ['team_broadcast', { subject: 's', body: 'b' }, 'agent.message'],
    ['team_status', {}, 'internal.team_status'],
    ['skills', { skill: 'pdf', args: null }, 'agent.skill'],
    ['use_skill', { skill_name: 'pdf' }, 'agent.skill'],
    ['use_subagents', { prompt_1: 'a' }, 'agent.spawn'],
    ['switch_to_act_mode', {}, 'internal.switch_to_act_mode'],
  ])('%s', (tool, input, name) => {
    expect(actions(tool, input)[0]?.split(' ')[0]).toBe(name);
  });

  it('the command that shows a result is a command', () => {
    const input = { result: 'done', command: 'rm x' };
    expect(actions('attempt_completion', input, EDITOR)[1]).toBe('bash.execute {"command":"rm x"}');
    expect(actions('attempt_completion', { result: 'done' }, EDITOR)).toHaveLength(1);
  });
});

it('a bare text is refused for a tool that takes none', () => {
  for (const tool of ['editor', 'spawn_agent', 'tiny__echo', 'ask_question', 'fetch_web_content']) {
    expect(actions(tool, 'x')[0]).toBe('refused');
  }
});
