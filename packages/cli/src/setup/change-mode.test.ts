import { symlinkSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(async () => {
  person = new FakePerson();
  await person.run(['init']);
});

const mode = (): string | undefined =>
  /^mode: (\w+)$/m.exec(person.read(person.state('config.yaml')))?.[1];

describe('a weaker mode', () => {
  it.each([
    ['observe', 'enforce', 'observe'],
    ['observe', 'halt', 'observe'],
    ['resume', 'halt', 'enforce'],
    ['enforce', 'halt', 'enforce'],
  ])('%s out of %s is for a person at a terminal', async (command, before, after) => {
    if (before === 'halt') await person.run(['halt']);
    expect(await person.run([command])).toMatchObject({ status: 2, out: '' });
    expect(mode()).toBe(before);
    expect(await person.run([command], { answers: 'nonsense' })).toMatchObject({ status: 2 });
    expect(mode()).toBe(before);
    expect(await person.run([command], { answers: 'code' })).toMatchObject({ status: 0 });
    expect(mode()).toBe(after);
  });

  it.each([
    ['by a variable of its shell', { CLAUDECODE: '1' }, ['bash']],
    ['by a variable of another agent', { CODEX_SANDBOX: 'seatbelt' }, ['bash']],
    ['by the program it runs below', {}, ['bash', 'sh', 'claude', 'bash']],
  ])('is refused to an agent %s, without asking', async (_how, variables, ancestors) => {
    const environment = { ...person.environment, ...variables };
    const asked = { environment, ancestors, answers: 'code' } as const;
    const { status, err } = await person.run(['observe'], asked);
    expect(status).toBe(2);
    expect(err).toContain("this is an agent's shell");
    expect(person.questions).toEqual([]);
    expect(mode()).toBe('enforce');
  });
});

describe('a stronger mode', () => {
  it('needs nobody, from an agent either', async () => {
    const environment = { ...person.environment, CLAUDECODE: '1' };
    await person.run(['observe'], { answers: 'code' });
    expect(await person.run(['enforce'], { environment })).toMatchObject({ status: 0 });
    expect(mode()).toBe('enforce');
    expect(await person.run(['halt'], { environment })).toMatchObject({ status: 0 });
    expect(mode()).toBe('halt');
  });

  it('halt works where nothing was set up', async () => {
    const fresh = new FakePerson();
    expect(await fresh.run(['halt'])).toMatchObject({ status: 0 });
    expect(fresh.read(fresh.state('config.yaml'))).toMatch(/^mode: halt$/m);
  });
});

describe('the configuration', () => {
  it('keeps every other byte, comments and line ends included', async () => {
    const text =
      '# mine\r\nallow_means: approve  # yes\r\nmode:   "enforce" # now\r\npacks: [ default ]\r\n';
    person.write(person.state('config.yaml'), text);
    await person.run(['halt']);
    expect(person.read(person.state('config.yaml'))).toBe(text.replace('"enforce"', 'halt'));
  });

  it('gets the key if it has none', async () => {
    person.write(person.state('config.yaml'), 'allow_means: pass');
    await person.run(['halt']);
    expect(person.read(person.state('config.yaml'))).toBe('allow_means: pass\nmode: halt\n');
  });

  it('stays where a link leads', async () => {
    const real = person.write(`${person.home}/dotfiles/agsec.yaml`, 'mode: enforce\n');
    const linked = new FakePerson();
    person.write(linked.state('x'), '');
    symlinkSync(real, linked.state('config.yaml'));
    await linked.run(['halt']);
    expect(person.read(real)).toBe('mode: halt\n');
  });

  it('that does not load is named with its place and left alone', async () => {
    person.write(person.state('config.yaml'), 'mode: enforce\nmod: halt\n');
    const { status, err } = await person.run(['halt']);
    expect(err).toContain(`${person.state('config.yaml')}:2:1: `);
    expect(err).toContain('did you mean mode?');
    expect(status).toBe(2);
  });

  it('that is a folder is refused', async () => {
    const other = new FakePerson();
    other.write(other.state('config.yaml/x'), '');
    const { status, err } = await other.run(['halt']);
    expect(err).toContain('is not a regular file');
    expect(status).toBe(2);
  });
});
