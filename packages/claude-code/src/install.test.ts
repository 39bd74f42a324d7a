import type { EditOutcome, Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { isInstalled, plan } from './install.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/project'],
  os: 'linux',
  root: '',
};

const TOKEN = 'abcdefghijklmnopqrstuvwxyz';
const OTHER_TOKEN = 'zyxwvutsrqponmlkjihgfedcba';

function editOf(scope: Scope = 'user', token = TOKEN, changed: Partial<Place> = {}) {
  const [edit] = plan(scope, { ...place, ...changed }, 'x64', () => token).edits;
  if (edit === undefined) throw new Error('no edit');
  return edit;
}

function textOf(outcome: EditOutcome): string {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.text ?? '<gone>';
}

const install = (text: string | undefined, scope: Scope = 'user') =>
  textOf(editOf(scope).apply(text));

describe('where it goes', () => {
  it.each<[Scope, Partial<Place>, readonly string[]]>([
    ['user', {}, ['/home/dev/.claude/settings.json']],
    ['project', {}, ['/home/dev/project/.claude/settings.json']],
    ['project', { projects: ['/a', '/'] }, ['/a/.claude/settings.json', '/.claude/settings.json']],
    ['managed', {}, ['/etc/claude-code/managed-settings.d/10-agsec.json']],
    ['managed', { root: '/r' }, ['/r/etc/claude-code/managed-settings.d/10-agsec.json']],
    [
      'managed',
      { os: 'darwin' },
      ['/Library/Application Support/ClaudeCode/managed-settings.d/10-agsec.json'],
    ],
  ])('%s %j', (scope, changed, paths) => {
    const { edits } = plan(scope, { ...place, ...changed }, 'x64');
    expect(edits.map(({ path }) => path)).toEqual(paths);
  });

  it('brings the program that clears the environment where one is needed', () => {
    const [program] = plan('user', place, 'x64').programs ?? [];
    expect(program?.path).toBe('/home/dev/.agsec/bin/clean-exec-claude-code');
    expect(plan('managed', place, 'x64').programs).toEqual([]);
    const onMac = plan('user', { ...place, os: 'darwin' }, 'arm64').programs ?? [];
    expect(onMac.map(({ path }) => path)).toEqual([
      '/home/dev/.agsec/bin/clean-exec-claude-code',
      '/home/dev/.agsec/bin/clean-exec-claude-code-project',
    ]);
  });
});

describe('a file that is not there', () => {
  it('is made, and goes again', () => {
    const made = install(undefined);
    const { hooks, ...rest } = JSON.parse(made);
    expect(rest).toEqual({});
    expect(Object.keys(hooks)).toEqual(['PreToolUse', 'ConfigChange']);
    expect(hooks.PreToolUse[0].matcher).toBe('*');
    expect(editOf().remove(made)).toEqual({ ok: true, text: undefined });
  });

  it('of root also keeps skills from running shell lines', () => {
    const made = install(undefined, 'managed');
    expect(JSON.parse(made).disableSkillShellExecution).toBe(true);
    expect(editOf('managed').remove(made)).toEqual({ ok: true, text: undefined });
  });
});

const FOREIGN = [
  ['spaces', '{\n  "model": "opus",\n  "permissions": {"allow": ["Bash(ls:*)"]}\n}\n'],
  ['tabs and windows line ends', '{\r\n\t"model": "opus"\r\n}\r\n'],
  ['one line', '{"model":"opus","env":{"A":"b"}}'],
  ['a byte order mark', '\ufeff{\n    "model": "opus"\n}'],
  [
    'hooks of others',
    '{\n  "hooks": {\n    "PreToolUse": [\n      {\n        "matcher": "Bash",\n        "hooks": [{ "type": "command", "command": "mine" }]\n      }\n    ],\n    "Stop": [ { "hooks": [] } ]\n  },\n  "model": "opus"\n}\n',
  ],
] as const;

describe.each(FOREIGN)('settings of others with %s', (_, text) => {
  it('come back byte for byte', () => {
    const changed = install(text);
    expect(changed).not.toBe(text);
    expect(textOf(editOf().remove(changed))).toBe(text);
  });

  it('are kept', () => {
    const { hooks: ours, ...rest } = JSON.parse(install(text).replace('\ufeff', ''));
    const { hooks: theirs = {}, ...others } = JSON.parse(text.replace('\ufeff', ''));
    expect(rest).toEqual(others);
    for (const [event, groups] of Object.entries(theirs)) {
      expect(ours[event]).toEqual(expect.arrayContaining(Object(groups)));
    }
  });

  it('an installation twice is one', () => {
    const once = install(text);
    expect(textOf(editOf('user', OTHER_TOKEN).apply(once))).toBe(once);
  });
});

describe('an older installation', () => {
  it('is replaced in place, its random word kept', () => {
    const old = textOf(editOf('user', TOKEN, { node: '/old/node' }).apply('{"model":"x"}'));
    const renewed = textOf(editOf('user', OTHER_TOKEN).apply(old));
    expect(renewed).not.toContain('/old/node');
    expect(renewed).toContain(TOKEN);
    expect(renewed).not.toContain(OTHER_TOKEN);
    expect(renewed.match(/AGSEC_INSTALL/g)).toHaveLength(2);
  });

  it('that was tampered with is mended', () => {
    const tampered = install(undefined).replaceAll('"onFailure": "block"', '"async": true');
    expect(textOf(editOf().apply(tampered))).toBe(install(undefined));
  });

  it('in one group with another hook leaves that hook alone', () => {
    const settings = JSON.parse(install(undefined));
    settings.hooks.PreToolUse[0].hooks.push({ type: 'command', command: 'mine' });
    settings.hooks.PreToolUse[0].hooks[0].timeout = 1;
    const text = JSON.stringify(settings);
    const renewed = JSON.parse(textOf(editOf().apply(text)));
    expect(JSON.stringify(renewed)).not.toContain('"timeout":1,');
    expect(JSON.stringify(renewed)).toContain('"mine"');
    expect(textOf(editOf().remove(text))).not.toContain('AGSEC_INSTALL');
    expect(textOf(editOf().remove(text))).toContain('"mine"');
  });

  it('each has a random word of its own', () => {
    const words = [1, 2].map(() => {
      const [edit] = plan('user', place, 'x64').edits;
      return /AGSEC_INSTALL=([a-z0-9]+)/.exec(
        textOf(edit?.apply(undefined) ?? { ok: true, text: '' }),
      )?.[1];
    });
    expect(words[0]).toMatch(/^[a-z2-7]{26}$/);
    expect(words[0]).not.toBe(words[1]);
  });
});

describe('a file the client would drop is refused, with the place', () => {
  it.each([
    ['no JSON', '{\n  "model": \n}', 3],
    ['a comment', '{\n  // mine\n  "model": "x"\n}', 2],
    ['a trailing comma', '{\n  "model": "x",\n}', 3],
    ['a wrong value', '{\n  "model": "x",\n  "verbose": "yes"\n}', 3],
    ['a wrong hook', '{\n "hooks": {\n  "Stop": [{"hooks": [{"type": "x"}]}]\n }\n}', 3],
    ['hooks that are switched off', '{\n  "disableAllHooks": true\n}', 2],
    ['hooks of an event that are no list', '{\n  "hooks": {\n    "PreToolUse": {}\n  }\n}', 3],
  ])('%s', (_, text, line) => {
    const outcome = editOf().apply(text);
    expect(outcome).toMatchObject({ ok: false, line });
    expect(!outcome.ok && outcome.column).toBeGreaterThan(0);
  });
});

describe('whether it is installed', () => {
  const at = (files: { readonly [path: string]: string }, scope: Scope = 'user', changed = {}) =>
    isInstalled(scope, { ...place, ...changed }, (path) => files[path], 'x64');
  const USER = '/home/dev/.claude/settings.json';

  it('it is', () => {
    expect(at({ [USER]: install(undefined) })).toBe(true);
    expect(at({ [USER]: install('{"model":"x"}') })).toBe(true);
  });

  it.each([
    ['there is no file', {}],
    ['the hook is gone', { [USER]: '{}' }],
    [
      'hooks are switched off',
      { [USER]: install(undefined).replace('{', '{"disableAllHooks":true,') },
    ],
    ['the file is dropped', { [USER]: install(undefined).replace('{', '{"model":1,') }],
    ['one event is missing', { [USER]: install(undefined).replace('"ConfigChange"', '"Stop"') }],
    ['the entry was changed', { [USER]: install(undefined).replaceAll('10', '11') }],
  ])('it is not when %s', (_, files) => {
    expect(at(files)).toBe(false);
  });

  it('it is not for another node, or without a project to look in', () => {
    expect(at({ [USER]: install(undefined) }, 'user', { node: '/other/node' })).toBe(false);
    expect(at({}, 'project', { projects: [] })).toBe(false);
  });
});
