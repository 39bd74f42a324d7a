import type { Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { HOOK_EVENTS } from './our-hook.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/shop'],
  os: 'linux',
  root: '',
};

function installed(scope: 'user' | 'project' | 'managed'): string {
  const outcome = plan(scope, place, 'x64').edits[0]?.apply(undefined);
  return (outcome?.ok && outcome.text) || '';
}

describe('installed hooks', () => {
  it.each([
    ['user', '/home/dev/.cursor', '/home/dev/.cursor/hooks.json'],
    ['project', '/home/dev/shop', '/home/dev/shop/.cursor/hooks.json'],
    ['managed', '/etc/cursor', '/etc/cursor/hooks.json'],
  ] as const)('of scope %s are started as the client does, in %s', (scope, cwd, file) => {
    const hooks = installedHooks(scope, place, () => installed(scope));
    expect(hooks.map(({ hook }) => hook)).toEqual([...HOOK_EVENTS]);
    for (const hook of hooks) {
      expect(hook).toMatchObject({
        file,
        cwd,
        timeout: 10,
        command: { kind: 'shell', line: expect.stringContaining('cursor.cjs') },
        environment: { CURSOR_PROJECT_DIR: '/home/dev/shop' },
      });
    }
  });

  it('are tested as they stand, tampered with or not', () => {
    const text = installed('user').replaceAll('/usr/bin/node', '/evil').replace('10,', '3,');
    const [hook] = installedHooks('user', place, () => text);
    expect(hook?.command).toMatchObject({ line: expect.stringContaining('/evil') });
    expect(hook?.timeout).toBe(3);
  });

  it.each([
    undefined,
    '',
    '{',
    '{"version":1,"hooks":{}}',
    '{"version":1,"hooks":{"preToolUse":[{"command":"mine"}]}}',
    installed('user').replace('"version": 1', '"version": "1"'),
  ])('there are none in %j', (text) => {
    expect(installedHooks('user', place, () => text)).toEqual([]);
  });
});
