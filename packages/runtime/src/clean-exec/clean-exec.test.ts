import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanExec, hasCleanExec } from './clean-exec.ts';

describe('the program', () => {
  it.each([
    ['linux', 'x64', 62],
    ['linux', 'arm64', 183],
  ])('for %s on %s is a 64-bit ELF executable', (os, architecture, machine) => {
    const bytes = cleanExec(os, architecture, 9) ?? new Uint8Array();
    const view = new DataView(bytes.buffer);
    expect([...bytes.subarray(0, 7)]).toEqual([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
    expect(view.getUint16(16, true)).toBe(2);
    expect(view.getUint16(18, true)).toBe(machine);
    expect(view.getBigUint64(96, true)).toBe(BigInt(bytes.length));
    expect(hasCleanExec(os, architecture)).toBe(true);
    expect(Buffer.from(bytes).toString('latin1')).toContain('agsec: hook unavailable\n');
    expect(bytes.length).toBeLessThan(704);
  });

  it.each([
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['linux', 'riscv64'],
    ['linux', 'constructor'],
  ])('there is none for %s on %s', (os, architecture) => {
    expect(cleanExec(os, architecture, 9)).toBeUndefined();
    expect(hasCleanExec(os, architecture)).toBe(false);
  });
});

const own = cleanExec(process.platform, process.arch, 2);

describe.runIf(own !== undefined)('run on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-clean-exec-'));
  const program = join(folder, 'clean-exec');

  beforeAll(() => {
    writeFileSync(program, own ?? '');
    chmodSync(program, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = (words: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(program, words, { env, input: 'in', encoding: 'utf8' });
  const line = (text: string) => start(['--', '/bin/sh', '-c', text]);
  // dash knows descriptors of one digit only.
  const inBash = (text: string) => start(['--', '/bin/bash', '--norc', '-c', text]);
  const unavailable = { status: 2, stderr: 'agsec: hook unavailable\n' };

  it('gives a program the variables before the dashes, and no others', () => {
    const env = { PATH: '/nowhere', LD_PRELOAD: `${folder}/evil.so`, BASH_ENV: 'x' };
    const { stdout } = start(['A=a b', 'B=', '--', '/usr/bin/env'], env);
    expect(stdout).toBe('A=a b\nB=\n');
    expect(start(['--', '/usr/bin/env'], env).stdout).toBe('');
  });

  it('takes the first dashes for the end of the variables, and nothing like them', () => {
    const words = [
      '-',
      '---',
      '--x',
      'C=--',
      '',
      '--',
      '/bin/sh',
      '-c',
      'echo "$@"',
      'sh',
      '--',
      'x',
    ];
    expect(start(words)).toMatchObject({ status: 0, stdout: '-- x\n' });
  });

  it('hands on standard input, output and the two answers', () => {
    expect(line('cat; echo e >&2')).toMatchObject({ status: 0, stdout: 'in', stderr: 'e\n' });
    expect(line('echo e >&2; exit 2')).toMatchObject({ status: 2, stdout: '', stderr: 'e\n' });
  });

  it.each([
    [0, 'exec sleep 30'],
    [2, 'exec sleep 30'],
    [0, 'exit 2'],
    [2, 'kill -KILL $$'],
  ])('takes %s for the status once that is said, and ends what then does %s', (status, text) => {
    const began = Date.now();
    expect(inBash(`printf o; printf '\\${status}' >&15; ${text}`)).toMatchObject({
      status,
      stdout: 'o',
      stderr: '',
    });
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  it.each(['1', '202', '377', '60'])('blocks when what is said is none, as %s', (octal) => {
    expect(inBash(`printf '\\${octal}' >&15; exit 0`)).toMatchObject(unavailable);
  });

  it('is told by nobody else: what node starts does not have the descriptor', () => {
    const code = `
      const { spawnSync } = require('node:child_process');
      const { stdout } = spawnSync('/bin/ls', ['-l', '/proc/self/fd'], { encoding: 'utf8' });
      process.exitCode = /socket:|anon/.test(stdout.split('\\n').slice(4).join()) ? 0 : 2;
    `;
    const forged = `for (const fd of ['self', process.pid, process.ppid])
      try { require('node:fs').writeFileSync('/proc/' + fd + '/fd/15', '\\0') } catch {}
      process.exitCode = 2;`;
    expect(start(['--', process.execPath, '-e', code]).status).toBe(2);
    expect(start(['--', process.execPath, '-e', forged]).status).toBe(2);
  });

  it('learns the status from the end of a program that cannot say it', () => {
    const closed = (text: string) => inBash(`exec 15>&-; ${text}`);
    expect(closed('sleep 0.1; exit 0').status).toBe(0);
    expect(closed('exit 2').status).toBe(2);
    expect(closed('kill -KILL $$')).toMatchObject(unavailable);
    expect(line('exec sleep 0.1').status).toBe(0);
  });

  it.each([
    ['another status', 'exit 1'],
    ['a status whose low bits are 2', 'exit 130'],
    ['the largest status', 'exit 255'],
    ['a signal', 'kill -KILL $$'],
    ['a signal with the number 2', 'kill -INT $$'],
    ['a crash', 'ulimit -c 0; kill -SEGV $$'],
  ])('%s is a block', (_, text) => {
    expect(line(text)).toMatchObject(unavailable);
  });

  it.each([
    ['no word', []],
    ['no dashes', ['A=1', '/bin/true']],
    ['no program', ['A=1', '--']],
    ['a missing program', ['--', '/nowhere/env', '-i']],
    ['a program that may not run', ['--', '/etc/passwd']],
  ])('%s is a block', (_, words) => {
    expect(start(words)).toMatchObject(unavailable);
  });

  it.each([
    ['hangs', 'exec sleep 30'],
    ['is stopped', 'kill -STOP $$'],
    ['heeds no alarm', "trap '' ALRM TERM INT; exec sleep 30"],
  ])('ends a program that %s', (_, text) => {
    const began = Date.now();
    expect(line(text)).toMatchObject(unavailable);
    expect(Date.now() - began).toBeGreaterThan(1_500);
  });

  it.each([0, 2])('counts anew when the program says that it waits, and answers %s', (status) => {
    const waits = 'for i in 1 2 3; do sleep 1; kill -URG $PPID; done; exit';
    expect(line(`${waits} ${status}`)).toMatchObject({ status, stderr: '' });
  });

  it('hears it as often as it is said', () => {
    const often = 'i=0; while [ $i -lt 2000 ]; do kill -URG $PPID; i=$((i+1)); done; cat; exit 0';
    expect(line(often)).toMatchObject({ status: 0, stdout: 'in' });
  });

  it('ends a program that said so, and then hangs', () => {
    expect(line('sleep 1; kill -URG $PPID; exec sleep 30')).toMatchObject(unavailable);
    expect(line('kill -URG $PPID; kill -STOP $$')).toMatchObject(unavailable);
  });

  it('keeps the time where its own alarm is ignored, or held back', () => {
    const ignored = `trap '' ALRM; exec ${program} -- /bin/sleep 30`;
    expect(spawnSync('/bin/sh', ['-c', ignored], { encoding: 'utf8' })).toMatchObject(unavailable);
    const held = `use POSIX; sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGALRM, SIGCHLD)); exec @ARGV`;
    const words = ['-e', held, program, '--', '/bin/sleep', '30'];
    expect(spawnSync('perl', words, { encoding: 'utf8' })).toMatchObject(unavailable);
  });

  it('takes the program with it when it is killed', () => {
    // Standard output is read to its end: until nobody has it open.
    const killed = `"$0" -- /bin/sleep 30 & sleep 0.3; kill -9 $!`;
    const began = Date.now();
    spawnSync('/bin/sh', ['-c', killed, program]);
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  it('blocks where no process can be started', () => {
    // Root may start any number of processes.
    const words = [program, '--', '/bin/true'];
    const limited = ['--norc', '-c', 'ulimit -u 0; exec "$@"', 'sh', ...words];
    const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    chmodSync(folder, 0o755);
    expect(spawnSync('/bin/bash', limited, { encoding: 'utf8', ...asNobody })).toMatchObject(
      unavailable,
    );
  });

  it('answers for the program it started, not for another child of the same process', () => {
    const script = `(sleep 0.2) & exec ${program} -- /bin/sh -c 'sleep 1; exit 2'`;
    expect(spawnSync('/bin/bash', ['-c', script]).status).toBe(2);
  });

  it.each([0, 256, 1.5, Number.NaN])('cannot be made to run for %s seconds', (seconds) => {
    expect(() => cleanExec('linux', 'x64', seconds)).toThrow(RangeError);
  });

  it.each(['exit 0', 'exit 2'])('answers where the end of children is ignored: %s', (text) => {
    const ignoring = `$SIG{CHLD} = 'IGNORE'; exec @ARGV`;
    const words = ['-e', ignoring, program, '--', '/bin/sh', '-c', `sleep 0.1; ${text}`];
    expect(spawnSync('perl', words).status).toBe(Number(text.at(-1)));
  });
});
