import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltHook, buildHook } from '../../test/build-hook.ts';
import { testAdapter } from '../../test/test-adapter.ts';
import { NO_ENV, TestHome } from '../../test/test-home.ts';
import type { Place } from '../adapter.ts';
import { appendRecord } from '../audit/append-record.ts';
import { verifyAudit } from '../audit/verify.ts';
import { tableIn, tableOfBundles } from '../install/bundle-table.ts';
import { type HookFiles, installHookFiles } from '../install/hook-files.ts';
import { installedCommand } from '../install/installed-command.ts';

let built: BuiltHook;
let home: TestHome;
let files: HookFiles;
let audit: string;
let place: Place;

beforeAll(async () => {
  built = await buildHook();
}, 120_000);
afterAll(() => built.remove());
beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', NO_ENV);
  const { home: folder, agsecHome, project, root } = home;
  place = {
    home: folder,
    agsecHome,
    node: process.execPath,
    projects: [project],
    os: 'linux',
    root,
  };
  files = installHookFiles({ adapter: testAdapter, ...built, place, bin: join(agsecHome, 'bin') });
  audit = join(home.agsecHome, 'audit');
});
afterEach(() => home.remove());

/** A record of a day that is over. */
function past(day: string): void {
  mkdirSync(audit, { recursive: true, mode: 0o700 });
  const labels = { ts: `${day}T10:00:00.000Z`, session: 's', agent: 'tester', agsec: 'test' };
  const record = { ...labels, id: 'call', outcome: 'success' } as const;
  expect(appendRecord(audit, record, Date.now() + 5000)).toMatchObject({ ok: true });
}

function line(change: { readonly loader?: string } = {}): string {
  return installedCommand({
    node: process.execPath,
    loader: change.loader ?? files.loader,
    person: { home: home.home, user: 'tess', agsecHome: home.agsecHome },
    environment: testAdapter.environment,
    timeout: 20,
  });
}

function call(): { readonly status: number | null; readonly stdout: string } {
  const input = testAdapter.usualCalls(['cat .env'], place)[0];
  const { status, stdout } = spawnSync('/bin/sh', ['-c', line()], {
    input,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin' },
  });
  return { status, stdout };
}

const days = () => readdirSync(audit).filter((name) => /^\d/.test(name));
const today = () => new Date().toISOString().slice(0, 10);

/** Until the process that nobody waits for is done. */
async function done(): Promise<void> {
  while (!existsSync(join(audit, 'upkeep'))) await delay(20);
}

describe('the first call of a day', () => {
  it('has what is over sealed, compressed and removed, without anybody looking', async () => {
    writeFileSync(join(home.agsecHome, 'config.yaml'), 'audit:\n  keep_days: 30\n');
    for (const day of ['2020-01-01', '2020-01-02']) past(day);
    expect(call().stdout).toContain('"deny"');
    await done();
    expect(days()).toEqual([today()]);
    expect(readFileSync(join(audit, 'upkeep'), 'utf8')).toBe(`${today()}\n`);
    expect(verifyAudit(audit)).toMatchObject({ ok: true, records: 1 });
  });

  it('removes nothing while the configuration does not load', async () => {
    writeFileSync(join(home.agsecHome, 'config.yaml'), 'audit:\n  keep_dayz: 3650\n');
    past('2020-01-01');
    expect(call().stdout).toContain('"deny"');
    await done();
    expect(days()).toEqual(['2020-01-01', today()]);
    expect(readdirSync(join(audit, 'seals'))).toHaveLength(1);
  });

  it('is the only one that starts it, of sixteen at once', async () => {
    past('2020-01-01');
    const log = join(home.root, 'starts');
    const text = readFileSync(join(files.folder, 'upkeep.cjs'), 'latin1');
    const counting = `require("node:fs").appendFileSync(${JSON.stringify(log)},"x");${text}`;
    replaceUpkeep(counting);
    const input = testAdapter.usualCalls(['cat .env'], place)[0];
    const runs = Array.from({ length: 16 }, async () => {
      const child = spawn('/bin/sh', ['-c', line()], { env: { PATH: '/usr/bin:/bin' } });
      child.stdin.end(input);
      return new Promise<number | null>((resolve) => child.on('close', resolve));
    });
    expect(new Set(await Promise.all(runs))).toEqual(new Set([0]));
    await done();
    // The chunk is loaded by the hook that starts the process, and by the process.
    expect(readFileSync(log, 'utf8')).toBe('xx');
    expect(verifyAudit(audit)).toMatchObject({ ok: true, records: 16 });
  });

  it('is answered whatever becomes of the process: damaged, or never ending', () => {
    past('2020-01-01');
    const answer = { status: 0, stdout: expect.stringContaining('"deny"') };
    const path = join(files.folder, 'upkeep.cjs');
    writeFileSync(path, 'throw new Error("x")');
    expect(call()).toMatchObject(answer);
    expect(days()).toHaveLength(2);
  });

  it('does not wait for it', () => {
    past('2020-01-01');
    // It would hold the pipes of the call if it had them, and the call would not end.
    replaceUpkeep(`exports.startUpkeep = () => require("node:child_process").spawn(
      "/bin/sleep", ["60"], { detached: true, stdio: "ignore" }).unref();
      exports.runUpkeep = () => undefined;`);
    expect(call()).toMatchObject({ status: 0, stdout: expect.stringContaining('"deny"') });
  });

  it('starts nothing for a log that has no earlier day, and no other call does', async () => {
    expect(call().stdout).toContain('"deny"');
    past('2020-01-01');
    expect(call().stdout).toContain('"deny"');
    expect(readdirSync(audit).sort()).toEqual(['2020-01-01', today()]);
  });
});

describe('the program told to look after the log', () => {
  it('answers no call: as a hook it would be a deny', () => {
    past('2020-01-01');
    const { status, stdout } = spawnSync(process.execPath, [files.loader, 'upkeep'], {
      env: { HOME: home.home, AGSEC_HOME: home.agsecHome },
      input: testAdapter.usualCalls(['ls'], place)[0],
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(existsSync(join(audit, 'upkeep'))).toBe(true);
  });
});

/** Another text for the chunk, as if it had been installed. */
function replaceUpkeep(text: string): void {
  const before = tableIn(readFileSync(files.loader, 'utf8')) ?? '';
  writeFileSync(join(files.folder, 'upkeep.cjs'), text);
  const loader = readFileSync(files.loader, 'utf8');
  writeFileSync(files.loader, loader.replace(before, tableOfBundles(files.folder, '.cjs')));
}
