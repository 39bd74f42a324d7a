import { describe, expect, it } from 'vitest';
import { derived, event, operation, run, shellLine, tool } from '../__fixtures__/event-builder.ts';
import { allow, deny, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import type { Action, Params } from '../action.ts';
import { evaluate } from './evaluate.ts';
import { withImpliedActions } from './implied-actions.ts';

/** Names and paths of what an action implies: `file.read /x`. */
const implied = (action: Action, namesFile?: (text: string) => boolean): readonly string[] =>
  withImpliedActions(operation(action), namesFile === undefined ? {} : { namesFile }).derived.map(
    ({ name, params, unknown }) => {
      const path = params['file_path'];
      return `${name} ${unknown.includes('file_path') ? '?' : ''}${typeof path === 'string' ? path : ''}`;
    },
  );

const mcp = (name: string, args: Params): Action =>
  tool(`mcp.${name}`, { server: name.split('.')[0] ?? '', tool: name.split('.')[1] ?? '', args });

describe('Implied actions', () => {
  it.each<[string, Params, readonly string[]]>([
    ['file.grep', { file_path: '/p' }, ['file.read /p']],
    ['file.edit', { file_path: '/p/x' }, ['file.read /p/x', 'file.write /p/x']],
    [
      'notebook.edit',
      { file_path: '/p/n' },
      ['file.edit /p/n', 'file.read /p/n', 'file.write /p/n'],
    ],
    [
      'file.move',
      { file_path: '/a', to: '/b' },
      ['file.read /a', 'file.delete /a', 'file.write /b'],
    ],
    ['file.copy', { file_path: '/a', to: '/b' }, ['file.read /a', 'file.write /b']],
    ['file.link', { file_path: '/link', to: '/target' }, ['file.read /target', 'file.write /link']],
    ['file.read', { file_path: '/p' }, []],
    ['file.list', { file_path: '/p' }, []],
    ['web.fetch', { url: 'https://a/x' }, []],
    ['internal.todo', { args: { path: '/x' } }, []],
    ['constructor', { file_path: '/p' }, []],
  ])('%s %j', (name, params, expected) => {
    expect(implied(tool(name, params))).toEqual(expected);
  });

  it('closes the way round a deny through another tool', () => {
    const compiled = userPolicies(
      allow('All', '*'),
      deny('NoEnv', 'file.read', where('params.file_path', 'regex', '\\.env$')),
    );
    for (const action of [
      tool('file.grep', { file_path: '/p/.env', pattern: 'KEY' }),
      tool('file.grep', { file_path: '/p', pattern: 'KEY', glob: '.env' }),
      tool('file.grep', { file_path: '/p', pattern: 'KEY', glob: '**/.env' }),
      tool('file.grep', { file_path: '/p', pattern: 'KEY', glob: '*.ts,.env' }),
      tool('file.grep', { file_path: '/p', pattern: 'KEY', glob: '!x  src/{a,.}{env,ts}' }),
      tool('file.edit', { file_path: '/p/.env' }),
      tool('file.copy', { file_path: '/p/.env', to: '/tmp/x' }),
      tool('file.move', { file_path: '/p/.env', to: '/tmp/x' }),
      tool('file.link', { file_path: '/tmp/x', to: '/p/.env' }),
      mcp('fs.get', { path: '/p/.env' }),
    ]) {
      const decision = evaluate(compiled, event(action));
      expect([action.name, decision.statement?.sid]).toEqual([action.name, 'NoEnv']);
    }
    for (const action of [
      tool('file.grep', { file_path: '/p', pattern: '.env', glob: '*.ts' }),
      tool('file.grep', { file_path: '/p', pattern: 'x', glob: '!.env' }),
      tool('file.copy', { file_path: '/p/.env.example', to: '/p/x' }),
      mcp('issues.create', { title: '.env', body: 'read .env' }),
    ]) {
      expect([action.name, evaluate(compiled, event(action)).effect]).toEqual([
        action.name,
        'allow',
      ]);
    }
  });

  it('applies to what a shell line does as well: mv .env x deletes .env', () => {
    const compiled = userPolicies(
      allow('Bash', 'bash.execute'),
      deny('Keep', 'file.delete', where('params.file_path', 'regex', '\\.env$')),
    );
    const parts = [run('mv .env x'), derived('file.move', { file_path: '/p/.env', to: '/p/x' })];
    expect(evaluate(compiled, event(shellLine('mv .env x', parts))).effect).toBe('deny');
  });

  it('carries unknowns, forms, notes and wrappers over, under the right names', () => {
    const move: Action & { readonly globs: readonly string[]; readonly elsewhere: true } = {
      ...derived('file.move', { file_path: '/a', to: '/b/*', cwd: '/w' }),
      via: { name: 'mv', wrappers: ['sudo'], file: '/w/x.sh' },
      unknown: ['to'],
      forms: { file_path: ['/a', '/real'], to: ['/b/*'] },
      allowForms: { to: ['/b/*'] },
      doubtful: ['to'],
      globs: ['to'],
      elsewhere: true,
    };
    const [, , write] = withImpliedActions(operation(tool('x.y'), [move])).derived.slice(1);
    expect(write).toEqual({
      name: 'file.write',
      origin: 'derived',
      params: { from: '/a', file_path: '/b/*', cwd: '/w' },
      via: { name: 'file.move', wrappers: ['sudo'], file: '/w/x.sh' },
      unknown: ['file_path'],
      forms: { from: ['/a', '/real'], file_path: ['/b/*'] },
      allowForms: { file_path: ['/b/*'] },
      doubtful: ['file_path'],
      globs: ['file_path'],
      elsewhere: true,
    });
  });

  it('implies the write of a target that is not known', () => {
    expect(implied(tool('file.copy', { file_path: '/a' }, { unknown: ['to'] }))).toEqual([
      'file.read /a',
      'file.write ?',
    ]);
  });

  it('is added once however often it is asked for, also after paths were resolved', () => {
    const call = operation(tool('notebook.edit', { file_path: 'n' }), [
      derived('file.move', { file_path: 'a', to: 'b' }),
    ]);
    const once = withImpliedActions(call);
    expect(once.derived).toHaveLength(7);
    const resolved = {
      ...once,
      derived: once.derived.map((action) => ({ ...action, params: { file_path: '/w/real' } })),
    };
    expect(withImpliedActions(resolved)).toBe(resolved);
    expect(evaluate(userPolicies(), event(once)).actions).toHaveLength(8);
  });

  it('leaves an operation that implies nothing as it is', () => {
    const call = operation(tool('file.read', { file_path: '/x' }));
    expect(withImpliedActions(call)).toBe(call);
  });
});

describe('Implied actions of MCP and unknown tools', () => {
  it.each<[string, Params, readonly string[]]>([
    ['fs.read_file', { path: '/p/x' }, ['file.read /p/x']],
    ['fs.readFile', { filePath: '/p/x' }, ['file.read /p/x']],
    ['fs.get', { file_path: '/p/x' }, ['file.read /p/x']],
    ['fs.get', { FILENAME: 'x' }, ['file.read x']],
    ['fs.get', { file_name: 'x' }, ['file.read x']],
    ['fs.get_many', { paths: ['/a', ['/b']] }, ['file.read /a', 'file.read /b']],
    ['fs.get_many', { files: [{ path: '/a', head: 3 }] }, ['file.read /a']],
    ['fs.get', { uri: 'file:///p/%2Eenv' }, ['file.read /p/.env']],
    ['fs.get', { uri: 'FILE://localhost/p/x?y#z' }, ['file.read /p/x']],
    ['fs.get', { where: 'file:/p/x' }, ['file.read /p/x']],
    ['fs.get', { uri: 'file:///p/%zz' }, ['file.read /p/%zz']],
    ['fs.write_file', { path: '/x', content: 'path: /y' }, ['file.read /x', 'file.write /x']],
    ['fs.createDirectory', { path: '/x' }, ['file.read /x', 'file.write /x']],
    ['fs.delete_file', { path: '/x' }, ['file.read /x', 'file.delete /x']],
    ['fs.unlink', { path: '/x' }, ['file.read /x', 'file.delete /x']],
    [
      'fs.move_file',
      { source: '/a', destination: '/b' },
      ['file.read /a', 'file.delete /a', 'file.read /b', 'file.write /b'],
    ],
    ['fs.rename', { path: '/a' }, ['file.read /a', 'file.write /a', 'file.delete /a']],
    [
      'fs.copy_file',
      { source: '/a', destination: '/b' },
      ['file.read /a', 'file.read /b', 'file.write /b'],
    ],
    ['web.get', { uri: 'https://example.com/x' }, []],
    ['db.get', { source: 's3://bucket/x' }, []],
    ['fs.get', { path: '' }, []],
    ['issues.get', { title: '/etc/passwd', file_id: '3' }, []],
  ])('%s %j', (name, args, expected) => {
    expect(implied(mcp(name, args))).toEqual(expected);
  });

  it('reads a tool that no adapter knows the same way', () => {
    expect(implied(tool('unknown.ReadSecret', { args: { path: '/p/.env' } }))).toEqual([
      'file.read /p/.env',
    ]);
  });

  it('takes an argument of any name that names an existing file', () => {
    const exists = (text: string) => text === '/p/.env';
    expect(implied(mcp('tool.load', { what: '/p/.env', other: '/p/none' }), exists)).toEqual([
      'file.read /p/.env',
    ]);
    expect(implied(mcp('tool.load', { what: '/p/.env' }))).toEqual([]);
  });

  it('judges by the name of the tool, not of its server', () => {
    expect(implied(mcp('delete-service.show', { path: '/x' }))).toEqual(['file.read /x']);
  });

  it('an argument that is not known reads a file that is not known', () => {
    const call = (unknown: readonly string[], args: Params) =>
      implied(tool('mcp.fs.delete', { tool: 'delete', args }, { unknown }));
    expect(call(['args.path'], {})).toEqual(['file.read ?', 'file.delete ?']);
    expect(call(['args'], {})).toEqual(['file.read ?', 'file.delete ?']);
    expect(call(['args.path'], { path: '/a/*' })).toEqual(['file.read ?/a/*', 'file.delete ?/a/*']);
    expect(call(['args.count'], {})).toEqual([]);
  });

  it('more arguments than are looked at may hide a path', () => {
    const many = Array.from({ length: 300 }, (_, index) => `/p/${index}`);
    const found = implied(mcp('fs.get', { paths: many }));
    expect(found.at(-1)).toBe('file.read ?');
  });

  it('a path longer than the system takes is not known, a long text is no path', () => {
    const long = `/${'x'.repeat(5_000)}`;
    expect(implied(mcp('fs.get', { path: long }))).toEqual([`file.read ?${long}`]);
    expect(implied(mcp('fs.run', { source: `${long}\n` }))).toEqual([]);
  });
});
