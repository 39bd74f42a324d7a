import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';

describe('agsec init', () => {
  it('makes a private state folder with default policies that load', async () => {
    const person = new FakePerson();
    const { status, out } = await person.run(['init']);
    expect(status).toBe(0);
    expect(out).toContain('policies/01_base.yaml');
    expect(statSync(person.state('')).mode & 0o777).toBe(0o700);
    expect(statSync(person.state('policies/01_base.yaml')).mode & 0o777).toBe(0o600);
    expect(await person.run(['validate'])).toMatchObject({ status: 0 });
  });

  it('overwrites nothing, makes what is missing, and says what it left', async () => {
    const person = new FakePerson();
    const own = person.write(person.state('policies/02_bash.yaml'), '# mine\n');
    await person.run(['init']);
    expect(person.read(own)).toBe('# mine\n');
    const made = await person.json(['init']);
    expect(made).toMatchObject({ created: [], left: expect.arrayContaining([own]) });
  });

  it('--observe starts in observe mode, but does not change a mode that is there', async () => {
    const watching = new FakePerson();
    expect((await watching.run(['init', '--observe'])).out).toContain('Observe mode');
    expect(watching.read(watching.state('config.yaml'))).toMatch(/^mode: observe$/m);

    const enforcing = new FakePerson();
    await enforcing.run(['init']);
    const { out } = await enforcing.run(['init', '--observe']);
    expect(out).toContain('The mode stays enforce; to change it:  agsec observe');
    expect(enforcing.read(enforcing.state('config.yaml'))).toMatch(/^mode: enforce$/m);
  });

  it('--project makes a policy that loads, once, and nothing in the home', async () => {
    const person = new FakePerson();
    const { out } = await person.run(['init', '--project']);
    expect(out).toContain('agsec validate .agsec/policies');
    const policy = `${person.project}/.agsec/policies/project.yaml`;
    expect((await person.run(['validate', policy])).out).toContain('1 file, 1 statement');
    expect(person.exists(person.state(''))).toBe(false);
    person.write(policy, '# changed\n');
    await person.run(['init', '--project']);
    expect(person.read(policy)).toBe('# changed\n');
  });

  it("--project refuses the home folder, whose .agsec is the person's own", async () => {
    const person = new FakePerson();
    const { status, err } = await person.run(['init', '--project'], { cwd: person.home });
    expect(err).toContain('your own');
    expect(status).toBe(2);
    expect(person.exists(person.state(''))).toBe(false);
  });
});
