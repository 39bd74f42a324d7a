import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCleanExec, type Place } from '@agsec/runtime/hook';
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

  it.each(['x64', 'riscv64'])(
    'of a project starts another program than a user’s on %s',
    (architecture) => {
      const commandOf = (scope: 'user' | 'project') =>
        hookEntry({ ...setting, architecture, scope }, TOKEN).command;
      const brings = (scope: 'user' | 'project') => plan(scope, place, architecture).programs ?? [];
      expect(brings('user').map(({ path }) => path)).toEqual([
        commandOf('user'),
        commandOf('project'),
      ]);
      expect(brings('project')).toEqual(brings('user').toReversed());
      expect(Buffer.from(brings('project')[0]?.bytes ?? []).toString('latin1')).toMatch(
        /claude-code\.cjs'?[ \0]10[ \0]project\b/,
      );
    },
  );

  it.each<[string, HookSetting]>([
    ['macOS', { ...setting, place: { ...place, os: 'darwin' }, architecture: 'arm64' }],
    ['Linux on another processor', { ...setting, architecture: 'riscv64' }],
  ])('on %s starts a script, which env starts', (_, other) => {
    const { command, args } = hookEntry(other, TOKEN);
    expect(command).toBe('/home/dev/.agsec/bin/clean-exec-claude-code');
    expect(args).toEqual([FILLED_IN, `AGSEC_INSTALL=${TOKEN}`]);
    const [program] = plan('user', other.place, other.architecture).programs ?? [];
    expect(program?.path).toBe(command);
    const text = Buffer.from(program?.bytes ?? []).toString();
    expect(text).toMatch(/^#!\/usr\/bin\/env -S -i \/bin\/sh\n/);
    expect(text).not.toContain('AGSEC_INSTALL');
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

describe.runIf(process.platform === 'linux').each([
  ['this machine', process.arch],
  ['a system without a static program', 'riscv64'],
])('the command on %s', (_, architecture) => {
  const home = mkdtempSync(join(tmpdir(), "agsec it's a home "));
  const bin = join(home, '.agsec/bin');
  const real: HookSetting = {
    place: { ...place, home, agsecHome: join(home, '.agsec'), node: process.execPath },
    scope: 'user',
    architecture,
  };
  const [own] = plan('user', real.place, architecture).programs ?? [];
  const isStatic = hasCleanExec('linux', architecture);

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
    const env = poisoned();
    const limited = ['-c', `ulimit -v ${space}; exec "$@"`, 'sh', command, ...filled];
    return space === undefined
      ? spawnSync(command, filled, { env, input: '{}', encoding: 'utf8' })
      : spawnSync('/bin/sh', limited, { env: {}, input: '{}', encoding: 'utf8' });
  }

  /** What a repository may have put into the environment of its agent. */
  function poisoned(): { readonly [name: string]: string } {
    const evil = join(home, 'evil');
    mkdirSync(evil, { recursive: true });
    for (const name of ['env', 'sh', 'node']) {
      writeFileSync(join(evil, name), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    }
    writeFileSync(join(evil, 'x.sh'), 'exit 0\n');
    writeFileSync(join(evil, 'x.cjs'), 'process.exit(0)\n');
    return {
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
  }

  it('alone, through a shell, as others than Claude Code start it, is whole', () => {
    const loader = join(bin, 'claude-code.cjs');
    const told = 'JSON.stringify([process.env, process.argv.slice(2)])';
    const alone = (bundle: string) => {
      rmSync(loader, { force: true });
      writeFileSync(loader, bundle);
      const line = `'${hookEntry(real, TOKEN).command.replaceAll("'", `'\\''`)}'`;
      const env = { ...poisoned(), CLAUDE_PROJECT_DIR: '/of/the/agent' };
      return spawnSync('/bin/sh', ['-c', line], { env, input: 'in', encoding: 'utf8' });
    };
    const { stdout, status } = alone(
      `process.stdout.write(${told} + require('node:fs').readFileSync(0))`,
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/in$/);
    const [{ PWD: _, OLDPWD: __, SHLVL: ___, ...seen }, words] = JSON.parse(stdout.slice(0, -2));
    expect(seen).toEqual({
      HOME: home,
      USER: 'dev',
      AGSEC_HOME: real.place.agsecHome,
      ...(isStatic
        ? { AGSEC_ENDS_AFTER: '9' }
        : { UV_THREADPOOL_SIZE: '1', CLAUDE_PROJECT_DIR: '' }),
    });
    expect(words).toEqual(['10']);
    expect(alone('process.exit(2)').status).toBe(2);
    for (const failing of ['process.exit(1)', '{', 'process.kill(process.pid, 9)']) {
      expect(alone(failing)).toMatchObject({ status: 2, stdout: '' });
    }
  });

  it('alone ends a hook that is stopped, since others let the call run then', () => {
    writeFileSync(join(bin, 'claude-code.cjs'), 'process.kill(process.pid, "SIGSTOP")');
    const { command } = hookEntry(real, TOKEN);
    expect(spawnSync(command, [], { timeout: 10_000 }).status).toBe(2);
  }, 15_000);

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
      ...(isStatic ? { AGSEC_INSTALL: TOKEN, AGSEC_ENDS_AFTER: '9' } : { UV_THREADPOOL_SIZE: '1' }),
    });
    expect(status).toBe(0);
  });

  it.each<readonly [string, string | undefined]>([
    ['exits with 1', 'process.exit(1)'],
    ['exits with 3', 'process.exit(3)'],
    ['throws', 'throw new Error("x")'],
    ['is no JavaScript', 'this is no JavaScript'],
    ['is gone', undefined],
    ['is killed', 'process.kill(process.pid, "SIGKILL")'],
    ['crashes', 'process.abort()'],
    // Of the script the client itself ends it, and blocks.
    ...(isStatic ? [['hangs', 'for (;;);'] as const] : []),
  ])('a hook that %s is a block', (_, bundle) => {
    expect(run(bundle).status).toBe(2);
  });

  it('a missing node is a block', () => {
    // The script has the path of node in it.
    const away = { ...real.place, node: '/nowhere/node' };
    const [other] = plan('user', away, architecture).programs ?? [];
    if (other !== undefined && own !== undefined) writeFileSync(own.path, other.bytes);
    expect(run('', { node: '/nowhere/node' }).status).toBe(2);
    if (own !== undefined) writeFileSync(own.path, own.bytes);
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
