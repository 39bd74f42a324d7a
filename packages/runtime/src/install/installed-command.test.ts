import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanExec } from '../clean-exec/clean-exec.ts';
import { installedCommand } from './installed-command.ts';

const SECONDS = 1;
const own = cleanExec(process.platform, process.arch, SECONDS);
const SHELLS = ['/bin/sh', '/bin/bash'];

let folder: string;
let node: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agsec it's a line "));
  node = join(folder, "no'de");
  program = join(folder, "clean'exec");
  mkdirSync(join(folder, 'evil'));
  for (const name of ['env', 'node', 'sh', 'sleep', 'shopt', 'echo', 'kill']) {
    writeFileSync(join(folder, 'evil', name), '#!/bin/sh\necho evil\nexit 0\n', { mode: 0o755 });
  }
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(program, { force: true });
  if (own !== undefined) writeFileSync(program, own, { mode: 0o755 });
});

function line(change: { readonly managed?: true; readonly timeout?: number } = {}): string {
  const person = { home: '/home/dev', user: "o'dev", agsecHome: '/home/dev/.agsec' };
  return installedCommand({
    node,
    loader: '/x/tester.cjs',
    environment: ['GIVEN', 'ABSENT'],
    timeout: change.timeout ?? 10,
    watchdog: SECONDS,
    cleanExec: { path: program, endsAfter: SECONDS },
    ...(change.managed ? { scope: 'managed' } : { person }),
  });
}

/** A line as installed, with `script` in the place of node. */
function run(shell: string, script: string | undefined, text = line()) {
  rmSync(node, { force: true });
  if (script !== undefined) writeFileSync(node, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync(shell, ['-c', text], {
    input: 'the call',
    encoding: 'utf8',
    timeout: 15_000,
    env: {
      PATH: join(folder, 'evil'),
      HOME: folder,
      NODE_OPTIONS: '--evil',
      AGSEC_HOME: '/evil',
      AGSEC_ENDS_AFTER: '9999',
      GIVEN: 'a "b" $(c)',
    },
  });
  return { status, stdout, stderr };
}

/** What may have become of the program that starts node; without one the line does it alone. */
const PROGRAMS: readonly (readonly [string, () => void])[] = [
  ['the program', () => undefined],
  ['no program', () => rmSync(program, { force: true })],
  ['an empty program', () => writeFileSync(program, '', { mode: 0o755 })],
  ['a script in its place', () => writeFileSync(program, '#!/bin/true\n', { mode: 0o755 })],
  ['a text in its place', () => writeFileSync(program, 'exit 0\n', { mode: 0o755 })],
  ['zeros in its place', () => writeFileSync(program, new Uint8Array(400), { mode: 0o755 })],
  [
    'a program that may not be run',
    () => {
      writeFileSync(program, own ?? '');
      chmodSync(program, 0o644);
    },
  ],
];

describe.each(SHELLS)('the line, in %s', (shell) => {
  describe.each(PROGRAMS)('with %s', (_, prepare) => {
    beforeEach(prepare);

    it('hands the call over and the answer back', () => {
      expect(run(shell, 'cat; echo said >&2')).toEqual({
        status: 0,
        stdout: 'the call',
        stderr: 'said\n',
      });
      expect(run(shell, 'echo no >&2; exit 2')).toEqual({ status: 2, stdout: '', stderr: 'no\n' });
    });

    it('gives node its words, and no variable that is not named', () => {
      const { stdout } = run(shell, 'for each; do echo "$each"; done; exec /usr/bin/env');
      const lines = stdout.split('\n');
      expect(lines).toEqual(expect.arrayContaining(['/x/tester.cjs', '10', "USER=o'dev"]));
      const names = lines.flatMap((each) => /^([A-Z_]+)=/.exec(each)?.[1] ?? []);
      const shells = ['PWD', 'OLDPWD', 'SHLVL', '_'];
      const { length } = names.filter((name) => /^AGSEC_ENDS_AFTER$|^UV_/.test(name));
      expect(length).toBe(1);
      expect(
        names.filter((name) => !shells.includes(name) && !/^AGSEC_ENDS|^UV_/.test(name)).sort(),
      ).toEqual(['AGSEC_HOME', 'GIVEN', 'HOME', 'USER']);
      expect(lines).toContain('GIVEN=a "b" $(c)');
      expect(lines).toContain('AGSEC_HOME=/home/dev/.agsec');
    });

    it.each([
      ['no node', undefined],
      ['a crash', 'exit 1'],
      ['a status that a shell gives', 'exit 126'],
      ['a kill', 'kill -9 $$'],
      ['a hook that hangs', 'exec /bin/sleep 20'],
      ['a hook that is stopped', 'kill -STOP $$'],
      ['half an answer and a kill', 'kill -9 $$'],
    ])('denies after %s', (_, script) => {
      const { status, stdout, stderr } = run(shell, script);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('agsec: hook unavailable\n');
    });
  });

  it.each([
    ['a damaged program', '\x7fELF damaged'],
    ['a program for another processor', cleanExec('linux', 's390x', 1) ?? '\x7fELF\x02\x02\x01'],
  ])('never passes with %s', (_, bytes) => {
    writeFileSync(program, bytes, { mode: 0o755 });
    const { status, stdout } = run(shell, 'exit 2');
    expect([status, stdout]).toEqual([2, '']);
  });

  it('denies where no process can be started', () => {
    const limited = `ulimit -u 0 2>/dev/null || ulimit -p 0; exec ${shell} -c "$0"`;
    writeFileSync(node, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    // Root may start any number of processes.
    const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const options = { encoding: 'utf8', timeout: 60_000, env: {}, ...asNobody } as const;
    const { status, stdout } = spawnSync('/bin/bash', ['-c', limited, line()], options);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('takes home and name of a managed hook from the agent, and no state folder', () => {
    const { stdout } = run(shell, 'exec /usr/bin/env', line({ managed: true }));
    expect(stdout).toContain(`HOME=${folder}\n`);
    expect(stdout).not.toContain('AGSEC_HOME');
  });
});
