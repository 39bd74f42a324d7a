import type { DoctorFinding, Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { doctor } from './doctor.ts';
import { plan } from './install.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/work/project'],
  os: 'linux',
  root: '',
};

const USER = '/home/dev/.claude/settings.json';
const PROJECT = '/home/dev/work/project/.claude/settings.json';
const ROOT_LOCAL = '/home/dev/work/.claude/settings.local.json';
const MANAGED = '/etc/claude-code/managed-settings.json';
const DROP_IN = '/etc/claude-code/managed-settings.d/10-agsec.json';

type Files = { readonly [path: string]: string | object };

function installed(scope: Scope, more?: object): string {
  const [edit] = plan(scope, place, 'x64', () => 'a'.repeat(26)).edits;
  const outcome = edit?.apply(more && JSON.stringify(more));
  return (outcome?.ok && outcome.text) || '';
}

function findings(files: Files, scope: Scope = 'user', clientVersion?: string) {
  const input = {
    place,
    scope,
    readFile: (path: string) => {
      const content = files[path];
      return typeof content === 'object' ? JSON.stringify(content) : content;
    },
    ...(clientVersion === undefined ? {} : { clientVersion }),
  };
  return doctor(input);
}

function found(list: readonly DoctorFinding[], check: string): readonly string[] {
  return list.filter((finding) => finding.check === check).map(({ level }) => level);
}

const healthy = { [USER]: installed('user', { disableSkillShellExecution: true }) };

describe('the client', () => {
  it.each([
    ['2.1.328 (Claude Code)', 'ok'],
    ['2.1.295', 'ok'],
    ['3.0.0', 'ok'],
    ['2.2.0', 'ok'],
    ['2.1.294', 'open'],
    ['1.9.999', 'open'],
    ['claude', 'open'],
    [undefined, 'warn'],
  ])('%s is %s', (version, level) => {
    expect(found(findings(healthy, 'user', version), 'client')).toEqual([level]);
  });
});

describe('settings', () => {
  it('that the client drops', () => {
    const text = installed('user').replace('{', '{"verbose":"yes",');
    const list = findings({ [USER]: text, [PROJECT]: '{' });
    expect(found(list, 'settings')).toEqual(['open', 'warn']);
    expect(list.find(({ check }) => check === 'settings')?.detail).toContain('verbose');
  });

  it.each([USER, PROJECT, ROOT_LOCAL, MANAGED])('that switch hooks off: %s', (path) => {
    const settings = { ...JSON.parse(installed('user')), disableAllHooks: true };
    const list = findings({ ...healthy, [path]: settings });
    expect(found(list, 'disableAllHooks')).toEqual(['open']);
  });

  it('that would switch hooks off do not matter to a managed hook, unless they are root’s', () => {
    const files = { [DROP_IN]: installed('managed'), [PROJECT]: { disableAllHooks: true } };
    expect(found(findings(files, 'managed'), 'disableAllHooks')).toEqual([]);
    const own = { ...files, [MANAGED]: { disableAllHooks: true } };
    expect(found(findings(own, 'managed'), 'disableAllHooks')).toEqual(['open']);
  });

  it('that let only managed hooks run', () => {
    const files = { ...healthy, [MANAGED]: { allowManagedHooksOnly: true } };
    expect(found(findings(files), 'allowManagedHooksOnly')).toEqual(['open']);
    expect(found(findings(files, 'managed'), 'allowManagedHooksOnly')).toEqual([]);
  });

  it.each<[string, Files, Scope]>([
    ['user', healthy, 'user'],
    ['managed', { [DROP_IN]: installed('managed') }, 'managed'],
  ])('a healthy %s installation has nothing to say', (_, files, scope) => {
    const levels = findings(files, scope, '2.1.328').map(({ level }) => level);
    expect(levels).toEqual(['ok', 'ok']);
  });
});

describe('hooks of others', () => {
  const hook = [{ hooks: [{ type: 'command', command: 'x' }] }];

  it.each([USER, PROJECT, MANAGED])('that can rewrite or answer, in %s', (path) => {
    const hooks = { PreToolUse: hook, PermissionRequest: hook };
    const before = path === USER ? JSON.parse(installed('user')).hooks : {};
    const settings = {
      hooks: { ...before, ...hooks, PreToolUse: [...(before.PreToolUse ?? []), ...hook] },
    };
    expect(found(findings({ ...healthy, [path]: settings }), 'foreign-hooks')).toEqual([
      'warn',
      'warn',
    ]);
  });

  it('that do neither are nobody’s business', () => {
    const settings = { ...JSON.parse(installed('user')) };
    settings.hooks.Stop = hook;
    expect(found(findings({ [USER]: settings }), 'foreign-hooks')).toEqual([]);
  });

  it('of a repository’s plugins', () => {
    const files = { ...healthy, [PROJECT]: { enabledPlugins: { 'a@b': true, 'c@d': false } } };
    const plugins = findings(files).find(({ check }) => check === 'plugins');
    expect(plugins?.detail).toContain('a@b');
    expect(plugins?.detail).not.toContain('c@d');
  });

  it('and all else a repository runs unseen', () => {
    const env = { LD_PRELOAD: 'x', NODE_ENV: 'test' };
    const files = { ...healthy, [PROJECT]: { env, apiKeyHelper: 'x', hooks: { Stop: hook } } };
    const [unseen] = findings(files).filter(({ check }) => check === 'unseen-commands');
    expect(unseen?.detail).toMatch(/: a Stop hook, apiKeyHelper, the variable LD_PRELOAD$/);
  });
});

describe('skills', () => {
  it('are forbidden shell lines by a person or root, not by a repository', () => {
    const off = { disableSkillShellExecution: true };
    expect(found(findings(healthy), 'skill-shell')).toEqual(['ok']);
    expect(found(findings({ [USER]: installed('user') }), 'skill-shell')).toEqual([]);
    const files = { [USER]: installed('user'), [PROJECT]: off };
    expect(found(findings(files), 'skill-shell')).toEqual([]);
  });
});
