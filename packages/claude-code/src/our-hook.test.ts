import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from '@agsec/runtime/hook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan } from './install.ts';
import { type HookSetting, hookEntry, tokenOf } from './our-hook.ts';

const place: Place = {
  home: '/home/dev',
  user: 'dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/project'],
  os: 'linux',
  root: '',
};

const TOKEN = 'abcdefghijklmnopqrstuvwxyz';

/** What the client fills in. */
const FILLED_IN = `\${CLAUDE_PROJECT_DIR}`;

const setting: HookSetting = { place, scope: 'user', architecture: 'x64' };

describe('the entry', () => {
  it('of a user on Linux', () => {
    const entry = hookEntry(setting, TOKEN);
    expect(entry).toMatchObject({ type: 'command', timeout: 10, onFailure: 'block' });
    expect(entry.command).toBe('/home/dev/.agsec/bin/clean-exec-claude-code');
    const end = entry.args.indexOf('--');
    expect(entry.args.slice(0, end)).toEqual([
      `AGSEC_INSTALL=${TOKEN}`,
      `CLAUDE_PROJECT_DIR=${FILLED_IN}`,
      'HOME=/home/dev',
      'USER=dev',
      'AGSEC_HOME=/home/dev/.agsec',
      'AGSEC_ENDS_AFTER=9',
    ]);
    expect(entry.args[end + 1]).toBe('/usr/bin/node');
    expect(entry.args.slice(-2)).toEqual(['/home/dev/.agsec/bin/claude-code.cjs', '10']);
  });

  it.each(['project', 'managed'] as const)('of scope %s tells the hook so', (scope) => {
    const { args } = hookEntry({ ...setting, scope }, TOKEN);
    expect(args.join(' ')).toMatch(new RegExp(`claude-code\\.cjs'? 10 ${scope}\\b`));
  });

  it.each<[string, HookSetting]>([
    ['macOS', { ...setting, place: { ...place, os: 'darwin' }, architecture: 'arm64' }],
    ['Linux on another processor', { ...setting, architecture: 'riscv64' }],
  ])('on %s starts with env', (_, other) => {
    const entry = hookEntry(other, TOKEN);
    expect([entry.command, ...entry.args.slice(0, 2)]).toEqual(['/usr/bin/env', '-i', '/bin/sh']);
  });

  it('of root takes nothing from a home folder', () => {
    const entry = hookEntry({ ...setting, scope: 'managed' }, TOKEN);
    expect([entry.command, ...entry.args].join(' ')).not.toContain('/home/dev');
    expect(entry.args.at(-1)).toContain('/usr/local/lib/agsec/bin/claude-code.cjs');
  });

  it('has no field by which it could be skipped or left unanswered', () => {
    expect(Object.keys(hookEntry(setting, TOKEN)).sort()).toEqual([
      'args',
      'command',
      'linux',
      'onFailure',
      'timeout',
      'type',
    ]);
  });

  it('carries its token', () => {
    expect(tokenOf(hookEntry(setting, TOKEN))).toBe(TOKEN);
    expect(tokenOf({ args: ['AGSEC_INSTALL=$(x)'] })).toBeUndefined();
    expect(tokenOf({ command: 'AGSEC_INSTALL=x' })).toBeUndefined();
    expect(tokenOf(null)).toBeUndefined();
  });
});

describe.runIf(process.platform === 'linux')('the command as the client runs it', () => {
  const home = mkdtempSync(join(tmpdir(), "agsec it's a home "));
  const bin = join(home, '.agsec/bin');
  const real: HookSetting = {
    place: { ...place, home, agsecHome: join(home, '.agsec'), node: process.execPath },
    scope: 'user',
    architecture: process.arch,
  };
  const [own] = plan('user', real.place, process.arch).programs ?? [];

  beforeAll(() => {
    mkdirSync(bin, { recursive: true });
    if (own !== undefined) writeFileSync(own.path, own.bytes, { mode: 0o755 });
  });
  afterAll(() => rmSync(home, { recursive: true }));

  /**
   * Runs the entry with a bundle of this text, in an environment a repository has poisoned, with at
   * most so many KiB of address space.
   */
  function run(bundle: string | undefined, changed: Partial<Place> = {}, space?: number) {
    const loader = join(bin, 'claude-code.cjs');
    rmSync(loader, { force: true });
    if (bundle !== undefined) writeFileSync(loader, bundle);
    const { command, args } = hookEntry({ ...real, place: { ...real.place, ...changed } }, TOKEN);
    const filled = args.map((arg) => arg.replaceAll(FILLED_IN, '/a "b" $(c)'));
    const evil = join(home, 'evil');
    mkdirSync(evil, { recursive: true });
    for (const name of ['env', 'sh', 'node']) {
      writeFileSync(join(evil, name), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    }
    writeFileSync(join(evil, 'x.sh'), 'exit 0\n');
    writeFileSync(join(evil, 'x.cjs'), 'process.exit(0)\n');
    const env = {
      PATH: evil,
      BASH_ENV: join(evil, 'x.sh'),
      ENV: join(evil, 'x.sh'),
      'BASH_FUNC_env%%': '() { exit 0; }',
      SHELLOPTS: 'xtrace',
      PS4: '$(exit 0)',
      NODE_OPTIONS: `--require ${join(evil, 'x.cjs')}`,
      AGSEC_HOME: evil,
      HOME: evil,
      CLAUDE_PROJECT_DIR: evil,
    };
    const limited = ['-c', `ulimit -v ${space}; exec "$@"`, 'sh', command, ...filled];
    return space === undefined
      ? spawnSync(command, filled, { env, input: '{}', encoding: 'utf8' })
      : spawnSync('/bin/sh', limited, { env: {}, input: '{}', encoding: 'utf8' });
  }

  it('is whole in the line VS Code runs, which drops the arguments, and without the token', () => {
    writeFileSync(
      join(bin, 'claude-code.cjs'),
      'process.stdout.write(JSON.stringify([process.env.HOME, process.argv[2]]))',
    );
    const { linux = '' } = hookEntry(real, TOKEN);
    const { stdout, status } = spawnSync('/bin/sh', ['-c', linux], { env: {}, encoding: 'utf8' });
    expect([status, JSON.parse(stdout)]).toEqual([0, [home, '10']]);
    expect(linux).not.toContain(TOKEN);
    const { command } = hookEntry(real, TOKEN);
    const alone = spawnSync('/bin/sh', ['-c', `'${command.replaceAll("'", `'\\''`)}'`]);
    expect(alone.status).toBe(2);
  });

  it('nothing of the environment reaches the hook but what the command says', () => {
    const { stdout, status } = run('process.stdout.write(JSON.stringify(process.env))');
    const { PWD: _, OLDPWD: __, SHLVL: ___, ...seen } = JSON.parse(stdout);
    const { agsecHome: AGSEC_HOME } = real.place;
    const CLAUDE_PROJECT_DIR = '/a "b" $(c)';
    expect(seen).toEqual({
      HOME: home,
      USER: 'dev',
      AGSEC_HOME,
      CLAUDE_PROJECT_DIR,
      ...(own === undefined
        ? { UV_THREADPOOL_SIZE: '1' }
        : { AGSEC_INSTALL: TOKEN, AGSEC_ENDS_AFTER: '9' }),
    });
    expect(status).toBe(0);
  });

  it.each([
    ['exits with 1', 'process.exit(1)'],
    ['exits with 3', 'process.exit(3)'],
    ['throws', 'throw new Error("x")'],
    ['is no JavaScript', 'this is no JavaScript'],
    ['is gone', undefined],
    ['is killed', 'process.kill(process.pid, "SIGKILL")'],
    ['crashes', 'process.abort()'],
    ['hangs', 'for (;;);'],
  ])('a hook that %s is a block', (_, bundle) => {
    expect(run(bundle).status).toBe(2);
  });

  it('a missing node is a block', () => {
    expect(run('', { node: '/nowhere/node' }).status).toBe(2);
  });

  it('a node that runs out of memory is a block', () => {
    const { status, stderr } = run('process.exit(0)', {}, 300_000);
    expect(stderr).toMatch(/OOM|memory/);
    expect(status).toBe(2);
  });

  it.each([0, 2])('exit status %i passes', (status) => {
    expect(run(`process.exit(${status})`).status).toBe(status);
  });
});
