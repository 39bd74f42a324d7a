import { rmSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { agentRuns } from '../../test/agent-call.ts';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(async () => {
  person = new FakePerson();
  await person.run(['init']);
});

const bash = (): string => person.state('policies/02_bash.yaml');

const runs = (command: string): string => agentRuns(person, command).decision;

/** Makes every deny of a file an allow, as an editor would. */
function loosen(): void {
  const text = person.read(bash()).replaceAll('effect: deny', 'effect: allow');
  person.write(bash(), text.replace(/^ *on_unknown:.*\n/gm, ''));
}

describe('a policy edited by hand', () => {
  it('tightens at once', () => {
    expect(runs('git status')).toBe('pass');
    const path = person.state('policies/60.yaml');
    person.write(
      path,
      'version: "1.0"\nstatements:\n  - { sid: NoGit, effect: deny, actions: [git.*] }\n',
    );
    expect(runs('git status')).toBe('deny');
  });

  it('loosens after one command, and the denial, status, validate and list name it', async () => {
    loosen();
    const { decision, reason } = agentRuns(person, 'rm -rf build');
    expect(decision).toBe('deny');
    expect(reason).toContain('`agsec policy accept`');
    for (const command of [['status'], ['validate'], ['policy', 'list']]) {
      const { out } = await person.run(command);
      expect(out).toMatch(/not accepted: policies\/02_bash\.yaml .*: agsec policy accept/);
    }
    const { out, status } = await person.run(['policy', 'accept'], { answers: 'code' });
    expect(status).toBe(0);
    expect(out).toMatch(/~ \w+ {2}policies\/02_bash\.yaml\n/);
    expect(out).toContain('-effect: deny\n');
    expect(out).toContain('+effect: allow\n');
    expect(runs('rm -rf build')).toBe('pass');
    expect((await person.run(['status'])).out).not.toContain('not accepted');
  });

  it('shows what of the last week it would have changed', async () => {
    for (const _ of ['once', 'twice']) agentRuns(person, 'rm -rf build');
    agentRuns(person, 'ls');
    loosen();
    const { out } = await person.run(['policy', 'accept'], { answers: 'nonsense' });
    expect(out).toContain('Of the last 7 days 2 calls would have been answered differently:');
    expect(out).toMatch(/ {2}deny → allow {2}Bash {2}rm -rf build {2}\(2 times\)/);
  });

  it.each([
    ['no terminal', {}],
    ['another code', { answers: 'nonsense' }],
    ['an agent around', { answers: 'code', ancestors: ['claude'] }],
  ] as const)('is not accepted with %s', async (_, circumstances) => {
    loosen();
    expect((await person.run(['policy', 'accept'], circumstances)).status).toBe(2);
    expect(runs('rm -rf build')).toBe('deny');
  });

  it('that does not load is refused with its place', async () => {
    person.write(bash(), 'version: "1.0"\nstatements:\n  - { sid: A, effect: forbid }\n');
    const { status, err } = await person.run(['policy', 'accept'], { answers: 'code' });
    expect(status).toBe(2);
    expect(err).toContain('02_bash.yaml:3');
    expect(person.questions).toEqual([]);
  });

  it('is nothing to accept where nothing changed', async () => {
    const { out, status } = await person.run(['policy', 'accept']);
    expect([status, out]).toEqual([0, 'Your policies are as you accepted them.\n']);
    expect(await person.json(['policy', 'accept'])).toMatchObject({ changes: [] });
  });
});

describe('a comment written by hand', () => {
  it('is no change that anybody has to accept', async () => {
    person.write(bash(), `# mine\n${person.read(bash())}`);
    expect((await person.run(['status'])).out).not.toContain('not accepted');
    expect((await person.run(['policy', 'accept'])).status).toBe(0);
    expect(runs('git status')).toBe('pass');
  });
});

describe('the mode written by hand', () => {
  it('weakens after one command', async () => {
    const config = person.state('config.yaml');
    person.write(config, person.read(config).replace('mode: enforce', 'mode: observe'));
    expect(runs('rm -rf build')).toBe('deny');
    expect((await person.run(['status'])).out).toMatch(/mode +enforce/);
    const { out } = await person.run(['policy', 'accept'], { answers: 'code' });
    expect(out).toContain('-mode: enforce\n');
    expect(out).toContain('+mode: observe\n');
    expect(runs('rm -rf build')).toBe('pass');
  });
});

describe('what agsec itself writes', () => {
  it('needs no acceptance', async () => {
    const add = ['policy', 'add', '--sid', 'NoGit', '--effect', 'deny', '--actions', 'git.*'];
    await person.run(add);
    expect(runs('git status')).toBe('deny');
    const { out } = await person.run(['policy', 'remove', 'NoGit'], { answers: 'code' });
    expect(out).not.toContain('not accepted');
    expect(runs('git status')).toBe('pass');
    await person.run(['observe'], { answers: 'code' });
    expect(runs('rm -rf build')).toBe('pass');
    await person.run(['enforce']);
    expect(runs('rm -rf build')).toBe('deny');
    expect((await person.run(['status'])).out).not.toContain('not accepted');
  });

  it('brings no change of somebody else along', async () => {
    loosen();
    const add = ['policy', 'add', '--sid', 'NoGit', '--effect', 'deny', '--actions', 'git.*'];
    const { out } = await person.run(add);
    expect(out).toContain('not accepted: policies/02_bash.yaml');
    expect(runs('rm -rf build')).toBe('deny');
    await person.run([...add.slice(0, 3), 'NoWeb', ...add.slice(4), '--file', '02_bash.yaml']);
    expect(runs('rm -rf build')).toBe('deny');
  });

  it('init makes what is missing, and what somebody took away stays wanted', async () => {
    rmSync(bash());
    expect(runs('rm -rf build')).toBe('deny');
    await person.run(['init']);
    expect((await person.run(['status'])).out).not.toContain('not accepted');
  });
});
