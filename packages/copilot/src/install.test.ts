import type { EditOutcome, Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { isInstalled, plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';

const place: Place = {
  home: '/home/dev',
  user: 'dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/project'],
  os: 'linux',
  root: '',
};

type Environment = { readonly [name: string]: string };

function editOf(scope: Scope = 'user', changed: Partial<Place> = {}) {
  const [edit] = plan(scope, { ...place, ...changed }, {}, 'x64').edits;
  if (edit === undefined) throw new Error('no edit');
  return edit;
}

function textOf(outcome: EditOutcome): string {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.text ?? '<gone>';
}

const install = (text: string | undefined) => textOf(editOf().apply(text));

describe('where it goes', () => {
  it.each<[Scope, Partial<Place>, Environment, readonly string[]]>([
    ['user', {}, {}, ['/home/dev/.copilot/hooks/agsec.json']],
    [
      'user',
      {},
      { COPILOT_HOME: '/srv/copilot/' },
      ['/home/dev/.copilot/hooks/agsec.json', '/srv/copilot/hooks/agsec.json'],
    ],
    ['user', {}, { COPILOT_HOME: '/home/dev/.copilot' }, ['/home/dev/.copilot/hooks/agsec.json']],
    ['user', {}, { COPILOT_HOME: 'relative' }, ['/home/dev/.copilot/hooks/agsec.json']],
    [
      'project',
      { projects: ['/a', '/'] },
      {},
      ['/a/.github/hooks/agsec.json', '/.github/hooks/agsec.json'],
    ],
    ['managed', {}, {}, ['/etc/github-copilot/policy.d/10-agsec.json']],
    [
      'managed',
      { root: '/r', os: 'darwin' },
      { COPILOT_HOME: '/srv/copilot' },
      ['/r/etc/github-copilot/policy.d/10-agsec.json'],
    ],
  ])('%s %j %j', (scope, changed, environment, paths) => {
    const { edits } = plan(scope, { ...place, ...changed }, environment, 'x64');
    expect(edits.map(({ path }) => path)).toEqual(paths);
  });
});

describe('a file that is not there', () => {
  it('is made, and goes again', () => {
    const made = install(undefined);
    const { version, hooks } = JSON.parse(made);
    expect(version).toBe(1);
    expect(Object.keys(hooks)).toEqual(['preToolUse', 'permissionRequest']);
    expect(editOf().remove(made)).toEqual({ ok: true, text: undefined });
  });
});

const FOREIGN = [
  ['spaces', '{\n  "version": 1,\n  "hooks": {\n    "sessionEnd": [{"bash": "x"}]\n  }\n}\n'],
  ['tabs and windows line ends', '{\r\n\t"version": 1\r\n}\r\n'],
  ['one line', '{"version":1,"hooks":{"preToolUse":[{"bash":"mine"}]}}'],
  ['no version', '{"hooks":{"preToolUse":[{"bash":"mine","matcher":"bash"}]}}\n'],
] as const;

describe.each(FOREIGN)('a file of others with %s', (_, text) => {
  it('comes back byte for byte', () => {
    const changed = install(text);
    expect(changed).not.toBe(text);
    expect(textOf(editOf().remove(changed))).toBe(text);
  });

  it('keeps what is theirs', () => {
    const { hooks: ours } = JSON.parse(install(text));
    const { hooks: theirs = {} } = JSON.parse(text);
    for (const [event, entries] of Object.entries(theirs)) {
      expect(ours[event]).toEqual(expect.arrayContaining(Object(entries)));
    }
  });

  it('an installation twice is one', () => {
    const once = install(text);
    expect(install(once)).toBe(once);
  });
});

describe('an older installation', () => {
  it('is replaced in place', () => {
    const old = textOf(editOf('user', { node: '/old/node' }).apply('{"version":1}'));
    const renewed = install(old);
    expect(renewed).not.toContain('/old/node');
    expect(JSON.parse(renewed).hooks.preToolUse).toHaveLength(1);
  });

  it.each([
    ['timeout', '"timeoutSec": 60', '"timeoutSec": 1'],
    ['line', 'exit 2"', 'exit 0"'],
    ['matcher', '"matcher": ".+/.+"', '"matcher": "x"'],
  ])('whose %s was tampered with is mended', (_, from, to) => {
    const whole = install(undefined);
    const tampered = whole.replaceAll(from, to);
    expect(tampered).not.toBe(whole);
    expect(install(tampered)).toBe(whole);
  });
});

describe('a file the client would ignore is refused', () => {
  it.each([
    ['no JSON', '{\n  "version": \n}', 'JSON'],
    ['a comment', '{\n  // mine\n  "version": 1\n}', ''],
    ['a byte order mark', '\ufeff{"version":1}', 'byte order mark'],
    ['another version', '{"version":2}', 'version other than 1'],
    ['a version that is text', '{"version":"1"}', 'version other than 1'],
    ['hooks switched off', '{"disableAllHooks":true}', 'disableAllHooks'],
    ['an event that is no list', '{"hooks":{"agentStop":{}}}', 'agentStop'],
    ['a list', '[]', ''],
  ])('%s', (_, text, reason) => {
    const outcome = editOf().apply(text);
    expect(outcome.ok).toBe(false);
    expect(outcome.ok ? '' : outcome.message).toContain(reason);
  });
});

describe('whether it is installed', () => {
  const made = install(undefined);

  function installed(files: { readonly [path: string]: string }, environment: Environment = {}) {
    return isInstalled('user', place, environment, (path) => files[path]);
  }

  const path = '/home/dev/.copilot/hooks/agsec.json';

  it('is told by every file of the scope', () => {
    expect(installed({ [path]: made })).toBe(true);
    expect(installed({})).toBe(false);
    const moved = { COPILOT_HOME: '/srv/copilot' };
    expect(installed({ [path]: made }, moved)).toBe(false);
    expect(installed({ [path]: made, '/srv/copilot/hooks/agsec.json': made }, moved)).toBe(true);
  });

  it.each([
    ['a byte order mark', `\ufeff${made}`],
    ['another version', made.replace('"version": 1', '"version": 2')],
    ['disableAllHooks', made.replace('"version": 1', '"disableAllHooks": true')],
    ['hooks that come again, empty', made.replace(/\}\s*$/, ',"hooks":{}}')],
    ['an event misspelt', made.replace('preToolUse', 'pretooluse')],
  ])('is not with %s', (_, text) => {
    expect(installed({ [path]: text })).toBe(false);
  });
});

describe('the hook for a live test', () => {
  const [path = ''] = plan('user', place, {}, 'x64').edits.map((edit) => edit.path);

  it('is what stands in the file, as the client starts it', () => {
    const text = install(undefined);
    const [hook, ...more] = installedHooks('user', place, {}, (file) =>
      file === path ? text : undefined,
    );
    expect(more).toEqual([]);
    expect(hook).toMatchObject({
      hook: 'preToolUse',
      file: path,
      command: { kind: 'shell', line: JSON.parse(text).hooks.preToolUse[0].bash },
      environment: { COPILOT_PROJECT_DIR: '/home/dev/project', COPILOT_CLI: '1' },
      cwd: '/home/dev/project',
      timeout: 60,
    });
  });

  it('is the tampered one where it was tampered with, and none where the file is ignored', () => {
    const text = install(undefined);
    const of = (changed: string) => installedHooks('user', place, {}, () => changed);
    expect(of(text.replaceAll('"timeoutSec": 60', '"timeoutSec": 1'))[0]?.timeout).toBe(1);
    expect(of(text.replaceAll('"timeoutSec": 60', '"timeoutSec": "60"'))[0]?.timeout).toBe(30);
    expect(of(`\ufeff${text}`)).toEqual([]);
    expect(of('{"hooks":{"preToolUse":[{"bash":"mine"}]}}')).toEqual([]);
  });
});
