import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runBuilt } from '../../test/built-entry.ts';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(() => {
  person = new FakePerson();
});

/** A `codex` on the PATH that answers every question with nothing. */
function silentCodex(): string {
  const folder = join(person.home, 'bin');
  mkdirSync(folder);
  const program = `#!${process.execPath}
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id } = JSON.parse(line);
  if (id !== undefined) console.log(JSON.stringify({ id, result: {} }));
});
`;
  writeFileSync(join(folder, 'codex'), program);
  chmodSync(join(folder, 'codex'), 0o755);
  return folder;
}

const install = (words: readonly string[], PATH: string = '/usr/bin:/bin') =>
  runBuilt(person, ['install', ...words], { environment: { ...person.environment, PATH } });

describe('install --trust', () => {
  it('is refused for an agent that asks for no such word', () => {
    const { status, stderr } = install(['claude-code', '--trust']);
    expect(status).toBe(2);
    expect(stderr).toContain('Leave out --trust');
  });

  it('installs, and says so with status 1 where the agent could not be told', () => {
    const { status, stdout } = install(['codex', '--trust'], silentCodex());
    expect(status).toBe(1);
    expect(stdout).toMatch(/trust +Codex does not see the hook/);
    expect(stdout).toContain('~/.codex/hooks.json');
    const again = install(['codex', '--trust', '--json']);
    expect(JSON.parse(again.stdout).agents[0].trust).toMatchObject({ ok: false });
  });

  it('is not done without being asked for', () => {
    const { status, stdout } = install(['codex'], silentCodex());
    expect(status).toBe(0);
    expect(stdout).toContain('--trust');
    expect(stdout).not.toMatch(/trust +Codex/);
  });
});
