import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { HOOK_TIMEOUT, hookEntry, isOurs, registersOurHook } from './our-hook.ts';

const place = {
  home: "/home/o'neil",
  user: 'o',
  agsecHome: "/home/o'neil/.agsec",
  node: '/nonexistent/node',
  projects: [],
  os: 'linux',
  root: '',
} as const;

const entry = hookEntry({ place, scope: 'user' });

describe('the installed command', () => {
  it('is one call of sh, whatever shell the person has', () => {
    // One word behind the two first ones, quoted in the way that bash, zsh, fish and csh read alike.
    expect(entry.command).toMatch(/^\/bin\/sh -c (?:'[^']*'|\\')+$/);
  });

  it.each(['/bin/sh', '/bin/bash'])('denies where node is gone, in %s', (shell) => {
    const { status, stdout, stderr } = spawnSync(shell, ['-c', entry.command], {
      input: '{}',
      encoding: 'utf8',
      env: {},
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('agsec: hook unavailable');
  });

  it('serves all users in managed scope: nothing of one home stands in it', () => {
    const { command } = hookEntry({ place, scope: 'managed' });
    expect(command).not.toContain('neil');
    expect(command).toContain('/usr/local/lib/agsec/bin/codex.cjs');
  });
});

describe('our entry in a table of hooks', () => {
  const setting = { place, scope: 'user' } as const;
  const table = (handler: object, group: object = {}) => ({
    PreToolUse: [{ ...group, hooks: [handler] }],
    PermissionRequest: [{ hooks: [handler] }],
    SessionStart: [{ hooks: [handler] }],
  });

  it('is known in whatever state, and holds only as it was installed', () => {
    expect(isOurs(entry)).toBe(true);
    expect(isOurs({ ...entry, timeout: 600 })).toBe(true);
    expect(isOurs({ command: 'echo agsec-codex' })).toBe(false);
    expect(registersOurHook(table(entry), setting)).toBe(true);
    expect(registersOurHook(table(entry, { matcher: '*' }), setting)).toBe(true);
    for (const handler of [
      { ...entry, async: true },
      { ...entry, timeout: HOOK_TIMEOUT + 1 },
      { ...entry, command: `${entry.command} ` },
      { ...entry, type: 'prompt' },
    ]) {
      expect(registersOurHook(table(handler), setting), JSON.stringify(handler)).toBe(false);
    }
    expect(registersOurHook(table(entry, { matcher: 'Bash' }), setting)).toBe(false);
    const { PermissionRequest: _, ...rest } = table(entry);
    expect(registersOurHook(rest, setting)).toBe(false);
    expect(registersOurHook({ PreToolUse: 'x' }, setting)).toBe(false);
  });
});
