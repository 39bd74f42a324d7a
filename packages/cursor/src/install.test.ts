import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPlan } from '@agsec/runtime';
import type { Place, Scope } from '@agsec/runtime/hook';
import { temporaryHome } from '@agsec/runtime/testing';
import { describe, expect, it } from 'vitest';
import { isInstalled, plan } from './install.ts';
import { HOOK_EVENTS } from './our-hook.ts';

const place: Place = {
  home: '/home/dev',
  user: 'dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/shop'],
  os: 'linux',
  root: '',
};

function apply(text?: string, scope: Scope = 'user', changed: Partial<Place> = {}) {
  const [edit] = plan(scope, { ...place, ...changed }, 'x64').edits;
  if (edit === undefined) throw new Error('no edit');
  return edit.apply(text);
}

function installed(scope: Scope = 'user', changed: Partial<Place> = {}): string {
  const outcome = apply(undefined, scope, changed);
  if (!outcome.ok || outcome.text === undefined) throw new Error('not installed');
  return outcome.text;
}

function entries(text: string) {
  const { version, hooks } = JSON.parse(text);
  expect(version).toBe(1);
  return HOOK_EVENTS.map((event) => hooks[event][0]);
}

describe('what is written', () => {
  it('is one entry a hook, closed on failure, with a timeout that is a number and no matcher', () => {
    const all = entries(installed());
    expect(new Set(all.map(({ command }) => command)).size).toBe(1);
    for (const entry of all) {
      expect(entry).toEqual({ command: expect.any(String), timeout: 10, failClosed: true });
    }
  });

  it('holds no // anywhere: Cursor cuts a line there and drops the file', () => {
    for (const scope of ['user', 'project', 'managed'] as const) {
      expect(installed(scope)).not.toContain('//');
    }
  });

  it('is refused where a // could not be avoided', () => {
    expect(apply(undefined, 'user', { node: '/opt//node' })).toMatchObject({ ok: false });
  });

  it('registers no event that a client could not know', () => {
    expect(Object.keys(JSON.parse(installed()).hooks).sort()).toEqual(
      ['beforeMCPExecution', 'beforeReadFile', 'beforeShellExecution', 'preToolUse'].sort(),
    );
  });

  describe.each(['/bin/sh', '/bin/bash'])('run by %s', (shell) => {
    it.each([
      ['with the program that starts it', process.arch],
      ['without it', 'riscv64'],
    ])('%s, has the call as its input, also from a here-document behind it', (_, architecture) => {
      const home = mkdtempSync(join(tmpdir(), "agsec it's $HOME "));
      try {
        const node = join(home, 'node');
        writeFileSync(node, '#!/bin/sh\ncat; echo "$HOME"; exit 2\n', { mode: 0o755 });
        const real = { ...place, home, agsecHome: home, node };
        mkdirSync(join(home, 'bin'));
        for (const { path, bytes } of plan('user', real, architecture).programs ?? []) {
          writeFileSync(path, bytes, { mode: 0o755 });
        }
        const [{ command }] = entries(installed('user', real));
        const outcome = { status: 2, stdout: `call\n${home}\n` };
        const options = { encoding: 'utf8', env: {} } as const;
        const behind = `${command} <<'PAYLOAD'\ncall\nPAYLOAD\n`;
        expect(spawnSync(shell, ['-c', behind], options)).toMatchObject(outcome);
        const input = { ...options, input: 'call\n' };
        expect(spawnSync(shell, ['-c', command], input)).toMatchObject(outcome);
      } finally {
        rmSync(home, { recursive: true });
      }
    });
  });

  it('serves every user at managed scope, and names nobody', () => {
    const text = installed('managed');
    expect(text).not.toContain('/home/dev');
    expect(text).toContain('/usr/local/lib/agsec/bin/cursor.cjs');
    expect(plan('managed', place, 'x64').edits.map(({ path }) => path)).toEqual([
      '/etc/cursor/hooks.json',
    ]);
    const mac = plan('managed', { ...place, os: 'darwin' }, 'x64').edits.map(({ path }) => path);
    expect(mac).toEqual(['/Library/Application Support/Cursor/hooks.json']);
  });

  it('tells the hook its scope', () => {
    expect(installed('project')).toContain("cursor.cjs' 10 project;");
    expect(installed('user')).toContain("cursor.cjs' 10;");
  });
});

describe('a file that Cursor would drop', () => {
  it.each([
    ['no version', '{"hooks":{}}', 1],
    ['a version that is a text', '{\n"version": "1",\n"hooks":{}}', 2],
    ['an event nobody knows', '{"version":1,"hooks":{\n"agentSessionStart":[]}}', 2],
    [
      'a timeout that is a text',
      '{"version":1,"hooks":{"stop":[\n{"command":"x","timeout":"10"}]}}',
      2,
    ],
    ['a timeout of nothing', '{"version":1,"hooks":{"stop":[{"command":"x",\n"timeout":0}]}}', 2],
    ['an invalid matcher', '{"version":1,"hooks":{"stop":[{"command":"x",\n"matcher":"("}]}}', 2],
    [
      'a matcher that is an object',
      '{"version":1,"hooks":{"stop":[{"command":"x","matcher":{}}]}}',
      1,
    ],
    ['a handler without a command', '{"version":1,"hooks":{"stop":[\n{}]}}', 2],
    ['a prompt without a text', '{"version":1,"hooks":{"stop":[{"type":"prompt"}]}}', 1],
    ['a type nobody knows', '{"version":1,"hooks":{"stop":[{"type":"http","command":"x"}]}}', 1],
    [
      'a loop limit of nothing',
      '{"version":1,"hooks":{"stop":[{"command":"x","loop_limit":0}]}}',
      1,
    ],
    [
      'failClosed that is a text',
      '{"version":1,"hooks":{"stop":[{"command":"x","failClosed":"y"}]}}',
      1,
    ],
    ['handlers that are no list', '{"version":1,"hooks":{"stop":{}}}', 1],
    [
      'a web address in a command',
      '{"version":1,"hooks":{"stop":[{"command":"curl https://x"}]}}',
      1,
    ],
    ['a comma too much', '{"version":1,"hooks":{},}', 1],
    ['a byte order mark', '\ufeff{"version":1,"hooks":{}}', 1],
    ['nothing in it', '', 1],
    ['a list', '[]', 1],
  ])('is refused with its place: %s', (_, text, line) => {
    const outcome = apply(text);
    expect(outcome).toMatchObject({ ok: false, line, column: expect.any(Number) });
  });

  it('counts as not installed, whatever it holds', () => {
    const files = (text: string) => isInstalled('user', place, () => text);
    expect(files(installed())).toBe(true);
    expect(files(installed().replace('"version": 1', '"version": "1"'))).toBe(false);
    expect(files(installed().replace('"hooks": {', '"hooks": { "agentSessionStart": [],'))).toBe(
      false,
    );
    expect(files(installed().replace('/usr/bin/node', 'https://x'))).toBe(false);
  });
});

describe('a hook of ours that was changed', () => {
  it.each([
    ['failClosed', (text: string) => text.replace('"failClosed": true', '"failClosed": false')],
    [
      'a matcher',
      (text: string) => text.replace('"timeout": 10', '"matcher": "^x$", "timeout": 10'),
    ],
    ['the command', (text: string) => text.replace('/usr/bin/node', '/bin/true')],
    ['one hook less', (text: string) => text.replace('"preToolUse"', '"stop"')],
    [
      'a prompt',
      (text: string) =>
        text.replace('"timeout": 10', '"type": "prompt", "prompt": "", "timeout": 10'),
    ],
  ])('is found and put right: %s', (_, change) => {
    const changed = change(installed());
    expect(changed).not.toBe(installed());
    expect(isInstalled('user', place, () => changed)).toBe(false);
    const mended = apply(changed);
    expect(mended.ok && isInstalled('user', place, () => mended.text)).toBe(true);
  });
});

describe('a project', () => {
  it.each([
    ['file', 'home/project/.cursor/hooks.json', '../elsewhere.json'],
    ['folder', 'home/project/.cursor', '../elsewhere'],
  ])('whose hooks %s is a link is refused: Cursor does not read through it', (_, path, target) => {
    const home = temporaryHome();
    try {
      home.write('home/elsewhere/hooks.json', '{"version":1,"hooks":{}}');
      home.write('home/elsewhere.json', '{"version":1,"hooks":{}}');
      if (path.endsWith('.json')) home.write('home/project/.cursor/keep', '');
      symlinkSync(path.endsWith('.json') ? join('..', target) : target, join(home.folder, path));
      const options = { agsecHome: home.agsecHome };
      expect(applyPlan(plan('project', home.place('project'), 'x64'), options)).toMatchObject({
        ok: false,
        failures: [{ message: expect.stringContaining('symbolic link') }],
      });
      expect(home.read('home/elsewhere/hooks.json')).toBe('{"version":1,"hooks":{}}');
    } finally {
      home.remove();
    }
  });

  it('behind a link itself is as good as any', () => {
    const home = temporaryHome();
    try {
      symlinkSync('project', join(home.home, 'linked'));
      const projects = [join(home.home, 'linked')];
      const options = { agsecHome: home.agsecHome };
      const through = plan('project', { ...home.place('project'), projects }, 'x64');
      expect(applyPlan(through, options)).toMatchObject({ ok: true });
      expect(home.read('home/project/.cursor/hooks.json')).toContain('agsec-cursor');
    } finally {
      home.remove();
    }
  });
});
