import type { Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { protectedFiles } from './protected-files.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/work/project', '/srv/other'],
  os: 'linux',
  root: '',
};

function protectionOf(path: string, changed: Partial<Place> = {}): string | undefined {
  return protectedFiles({ ...place, ...changed }).find((file) => file.path === path)?.protection;
}

describe('protected files', () => {
  it.each([
    ['/home/dev/.claude/settings.json', 'own'],
    ['/etc/claude-code', 'own'],
    ['/home/dev/work/project/.claude/settings.json', 'hooks'],
    ['/home/dev/work/project/.claude/settings.local.json', 'hooks'],
    // The client also reads those of the repository's root and of its main checkout.
    ['/home/dev/work/.claude/settings.local.json', 'hooks'],
    ['/home/dev/.claude/settings.local.json', 'hooks'],
    ['/.claude/settings.local.json', 'hooks'],
    ['/srv/other/.claude/settings.json', 'hooks'],
    ['/home/dev/work/project/.claude/skills', 'executable'],
    ['/home/dev/work/project/.claude/commands', 'executable'],
    ['/home/dev/work/project/.claude/agents', 'executable'],
    ['/home/dev/work/project/.claude/hooks', 'executable'],
    ['/home/dev/work/project/.mcp.json', 'executable'],
    ['/home/dev/.claude/skills', 'executable'],
    ['/home/dev/.claude.json', 'executable'],
  ])('%s: %s', (path, protection) => {
    expect(protectionOf(path)).toBe(protection);
  });

  it.each([
    '/home/dev/work/project/CLAUDE.md',
    '/home/dev/.claude/CLAUDE.md',
    '/home/dev/work/project/.claude',
    '/home/dev/work/project/.claude/worktrees',
    // Only the local settings of folders above are read.
    '/home/dev/work/.claude/settings.json',
  ])('%s is an ordinary file', (path) => {
    expect(protectionOf(path)).toBeUndefined();
  });

  it('root’s folder is where the system has it', () => {
    expect(protectionOf('/Library/Application Support/ClaudeCode', { os: 'darwin' })).toBe('own');
    expect(protectionOf('/r/etc/claude-code', { root: '/r' })).toBe('own');
  });

  it('a project at the root of the disk', () => {
    expect(protectionOf('/.claude/settings.json', { projects: ['/'] })).toBe('hooks');
  });
});
