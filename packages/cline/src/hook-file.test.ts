import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from '@agsec/runtime';
import { runInstalledHook } from '@agsec/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookText, isOurHook } from './hook-file.ts';
import { plan } from './install.ts';
import { denied } from './probe.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-hook-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function placeWith(node: string): Place {
  return {
    home: folder,
    user: `o'dev`,
    agsecHome: join(folder, '.agsec'),
    node,
    projects: [folder],
    os: 'linux',
    root: '',
  };
}

type RunOptions = {
  readonly seconds?: number;
  readonly stdin?: string;
  /** For which the program that starts the hook is there; there is none for some. */
  readonly architecture?: string;
};

/** The hook file run as the client runs it, with a program of ours in the place of node. */
async function run(program: string | undefined, options: RunOptions = {}) {
  const { seconds = 17, stdin = '{"a":1}', architecture = process.arch } = options;
  const node = join(folder, "no'de");
  if (program !== undefined) {
    writeFileSync(node, `#!/bin/sh\n${program}\n`);
    chmodSync(node, 0o755);
  }
  mkdirSync(join(folder, '.agsec/bin'), { recursive: true });
  for (const { path, bytes } of plan('user', placeWith(node), architecture).programs ?? []) {
    writeFileSync(path, bytes, { mode: 0o755 });
  }
  const hook = join(folder, 'PreToolUse');
  const text = hookText(placeWith(node), 'user');
  expect(text).toContain('sleep 17');
  writeFileSync(hook, text.replace('sleep 17', `sleep ${seconds}`));
  const command = { kind: 'exec', command: '/bin/sh', args: [hook] } as const;
  const environment = { PATH: '/usr/bin:/bin', NODE_OPTIONS: '--evil', SECRET: 'x' };
  const installed = { command, environment: {}, cwd: folder, timeout: 20 };
  return runInstalledHook(installed, stdin, environment);
}

const OWN = /^\{"cancel":true,"errorMessage":"agsec: the hook is unavailable[^"]*"\}\n$/;

/** A processor that no program is written for. */
const NONE = 'riscv64';

const STARTS = [
  ['by the program for it', process.arch],
  ['by the file alone', NONE],
] as const;

describe.each(STARTS)('an answer of ours, started %s', (_, architecture) => {
  it.each([
    ['passes', `echo '{}'`, '{}\n'],
    [
      'denies with its reason',
      `echo '{"cancel":true,"errorMessage":"no (it) is \\"so\\""}'`,
      '{"cancel":true,"errorMessage":"no (it) is \\"so\\""}\n',
    ],
    [
      'denies when the hook has to kill itself afterwards',
      `echo '{"cancel":true,"errorMessage":"late"}'; kill -9 $$`,
      '{"cancel":true,"errorMessage":"late"}\n',
    ],
  ])('%s', async (__, program, stdout) => {
    expect(await run(program, { architecture })).toMatchObject({
      stdout,
      exitCode: 0,
      timedOut: false,
    });
  });

  it('is given the call, the folder it was started in, and no variable of the client', async () => {
    const program = `printf '{"cancel":true,%s}' "$(cat; echo " $PWD $HOME $USER $NODE_OPTIONS$SECRET")"`;
    const { stdout } = await run(program, { stdin: 'call', architecture });
    expect(stdout).toBe(`{"cancel":true,call ${folder} ${folder} o'dev }\n`);
  });
});

describe.each(STARTS)('everything else is denied, started %s', (_, architecture) => {
  it.each([
    ['no node', undefined],
    ['a node that is no program', 'exit 126'],
    ['exit status 1 with a pass', `echo '{}'; exit 1`],
    ['exit status 2 without an answer', 'exit 2'],
    ['exit status 3', 'exit 3'],
    ['a signal', 'kill -9 $$'],
    ['a pass, then a signal', `echo '{}'; kill -9 $$`],
    ['no output', ':'],
    ['text', 'echo hello'],
    ['text before a pass', `echo hello; echo '{}'`],
    ['text behind a pass', `echo '{} x'`],
    ['two passes', `echo '{}'; echo '{}'`],
    ['half a deny', `printf '{"cancel":true,"errorMess'`],
    ['cancel as a text', `echo '{"cancel":"true"}'`],
    ['a rewriting', `echo '{"overrideInput":{}}'`],
    ['a list', `echo '[]'`],
  ])('%s', async (__, program) => {
    const result = await run(program, { architecture });
    expect(result).toMatchObject({ stdout: expect.stringMatching(OWN), exitCode: 0 });
    expect(denied(result)).toBe(true);
  });
});

it('denies for a hook that never ends', async () => {
  const result = await run('exec sleep 60', { seconds: 1, architecture: NONE });
  expect(result).toMatchObject({ stdout: expect.stringMatching(OWN), timedOut: false });
});

describe('the text', () => {
  it('is the same after every upgrade and another for a project', () => {
    const place = placeWith('/usr/bin/node');
    expect(hookText(place, 'user')).toBe(hookText({ ...place, projects: [] }, 'user'));
    expect(hookText(place, 'project')).toContain(' 15 project;');
  });

  it('is known as ours even when it was changed', () => {
    const text = hookText(placeWith('/usr/bin/node'), 'user');
    expect(isOurHook(`${text}\nexit 0`)).toBe(true);
    expect(isOurHook(`#!/bin/sh\nexit 0`)).toBe(false);
    expect(isOurHook('')).toBe(false);
  });
});
