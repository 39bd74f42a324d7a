import { spawnSync } from 'node:child_process';
import type { Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { isInstalled, plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { HOOK_EVENTS } from './our-hook.ts';

const place: Place = {
  home: '/home/dev',
  user: 'dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/shop'],
  os: 'linux',
  root: '',
};

function apply(text?: string, scope: Scope = 'user') {
  const [edit] = plan(scope, place, 'x64').edits;
  if (edit === undefined) throw new Error('no edit');
  return edit.apply(text);
}

function installed(scope: Scope = 'user'): string {
  const outcome = apply(undefined, scope);
  if (!outcome.ok || outcome.text === undefined) throw new Error('not installed');
  return outcome.text;
}

describe('where it is written', () => {
  it.each([
    ['user', ['/home/dev/.codeium/windsurf/hooks.json', '/home/dev/.codeium/hooks.json']],
    ['project', ['/home/dev/shop/.windsurf/hooks.json']],
    ['managed', ['/etc/windsurf/hooks.json']],
  ] as const)('%s', (scope, paths) => {
    expect(plan(scope, place, 'x64').edits.map(({ path }) => path)).toEqual(paths);
  });

  it('macOS has root’s elsewhere', () => {
    const [edit] = plan('managed', { ...place, os: 'darwin' }, 'x64').edits;
    expect(edit?.path).toBe('/Library/Application Support/Windsurf/hooks.json');
  });
});

describe('what is written', () => {
  const { hooks } = JSON.parse(installed());

  it('is one entry for each hook that can block', () => {
    expect(Object.keys(hooks).sort()).toEqual([...HOOK_EVENTS].sort());
    for (const event of HOOK_EVENTS) {
      expect(hooks[event]).toEqual([
        { command: expect.any(String), powershell: expect.any(String), show_output: true },
      ]);
    }
  });

  it('blocks on Windows, where the command is none', () => {
    expect(hooks.pre_run_command[0].powershell).toMatch(/exit 2$/);
  });

  it('blocks when its node is gone, by bash as the client starts it', () => {
    const [{ command }] = hooks.pre_run_command;
    const gone = command.replace('/usr/bin/node', '/nowhere/node');
    const run = spawnSync('/bin/bash', ['-c', gone], { input: '{}', encoding: 'utf8' });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain('agsec: hook unavailable');
  });

  it('serves every user at managed scope, and names nobody', () => {
    expect(installed('managed')).not.toContain('/home/dev');
    expect(installed('managed')).toContain('/usr/local/lib/agsec/bin/windsurf.cjs');
  });
});

describe('a file that Windsurf may drop', () => {
  it.each([
    ['hooks that are a list', '{\n"hooks": []}', 2],
    ['handlers that are an object', '{"hooks":{\n"pre_run_command":{}}}', 2],
    ['a handler that is a text', '{"hooks":{"pre_run_command":[\n"x"]}}', 2],
    ['a handler without a command', '{"hooks":{"post_run_command":[\n{}]}}', 2],
    ['a command that is a number', '{"hooks":{"post_run_command":[{\n"command":7}]}}', 2],
    ['a comment', '{\n// mine\n"hooks": {}}', 2],
    ['a comma too much', '{"hooks":{},}', 1],
    ['a byte order mark', '\ufeff{"hooks":{}}', 1],
    ['a list', '[]', 1],
  ])('is refused with its place: %s', (_, text, line) => {
    expect(apply(text)).toMatchObject({ ok: false, line, column: expect.any(Number) });
  });

  it('counts as not installed, whatever it holds', () => {
    expect(isInstalled('user', place, () => installed())).toBe(true);
    expect(isInstalled('user', place, () => `\ufeff${installed()}`)).toBe(false);
    expect(
      isInstalled('user', place, (path) => (/windsurf/.test(path) ? installed() : undefined)),
    ).toBe(false);
  });
});

describe('a hook of ours that was changed', () => {
  it.each([
    ['the command', (text: string) => text.replace('/usr/bin/node', '/bin/true')],
    [
      'the folder',
      (text: string) => text.replace('"show_output"', '"working_directory": "/", "show_output"'),
    ],
    ['the one for Windows', (text: string) => text.replace('exit 2"', 'exit 0"')],
    ['one hook less', (text: string) => text.replace('"pre_read_code"', '"post_read_code"')],
  ])('is found and put right: %s', (_, change) => {
    const changed = change(installed());
    expect(changed).not.toBe(installed());
    expect(isInstalled('project', place, () => changed)).toBe(false);
    const mended = apply(changed, 'project');
    expect(mended.ok && isInstalled('project', place, () => mended.text)).toBe(true);
  });
});

describe('installed hooks', () => {
  it('are started by bash in the folder of the workspace', () => {
    const hooks = installedHooks('project', place, () => installed('project'));
    expect(hooks.map(({ hook }) => hook)).toEqual([...HOOK_EVENTS]);
    expect(hooks[0]).toMatchObject({
      file: '/home/dev/shop/.windsurf/hooks.json',
      cwd: '/home/dev/shop',
      timeout: 10,
      command: { kind: 'exec', command: '/bin/bash', args: ['-c', expect.any(String)] },
    });
  });

  it('are tested as they stand, in each file of a person', () => {
    const text = installed().replaceAll('/usr/bin/node', '/evil');
    const hooks = installedHooks('user', place, () => text);
    expect(new Set(hooks.map(({ file }) => file)).size).toBe(2);
    expect(JSON.stringify(hooks)).toContain('/evil');
  });

  it.each([undefined, '', '{', '{}', '{"hooks":{"pre_run_command":[{"command":"mine"}]}}'])(
    'there are none in %j',
    (text) => expect(installedHooks('user', place, () => text)).toEqual([]),
  );
});
