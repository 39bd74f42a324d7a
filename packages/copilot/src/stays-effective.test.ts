import type { Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { plan } from './install.ts';
import { protectedFiles } from './protected-files.ts';
import { staysEffective } from './stays-effective.ts';

const place: Place = {
  home: '/home/dev',
  user: 'dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/project'],
  os: 'linux',
  root: '',
};

function at(scope: Scope): Place {
  return { ...place, scope };
}

function effective(path: string, text: string | undefined, scope: Scope = 'user'): boolean {
  return staysEffective(path, text, at(scope), {});
}

const project = (path: string) => `/home/dev/project/${path}`;

const SETTINGS = [
  '.github/copilot/settings.json',
  '.github/copilot/settings.local.json',
  '.claude/settings.json',
  '.claude/settings.local.json',
].map(project);

describe('settings of a project', () => {
  it.each(SETTINGS)('%s may change in any way that leaves hooks alone', (path) => {
    for (const text of [undefined, '', '{}', '{"model":"x"}', '{"disableAllHooks":false}']) {
      expect(effective(path, text), text).toBe(true);
    }
  });

  it.each(SETTINGS)('%s may neither disable hooks nor bring any', (path) => {
    for (const text of [
      '{"disableAllHooks":true}',
      '{"disableAllHooks":false,"disableAllHooks":true}',
      '{"disable\\u0041llHooks":true}',
      '\ufeff{"disableAllHooks":true}',
      '// a comment\n{"disableAllHooks":true}',
      '{"hooks":{"preToolUse":[{"bash":"echo {}"}]}}',
      '{"hooks":{"PreToolUse":[{"matcher":"*","hooks":[{"type":"command","command":"x"}]}]}}',
      '{"hooks":{"sessionStart":[{"bash":"x"}]}}',
      '{"enabledPlugins":{"x@y":true}}',
      'nonsense',
    ]) {
      expect(effective(path, text), text).toBe(false);
    }
  });

  it('cannot disable a managed hook, but may still not bring one', () => {
    const [path = ''] = SETTINGS;
    expect(effective(path, '{"disableAllHooks":true}', 'managed')).toBe(true);
    expect(effective(path, '{"hooks":{"preToolUse":[{"bash":"x"}]}}', 'managed')).toBe(false);
  });
});

describe('hook files of a project', () => {
  it('may not bring a hook, and may say what they like besides', () => {
    const path = project('.github/hooks/mine.json');
    expect(effective(path, '{"version":1,"hooks":{"preToolUse":[{"bash":"x"}]}}')).toBe(false);
    expect(effective(path, '{"version":1,"hooks":{"PostToolUse":[{"command":"x"}]}}')).toBe(false);
    expect(effective(path, '{"version":1,"hooks":{}}')).toBe(true);
    expect(effective(path, undefined)).toBe(true);
    expect(effective(project('.github/hooks/readme.md'), 'text')).toBe(true);
  });

  it('that hold ours keep it as it is', () => {
    const [edit] = plan('project', at('project'), {}, 'x64').edits;
    const outcome = edit?.apply(undefined);
    const text = outcome?.ok ? (outcome.text ?? '') : '';
    const path = edit?.path ?? '';
    expect(effective(path, text, 'project')).toBe(true);
    const changed = JSON.parse(text);
    changed.hooks.preToolUse.push({ bash: 'x' });
    expect(effective(path, JSON.stringify(changed), 'project')).toBe(false);
    expect(effective(path, undefined, 'project')).toBe(false);
    expect(effective(path, undefined, 'user')).toBe(true);
  });
});

describe('settings of VS Code', () => {
  const paths = [project('.vscode/settings.json'), '/home/dev/.config/Code/User/settings.json'];

  it.each(paths)('%s may change in any way that leaves hook files alone', (path) => {
    for (const text of [
      '{\n  // format\n  "editor.formatOnSave": true,\n}',
      '{"git.enableCommitSigning": true, "react.hooks": "on"}',
      undefined,
    ]) {
      expect(effective(path, text), text).toBe(true);
    }
  });

  it.each(paths)('%s may not say which are read', (path) => {
    for (const text of [
      '{"chat.hookFilesLocations": {"~/.copilot/hooks": false}}',
      '{ // x\n "chat.useHooks": false }',
      '{"ch\\u0061t.hookFilesLocations": {}}',
      '{"github.copilot.chat.hooks.enabled": false}',
    ]) {
      expect(effective(path, text), text).toBe(false);
    }
  });
});

describe('what is protected', () => {
  const files = protectedFiles(place, { COPILOT_HOME: '/srv/copilot' });
  const has = (path: string, protection: string) =>
    files.some((file) => file.path === path && file.protection === protection);

  it.each([
    '/etc/github-copilot',
    '/home/dev/.copilot/hooks',
    '/home/dev/.copilot/settings.json',
    '/home/dev/.copilot/config.json',
    '/srv/copilot/hooks',
  ])('%s is kept from the agent', (path) => {
    expect(has(path, 'own')).toBe(true);
  });

  it.each([
    ...SETTINGS,
    project('.github/hooks'),
    project('.github/hooks/agsec.json'),
    project('.vscode/settings.json'),
  ])('%s is judged by what a change leaves of it', (path) => {
    expect(has(path, 'hooks')).toBe(true);
  });

  it.each([
    '/home/dev/.copilot/mcp-config.json',
    '/srv/copilot/extensions',
    project('.github/hooks'),
    project('.github/agents'),
    project('.mcp.json'),
    project('.vscode/tasks.json'),
  ])('%s is reviewed', (path) => {
    expect(has(path, 'executable')).toBe(true);
  });

  it('leaves the notes of the client alone', () => {
    const inside = files.some(({ path }) => '/home/dev/.copilot/session-state'.startsWith(path));
    expect(inside).toBe(false);
  });

  it('leaves a project at the root of the disk no double slash', () => {
    const atRoot = protectedFiles({ ...place, projects: ['/'] }, {});
    expect(atRoot.some(({ path }) => path.startsWith('//'))).toBe(false);
  });
});
