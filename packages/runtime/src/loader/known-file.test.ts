import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltHook, buildHook } from '../../test/build-hook.ts';
import { testAdapter } from '../../test/test-adapter.ts';
import { NO_ENV, TestHome } from '../../test/test-home.ts';
import { bundleState, tableIn, tableOfBundles } from '../install/bundle-table.ts';
import { type HookFiles, installHookFiles } from '../install/hook-files.ts';
import { installedCommand } from '../install/installed-command.ts';
import { ChangedFile, readKnown } from './known-file.ts';

let built: BuiltHook;
let home: TestHome;
let files: HookFiles;

beforeAll(async () => {
  built = await buildHook();
}, 120_000);
afterAll(() => built.remove());
beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', NO_ENV);
  files = install();
});
afterEach(() => home.remove());

function install(): HookFiles {
  const { home: folder, agsecHome, project, root } = home;
  const { execPath: node } = process;
  const place = { home: folder, agsecHome, node, projects: [project], os: 'linux', root } as const;
  return installHookFiles({
    adapter: testAdapter,
    ...built,
    place,
    bin: join(agsecHome, 'bin'),
  });
}

function call(command: string): string {
  return `${
    testAdapter.usualCalls([command], {
      home: home.home,
      agsecHome: home.agsecHome,
      node: process.execPath,
      projects: [home.project],
      os: 'linux',
      root: home.root,
    })[0]
  }`;
}

/** What becomes of a call: the agent's own answer, or the exit status that is a deny. */
function ask(command: string): { readonly denied: boolean; readonly text: string } {
  const line = installedCommand({
    node: process.execPath,
    loader: files.loader,
    person: { home: home.home, user: 'tess', agsecHome: home.agsecHome },
    environment: testAdapter.environment,
    timeout: 20,
  });
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], {
    input: call(command),
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin' },
  });
  return { denied: status !== 0 || stdout.includes('"deny"'), text: stdout + stderr };
}

/** Bundles and compiled code that a call of one plain command loads. */
const LOADED = ['hook.cjs', 'hook.cache', 'shell.cjs', 'shell.cache'];

/** One other byte in the middle; size, and with `quiet` the time of change, stay. */
function change(name: string): void {
  const path = join(files.folder, name);
  const { atime, mtime } = statSync(path);
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime);
}

describe('a file of the hook that was changed', () => {
  it.each(LOADED)(
    '%s: denies, names the doctor, and is whole again after an installation',
    (name) => {
      expect(ask('ls').denied).toBe(false);
      change(name);
      // A line that was read before would not need the reader of lines.
      const answer = ask('pwd');
      expect(answer).toMatchObject({ denied: true });
      expect(answer.text).toContain(`${name} was changed after it was installed`);
      expect(answer.text).toContain('agsec doctor');
      install();
      expect(ask('id').denied).toBe(false);
    },
  );

  it('is noticed when another file was moved to its place, or a link', () => {
    const path = join(files.folder, 'hook.cjs');
    copyFileSync(path, `${path}.evil`);
    writeFileSync(`${path}.evil`, 'exports.main = () => process.exit(0);');
    renameSync(`${path}.evil`, path);
    expect(ask('ls').denied).toBe(true);
  });

  it('is noticed in the knowledge about programs, when a call needs it', () => {
    change('programs-git.cjs');
    expect(ask('ls').denied).toBe(false);
    expect(ask('git status')).toMatchObject({ denied: true });
  });

  it('cannot be compiled code that nobody installed', () => {
    const table = tableIn(readFileSync(files.loader, 'utf8')) ?? '';
    const [known = ''] = /\|hook\.cache [^|]*/.exec(table) ?? [];
    writeFileSync(files.loader, readFileSync(files.loader, 'utf8').replace(known, ''));
    change('hook.cache');
    expect(ask('ls').denied).toBe(false);
  });
});

describe('a file of the hook with the same content', () => {
  it('is good when the folder was copied or restored, whatever its times', () => {
    const bin = join(home.agsecHome, 'bin');
    cpSync(bin, `${bin}.backup`, { recursive: true });
    rmSync(bin, { recursive: true });
    renameSync(`${bin}.backup`, bin);
    expect(ask('ls').denied).toBe(false);
    expect(ask('cat .env').denied).toBe(true);
    const table = tableIn(readFileSync(files.loader, 'utf8')) ?? '';
    expect(bundleState(files.folder, table)).toMatchObject({ changed: [], missing: [] });
    expect(bundleState(files.folder, table).moved).toHaveLength(readdirSync(files.folder).length);
  });

  it('is good without what was compiled', () => {
    for (const name of readdirSync(files.folder).filter((each) => each.endsWith('.cache')))
      rmSync(join(files.folder, name));
    expect(ask('ls').denied).toBe(false);
  });
});

describe('another installation in the middle of a call', () => {
  it('exchanges compiled code without a denial', () => {
    const before = readFileSync(files.loader, 'utf8');
    change('hook.cache');
    // As between two of its steps: the loader on the disk no longer knows compiled code.
    const table = tableIn(before) ?? '';
    writeFileSync(
      `${files.loader}.running`,
      before.replace('__filename', JSON.stringify(files.loader)),
    );
    writeFileSync(files.loader, before.replace(table, tableOfBundles(files.folder, '.cjs')));
    const { loader } = files;
    files = { ...files, loader: `${loader}.running` };
    expect(existsSync(files.loader)).toBe(true);
    expect(ask('ls').denied).toBe(false);
  });
});

describe('reading a known file', () => {
  const require = createRequire(import.meta.url);
  const read = (name: string, table: string) =>
    readKnown(files.folder, name, table, require).toString('latin1');

  it('knows none that the table does not name, and no other that it does', () => {
    const table = tableOfBundles(files.folder);
    const text = readFileSync(join(files.folder, 'hook.cjs'), 'latin1');
    expect(read('hook.cjs', table)).toBe(text);
    expect(() => read('hook.cjs', '')).toThrow(ChangedFile);
    expect(() => read('hook.cjs', '@AGSEC_FILES@')).toThrow(ChangedFile);
    copyFileSync(join(files.folder, 'shell.cjs'), join(files.folder, 'code.cjs'));
    expect(() => read('code.cjs', table)).toThrow(ChangedFile);
  });

  it('does not take a file that grew to a size beyond all limits for the one it was', () => {
    const table = tableOfBundles(files.folder);
    writeFileSync(join(files.folder, 'hook.cjs'), Buffer.alloc(5 * 1024 * 1024, 32));
    expect(() => read('hook.cjs', table)).toThrow(ChangedFile);
  });
});
