import { beforeEach, describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(async () => {
  person = new FakePerson();
  await person.run(['init']);
});

describe('agsec explain', () => {
  it('shows verdict, actions and the statement that decides', async () => {
    const { status, out } = await person.run(['explain', 'cat .env | head']);
    expect(out).toMatch(/^DENY {2}BlockEnvAccess \(user\/03_files\.yaml, explicit_deny\)$/m);
    expect(out).toMatch(/^ {2}deny +file\.read +.*\/project\/\.env +BlockEnvAccess$/m);
    expect(out).toMatch(/^ {2}matched {2}deny +BlockEnvAccess +file\.read$/m);
    expect(status).toBe(0);
  });

  it('takes the words of a command as they come', async () => {
    expect((await person.run(['explain', 'git', 'status'])).out).toMatch(/^ALLOW/);
  });

  it('--all names the condition that failed and what it saw', async () => {
    const { out } = await person.run(['explain', '--all', 'cat notes.txt']);
    expect(out).toMatch(
      /^ {2}no +deny +BlockEnvAccess +file\.read +params\.file_path glob .*; it is .*notes\.txt/m,
    );
  });

  it('says what mode makes of it', async () => {
    await person.run(['observe'], { answers: 'code' });
    expect((await person.run(['explain', 'cat .env'])).out).toContain('observe mode: ');
    await person.run(['halt']);
    expect((await person.run(['explain', 'ls'])).out).toContain('agsec is halted');
  });

  it('judges as if in another folder, under the policies there', async () => {
    person.write(
      `${person.home}/other/.agsec/policies/p.yaml`,
      'version: "1.0"\nstatements:\n  - { sid: NoLs, effect: deny, actions: [command.run], conditions: { params.name: ls } }\n',
    );
    expect((await person.run(['explain', 'ls'])).out).toMatch(/^ALLOW/);
    expect((await person.run(['explain', '--cwd', '../other', 'ls'])).out).toMatch(
      /^DENY {2}NoLs \(project\/p\.yaml/,
    );
  });

  it('a --policy-dir without policies is a mistake, not a denial', async () => {
    for (const [folder, said] of [
      ['gone', 'There is no folder'],
      ['.', 'There are no policy files in'],
    ] as const) {
      const { status, err } = await person.run(['explain', '--policy-dir', folder, 'ls']);
      expect(err).toContain(said);
      expect(status).toBe(2);
    }
  });

  it('--tool explains any other action', async () => {
    const words = ['explain', '--tool', 'git.push', 'force=true', 'branches=dev,main'];
    expect(await person.json(words)).toMatchObject({
      decision: { effect: 'deny', statement: { sid: 'BlockForcePush' } },
      event: { operations: [{ action: { params: { force: true, branches: ['dev', 'main'] } } }] },
    });
  });

  it('an MCP tool is named by its action, its arguments by args.', async () => {
    const words = ['explain', '--tool', 'mcp.files.get_file', 'args.path=/x/.env', 'args.lines=3'];
    expect(await person.json(words)).toMatchObject({
      decision: { effect: 'deny', statement: { sid: 'BlockEnvAccess' } },
      event: {
        operations: [
          {
            action: {
              params: { server: 'files', tool: 'get_file', args: { path: '/x/.env', lines: 3 } },
            },
          },
        ],
      },
    });
  });

  it.each([
    ['nothing to explain', [], 'nothing to explain'],
    ['a mistyped action', ['--tool', 'file.rad', 'file_path=x'], 'Did you mean file.read?'],
    ['a mistyped parameter', ['--tool', 'file.read', 'file_pth=x'], 'Did you mean file_path?'],
    ['a word that is no parameter', ['--tool', 'file.read', '.env'], 'file_path=.env'],
    ['a wrong boolean', ['--tool', 'git.push', 'force=yes'], 'true or false'],
    ['a wrong number', ['--tool', 'net.connect', 'port=http'], 'is a number'],
  ])('%s is answered with what to write', async (_name, words, message) => {
    const { status, err } = await person.run(['explain', ...words]);
    expect(err).toContain(message);
    expect(status).toBe(2);
  });
});
