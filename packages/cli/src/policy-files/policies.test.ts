import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(async () => {
  person = new FakePerson();
  await person.run(['init']);
});

const ADD = ['policy', 'add', '--sid', 'NoVendor', '--actions', 'file.write'] as const;
const own = (): string => person.state('policies/50_own.yaml');

describe('agsec validate', () => {
  it('counts what loads', async () => {
    const { status, out } = await person.run(['validate']);
    expect(out).toMatch(/^ok {2}9 files, \d\d statements\n$/);
    expect(status).toBe(0);
  });

  it('names every issue of every layer that holds here with its place', async () => {
    person.write(person.state('policies/60_bad.yaml'), 'version: "1.0"\nstatments: []\n');
    person.write(`${person.project}/.agsec/policies/p.yaml`, 'version: "1.0"\nstatements: 1\n');
    person.write(person.state('agents/claude-code/a.yaml'), 'version: "9"\nstatements: []\n');
    person.write(person.state('config.yaml'), 'mode: off\n');
    const { status, out } = await person.run(['validate']);
    expect(status).toBe(1);
    expect(out).toContain('~/.agsec/policies/60_bad.yaml:2:1: ');
    expect(out).toContain('.agsec/policies/p.yaml:2:13: ');
    expect(out).toContain('agents/claude-code/a.yaml:1:10: ');
    expect(out).toContain('~/.agsec/config.yaml:1:7: ');
    expect(out).toMatch(/\d issues; while they stand, every call is denied/);
  });

  it('finds the policies of the projects above, not those of a neighbour', async () => {
    person.write(`${person.project}/.agsec/policies/p.yaml`, 'oops\n');
    const below = person.write(`${person.project}/deep/x`, '').replace(/\/x$/, '');
    const beside = person.write(`${person.home}/other/x`, '').replace(/\/x$/, '');
    expect(await person.run(['validate'], { cwd: below })).toMatchObject({ status: 1 });
    expect(await person.run(['validate'], { cwd: beside })).toMatchObject({ status: 0 });
  });

  it('checks a file or a folder that is named', async () => {
    const good = person.write(`${person.project}/p/good.yaml`, 'version: "1.0"\nstatements: []\n');
    const bad = person.write(`${person.project}/q/bad.yaml`, 'version: "1.0"\nstatements: {}\n');
    expect((await person.run(['validate', good])).out).toBe('ok  1 file, 0 statements\n');
    expect((await person.run(['validate', 'p'])).status).toBe(0);
    expect((await person.run(['validate', 'q/bad.yaml'])).out).toContain('q/bad.yaml:2:13: ');
    expect(await person.json(['validate', bad])).toMatchObject({
      ok: false,
      issues: [{ file: bad, line: 2, column: 13 }],
    });
  });

  it('checks a configuration as one', async () => {
    expect(await person.run(['validate', person.state('config.yaml')])).toMatchObject({
      status: 0,
    });
    const pins = person.write(`${person.project}/config.yaml`, 'pin: { mode: enforce }\n');
    expect((await person.run(['validate', pins])).out).toContain('config.yaml:1:1: ');
  });

  it.each([
    ['nothing', (): void => undefined, 'There is no ', 2],
    ['a FIFO', (path: string) => spawnSync('mkfifo', [path]), 'not a regular file', 2],
    ['a giant', (path: string) => person.write(path, '#'.repeat(300_000)), 'larger than 256', 2],
    ['no text', (path: string) => spawnSync('sh', ['-c', `printf '\\377' > ${path}`]), 'UTF-8', 2],
  ])('says so of %s, at once', async (_what, make, message, wanted) => {
    const path = `${person.project}/p.yaml`;
    make(path);
    const { status, err } = await person.run(['validate', path]);
    expect(err).toContain(message);
    expect(status).toBe(wanted);
  });

  it('finds nothing to check before init', async () => {
    const { status, out } = await new FakePerson().run(['validate']);
    expect(out).toContain('agsec init');
    expect(status).toBe(1);
  });
});

describe('agsec policy list', () => {
  it('shows each statement with the place it stands in', async () => {
    person.write(
      `${person.project}/.agsec/policies/p.yaml`,
      'version: "1.0"\nstatements:\n  - sid: Ours\n    effect: review\n    actions: [git.push]\n',
    );
    const { out } = await person.run(['policy', 'list']);
    expect(out).toMatch(/^deny +BlockEnvAccess +user\/03_files\.yaml:\d+ +file\.read$/m);
    expect(out).toMatch(/^review +Ours +project\/p\.yaml:3 +git\.push$/m);
    expect(await person.json(['policy', 'list'])).toContainEqual(
      expect.objectContaining({ sid: 'Ours', layer: 'project', line: 3 }),
    );
  });

  it('says why there is none to show', async () => {
    person.write(person.state('policies/60.yaml'), 'statements: []\nx: 1\n');
    const { status, err } = await person.run(['policy', 'list']);
    expect(err).toContain('policies/60.yaml:2:1: ');
    expect(status).toBe(2);
  });
});

describe('agsec policy add', () => {
  it('writes a statement that decides at once', async () => {
    const words = [...ADD, '--effect', 'deny', '--when', 'params.file_path glob **/vendor/**'];
    expect((await person.run([...words, '--reason', 'no vendor'])).out).toContain(
      'Added NoVendor to ~/.agsec/policies/50_own.yaml',
    );
    const { out } = await person.run(['explain', 'echo x > vendor/a']);
    expect(out).toContain('DENY  NoVendor (user/50_own.yaml');
    expect((await person.run(['explain', 'echo x > a'])).out).toContain('ALLOW');
  });

  it('takes several conditions, lists, numbers and tests without a value', async () => {
    const conditions = [
      'params.amount > 1000',
      'params.country in [KP, IR]',
      'params.note not_exists',
    ];
    const words = ['--effect', 'review', '--sid', 'Big', '--actions', 'payment.send'];
    await person.run(['policy', 'add', ...words, '--when', ...conditions]);
    const check = async (params: object): Promise<unknown> => {
      const input = JSON.stringify({ action: 'payment.send', params });
      return person.json(['check'], { input });
    };
    expect(await check({ amount: 2000, country: 'KP' })).toMatchObject({ sid: 'Big' });
    expect(await check({ amount: 2000, country: 'DE' })).not.toHaveProperty('sid');
    expect(await check({ amount: 2000, country: 'KP', note: 'x' })).not.toHaveProperty('sid');
  });

  it.each([
    [
      'an unknown action',
      ['--effect', 'deny', '--actions', 'file.wrte'],
      'Did you mean "file.write"',
    ],
    ['an unknown effect', ['--effect', 'forbid', '--actions', 'file.write'], 'deny'],
    ['a sid that is taken', ['--sid', 'BlockEnvAccess', '--effect', 'deny'], 'is already used'],
    ['a condition without operator', ['--effect', 'deny', '--when', 'params.x'], 'is no condition'],
    ['an unknown operator', ['--effect', 'deny', '--when', 'params.file_path globb x'], 'glob'],
    ['no effect', [], '--effect'],
    ['a file elsewhere', ['--effect', 'deny', '--file', '../x.yaml'], 'no name of a policy file'],
    [
      'a file that is no policy',
      ['--effect', 'deny', '--file', 'x.txt'],
      'no name of a policy file',
    ],
  ])('refuses %s and writes nothing', async (_name, words, message) => {
    const { status, err } = await person.run([...ADD, ...words], { answers: 'code' });
    expect(err).toContain(message);
    expect(status).toBe(2);
    expect(person.exists(own())).toBe(false);
  });

  it('asks a person before it allows, and an agent cannot', async () => {
    const words = [...ADD, '--effect', 'allow'];
    expect(await person.run(words)).toMatchObject({ status: 2 });
    const environment = { ...person.environment, CLAUDECODE: '1' };
    expect(await person.run(words, { environment, answers: 'code' })).toMatchObject({ status: 2 });
    expect(person.exists(own())).toBe(false);
    expect(await person.run(words, { answers: 'code' })).toMatchObject({ status: 0 });
    expect(person.questions.at(-1)).toContain('allow file.write (NoVendor)');
  });

  it('does nothing while a policy is broken, and says which', async () => {
    person.write(own(), 'version: "1.0"\nstatements:\n  - sid: X\n');
    const before = person.read(own());
    const { status, err } = await person.run([...ADD, '--effect', 'deny']);
    expect(err).toContain('50_own.yaml:3:5: ');
    expect(status).toBe(2);
    expect(person.read(own())).toBe(before);
  });

  it('needs policies to add to', async () => {
    const { status, err } = await new FakePerson().run([...ADD, '--effect', 'deny']);
    expect(err).toContain('agsec init');
    expect(status).toBe(2);
  });
});

describe('a pack', () => {
  it('is listed, removed with its files by a person, and added again', async () => {
    expect((await person.run(['policy', 'packs'])).out).toMatch(/^cloud +in use /m);
    expect(await person.run(['policy', 'remove', 'cloud'])).toMatchObject({ status: 2 });
    const removed = await person.run(['policy', 'remove', 'cloud'], { answers: 'code' });
    expect(removed).toMatchObject({ status: 0 });
    expect(person.exists(person.state('policies/10_cloud.yaml'))).toBe(false);
    const packs = 'containers, database, kubernetes';
    expect(person.read(person.state('config.yaml'))).toContain(`packs: [default, ${packs}]\n`);
    expect((await person.run(['policy', 'packs'])).out).toMatch(/^cloud +– /m);
    expect((await person.run(['validate'])).out).toContain('8 files');

    expect(await person.run(['policy', 'add', 'cloud'])).toMatchObject({ status: 2 });
    const added = await person.run(['policy', 'add', 'cloud'], { answers: 'code' });
    expect(added).toMatchObject({ status: 0 });
    expect(person.questions.at(-1)).toContain('also allows');
    expect(person.read(person.state('config.yaml'))).toContain(`packs: [default, ${packs}, cloud]`);
    expect((await person.run(['validate'])).out).toContain('9 files');
  });

  it('that only tightens needs nobody, and keeps a file that is there', async () => {
    const file = person.write(
      person.state('policies/13_database.yaml'),
      'version: "1.0"\nstatements: []\n',
    );
    expect(await person.run(['policy', 'add', 'database'])).toMatchObject({ status: 0 });
    expect(person.read(file)).toBe('version: "1.0"\nstatements: []\n');
    expect(person.questions).toEqual([]);
  });

  it('that does not exist is refused with those that do', async () => {
    const { status, err } = await person.run(['policy', 'add', 'clowd']);
    expect(err).toContain('cloud');
    expect(status).toBe(2);
  });

  it('is added whole, without options of a statement', async () => {
    const words = ['policy', 'add', 'database', '--effect', 'allow'];
    expect(await person.run(words, { answers: 'code' })).toMatchObject({ status: 2 });
  });

  it('the default one stays', async () => {
    const removed = await person.run(['policy', 'remove', 'default'], { answers: 'code' });
    expect(removed).toMatchObject({ status: 2 });
    expect(person.exists(person.state('policies/01_base.yaml'))).toBe(true);
  });
});

describe('agsec policy remove', () => {
  it('asks a person, then takes one statement out', async () => {
    const file = person.state('policies/03_files.yaml');
    const before = person.read(file);
    const words = ['policy', 'remove', 'BlockEnvAccess'];
    expect(await person.run(words)).toMatchObject({ status: 2 });
    expect(person.read(file)).toBe(before);
    expect(await person.run(words, { answers: 'code' })).toMatchObject({ status: 0 });
    expect((await person.run(['explain', 'cat .env'])).out).toContain('ALLOW');
    expect((await person.run(['explain', 'cat ~/.ssh/id_rsa'])).out).toContain('DENY');
  });

  it('says when there is no such statement', async () => {
    const { status, err } = await person.run(['policy', 'remove', 'Nope'], { answers: 'code' });
    expect(err).toContain('no statement "Nope"');
    expect(status).toBe(2);
  });
});
