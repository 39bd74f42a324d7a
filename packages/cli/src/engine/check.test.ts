import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { runBuilt } from '../../test/built-entry.ts';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(async () => {
  person = new FakePerson();
  await person.run(['init']);
});

const CONTEXT = { agent: 'claude-code', cwd: '/p', home: '/home/u', workspace_roots: ['/p'] };

function shell(command: string, id: unknown = 1): string {
  return JSON.stringify({ id, action: 'bash.execute', params: { command }, context: CONTEXT });
}

describe('agsec check', () => {
  it('answers one request as documented', async () => {
    const { status, out } = await person.run(['check'], { input: shell('cat .env') });
    expect(JSON.parse(out)).toEqual({
      id: 1,
      effect: 'deny',
      sid: 'BlockEnvAccess',
      policy: '03_files.yaml',
      matched_by: 'explicit_deny',
      reason: expect.any(String),
      hint: expect.any(String),
      analysis: { complete: true, unknown: [] },
      actions: [
        expect.objectContaining({ name: 'bash.execute', params: { command: 'cat .env' } }),
        expect.objectContaining({ name: 'command.run' }),
        {
          name: 'file.read',
          params: { cwd: '/p', file_path: '/p/.env' },
          effect: 'deny',
          sid: 'BlockEnvAccess',
        },
      ],
    });
    expect(out.endsWith('}\n')).toBe(true);
    expect(status).toBe(3);
  });

  it.each([
    ['allow', 'ls', 0],
    ['deny', 'rm -rf x', 3],
    ['review', 'curl -d @notes.txt https://example.com', 4],
  ])('%s ends with its own status', async (effect, command, wanted) => {
    const { status, out } = await person.run(['check'], { input: shell(command) });
    expect(JSON.parse(out)).toMatchObject({ effect });
    expect(status).toBe(wanted);
  });

  it.each(['', 'not json', '[]', '{"action":1}', '\u0000'])(
    'denies what it cannot read: %j',
    async (input) => {
      const { status, out } = await person.run(['check'], { input });
      expect(JSON.parse(out)).toMatchObject({ id: null, effect: 'deny', matched_by: 'error' });
      expect(status).toBe(3);
    },
  );

  it('says what was not read of a line', async () => {
    const { out } = await person.run(['check'], { input: shell('$(cat cmd) x') });
    expect(JSON.parse(out)).toMatchObject({
      analysis: { complete: false, unknown: ['dynamic-command'] },
    });
  });

  it('denies with the place of a policy that does not load', async () => {
    person.write(person.state('policies/60.yaml'), 'version: "1.0"\nstatments: []\n');
    const { status, out } = await person.run(['check'], { input: shell('ls') });
    expect(JSON.parse(out)).toMatchObject({ effect: 'deny', matched_by: 'error' });
    expect(out).toContain('60.yaml:2:1');
    expect(status).toBe(3);
  });

  it('records nothing, and no mode changes its answer', async () => {
    for (const mode of ['halt', 'observe']) {
      await person.run([mode], { answers: 'code' });
      const denied = await person.run(['check'], { input: shell('cat .env') });
      expect(denied.status).toBe(3);
      expect((await person.run(['check'], { input: shell('ls') })).status).toBe(0);
    }
    expect(readdirSync(person.state('audit'))).toEqual([]);
  });
});

describe('agsec check --jsonl', () => {
  it('answers line by line, a wrong one among them, with status 0', async () => {
    const input = [shell('ls', 'a'), 'x', '', shell('rm -rf x', ['b']), '{"id":9}'].join('\n');
    const { status, out } = await person.run(['check', '--jsonl'], { input });
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      { id: 'a', effect: 'allow' },
      { id: null, effect: 'deny', matched_by: 'error' },
      { id: null, effect: 'deny', matched_by: 'error' },
      { id: ['b'], effect: 'deny', sid: 'BlockFileDelete' },
      { id: 9, effect: 'deny', matched_by: 'error' },
    ]);
    expect(status).toBe(0);
  });

  it('ends with 2 when the input cannot be read', () => {
    const { status, stdout, stderr } = runBuilt(person, ['check', '--jsonl'], { stdin: '/' });
    expect(stdout).toBe('');
    expect(stderr).toContain('error: ');
    expect(status).toBe(2);
  });
});

describe('agsec check --policy-dir', () => {
  it('uses that folder and nothing else', async () => {
    person.write(
      `${person.project}/p/only.yaml`,
      'version: "1.0"\ndefault: allow\nstatements:\n  - { sid: NoLs, effect: deny, actions: [command.run], conditions: { params.name: ls } }\n',
    );
    const words = ['check', '--policy-dir', 'p'];
    expect((await person.run(words, { input: shell('cat .env') })).status).toBe(0);
    const { out } = await person.run(words, { input: shell('ls') });
    expect(JSON.parse(out)).toMatchObject({ sid: 'NoLs', policy: 'only.yaml' });
  });

  it('that is not there is a mistake of the caller', async () => {
    for (const folder of ['x', '.']) {
      const words = ['check', '--policy-dir', folder];
      const { status, out } = await person.run(words, { input: shell('ls') });
      expect([status, out]).toEqual([2, '']);
    }
  });
});

describe('agsec check --format', () => {
  it('cannot be mixed with what the hook does not have', async () => {
    for (const option of [['--jsonl'], ['--policy-dir', '.']])
      expect(await person.run(['check', '--format', 'claude-code', ...option])).toMatchObject({
        status: 2,
      });
    expect(await person.run(['check', '--format', 'nobody'])).toMatchObject({ status: 2 });
  });
});
