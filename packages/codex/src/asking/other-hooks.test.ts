import { describe, expect, it } from 'vitest';
import { codexPlace } from '../client-files.ts';
import { hookEntry } from '../our-hook.ts';
import { otherHooks } from './other-hooks.ts';

const place = codexPlace(
  { home: '/h', agsecHome: '/h/.agsec', node: '/n', projects: [], os: 'linux', root: '' },
  undefined,
);

const ours = hookEntry({ place, scope: 'user' });
const theirs = { type: 'command', command: 'x' };
const list = (event: string, ...handlers: readonly object[]): string =>
  JSON.stringify({ hooks: { [event]: [{ hooks: [ours] }, { hooks: handlers }] } });
const toml = (event: string): string =>
  `[[hooks.${event}]]\n[[hooks.${event}.hooks]]\ntype = "command"\ncommand = "x"\n`;

function found(files: { readonly [path: string]: string }): string | undefined {
  return otherHooks({
    place,
    folders: ['/work/a'],
    profiles: ['/h/.codex/fast.config.toml'],
    readText: (path) => files[path],
  });
}

describe('hooks of others', () => {
  it('are none where there are only ours, and such as cannot answer or change a call', () => {
    expect(found({})).toBeUndefined();
    expect(
      found({
        '/h/.codex/hooks.json': list('PreToolUse', ours),
        '/work/.codex/hooks.json': list('PostToolUse', theirs),
        '/h/.codex/config.toml': `model = "x"\n${toml('Stop')}`,
        '/etc/codex/requirements.toml': '[plugins.x]\nenabled = false\n',
      }),
    ).toBeUndefined();
  });

  it.each([
    '/h/.codex/hooks.json',
    '/etc/codex/hooks.json',
    '/work/a/.codex/hooks.json',
    '/work/.codex/hooks.json',
    '/.codex/hooks.json',
  ])('are found in %s', (path) => {
    for (const event of ['PreToolUse', 'PermissionRequest'])
      expect(found({ [path]: list(event, theirs) })).toBe(path);
    expect(found({ [path]: 'nonsense' })).toBe(path);
  });

  it.each([
    '/h/.codex/config.toml',
    '/h/.codex/fast.config.toml',
    '/etc/codex/config.toml',
    '/etc/codex/managed_config.toml',
    '/etc/codex/requirements.toml',
    '/work/a/.codex/config.toml',
    '/work/.codex/config.toml',
  ])('are found in the settings %s', (path) => {
    for (const event of ['PreToolUse', 'PermissionRequest'])
      expect(found({ [path]: toml(event) })).toBe(path);
    expect(found({ [path]: '[plugins."x@y"]\nenabled = true\n' })).toBe(path);
    expect(found({ [path]: '= nonsense' })).toBe(path);
    expect(found({ [path]: '\0' })).toBe(path);
  });
});
