import type { Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { plan } from './install.ts';
import { staysEffective } from './stays-effective.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/project'],
  os: 'linux',
  root: '',
};

const USER = '/home/dev/.claude/settings.json';
const PROJECT = '/home/dev/project/.claude/settings.json';
const LOCAL = '/home/dev/project/.claude/settings.local.json';
const ABOVE = '/home/dev/.claude/settings.local.json';
const TOKEN = 'abcdefghijklmnopqrstuvwxyz';

/** Settings with our hook in them, as an installation writes them. */
function installed(scope: Scope = 'user'): Record<string, unknown> {
  const [edit] = plan(scope, place, 'x64', () => TOKEN).edits;
  const outcome = edit?.apply(undefined);
  return JSON.parse((outcome?.ok && outcome.text) || '');
}

function stays(path: string, settings: unknown, scope: Scope = 'user'): boolean {
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
  return staysEffective(path, text, { ...place, scope }, 'x64');
}

/** The first entry of an event, changed. */
function withEntry(change: object, event = 'PreToolUse'): unknown {
  const settings = JSON.parse(JSON.stringify(installed()));
  Object.assign(settings.hooks[event][0].hooks[0], change);
  return settings;
}

describe('the file that holds the hook', () => {
  it('may change in what is not the hook', () => {
    expect(stays(USER, installed())).toBe(true);
    expect(stays(USER, { ...installed(), model: 'x', permissions: { allow: ['Bash'] } })).toBe(
      true,
    );
    expect(stays(USER, `\ufeff${JSON.stringify(installed(), undefined, '\t')}\r\n`)).toBe(true);
  });

  it('keeps hooks of others', () => {
    const settings = JSON.parse(JSON.stringify(installed()));
    settings.hooks.Stop = [{ hooks: [{ type: 'command', command: 'say done' }] }];
    expect(stays(USER, settings)).toBe(true);
  });

  it.each([
    ['goes', {}],
    ['is switched off', { ...installed(), disableAllHooks: true }],
    ['is in a file with a wrong value', { ...installed(), model: 1 }],
    ['is in a file with a comment', `// x\n${JSON.stringify(installed())}`],
    ['is in a file with a trailing comma', `${JSON.stringify(installed()).slice(0, -1)},}`],
    ['is in a file that ends too early', JSON.stringify(installed()).slice(0, -1)],
    ['is asked late', withEntry({ async: true })],
    ['is asked sometimes', withEntry({ if: 'Bash(x)' })],
    ['is asked once', withEntry({ once: true })],
    ['may fail', withEntry({ onFailure: 'continue' })],
    ['has no time', withEntry({ timeout: 0.001 })],
    ['runs something else', withEntry({ command: '/bin/true' })],
    ['is told something else', withEntry({ args: ['-i', `AGSEC_INSTALL=${TOKEN}`] })],
    ['does not see settings change', withEntry({ command: '/bin/true' }, 'ConfigChange')],
    [
      'sees some tools',
      {
        hooks: {
          ...JSON.parse(JSON.stringify(installed()['hooks'])),
          PreToolUse: [{ matcher: 'Bash', hooks: [] }],
        },
      },
    ],
    [
      'stands twice, once changed',
      {
        hooks: {
          ...Object(installed()['hooks']),
          Stop: [{ hooks: [{ type: 'command', command: 'x', args: [`AGSEC_INSTALL=${TOKEN}`] }] }],
        },
      },
    ],
    ['is replaced by a later key', `${JSON.stringify(installed()).slice(0, -1)},"hooks":{}}`],
  ])('must not change so that it %s', (_, settings) => {
    expect(stays(USER, settings)).toBe(false);
  });

  it('must not go', () => {
    expect(staysEffective(USER, undefined, place, 'x64')).toBe(false);
    expect(staysEffective(PROJECT, undefined, { ...place, scope: 'project' }, 'x64')).toBe(false);
  });
});

describe.each([
  ['project', PROJECT],
  ['local', LOCAL],
  ['local of a folder above', ABOVE],
])('%s settings', (_, path) => {
  it.each([
    ['nothing', {}],
    ['permissions', { permissions: { allow: ['Bash(npm test:*)'] } }],
    ['harmless variables', { env: { NODE_ENV: 'test', DEBUG: '1' } }],
    ['hooks switched on', { disableAllHooks: false }],
    ['disableAllHooks the client refuses', { disableAllHooks: 'true' }],
    ['a plugin switched off', { enabledPlugins: { 'x@y': false } }],
  ])('may hold %s', (__, settings) => {
    expect(stays(path, settings)).toBe(true);
  });

  it.each([
    ['hooks switched off', { disableAllHooks: true }],
    ['hooks switched off behind a byte order mark', '\ufeff{"disableAllHooks":true}'],
    ['hooks switched off by a later key', '{"disableAllHooks":false,"disableAllHooks":true}'],
    ['text nobody can judge', '{"disableAllHooks": tru'],
    ['our hook, answered late', withEntry({ async: true })],
    ['our hook, without time', withEntry({ timeout: 0.001 })],
    [
      'a hook that may rewrite',
      { hooks: { PreToolUse: [{ hooks: [{ type: 'command', command: 'x' }] }] } },
    ],
    [
      'a hook of any event',
      { hooks: { SessionStart: [{ hooks: [{ type: 'command', command: 'x' }] }] } },
    ],
    [
      'a hook of an unknown event',
      { hooks: { Later: [{ hooks: [{ type: 'command', command: 'x' }] }] } },
    ],
    ['a status line', { statusLine: { type: 'command', command: 'x' } }],
    ['a key helper', { apiKeyHelper: '/p/x.sh' }],
    ['a preloaded library', { env: { LD_PRELOAD: '/p/x.so' } }],
    ['a prefix for shells', { env: { CLAUDE_CODE_SHELL_PREFIX: '/p/x' } }],
    ['another PATH', { env: { PATH: '/p/bin' } }],
    ['a start-up file for bash', { env: { BASH_ENV: '/p/x.sh' } }],
    ['options for node', { env: { NODE_OPTIONS: '--require /p/x.js' } }],
    ['a program for git', { env: { GIT_SSH_COMMAND: '/p/x' } }],
    ['a plugin', { enabledPlugins: { 'x@y': true } }],
  ])('must not hold %s', (__, settings) => {
    expect(stays(path, settings)).toBe(false);
  });

  it('may go', () => {
    expect(staysEffective(path, undefined, place, 'x64')).toBe(true);
  });
});

describe('scopes', () => {
  it('a project hook is held by the project’s file, not the user’s', () => {
    expect(stays(PROJECT, installed('project'), 'project')).toBe(true);
    expect(stays(PROJECT, {}, 'project')).toBe(false);
    expect(stays(USER, {}, 'project')).toBe(true);
    expect(stays(USER, { disableAllHooks: true }, 'project')).toBe(false);
  });

  it('a managed hook only its own file switches off', () => {
    expect(stays(USER, {}, 'managed')).toBe(true);
    expect(stays(PROJECT, { disableAllHooks: true }, 'managed')).toBe(true);
    const own = '/etc/claude-code/managed-settings.d/10-agsec.json';
    expect(stays(own, installed('managed'), 'managed')).toBe(true);
    expect(stays(own, {}, 'managed')).toBe(false);
    expect(staysEffective(own, undefined, { ...place, scope: 'managed' }, 'x64')).toBe(false);
  });
});
