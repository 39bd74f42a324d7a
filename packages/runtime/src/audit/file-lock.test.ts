import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  lutimesSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { acquireLock } from './file-lock.ts';
import { monotonicMs, ownIdentity } from './process-identity.ts';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-lock-'));
  path = join(folder, 'x.lock');
  return () => rmSync(folder, { recursive: true, force: true });
});

/** A link as a process of these facts would have left it. */
function leaveLock(
  facts: { pid: number; space?: string; at?: number; nonce?: string },
  at = path,
): void {
  const { pid, space = ownIdentity().space, at: time = monotonicMs(), nonce = '7' } = facts;
  symlinkSync(`${pid}:${space}:${time}:${nonce}`, at);
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('acquireLock', () => {
  it('is had by one at a time, and again after its release', () => {
    const lock = acquireLock(path, 0);
    expect(lock?.isHeld()).toBe(true);
    expect(acquireLock(path, Date.now() + 10)).toBeUndefined();
    lock?.release();
    expect(lock?.isHeld()).toBe(false);
    expect(acquireLock(path, 0)).toBeDefined();
  });

  it('tries once even when the deadline has passed', () => {
    expect(acquireLock(path, 0)).toBeDefined();
  });

  it('does not remove a lock that was taken over meanwhile', () => {
    const lock = acquireLock(path, 0);
    unlinkSync(path);
    leaveLock({ pid: process.pid });
    expect(lock?.isHeld()).toBe(false);
    lock?.release();
    expect(readlinkSync(path)).toContain(`${process.pid}:`);
  });

  it('throws when the folder is not there', () => {
    expect(() => acquireLock(join(folder, 'gone', 'x.lock'), 0)).toThrow(/ENOENT/);
  });
});

describe('acquireLock: abandoned locks', () => {
  it('replaces the lock of a process that has ended, at once', () => {
    leaveLock({ pid: deadPid() });
    expect(acquireLock(path, 0)).toBeDefined();
    expect(readdirSync(folder)).toEqual(['x.lock']);
  });

  it('replaces the lock of a killed process', async () => {
    const script = await bundleScript(
      'hold',
      `import { acquireLock } from './src/audit/file-lock.ts';
       acquireLock(process.argv[2] ?? '', 0);
       console.log('held');
       setInterval(() => undefined, 1000);`,
    );
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(acquireLock(path, Date.now() + 50)).toBeUndefined();
    await kill(child);
    expect(acquireLock(path, 0)).toBeDefined();
  });

  it('is not misled by a process number that was given out again', () => {
    // Our own number, in a lock that is older than we are.
    leaveLock({ pid: process.pid, at: 0 });
    expect(acquireLock(path, 0)).toBeDefined();
  });

  it('replaces a lock from before the machine was started', () => {
    leaveLock({ pid: process.pid, at: monotonicMs() + 3_600_000 });
    expect(acquireLock(path, 0)).toBeDefined();
  });

  it('waits for a living process', () => {
    leaveLock({ pid: process.pid });
    expect(acquireLock(path, Date.now() + 20)).toBeUndefined();
  });

  it('waits for a process it cannot judge, and gives it up after ten seconds', () => {
    leaveLock({ pid: deadPid(), space: '1' });
    expect(acquireLock(path, Date.now() + 20)).toBeUndefined();
    const before = new Date(Date.now() - 11_000);
    lutimesSync(path, before, before);
    expect(acquireLock(path, 0)).toBeDefined();
  });

  it('gives up a process that stopped in the middle after a minute', () => {
    leaveLock({ pid: process.pid });
    const before = new Date(Date.now() - 61_000);
    lutimesSync(path, before, before);
    expect(acquireLock(path, 0)).toBeDefined();
  });

  it('treats what is no lock of ours like a process it cannot judge', () => {
    writeFileSync(path, 'something');
    expect(acquireLock(path, Date.now() + 20)).toBeUndefined();
    symlinkSync('nonsense', join(folder, 'y.lock'));
    expect(acquireLock(join(folder, 'y.lock'), Date.now() + 20)).toBeUndefined();
  });

  it('goes on where a process died while it was taking over', () => {
    leaveLock({ pid: deadPid(), nonce: '7' });
    leaveLock({ pid: deadPid(), nonce: '8' }, `${path}.7`);
    leaveLock({ pid: deadPid(), nonce: '9' }, `${path}.7.8`);
    expect(acquireLock(path, Date.now() + 1000)).toBeDefined();
    expect(readdirSync(folder)).toEqual(['x.lock']);
  });

  it('leaves the taking over to the living process that has begun it', () => {
    leaveLock({ pid: deadPid(), nonce: '7' });
    leaveLock({ pid: process.pid, nonce: '8' }, `${path}.7`);
    expect(acquireLock(path, Date.now() + 20)).toBeUndefined();
  });
});

describe('acquireLock: many processes', () => {
  it('lets one at a time in, though holders keep being killed inside', async () => {
    // Each enters, makes sure it is alone, and leaves; some die inside and leave their lock behind.
    const script = await bundleScript(
      'contend',
      `import { closeSync, openSync, rmSync, writeFileSync, readFileSync, appendFileSync } from 'node:fs';
       import { acquireLock } from './src/audit/file-lock.ts';
       const [, , path = '', die = ''] = process.argv;
       for (let turn = 0; turn < 300; turn += 1) {
         const lock = acquireLock(path, Date.now() + 20000);
         if (lock === undefined) throw new Error('no lock');
         const before = readFileSync(path + '.inside', 'utf8');
         writeFileSync(path + '.inside', String(process.pid));
         appendFileSync(path + '.log', before === '' ? '.' : '(' + before + ')');
         if (die !== '' && turn === Number(die)) { writeFileSync(path + '.inside', ''); process.kill(process.pid, 'SIGKILL'); }
         if (readFileSync(path + '.inside', 'utf8') !== String(process.pid)) throw new Error('not alone');
         writeFileSync(path + '.inside', '');
         lock.release();
       }`,
    );
    writeFileSync(`${path}.inside`, '');
    const children = ['', '3', '50', '', '120', '7'].map((die) =>
      spawn(process.execPath, [script, path, die], { stdio: 'inherit' }),
    );
    const ends = await Promise.all(children.map(ended));
    expect(ends).toEqual([0, 'SIGKILL', 'SIGKILL', 0, 'SIGKILL', 'SIGKILL']);
    const turns = 300 + 4 + 51 + 300 + 121 + 8;
    expect(readFileSync(`${path}.log`, 'utf8')).toBe('.'.repeat(turns));
    // One that died last leaves its lock to whoever comes next, and nothing else.
    acquireLock(path, Date.now() + 1000)?.release();
    expect(readdirSync(folder).sort()).toEqual(['x.lock.inside', 'x.lock.log']);
  });
});

function ended(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
}

async function kill(child: ChildProcess): Promise<void> {
  const end = ended(child);
  child.kill('SIGKILL');
  await end;
}
