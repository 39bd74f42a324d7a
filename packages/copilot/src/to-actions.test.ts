import { describe, expect, it } from 'vitest';
import type { Dialect } from './payload.ts';
import { toActions } from './to-actions.ts';

const CWD = '/home/dev/project';

function operations(tool: string, input: unknown, dialect: Dialect = 'runtime') {
  const result = toActions({ tool, input, cwd: CWD }, dialect);
  if (!result.ok) throw new Error(result.issues.join('; '));
  return result.operations;
}

function actions(tool: string, input: unknown, dialect: Dialect = 'runtime') {
  return operations(tool, input, dialect).map(({ action: { name, params } }) => {
    const { cwd, ...rest } = params;
    expect(cwd).toBe(CWD);
    return [name, rest];
  });
}

function issues(tool: string, input: unknown, dialect: Dialect = 'runtime') {
  const result = toActions({ tool, input, cwd: CWD }, dialect);
  return result.ok ? [] : result.issues;
}

describe('tools of the runtime', () => {
  it.each<[string, object, readonly (readonly [string, object])[]]>([
    [
      'bash',
      { command: 'npm start', detach: true },
      [['bash.execute', { command: 'npm start', background: true }]],
    ],
    ['bash', { command: 'ls', mode: 'sync' }, [['bash.execute', { command: 'ls' }]]],
    [
      'powershell',
      { command: 'Remove-Item x' },
      [['code.execute', { language: 'powershell', source: 'inline', code: 'Remove-Item x' }]],
    ],
    ['write_bash', { shellId: '1', input: 'rm x{enter}' }, [['unknown.write_bash', {}]]],
    [
      'grep',
      { pattern: 'x', paths: ['src', '/etc'], glob: '*.ts' },
      [
        ['file.grep', { file_path: `${CWD}/src`, pattern: 'x', recursive: true, glob: '*.ts' }],
        ['file.grep', { file_path: '/etc', pattern: 'x', recursive: true, glob: '*.ts' }],
      ],
    ],
    [
      'rg',
      { pattern: 'x', paths: '.env' },
      [['file.grep', { file_path: `${CWD}/.env`, pattern: 'x', recursive: true }]],
    ],
    [
      'glob',
      { pattern: '/home/dev/.ssh/*', paths: 'src' },
      [
        [
          'file.glob',
          { file_path: '/home/dev/.ssh', pattern: '/home/dev/.ssh/*', recursive: true },
        ],
      ],
    ],
    [
      'str_replace_editor',
      { command: 'create', path: '/p/x', file_text: 'y' },
      [['file.write', { file_path: '/p/x', content: 'y' }]],
    ],
    [
      'str_replace_editor',
      { command: 'insert', path: '/p/x', insert_line: 1, new_str: 'y' },
      [['file.edit', { file_path: '/p/x', content: 'y' }]],
    ],
    [
      'write_agent',
      { agent_id: 'gp', message: 'go on' },
      [['agent.message', { prompt: 'go on', type: 'gp' }]],
    ],
  ])('%s %j', (tool, input, expected) => {
    expect(actions(tool, input)).toMatchObject(expected);
  });

  it('an edit without a new text removes the old one', () => {
    const [operation] = operations('edit', { path: 'a', old_str: 'x' });
    expect(operation?.resultingText?.('axb')).toBe('ab');
    expect(operation?.resultingText?.('axbx')).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['bash', {}],
    ['bash', { command: '' }],
    ['bash', { command: ['ls'] }],
    ['create', { path: '/p/x' }],
    ['view', { path: 1 }],
    ['grep', { pattern: 'x', paths: [1] }],
    ['web_fetch', { url: 'file:///etc/passwd' }],
    ['str_replace_editor', { command: 'undo_edit', path: '/p/x' }],
    ['task', { description: 'x' }],
  ])('%s %j is refused', (tool, input) => {
    expect(issues(tool, input).join()).toContain(tool);
  });
});

describe('apply_patch', () => {
  const patch = (...lines: readonly string[]) =>
    ['*** Begin Patch', ...lines, '*** End Patch', ''].join('\n');

  it('is every file it names, whichever way it comes', () => {
    const text = patch('*** Update File: a', '*** Move to: .env', '@@', '-x', '+y');
    const expected = [['file.move', { file_path: 'a', to: '.env' }]];
    expect(actions('apply_patch', text)).toEqual(expected);
    expect(actions('apply_patch', { input: text })).toEqual(expected);
    expect(actions('apply_patch', JSON.stringify({ input: text }))).toEqual(expected);
    expect(actions('Edit', text, 'runtime-pascal')).toEqual(expected);
    expect(actions('apply_patch', { input: text, explanation: '' }, 'vscode')).toEqual(expected);
  });

  it('tells what a file is afterwards', () => {
    const [operation] = operations('apply_patch', patch('*** Update File: a', '@@', '-on', '+off'));
    expect(operation?.resultingText?.('on\n')).toBe('off\n');
  });

  it.each([
    ['blanks before a path', patch('*** Add File:  .env', '+x'), ['.env']],
    ['blanks of another kind', patch('*** Add File: \u00a0.env\t', '+x'), ['.env']],
    [
      'blanks before a target',
      patch('*** Update File: a', '*** Move to:  .env', '@@', '+x'),
      ['a'],
    ],
    [
      'a line that ends with CR',
      patch('*** Add File: ok\r*** Add File: .env', '+x'),
      ['ok', '.env'],
    ],
    ['Windows line ends', patch('*** Add File: .env', '+x').replaceAll('\n', '\r\n'), ['.env']],
    ['a line separator, which ends no line', patch('*** Add File: a\u2028b', '+x'), ['a\u2028b']],
  ])('is read as the client reads %s', (_, text, paths) => {
    const found = operations('apply_patch', text).map(({ action }) => action.params);
    expect(found.map(({ file_path }) => file_path)).toEqual(paths);
    for (const { to } of found) expect([undefined, '.env']).toContain(to);
  });

  it.each<[string, unknown]>([
    ['no patch', 'hello'],
    ['a patch of nothing', patch()],
    ['a patch that does not end', '*** Begin Patch\n*** Delete File: x\n'],
    ['an object without one', { patch: patch('*** Delete File: x') }],
    ['a number', 1],
  ])('%s is refused', (_, input) => {
    expect(issues('apply_patch', input)).not.toEqual([]);
  });
});

describe('tools of MCP servers', () => {
  it.each([
    ['tiny-echo', 'mcp.tiny.echo'],
    ['github-mcp-server-list_issues', 'mcp.github-mcp-server.list_issues'],
    ['my.server-run', 'mcp.my_server.run'],
    ['-echo', 'unknown.-echo'],
    ['tiny-', 'unknown.tiny-'],
    ['teleport', 'unknown.teleport'],
    ['mcp_tiny_echo', 'unknown.mcp_tiny_echo'],
    ['constructor', 'unknown.constructor'],
  ])('%s is %s', (tool, name) => {
    expect(actions(tool, { path: '/p/x' })).toMatchObject([[name, { args: { path: '/p/x' } }]]);
  });

  it('of VS Code begin with mcp_', () => {
    expect(actions('mcp_tiny_delete_thing', {}, 'vscode')).toMatchObject([
      ['mcp.tiny.delete_thing', {}],
    ]);
    expect(actions('my-tool', {}, 'vscode')).toMatchObject([['unknown.my-tool', {}]]);
  });
});

describe('tools of VS Code', () => {
  it.each<[string, object, readonly (readonly [string, object])[]]>([
    [
      'run_in_terminal',
      { command: 'npm start', isBackground: true },
      [['bash.execute', { command: 'npm start', background: true }]],
    ],
    ['runInTerminal', { command: 'ls' }, [['bash.execute', { command: 'ls' }]]],
    ['copilot_readFile', { filePath: '/p/.env' }, [['file.read', { file_path: '/p/.env' }]]],
    ['deleteFile', { path: 'src/x' }, [['file.delete', { file_path: 'src/x' }]]],
    [
      'multi_replace_string_in_file',
      {
        replacements: [
          { filePath: '/p/a', oldString: 'x', newString: 'y' },
          { filePath: '/p/.env', oldString: 'x', newString: 'z' },
        ],
      },
      [
        ['file.edit', { file_path: '/p/a', content: 'y' }],
        ['file.edit', { file_path: '/p/.env', content: 'z' }],
      ],
    ],
    [
      'editFiles',
      { files: ['a', '.env'] },
      [
        ['file.edit', { file_path: 'a' }],
        ['file.edit', { file_path: '.env' }],
      ],
    ],
    [
      'create_and_run_task',
      { task: { label: 'x', type: 'shell', command: 'rm', args: ['-rf', 'victim'] } },
      [['bash.execute', { command: 'rm -rf victim' }]],
    ],
    [
      'fetch_webpage',
      { urls: ['https://a.example', 'http://169.254.169.254/'], query: '' },
      [
        ['web.fetch', { host: 'a.example' }],
        ['web.fetch', { host: '169.254.169.254' }],
      ],
    ],
    ['runSubagent', { prompt: 'go' }, [['agent.spawn', { prompt: 'go' }]]],
    ['run_vscode_command', { commandId: 'x' }, [['unknown.run_vscode_command', {}]]],
    ['run_task', { id: 'build' }, [['unknown.run_task', {}]]],
    ['bash', { command: 'ls' }, [['unknown.bash', {}]]],
  ])('%s %j', (tool, input, expected) => {
    expect(actions(tool, input, 'vscode')).toMatchObject(expected);
  });

  it.each<[string, object]>([
    ['create_and_run_task', { task: {} }],
    ['fetch_webpage', { urls: [] }],
    ['editFiles', {}],
    ['multi_replace_string_in_file', { replacements: [{ filePath: '/p/a' }] }],
    ['create_file', { content: 'x' }],
  ])('%s %j is refused', (tool, input) => {
    expect(issues(tool, input, 'vscode')).not.toEqual([]);
  });
});
