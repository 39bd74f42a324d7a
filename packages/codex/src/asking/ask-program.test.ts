import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomToken } from '@agsec/runtime/adapter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askProgramText } from './ask-program.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agsec o'x "));
  mkdirSync(join(folder, '.agsec/questions'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(line: string, token: string, scope: 'user' | 'managed' = 'user', env: object = {}) {
  const program = join(folder, 'codex-asks');
  writeFileSync(program, askProgramText({ agsecHome: join(folder, '.agsec') }, scope), {
    mode: 0o755,
  });
  const { status, stdout, stderr } = spawnSync(program, [line, 'ReviewX', token], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout, stderr };
}

function noted(): string {
  const token = randomToken();
  writeFileSync(join(folder, '.agsec/questions', token), '');
  return token;
}

describe('the program that runs a held line', () => {
  it('runs it as it is where the question was noted', () => {
    const line = `printf '%s|' "a  b" 'c$d' it\\'s; pwd; exit 7`;
    expect(run(line, noted())).toEqual({
      status: 7,
      stdout: `a  b|c$d|it's|${folder}\n`,
      stderr: '',
    });
  });

  it('takes the person’s own shell, and none that only calls itself so', () => {
    const which = 'echo "$BASH_VERSION" | sed s/.*[0-9].*/bash/';
    expect(run(which, noted(), 'user', { SHELL: '/bin/bash' }).stdout).toBe('bash\n');
    expect(run(which, noted(), 'user', { SHELL: '/bin/dash' }).stdout).toBe('\n');
    for (const SHELL of ['bash', './bash', '/bin/false', ''])
      expect(run(which, noted(), 'user', { SHELL }).stdout).toBe('bash\n');
  });

  it.each(['', 'x', '../questions', '*', 'a'.repeat(26), '.', '/etc/passwd'])(
    'runs nothing with the token %j, which nobody noted',
    (token) => {
      noted();
      const { status, stderr } = run('touch made', token);
      expect([status, existsSync(join(folder, 'made'))]).toEqual([126, false]);
      expect(stderr).toContain('Codex asked nobody about this command, so it was not run');
    },
  );

  it('finds the notes of whoever runs it where root has installed it', () => {
    expect(run('echo ran', noted(), 'managed', { HOME: folder }).stdout).toBe('ran\n');
    const AGSEC_HOME = join(folder, '.agsec');
    expect(run('echo ran', noted(), 'managed', { HOME: '/', AGSEC_HOME }).stdout).toBe('ran\n');
    expect(run('echo ran', noted(), 'managed', { HOME: '/' }).status).toBe(126);
  });

  it('is a text any POSIX shell reads', () => {
    run('true', noted());
    const program = join(folder, 'codex-asks');
    expect(spawnSync('/bin/dash', ['-n', program]).status).toBe(0);
    expect(readFileSync(program, 'utf8')).not.toMatch(/\[\[|\blocal\b|<<</);
  });
});
