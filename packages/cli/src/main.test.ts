import { describe, expect, it } from 'vitest';
import { FakePerson } from '../test/fake-person.ts';
import { AGENTS } from './adapters.ts';

describe('help', () => {
  it('groups every command, and fits 80 columns', async () => {
    const { status, out } = await new FakePerson().run(['--help']);
    expect(status).toBe(0);
    const groups = [...out.matchAll(/^([A-Z]\w+):$/gm)].map(([, group]) => group);
    expect(groups).toEqual(['Options', 'Setup', 'Policy', 'Run', 'Look', 'Help']);
    const commands = [...out.matchAll(/^ {2}([a-z]+)(?= )/gm)].map(([, command]) => command);
    expect(commands).toEqual([
      ...['init', 'install', 'uninstall', 'doctor', 'status'],
      ...['policy', 'validate', 'explain'],
      ...['check', 'observe', 'enforce', 'halt', 'resume'],
      ...['review', 'watch', 'approve', 'deny', 'grants'],
      ...['audit', 'analyze', 'help'],
    ]);
    expect(out.split('\n').filter((line) => line.length > 88)).toEqual([]);
  });

  it('names every agent there is', async () => {
    const { out } = await new FakePerson().run(['install', '--help']);
    for (const { adapter } of AGENTS) expect(out).toContain(adapter.id);
  });

  it('is what no words at all give', async () => {
    const person = new FakePerson();
    expect((await person.run([])).out).toBe((await person.run(['--help'])).out);
  });

  it('is there for each word of a command', async () => {
    const person = new FakePerson();
    const { status, out } = await person.run(['help', 'audit', 'export']);
    expect(out).toBe((await person.run(['audit', 'export', '--help'])).out);
    expect(status).toBe(0);
    expect((await person.run(['help'])).out).toBe((await person.run(['--help'])).out);
  });

  it('says in full what the star of the list means', async () => {
    const person = new FakePerson();
    const starred = [...(await person.run(['--help'])).out.matchAll(/^ {2}(\w+) .*\*$/gm)];
    expect(starred.length).toBe(4);
    for (const [, command = ''] of starred) {
      const { out } = await person.run([command, '--help']);
      expect(out).toContain('asks a person at the terminal');
      expect(out).not.toContain('*');
    }
  });

  it('has --json for every command', async () => {
    const person = new FakePerson();
    const commands = [
      ...['init', 'install', 'uninstall', 'doctor', 'status', 'validate', 'explain', 'check'],
      ...['observe', 'enforce', 'halt', 'resume', 'audit', 'audit verify', 'audit seal'],
      ...[
        'audit tail',
        'policy list',
        'policy add',
        'policy remove',
        'policy packs',
        'policy accept',
        'review',
        'watch',
        ...['approve', 'deny', 'grants list', 'grants revoke'],
      ],
    ];
    const without = [];
    for (const command of commands) {
      const { out } = await person.run([...command.split(' '), '--help']);
      if (!out.includes('--json')) without.push(command);
    }
    expect(without).toEqual([]);
  });
});

describe('a wrong command line', () => {
  it.each([
    ['a command', ['instal'], 'Did you mean install?'],
    ['a command in a group', ['policy', 'ad'], 'Did you mean add?'],
    ['a command of audit', ['audit', 'verfy'], "unknown command 'verfy'\n(One of: verify, seal,"],
    ['a word too many', ['audit', 'verify', 'x'], 'too many arguments'],
    ['what help is asked for', ['help', 'audti'], "unknown command 'audti'"],
    ['an argument too few', ['approve'], 'Run agsec approve --help.'],
    ['an option', ['install', '--scop', 'user'], 'Did you mean --scope?'],
    ['a value', ['install', 'claude-code', '--scope', 'root'], 'user, project, managed'],
    ['an agent', ['install', 'claud'], 'claude-code'],
    ['an unquoted command', ['explain', 'git', 'push', '--force'], 'in quotes'],
  ])('with %s mistyped says what was meant', async (_name, words, meant) => {
    const { status, out, err } = await new FakePerson().run(words);
    expect(err).toContain(meant);
    expect(out).toBe('');
    expect(status).toBe(2);
  });
});

describe('an error', () => {
  it('says what and what to do, and shows no stack', async () => {
    const { status, err } = await new FakePerson().run(['enforce']);
    expect(err).toMatch(/^error: There is no .*config\.yaml\.\nhelp: {2}Run: agsec init\n$/);
    expect(status).toBe(2);
  });

  it('is JSON on stderr with --json', async () => {
    const { status, out, err } = await new FakePerson().run(['enforce', '--json']);
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'no-config', help: 'Run: agsec init' },
    });
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  it('in the words of a command is JSON, too', async () => {
    const { status, out, err } = await new FakePerson().run(['install', '--scop', 'x', '--json']);
    expect(JSON.parse(err)).toEqual({
      error: {
        code: 'usage',
        message: "unknown option '--scop'\n(Did you mean --scope?)",
        help: 'Run agsec install --help.',
      },
    });
    expect([status, out]).toEqual([2, '']);
  });

  it('of the file system says the path in plain words', async () => {
    const person = new FakePerson();
    const file = person.write(`${person.folder}/file`, '');
    const environment = { ...person.environment, AGSEC_HOME: `${file}/state` };
    const { status, err } = await person.run(['init'], { environment });
    expect(err).toContain(`${file}/state: not a directory`);
    expect(err).not.toMatch(/ENOTDIR|at \w+ \(/);
    expect(status).toBe(2);
  });

  it.each([
    ['without HOME', {}, /HOME is not set/],
    ['with an empty HOME', { HOME: '' }, /HOME is not set/],
    [
      'with a relative AGSEC_HOME',
      { HOME: '/nonexistent', AGSEC_HOME: 'state' },
      /must be an absolute path/,
    ],
  ])('%s says so', async (_name, environment, message) => {
    const person = new FakePerson();
    for (const command of [['init'], ['status'], ['install', 'claude-code'], ['audit']]) {
      const { status, err } = await person.run(command, { environment });
      expect([command, status, err]).toEqual([command, 2, expect.stringMatching(message)]);
    }
  });

  it('cannot carry escape sequences of a policy to the terminal', async () => {
    const person = new FakePerson();
    await person.run(['init']);
    person.write(person.state('policies/60.yaml'), '"\\e[31mred": 1\n');
    const { out } = await person.run(['validate']);
    expect(out).toContain('red');
    expect(out).not.toContain('\x1b');
  });
});

describe('colour', () => {
  it('is for terminals, and never where NO_COLOR is set', async () => {
    const person = new FakePerson();
    await person.run(['init']);
    const { NO_COLOR: _none, ...environment } = person.environment;
    const plain = await person.run(['validate'], { environment });
    const painted = await person.run(['validate'], { environment, isTerminal: true });
    const refused = await person.run(['validate'], { isTerminal: true });
    expect(plain.out).not.toContain('\x1b');
    expect(painted.out).toContain('\x1b[32m');
    expect(refused.out).toBe(plain.out);
  });
});
