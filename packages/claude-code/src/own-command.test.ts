import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeDisk, type OwnCommandContext, runOwnCommand } from '@agsec/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claudeCodeAdapter } from './adapter.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'agsec-bin-'));
});
afterEach(() => rmSync(home, { recursive: true }));

async function run(args: readonly string[], changed: Partial<OwnCommandContext> = {}) {
  const output = { out: '', err: '' };
  const chunk = () => {
    throw new Error('not needed');
  };
  const status = await runOwnCommand(args, {
    adapter: claudeCodeAdapter,
    machine: {
      home,
      os: 'linux',
      agsecHome: join(home, '.agsec'),
      node: '/usr/bin/node',
      root: home,
      disk: nodeDisk(),
      chunks: { shell: chunk, code: chunk, programs: chunk, compiler: chunk, review: chunk },
      now: Date.now,
      version: '0.0.0',
    },
    environment: {},
    cwd: join(home, 'project'),
    bundle: join(home, 'hook.cjs'),
    hasPolicies: true,
    out: (text) => {
      output.out += text;
    },
    err: (text) => {
      output.err += text;
    },
    ...changed,
  });
  return { status, ...output };
}

describe('usage', () => {
  it.each([
    [[]],
    [['uninstall']],
    [['frobnicate']],
    [['install', 'twice']],
    [['install', '--scope', 'galaxy']],
    [['install', '--scope', 'managed']],
    [['install', '--nope']],
    [['doctor', '--dry-run']],
  ])('%j is refused and explained', async (args) => {
    const { status, err } = await run(args);
    expect(status).toBe(2);
    expect(err).toMatch(/^error: .+\n\nUsage: agsec-claude-code/);
  });

  it('help is no error', async () => {
    const { status, out } = await run(['--help']);
    expect(status).toBe(0);
    expect(out).toContain('npx @agsec/cli uninstall claude-code');
    expect(out).toContain('--scope managed');
  });

  it('names no scope that the agent does not have', async () => {
    const { capabilities } = claudeCodeAdapter;
    const adapter = {
      ...claudeCodeAdapter,
      capabilities: { ...capabilities, scopes: ['user', 'project'] as const },
    };
    expect((await run(['--help'], { adapter })).out).not.toContain('managed');
  });
});

describe('install', () => {
  it('--dry-run shows the change and writes nothing', async () => {
    const { status, out } = await run(['install', '--dry-run']);
    expect(status).toBe(0);
    expect(out).toContain(join(home, '.claude/settings.json'));
    expect(out).toContain('+      {');
    expect(out).toContain('clean-exec');
    expect(out).not.toContain('created');
    expect(out).toMatch(/\nNothing was changed\.\n$/);
    expect(readdirSync(home)).toEqual([]);
  });

  it('goes to the project it is run in', async () => {
    const { out } = await run(['install', '--scope', 'project', '--dry-run']);
    expect(out).toContain(join(home, 'project/.claude/settings.json'));
  });

  it('refuses a settings file that the client would drop, with its place', async () => {
    mkdirSync(join(home, '.claude'));
    writeFileSync(join(home, '.claude/settings.json'), '{\n  "verbose": "yes"\n}\n');
    const { status, err } = await run(['install']);
    expect(status).toBe(2);
    expect(err).toContain(`${join(home, '.claude/settings.json')}:2:14: "verbose" must be true`);
    expect(existsSync(join(home, '.agsec'))).toBe(false);
  });

  it('without a built hook changes nothing', async () => {
    await expect(run(['install'])).rejects.toThrow('is not there');
    expect(existsSync(join(home, '.claude/settings.json'))).toBe(false);
  });
});

describe('doctor', () => {
  it('finds that nothing is installed', async () => {
    const { status, out } = await run(['doctor']);
    expect(status).toBe(1);
    expect(out).toMatch(/^open .*\n {5}agsec install claude-code$/m);
  });
});
