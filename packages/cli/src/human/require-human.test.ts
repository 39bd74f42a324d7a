import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtEntry, runAtTerminal, runBuilt } from '../../test/built-entry.ts';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(async () => {
  person = new FakePerson();
  await person.run(['init']);
});

const config = (): string => person.read(person.state('config.yaml'));

describe('at a real terminal', () => {
  it('the code that is shown lets the command go on', async () => {
    const { status, stdout } = await runAtTerminal(person, ['observe'], 'code');
    expect(stdout).toContain('This will change agsec from enforce to observe.');
    expect(status).toBe(0);
    expect(config()).toMatch(/^mode: observe$/m);
  });

  it('anything else does not', async () => {
    const { status, stdout } = await runAtTerminal(person, ['observe'], 'nonsense');
    expect(stdout).toContain('Nothing was changed');
    expect(status).toBe(2);
    expect(config()).toMatch(/^mode: enforce$/m);
  });

  it("an agent's shell is refused before anything is asked", async () => {
    const { status, stdout } = await runAtTerminal(person, ['observe'], 'code', {
      CLAUDECODE: '1',
    });
    expect(stdout).not.toContain('Type ');
    expect(stdout).toContain('CLAUDECODE');
    expect(status).toBe(2);
    expect(config()).toMatch(/^mode: enforce$/m);
  });
});

describe('without a terminal', () => {
  it('an answer on standard input is none', () => {
    const input = Array.from({ length: 9000 }, (_, index) => `${index + 1000}\n`).join('');
    // A session of its own has no terminal, wherever these tests run.
    const { status, stderr } = spawnSync(
      'setsid',
      ['-w', process.execPath, builtEntry(), 'observe'],
      {
        env: { ...person.environment },
        cwd: person.project,
        input,
        encoding: 'utf8',
      },
    );
    expect(stderr).toContain('there is no terminal here');
    expect(status).toBe(2);
    expect(config()).toMatch(/^mode: enforce$/m);
  });

  it('no flag stands in for a person', () => {
    for (const flag of ['--yes', '-y', '--force', '--no-confirm']) {
      expect(runBuilt(person, ['observe', flag]).status).toBe(2);
    }
    expect(config()).toMatch(/^mode: enforce$/m);
  });
});

it('a program that is called like an agent counts, some shells above', () => {
  const claude = join(person.folder, 'claude');
  symlinkSync('/bin/sh', claude);
  const command = `"${process.execPath}" "${builtEntry()}" observe; exit $?`;
  const { status, stderr } = spawnSync(claude, ['-c', `sh -c '${command}'; exit $?`], {
    env: { ...person.environment },
    cwd: person.project,
    encoding: 'utf8',
  });
  expect(stderr).toContain('it runs below the program "claude"');
  expect(status).toBe(2);
});
