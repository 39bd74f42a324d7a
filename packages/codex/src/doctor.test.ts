import { describe, expect, it } from 'vitest';
import { codexPlace } from './client-files.ts';
import { doctor } from './doctor.ts';
import { hookEntry } from './our-hook.ts';
import { hookHash, trustKey } from './trust/hook-hash.ts';

const place = codexPlace(
  {
    home: '/h',
    user: 'dev',
    agsecHome: '/h/.agsec',
    node: '/usr/bin/node',
    projects: ['/p'],
    os: 'linux',
    root: '',
  },
  undefined,
);

type Files = { readonly [path: string]: string };

const USER = '/h/.codex/config.toml';
const HOOKS = '/h/.codex/hooks.json';
const PROJECT = '/p/.codex/config.toml';
const REQUIREMENTS = '/etc/codex/requirements.toml';

function findings(
  files: Files,
  scope: 'user' | 'project' | 'managed' = 'user',
  version = '0.169.0',
) {
  const readFile = (path: string) => files[path];
  const listFolder = (folder: string) =>
    Object.keys(files)
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1));
  const clientVersion = `codex-cli ${version}`;
  return doctor({ place, scope, readFile, listFolder, clientVersion }, place);
}

function levels(files: Files, scope: 'user' | 'project' | 'managed' = 'user') {
  return Object.fromEntries(findings(files, scope).map(({ check, level }) => [check, level]));
}

const entry = hookEntry({ place, scope: 'user' });
const events = ['PreToolUse', 'PermissionRequest', 'SessionStart'];
const table = Object.fromEntries(events.map((event) => [event, [{ hooks: [entry] }]]));
const hooks = JSON.stringify({ hooks: table });

function trust(file: string, changed: string = ''): string {
  return events
    .map((event) => {
      const hash = hookHash(event, { group: {} }, entry);
      return `[hooks.state."${trustKey(file, event, 0, 0)}"]\ntrusted_hash = "${hash}"\n${changed}`;
    })
    .join('\n');
}

describe('what doctor says', () => {
  it('of an installation that is trusted', () => {
    expect(levels({ [HOOKS]: hooks, [USER]: trust(HOOKS) })).toEqual({
      client: 'ok',
      'write-stdin': 'ok',
      'hook-trust': 'ok',
      reviews: 'ok',
    });
  });

  it('of hooks that the client passes over', () => {
    expect(levels({ [HOOKS]: hooks })).toMatchObject({ 'hook-trust': 'open' });
    const off = trust(HOOKS, 'enabled = false\n');
    expect(levels({ [HOOKS]: hooks, [USER]: off })).toMatchObject({ 'hook-trust': 'open' });
    const other = hooks.replace('"timeout":15', '"timeout":16');
    const changed = findings({ [HOOKS]: other, [USER]: trust(HOOKS) });
    expect(changed.find(({ check }) => check === 'hook-trust')?.detail).toContain('has changed');
  });

  it('of all hooks switched off, unless root keeps them on', () => {
    const off = '[features]\nhooks = false\n';
    for (const path of [USER, PROJECT, '/h/.codex/work.config.toml']) {
      expect(levels({ [path]: off })).toMatchObject({ 'hooks-feature': 'open' });
      expect(levels({ [path]: off }, 'managed')).not.toHaveProperty('hooks-feature');
    }
    const only = { [REQUIREMENTS]: 'allow_managed_hooks_only = true\n' };
    expect(levels(only)).toMatchObject({ allow_managed_hooks_only: 'open' });
    expect(levels(only, 'managed')).not.toHaveProperty('allow_managed_hooks_only');
  });

  it('of files the client drops, or does not start with', () => {
    const dropped = { [HOOKS]: hooks.replace('{', '{"$schema":"x",') };
    expect(levels(dropped)).toMatchObject({ 'hooks-file': 'open' });
    expect(levels(dropped, 'managed')).toMatchObject({ 'hooks-file': 'warn' });
    const broken = findings({ [USER]: 'a = 1\nnonsense' });
    expect(broken.find(({ check }) => check === 'settings')?.detail).toContain(`${USER}:2:`);
  });

  it('of hooks and commands of others', () => {
    const foreign = { type: 'command', command: 'mine' };
    const mixed = { ...table, Stop: [{ hooks: [foreign] }], PreToolUse: [{ hooks: [foreign] }] };
    expect(levels({ [HOOKS]: JSON.stringify({ hooks: mixed }) })).toMatchObject({
      'foreign-hooks': 'warn',
    });
    expect(levels({ [PROJECT]: 'notify = ["x"]\n' })).toMatchObject({ 'unseen-commands': 'warn' });
    expect(levels({ [USER]: 'notify = ["x"]\n' })).not.toHaveProperty('unseen-commands');
  });

  it('of a project that is not trusted', () => {
    const file = '/p/.codex/hooks.json';
    const files = { [file]: hooks, [USER]: trust(file) };
    expect(levels(files, 'project')).toMatchObject({ 'project-trust': 'open', 'hook-trust': 'ok' });
    const trusted = `${trust(file)}[projects."/p"]\ntrust_level = "trusted"\n`;
    expect(levels({ ...files, [USER]: trusted }, 'project')).not.toHaveProperty('project-trust');
  });

  it('of the client', () => {
    expect(findings({}, 'user', '0.168.2')[0]).toMatchObject({ level: 'warn' });
    expect(findings({}, 'user', '0.170.0')[0]).toMatchObject({ level: 'ok' });
    expect(findings({}, 'user', '1.0.0')[0]).toMatchObject({ level: 'ok' });
    expect(findings({}, 'user', 'strange')[0]).toMatchObject({ level: 'warn' });
  });
});

describe('what doctor says of reviews', () => {
  const said = (files: Files, scope: 'user' | 'project' | 'managed' = 'user') =>
    findings(files, scope).find(({ check }) => check === 'reviews')?.detail;

  it('is that Codex asks where a person answers', () => {
    expect(said({ [HOOKS]: hooks })).toContain('Codex asks you itself');
    expect(said({}, 'managed')).toContain('Codex asks you itself');
  });

  it('is why it does not', () => {
    expect(said({ [HOOKS]: hooks }, 'project')).toContain('denied with an id');
    const [group] = table['PreToolUse'] ?? [];
    const more = {
      ...table,
      PermissionRequest: [group, { hooks: [{ type: 'command', command: 'x' }] }],
    };
    expect(said({ [HOOKS]: JSON.stringify({ hooks: more }) })).toContain(
      `plugins of ${HOOKS} could`,
    );
    expect(said({ [PROJECT]: '[plugins.x]\nenabled = true\n' })).toContain(PROJECT);
  });
});
