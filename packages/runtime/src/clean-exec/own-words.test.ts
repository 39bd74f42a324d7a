import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanExec } from './clean-exec.ts';

describe.runIf(cleanExec(process.platform, process.arch, 2) !== undefined)('own words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-own-words-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function programWith(...words: readonly string[]): string {
    const path = join(folder, `program-${words.length}`);
    writeFileSync(path, cleanExec(process.platform, process.arch, 2, words) ?? '');
    chmodSync(path, 0o755);
    return path;
  }

  const env = {
    PATH: '/nowhere',
    LD_PRELOAD: `${folder}/evil.so`,
    A: 'of the agent',
    HOME: '/evil',
  };
  const start = (path: string, ...args: readonly string[]) =>
    spawnSync(path, args, { env, input: 'in', encoding: 'utf8' });

  it.each([1, 2, 3, 4])('are its arguments where there is none (%i variables)', (count) => {
    const own = ['A=a "b" $(c)', 'B=', 'C=ü', 'D=d'].slice(0, count);
    const path = programWith(...own, '--', '/usr/bin/env');
    expect(start(path)).toMatchObject({ status: 0, stdout: `${own.join('\n')}\n` });
  });

  it('give the program its own words, its input and its answer', () => {
    const path = programWith('--', '/bin/sh', '-c', 'cat; echo "$0 $1 $#" >&2; exit 2', 'x', 'y z');
    expect(start(path)).toMatchObject({ status: 2, stdout: 'in', stderr: 'x y z 1\n' });
  });

  it('count for nothing where there is any argument', () => {
    const path = programWith('A=1', 'B=2', 'C=3', '--', '/bin/echo', 'own');
    expect(start(path, 'X=1', '--', '/usr/bin/env').stdout).toBe('X=1\n');
    for (const given of [[''], ['X=1'], ['X=1', '--']]) {
      expect(start(path, ...given)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: 'agsec: hook unavailable\n',
      });
    }
  });

  it.each([
    ['ends otherwise', ['--', '/bin/sh', '-c', 'exit 1']],
    ['is killed', ['--', '/bin/sh', '-c', 'kill -KILL $$']],
    ['hangs', ['--', '/bin/sleep', '30']],
    ['is not there', ['--', '/nowhere/node', 'x', 'y', 'z', 'a', 'b']],
    ['is not named', ['A=1', '--']],
  ])('block where the program %s', (_, words) => {
    const path = programWith(...words);
    expect(start(path)).toMatchObject({ status: 2, stderr: 'agsec: hook unavailable\n' });
  });

  it('take no more than a shell to be started as a text', () => {
    const path = programWith('A=1', '--', '/usr/bin/env');
    const { stdout } = spawnSync('/bin/sh', ['-c', path], {
      env: { ...env, A: 'x' },
      encoding: 'utf8',
    });
    expect(stdout).toBe('A=1\n');
  });
});

describe('the file', () => {
  it.each(['x64', 'arm64'])('is the same but for the words, for %s', (architecture) => {
    const [without, with_] = [[], ['A=1', '--', '/usr/bin/node']].map((words) =>
      Buffer.from(cleanExec('linux', architecture, 9, words) ?? []),
    );
    expect(with_?.includes(without?.subarray(120) ?? 'none')).toBe(true);
    expect(with_?.toString()).toMatch(/\nA=1\0--\0\/usr\/bin\/node\0$/);
  });
});
