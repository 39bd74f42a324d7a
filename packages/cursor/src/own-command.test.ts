import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directChunks, nodeDisk, type OwnCommandContext, runOwnCommand } from '@agsec/runtime';
import { type TemporaryHome, temporaryHome } from '@agsec/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cursorAdapter } from './adapter.ts';

let home: TemporaryHome;

beforeEach(() => {
  home = temporaryHome();
});
afterEach(() => home.remove());

/** A `cursor` on the PATH that prints a version. */
function client(version: string): { readonly [name: string]: string } {
  const folder = join(home.folder, 'bin');
  mkdirSync(folder);
  const lines = `#!/bin/sh\necho '${version}'\necho 0123456789abcdef\necho x64\n`;
  writeFileSync(join(folder, 'cursor'), lines, { mode: 0o755 });
  return { PATH: `${folder}:/usr/bin:/bin` };
}

async function run(args: readonly string[], environment: OwnCommandContext['environment'] = {}) {
  const output = { out: '', err: '' };
  const status = await runOwnCommand(args, {
    adapter: cursorAdapter,
    machine: {
      home: home.home,
      os: 'linux',
      agsecHome: home.agsecHome,
      node: process.execPath,
      root: home.root,
      disk: nodeDisk(),
      chunks: directChunks,
      now: Date.now,
      version: '0.0.0',
    },
    environment,
    cwd: home.project,
    bundle: join(home.folder, 'hook.cjs'),
    hasPolicies: true,
    out: (text) => {
      output.out += text;
    },
    err: (text) => {
      output.err += text;
    },
  });
  return { status, ...output };
}

describe('install', () => {
  it('shows what it would do', async () => {
    const { status, out } = await run(['install', '--dry-run'], client('3.22.12'));
    expect(status).toBe(0);
    expect(out).toContain('+    "preToolUse": [');
    expect(existsSync(join(home.home, '.cursor'))).toBe(false);
  });

  it.each(['1.7.54', '2.5.0'])(
    'refuses Cursor %s: it may not know one of the events, and drops the whole file then',
    async (version) => {
      const { status, err } = await run(['install', '--dry-run'], client(version));
      expect(status).toBe(2);
      expect(err).toMatch(/Cursor .* is too old.*preToolUse.*2\.6/s);
    },
  );

  it('goes on where no version is to be found', async () => {
    expect(await run(['install', '--dry-run'], { PATH: '/nowhere' })).toMatchObject({ status: 0 });
  });
});
