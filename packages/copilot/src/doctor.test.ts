import type { DoctorInput, Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { doctor } from './doctor.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/project'],
  os: 'linux',
  root: '',
};

type Files = { readonly [path: string]: string };

function findings(files: Files, scope: Scope = 'user', version: string | undefined = '1.0.102') {
  const input: DoctorInput = {
    place: { ...place, scope },
    scope,
    readFile: (path) => files[path],
    listFolder: (folder) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
    ...(version === undefined ? {} : { clientVersion: version }),
  };
  return doctor(input, {}).map(({ check, level }) => `${level} ${check}`);
}

const HOOKS = '{"version":1,"hooks":{"preToolUse":[{"bash":"x"}]}}';

describe('the client', () => {
  it.each<[string | undefined, string]>([
    ['1.0.102', 'ok client'],
    ['1.0.70', 'ok client'],
    ['2.0.0', 'ok client'],
    ['1.0.69', 'open client'],
    ['0.0.422', 'open client'],
    ['nonsense', 'open client'],
  ])('%s', (version, expected) => {
    expect(findings({}, 'user', version)).toEqual([expected]);
  });

  it('that is not there is no more than unknown', () => {
    const input = { place, scope: 'user', readFile: () => undefined } as const;
    expect(doctor(input, {}).map(({ level }) => level)).toEqual(['warn']);
  });
});

describe('ways around the hook', () => {
  it.each<[string, Files, string]>([
    [
      'a file that is ignored',
      { '/home/dev/.copilot/hooks/agsec.json': '\ufeff{}' },
      'open hook-file',
    ],
    [
      'a repository that disables hooks',
      { '/home/dev/project/.github/copilot/settings.json': '{"disableAllHooks":true}' },
      'open disableAllHooks',
    ],
    [
      'the same by settings of Claude Code',
      { '/home/dev/project/.claude/settings.local.json': '{"disableAllHooks":true}' },
      'open disableAllHooks',
    ],
    [
      'a plugin',
      { '/home/dev/project/.github/copilot/settings.json': '{"enabledPlugins":{"a":true}}' },
      'warn plugins',
    ],
    [
      'a hook of the repository',
      { '/home/dev/project/.github/hooks/x.json': HOOKS },
      'warn foreign-hooks',
    ],
    [
      'another hook of the person',
      { '/home/dev/.copilot/hooks/x.json': HOOKS },
      'warn foreign-hooks',
    ],
    ['one in their settings', { '/home/dev/.copilot/settings.json': HOOKS }, 'warn foreign-hooks'],
    [
      'one that answers prompts',
      {
        '/home/dev/project/.github/hooks/x.json':
          '{"hooks":{"PermissionRequest":[{"command":"x"}]}}',
      },
      'warn foreign-hooks',
    ],
    [
      'settings of the editor',
      { '/home/dev/project/.vscode/settings.json': '{"chat.hookFilesLocations":{}}' },
      'warn editor',
    ],
    [
      'hooks of Claude Code, which VS Code runs too',
      {
        '/home/dev/.claude/settings.json':
          '{"hooks":{"PreToolUse":[{"matcher":"*","hooks":[{"type":"command","command":"x"}]}]}}',
      },
      'warn claude-hooks',
    ],
  ])('%s', (_, files, expected) => {
    expect(findings(files)).toEqual(['ok client', expected]);
  });

  it.each([
    ['/home/dev', 'user', 'ok', /^VS Code also .*only a deny/],
    ['/home/dev', 'project', 'warn', /^VS Code also .*approved twice/],
    ['/home/dev/project', 'user', 'ok', /^Copilot also .*only a deny/],
    ['/home/dev/project', 'managed', 'ok', /^Copilot also .*only a deny/],
    ['/home/dev/project', 'project', 'warn', /^Copilot also .*approved twice/],
  ] as const)(
    'of agsec’s hook for Claude Code in %s, at %s scope',
    (folder, scope, level, detail) => {
      const entry = { type: 'command', command: '/x', args: ['AGSEC_INSTALL=abc', '--'] };
      const settings = { hooks: { PreToolUse: [{ matcher: '*', hooks: [entry] }] } };
      const files = { [`${folder}/.claude/settings.json`]: JSON.stringify(settings) };
      const input = { place, scope, readFile: (path: string) => files[path] };
      const found = doctor(input, {}).filter(({ check }) => check === 'claude-hooks');
      expect(found).toMatchObject([{ level, detail: expect.stringMatching(detail) }]);
    },
  );

  it('do not include what a managed hook does not mind', () => {
    const files = { '/home/dev/project/.claude/settings.json': '{"disableAllHooks":true}' };
    expect(findings(files, 'managed')).toEqual(['ok client']);
  });

  it('do not include harmless files', () => {
    expect(
      findings({
        '/home/dev/project/.claude/settings.json': '{"model":"x","disableAllHooks":false}',
        '/home/dev/project/.github/hooks/readme.md': HOOKS,
        '/home/dev/project/.github/hooks/log.json': '{"hooks":{"sessionEnd":[{"bash":"x"}]}}',
        '/home/dev/project/.vscode/settings.json': '{"editor.tabSize": 2}',
        '/home/dev/.claude/settings.json': '{"model":"x"}',
      }),
    ).toEqual(['ok client']);
  });
});
