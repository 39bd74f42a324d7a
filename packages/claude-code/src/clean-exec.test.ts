import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanExec } from './clean-exec.ts';

describe('the program', () => {
  it.each([
    ['linux', 'x64', 62],
    ['linux', 'arm64', 183],
  ])('for %s on %s is a 64-bit ELF executable', (os, architecture, machine) => {
    const bytes = cleanExec(os, architecture) ?? new Uint8Array();
    const view = new DataView(bytes.buffer);
    expect([...bytes.subarray(0, 7)]).toEqual([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
    expect(view.getUint16(16, true)).toBe(2);
    expect(view.getUint16(18, true)).toBe(machine);
    expect(view.getBigUint64(96, true)).toBe(BigInt(bytes.length));
    expect(bytes.length).toBeLessThan(200);
  });

  it.each([
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['linux', 'riscv64'],
    ['linux', 'constructor'],
  ])('there is none for %s on %s', (os, architecture) => {
    expect(cleanExec(os, architecture)).toBeUndefined();
  });
});

const own = cleanExec(process.platform, process.arch);

describe.runIf(own !== undefined)('run on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-clean-exec-'));
  const program = join(folder, 'clean-exec');

  beforeAll(() => {
    writeFileSync(program, own ?? '');
    chmodSync(program, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs its arguments with an empty environment', () => {
    const env = { PATH: '/nowhere', LD_PRELOAD: `${folder}/evil.so`, BASH_ENV: 'x' };
    const words = [
      '/usr/bin/env',
      '-i',
      'A=a b',
      '/bin/sh',
      '-c',
      'echo "$A|$BASH_ENV|$LD_PRELOAD"',
    ];
    expect(execFileSync(program, words, { env, encoding: 'utf8' })).toBe('a b||\n');
  });

  it('hands on standard input, output and exit status', () => {
    const words = ['/bin/sh', '-c', 'cat; echo e >&2; exit 7'];
    const { status, stdout, stderr } = spawnSync(program, words, { input: 'in', encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([7, 'in', 'e\n']);
  });

  it.each([
    ['no program', []],
    ['a missing program', ['/nowhere/env', '-i']],
    ['a program that may not run', ['/etc/passwd']],
  ])('%s is a block', (_, words) => {
    expect(spawnSync(program, words).status).toBe(2);
  });
});
