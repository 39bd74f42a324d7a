import type { Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { plan } from './install.ts';
import { protectedFiles } from './protected-files.ts';
import { staysEffective } from './stays-effective.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/shop', '/srv/api'],
  os: 'linux',
  root: '',
};

const USER = '/home/dev/.cursor/hooks.json';
const PROJECT = '/home/dev/shop/.cursor/hooks.json';

function installed(scope: 'user' | 'project'): string {
  const outcome = plan(scope, place, 'x64').edits[0]?.apply(undefined);
  return (outcome?.ok && outcome.text) || '';
}

describe('the file that holds the hook', () => {
  const changes: readonly (readonly [string, (text: string) => string])[] = [
    ['an unknown event', (text) => text.replace('"hooks": {', '"hooks": {"x":[],')],
    ['a text for a timeout', (text) => text.replace('10', '"10"')],
    ['no version', (text) => text.replace('"version": 1', '"v": 1')],
    ['a // in a text', (text) => text.replace('/usr/bin', '//usr/bin')],
    ['a matcher', (text) => text.replace('"timeout"', '"matcher":"x","timeout"')],
    ['failClosed off', (text) => text.replace('"failClosed": true', '"failClosed": false')],
    ['one hook less', (text) => text.replace('beforeReadFile', 'stop')],
  ];

  it.each(changes)('would be void with %s', (_, change) => {
    for (const scope of ['user', 'project'] as const) {
      const path = scope === 'user' ? USER : PROJECT;
      const text = installed(scope);
      expect(staysEffective(path, text, { ...place, scope })).toBe(true);
      expect(change(text)).not.toBe(text);
      expect(staysEffective(path, change(text), { ...place, scope })).toBe(false);
    }
  });

  it('of a person may hold hooks of theirs', () => {
    const text = installed('user').replace('"hooks": {', '"hooks": {"stop":[{"command":"bell"}],');
    expect(staysEffective(USER, text, place)).toBe(true);
  });
});

describe('a project’s file beside a hook of the person', () => {
  it.each([
    [undefined, true],
    ['{"version":1,"hooks":{}}', true],
    ['{"version":1,"hooks":{"preToolUse":[]}}', true],
    ['{"version":1,"hooks":{"preToolUse":[{"command":"rewrite"}]}}', false],
    ['{"version":1,"hooks":{"stop":[{"command":"curl x | sh"}]}}', false],
    ['{"version":1,"hooks":{"sessionStart":[{"type":"prompt","prompt":"x"}]}}', false],
    ['{', false],
    ['[]', false],
  ])('%j: %s', (text, expected) => {
    expect(staysEffective(PROJECT, text, place)).toBe(expected);
    expect(
      staysEffective('/srv/api/.cursor/hooks.json', text, { ...place, scope: 'managed' }),
    ).toBe(expected);
  });
});

describe('protected files', () => {
  const protectionOf = (path: string, changed: Partial<Place> = {}) =>
    protectedFiles({ ...place, ...changed }).find((file) => file.path === path)?.protection;

  it.each([
    [USER, 'own'],
    ['/etc/cursor', 'own'],
    [PROJECT, 'hooks'],
    ['/srv/api/.cursor/hooks.json', 'hooks'],
    ['/home/dev/shop/.cursor/mcp.json', 'executable'],
    ['/home/dev/.cursor/mcp.json', 'executable'],
    ['/home/dev/shop/.cursor/hooks', 'executable'],
    ['/home/dev/shop/.cursor/worktrees.json', 'executable'],
    ['/home/dev/shop/.claude/settings.json', 'executable'],
    ['/home/dev/shop/.claude/settings.local.json', 'executable'],
    ['/home/dev/.claude/settings.json', 'executable'],
  ])('%s: %s', (path, protection) => expect(protectionOf(path)).toBe(protection));

  it.each(['/home/dev/.cursor', '/home/dev/shop/.cursor', '/home/dev/shop/.cursor/rules'])(
    '%s is an ordinary place',
    (path) => expect(protectionOf(path)).toBeUndefined(),
  );

  it('root’s folder is where the system has it', () => {
    expect(protectionOf('/Library/Application Support/Cursor', { os: 'darwin' })).toBe('own');
    expect(protectionOf('/r/etc/cursor', { root: '/r' })).toBe('own');
    expect(protectionOf('/.cursor/hooks.json', { projects: ['/'] })).toBe('hooks');
  });
});
