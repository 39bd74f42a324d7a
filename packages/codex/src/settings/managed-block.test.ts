import { describe, expect, it } from 'vitest';
import { holdsManagedHook, withManagedHook, withoutManagedHook } from './managed-block.ts';
import { readConfig } from './read-config.ts';

const setting = {
  place: {
    home: '/root',
    agsecHome: '/root/.agsec',
    node: '/usr/bin/node',
    projects: [],
    os: 'linux',
    root: '',
  },
  scope: 'managed',
} as const;

function added(text: string | undefined): string {
  const outcome = withManagedHook(text, setting);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.text ?? '';
}

describe('a requirements.toml', () => {
  it.each<[string, string | undefined]>([
    ['that is not there', undefined],
    ['that is empty', ''],
    ['with settings', 'allow_managed_hooks_only = true\n'],
    ['whose last line has no end', '# mine\nallow_managed_hooks_only = true'],
    ['with windows line ends', 'a = 1\r\n[b]\r\nc = 2\r\n'],
    ['that pins hooks already', '[features]\nhooks = true # ours\n'],
    [
      'with hooks of others',
      '[[hooks.PreToolUse]]\nmatcher = "Bash"\n[[hooks.PreToolUse.hooks]]\ntype = "command"\ncommand = "x"\n',
    ],
    ['with a table of hooks', '[hooks]\nmanaged_dir = "/etc/codex/hooks"\n'],
  ])('%s is as before after adding twice and taking out', (_, text) => {
    const once = added(text);
    expect(once.startsWith(text ?? '')).toBe(true);
    expect(holdsManagedHook(once, setting)).toBe(true);
    expect(readConfig(once).ok).toBe(true);
    expect(added(once)).toBe(once);
    expect(withoutManagedHook(once)).toEqual({ ok: true, text });
  });

  it('keeps what was written behind our part', () => {
    const later = `${added('a = 1\n')}[later]\nb = 2\n`;
    expect(withoutManagedHook(later)).toEqual({ ok: true, text: 'a = 1\n[later]\nb = 2\n' });
    const made = `${added(undefined)}[later]\nb = 2\n`;
    expect(withoutManagedHook(made)).toEqual({ ok: true, text: '[later]\nb = 2\n' });
  });

  it.each([
    ['is not TOML', 'nonsense', { line: 1 }],
    ['switches hooks off', '[features]\nhooks = false\n', {}],
    ['has features elsewhere', '[features]\nplugins = false\n', {}],
    ['has its hooks in a form of their own', 'hooks = { PreToolUse = [] }\n', {}],
    ['has half of our part', '# >>> agsec\n[features]\n', { line: 1 }],
  ])('that %s is refused', (_, text, where) => {
    const outcome = withManagedHook(text, setting);
    expect(outcome).toMatchObject({ ok: false, ...where });
  });

  it('holds no hook that was changed', () => {
    const text = added(undefined);
    for (const changed of [
      text.replace('hooks = true', 'hooks = false'),
      text.replace('hooks = true', ''),
      text.replace('timeout = 15', 'timeout = 600'),
      text.replace('type = "command"', 'type = "prompt"'),
      text.replace('[[hooks.PermissionRequest]]', '[[hooks.Other]]'),
      text.replace('[[hooks.PreToolUse]]\n', '[[hooks.PreToolUse]]\nmatcher = "Bash"\n'),
    ]) {
      expect(holdsManagedHook(changed, setting)).toBe(false);
    }
  });
});
