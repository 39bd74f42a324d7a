import type { Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { HOOK_EVENTS, hookEntry, isOurs, registersOurHook } from './our-hook.ts';

const place: Place = {
  home: '/home/dev',
  user: 'dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/project'],
  os: 'linux',
  root: '',
};
const setting = { place, scope: 'user' } as const;

function file(change: (entry: object) => object = (entry) => entry) {
  const hooks = Object.fromEntries(
    HOOK_EVENTS.map((event) => [event, [change(hookEntry(setting, event))]]),
  );
  return { version: 1, hooks };
}

describe('the entry', () => {
  it('waits longer than anything of ours takes, and leaves no tool out', () => {
    const entry = hookEntry(setting, 'preToolUse');
    expect(entry.timeoutSec).toBe(60);
    expect(entry).not.toHaveProperty('matcher');
    expect(entry.powershell).toContain('exit 2');
    expect(entry.bash).toContain('sleep 15');
    expect(entry.bash).toContain(' AGSEC_ENDS_AFTER=15 ');
  });

  it('of the permission service is asked about MCP servers only', () => {
    const { matcher = '' } = hookEntry(setting, 'permissionRequest');
    expect(
      ['tiny/echo', 'bash', 'edit'].map((tool) => RegExp(`^(?:${matcher})$`).test(tool)),
    ).toEqual([true, false, false]);
  });

  it('of a managed hook names nobody', () => {
    const managed = { place: { ...place, scope: 'managed' }, scope: 'managed' } as const;
    const { bash } = hookEntry(managed, 'preToolUse');
    expect(bash).not.toContain('/home/dev');
    expect(bash).toContain('/usr/local/lib/agsec/bin/copilot.cjs');
    expect(bash).toContain(' managed');
  });
});

describe('a file that registers our hook', () => {
  it('does so as it was installed', () => {
    expect(registersOurHook(file(), setting)).toBe(true);
  });

  it.each<[string, object]>([
    ['a shorter timeout', { timeoutSec: 1 }],
    ['a matcher that fits nothing', { matcher: 'Bash' }],
    ['other variables', { env: { COPILOT_PROJECT_DIR: '/' } }],
    ['another folder', { cwd: '/tmp' }],
    ['another type', { type: 'prompt' }],
    ['another command', { bash: 'true # /copilot.cjs' }],
  ])('does not with %s', (_, change) => {
    expect(
      registersOurHook(
        file((entry) => ({ ...entry, ...change })),
        setting,
      ),
    ).toBe(false);
  });

  it('does not for one event only, nor twice', () => {
    const { hooks } = file();
    expect(registersOurHook({ hooks: { preToolUse: hooks['preToolUse'] } }, setting)).toBe(false);
    const twice = [hookEntry(setting, 'preToolUse'), hookEntry(setting, 'preToolUse')];
    expect(registersOurHook({ hooks: { ...hooks, preToolUse: twice } }, setting)).toBe(false);
  });

  it('is told from others', () => {
    expect(isOurs(hookEntry(setting, 'preToolUse'))).toBe(true);
    expect(isOurs({ type: 'command', bash: 'mine' })).toBe(false);
    expect(isOurs('x')).toBe(false);
  });
});
