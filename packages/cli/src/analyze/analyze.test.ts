import { appendRecord, makePrivateFolder, type NewRecord } from '@agsec/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';
import { blastRadius } from './blast-radius.ts';
import { THREATS } from './threats.ts';

type Call = Extract<NewRecord, { effect: unknown }>;
type Action = Call['actions'][number];

let person: FakePerson;

beforeEach(() => {
  person = new FakePerson();
  makePrivateFolder(person.state('audit'));
});

function record(actions: readonly Action[], changes: Partial<Call> = {}, hoursAgo = 0): void {
  const call: Call = {
    ts: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    id: 'call-1',
    session: 's1',
    agent: 'codex',
    tool: 'Bash',
    actions,
    effect: 'deny',
    effective: 'deny',
    layers: [],
    matched_by: 'explicit_deny',
    reason: 'no',
    mode: 'enforce',
    duration_us: 1,
    agsec: 'test',
    ...changes,
  };
  expect(appendRecord(person.state('audit'), call, Date.now() + 5000)).toMatchObject({ ok: true });
}

const passed = { effect: 'allow', effective: 'allow' } as const;

function action(name: string, params: Action['params'] = {}): Action {
  return { name, params, origin: 'derived' };
}

function threatOf(name: string, params: Action['params'] = {}): string | undefined {
  return THREATS.find((threat) => threat.matches(action(name, params), 'explicit_deny'))?.id;
}

describe('kinds of harm', () => {
  it.each([
    ['file.read', { file_path: '/p/.env' }, 'secret-shown'],
    ['file.read', { file_path: '/h/.ssh/id_ed25519' }, 'secret-shown'],
    ['secret.read', { kind: 'environment' }, 'secret-shown'],
    ['file.read', { file_path: '/p/.env.example' }, undefined],
    ['file.read', { file_path: '/h/.ssh/id_ed25519.pub' }, undefined],
    ['file.write', { file_path: '/h/.bashrc' }, 'persistence'],
    ['file.write', { file_path: '/p/src/a.ts' }, undefined],
    ['file.delete', { file_path: '/p/a' }, 'delete'],
    ['git.push', { force: true }, 'history-lost'],
    ['git.push', { force: false }, undefined],
    ['git.clean', { destroys: ['untracked'] }, 'history-lost'],
    ['code.execute', { source: 'remote' }, 'remote-code'],
    ['code.execute', { source: 'inline' }, undefined],
    ['infra.execute', { destructive: true }, 'data-store-destroyed'],
    ['infra.execute', { destructive: false }, undefined],
    ['db.execute', { verbs: ['DROP'], destructive: true }, 'data-store-destroyed'],
    ['web.fetch', { upload: true, host: 'x.example' }, 'upload'],
    ['web.fetch', { upload: false, host: 'x.example' }, 'connection'],
    ['web.fetch', { upload: false, host: 'localhost' }, undefined],
    ['package.install', { packages: ['x'] }, 'installed'],
  ])('%s %j is %s', (name, params, id) => {
    expect(threatOf(name, params)).toBe(id);
  });
});

describe('the blast radius', () => {
  it.each([
    [{ critical: 0, high: 0, medium: 0, low: 0 }, 0, 'none'],
    [{ critical: 0, high: 0, medium: 1, low: 4 }, 2, 'low'],
    [{ critical: 0, high: 2, medium: 1, low: 0 }, 5, 'moderate'],
    [{ critical: 2, high: 0, medium: 0, low: 0 }, 8, 'high'],
    [{ critical: 9, high: 9, medium: 0, low: 0 }, 10, 'critical'],
  ])('of %j is %d, %s', (counts, score, label) => {
    expect(blastRadius(counts)).toEqual({ score, label });
  });
});

describe('agsec analyze', () => {
  it('tells what was stopped from what passed, and what to do about that', async () => {
    record([action('file.read', { file_path: '/p/.env' })]);
    record([action('file.delete', { file_path: '/p/important' })], passed);
    record([action('file.read', { file_path: '/p/README.md' })], passed);
    const { status, out } = await person.run(['analyze']);
    expect(status).toBe(0);
    expect(out).toMatch(/^3 calls, 1 stopped/);
    expect(out).toContain('blast radius of what was let through: low (1 of 10)');
    expect(out).toMatch(/^high {6}Secrets read: 1 stopped$/m);
    expect(out).toMatch(/^medium {4}Files deleted: 0 stopped, 1 let through$/m);
    expect(out).toMatch(/passed .* file\.delete {2}\/p\/important$/m);
    expect(out).toContain('Commit often');
    expect(out).not.toContain('Rotate it');
    expect(out).not.toContain('README.md');
  });

  it('counts a call once for each kind, and observe as let through', async () => {
    const reads = ['/p/.env', '/p/.env.local'].map((file_path) =>
      action('file.read', { file_path }),
    );
    record(reads, { effective: 'allow', mode: 'observe' });
    expect(await person.json(['analyze'])).toMatchObject({
      calls: 1,
      stopped: 0,
      threats: [{ id: 'secret-shown', calls: 1, passed: 1 }],
      blast_radius: { score: 2, label: 'low' },
    });
  });

  it('counts attacks on agsec itself, and not what doctor tries', async () => {
    const change = [action('file.write', { file_path: '/h/.agsec/config.yaml' })];
    record(change, { matched_by: 'self_protection' });
    record(change, { matched_by: 'self_protection', session: 'agsec' });
    expect(await person.json(['analyze'])).toMatchObject({
      calls: 1,
      threats: [{ id: 'tampering', stopped: 1, passed: 0 }],
    });
  });

  it('looks a day back unless told otherwise', async () => {
    record([action('file.delete')], {}, 30);
    expect((await person.run(['analyze'])).out).toContain('No calls are recorded in that time');
    for (const words of [['--hours', '48'], ['--days', '2'], ['--all']])
      expect((await person.run(['analyze', ...words])).out).toContain('1 call, 1 stopped');
    expect((await person.run(['analyze', '--all'])).out).toMatch(
      /^activity\n {2}file\.delete {2}1$/m,
    );
  });

  it('cannot be made to draw on the terminal by what an agent did', async () => {
    record([action('file.delete', { file_path: '/p/\x1b[2J\u202e' })]);
    const { out } = await person.run(['analyze']);
    expect(out).not.toContain('\x1b');
    expect(out).not.toContain('\u202e');
  });

  it.each([
    [['--hours', '0'], '--hours 12'],
    [['--days', 'many'], '--days 12'],
    [['--days', '2', '--all'], 'one of --hours'],
  ])('%j is answered with an example', async (words, message) => {
    const { status, err } = await person.run(['analyze', ...words]);
    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
