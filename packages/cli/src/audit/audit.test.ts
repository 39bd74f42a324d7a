import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendRecord, makePrivateFolder, type NewRecord } from '@agsec/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtEntry } from '../../test/built-entry.ts';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(() => {
  person = new FakePerson();
  makePrivateFolder(person.state('audit'));
});

type Call = Extract<NewRecord, { effect: unknown }>;

/** A call in the log, some minutes ago. */
function record(changes: Partial<Call> = {}, minutesAgo = 0): void {
  const call: Call = {
    ts: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    id: 'call-1',
    session: 's1',
    agent: 'claude-code',
    tool: 'Bash',
    actions: [{ name: 'bash.execute', params: { command: 'cat .env' }, origin: 'tool' }],
    effect: 'deny',
    effective: 'deny',
    sid: 'BlockEnvAccess',
    policy: '03_files.yaml',
    layers: [],
    matched_by: 'explicit_deny',
    reason: 'Environment files hold secrets',
    mode: 'enforce',
    duration_us: 1,
    agsec: 'test',
    ...changes,
  };
  expect(appendRecord(person.state('audit'), call, Date.now() + 5000)).toMatchObject({ ok: true });
}

const allowed = { effect: 'allow', effective: 'allow', matched_by: 'explicit_allow' } as const;
const shell = (command: string) =>
  [{ name: 'bash.execute', params: { command }, origin: 'tool' }] as const;

function logFile(): string {
  const [day = ''] = readdirSync(person.state('audit')).filter((name) => /^\d/.test(name));
  return join(person.state('audit'), day, 's1.jsonl');
}

describe('agsec audit', () => {
  it('shows the newest calls, oldest first, each on one line', async () => {
    record({ actions: shell('ls'), ...allowed, sid: 'AllowBash' }, 3);
    record(
      {
        tool: 'Read',
        actions: [{ name: 'file.read', params: { file_path: '/p/.env' }, origin: 'tool' }],
      },
      2,
    );
    record({ effective: 'allow', mode: 'observe', actions: shell('rm\n-rf\tx') }, 1);
    const { out } = await person.run(['audit']);
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}allow {3}claude-code {2}Bash {2}ls {2}AllowBash$/,
      ),
      expect.stringMatching(/ deny {4}claude-code {2}Read {2}\/p\/\.env {2}BlockEnvAccess$/),
      expect.stringMatching(/ allow {2}\(would deny\) {2}claude-code {2}Bash {2}rm -rf x /),
    ]);
    expect((await person.run(['audit', '--limit', '1'])).out).toContain('would deny');
    expect((await person.run(['audit', '--limit', '1'])).out.split('\n')).toHaveLength(2);
  });

  it('--json gives the records as they stand in the log', async () => {
    record();
    const { out } = await person.run(['audit', '--json']);
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(logFile(), 'utf8')));
  });

  it.each([
    ['--action', 'file.*', 'reads'],
    ['--agent', 'codex', 'codex'],
    ['--session', 's2', 'elsewhere'],
    ['--effect', 'review', 'reviewed'],
    ['--sid', 'Other', 'other'],
    ['--path', '*/secret/*', 'secret'],
    ['--since', '30m', 'new'],
  ])('%s %s picks the one call that fits', async (option, value, wanted) => {
    const derived = (name: string, file_path: string) =>
      ({ name, params: { file_path }, origin: 'derived' }) as const;
    const hourAgo = 60;
    record({ actions: shell('old') }, hourAgo);
    record({ actions: [...shell('reads'), derived('file.read', '/x')] }, hourAgo);
    record({ actions: shell('codex'), agent: 'codex' }, hourAgo);
    record({ actions: shell('elsewhere'), session: 's2' }, hourAgo);
    record({ actions: shell('reviewed'), effect: 'review' }, hourAgo);
    record({ actions: shell('other'), sid: 'Other' }, hourAgo);
    record({ actions: [...shell('secret'), derived('web.fetch', '/p/secret/x')] }, hourAgo);
    record({ actions: shell('new') });
    const { out } = await person.run(['audit', option, value]);
    expect(out.trimEnd().split('\n')).toEqual([expect.stringContaining(`  ${wanted}  `)]);
  });

  it('--until ends before a time', async () => {
    record({ actions: shell('old') }, 60);
    record({ actions: shell('new') });
    const { out } = await person.run(['audit', '--until', '30m']);
    expect(out.trimEnd().split('\n')).toEqual([expect.stringContaining('  old  ')]);
  });

  it('cannot be made to draw on the terminal by what an agent did', async () => {
    record({ actions: shell('echo \x1b[2J\u202e'), tool: 'Ba\x1b[31msh' });
    const { out } = await person.run(['audit']);
    expect(out).not.toContain('\x1b');
    expect(out).not.toContain('\u202e');
  });

  it('says when there is nothing, and tells a filter from an empty log', async () => {
    expect((await person.run(['audit'])).out).toBe('No calls are recorded yet.\n');
    record();
    expect((await person.run(['audit', '--agent', 'x'])).out).toBe('No recorded call fits.\n');
  });

  it.each([
    [['--limit', '0'], '--limit 50'],
    [['--limit', 'ten'], '--limit 50'],
    [['--effect', 'block'], 'allow, deny, review'],
    [['--since', 'yesterday-ish'], '2h, 3d'],
  ])('%j is answered with an example', async (words, example) => {
    const { status, err } = await person.run(['audit', ...words]);
    expect(err).toContain(example);
    expect(status).toBe(2);
  });
});

describe('agsec audit --stats', () => {
  it('counts what was decided, and by which statement it was stopped', async () => {
    record({ actions: shell('ls'), ...allowed, sid: 'AllowBash', policy: '02_bash.yaml' });
    record();
    record();
    const { out } = await person.run(['audit', '--stats']);
    expect(out).toMatch(/^3 calls in 1 session/);
    expect(out).toMatch(/^ {2}allowed {2}1 {2}█+$/m);
    expect(out).toMatch(/^ {2}blocked {2}2 {2}█{20}$/m);
    expect(out).toMatch(/^ {2}BlockEnvAccess {2}2 {2}█+ +03_files\.yaml$/m);
    expect(out).not.toContain('AllowBash');
    expect(out).toMatch(/^ {2}claude-code {2}3 {2}2 stopped$/m);
    expect(await person.json(['audit', '--stats'])).toMatchObject({
      calls: 3,
      effects: { allow: 1, deny: 2 },
    });
  });

  it('says what observe mode let pass', async () => {
    record({ effective: 'allow', mode: 'observe' });
    expect((await person.run(['audit', '--stats'])).out).toContain(
      '1 would have been stopped; observe mode let them pass',
    );
  });

  it('has something to say about nothing', async () => {
    expect((await person.run(['audit', '--stats'])).out).toBe('No calls are recorded yet.\n');
  });
});

describe('agsec audit verify', () => {
  it('is content with an untouched log, and says what that does not prove', async () => {
    record();
    record();
    const { status, out } = await person.run(['audit', 'verify']);
    expect(out).toMatch(/^ok {2}2 records in 1 file$/m);
    expect(out).toContain('What this cannot prove');
    expect(status).toBe(0);
  });

  it.each([
    ['edited', (text: string) => text.replace('cat .env', 'cat ok')],
    ['taken out', (text: string) => text.split('\n').slice(1).join('\n')],
    [
      'turned around',
      (text: string) => text.trim().split('\n').toReversed().join('\n').concat('\n'),
    ],
  ])('finds a line that was %s', async (_how, edit) => {
    record();
    record({ id: 'call-2' });
    writeFileSync(logFile(), edit(readFileSync(logFile(), 'utf8')));
    const { status, out } = await person.run(['audit', 'verify']);
    expect(out).toMatch(/^bad {2}\d{4}-\d\d-\d\d\/s1\.jsonl:1 /m);
    expect(out).toContain('The log was changed.');
    expect(status).toBe(1);
    expect(await person.json(['audit', 'verify'])).toMatchObject({ ok: false });
  });

  it('knows a log that was written anew by a seal that was kept', async () => {
    record();
    const { out } = await person.run(['audit', 'seal', '--today']);
    const kept = out.trim().split('\n').at(-1) ?? '';
    expect(kept).toMatch(/^1:[0-9a-f]{64}$/);
    expect(await person.run(['audit', 'verify', '--seal', kept])).toMatchObject({ status: 0 });
    const other = `1:${'0'.repeat(64)}`;
    expect(await person.run(['audit', 'verify', '--seal', other])).toMatchObject({ status: 1 });
    expect(await person.run(['audit', 'verify', '--seal', 'x'])).toMatchObject({ status: 2 });
  });

  it('shows lines that are no records where calls are listed', async () => {
    record();
    appendFileSync(logFile(), 'rubbish\n');
    const { out, err } = await person.run(['audit']);
    expect(out).toContain('BlockEnvAccess');
    expect(err).toMatch(/unreadable {2}.*s1\.jsonl:2; see: agsec audit verify/);
  });
});

describe('agsec audit seal', () => {
  it('leaves today to tomorrow unless it is asked for', async () => {
    record();
    expect((await person.run(['audit', 'seal'])).out).toContain('today is sealed when it is over');
    expect((await person.run(['audit', 'seal', '--today'])).out).toContain(
      'Keep this line elsewhere',
    );
    expect((await person.run(['audit', 'seal', '--today'])).out).toBe('Nothing new to seal.\n');
  });
});

describe('agsec audit tail', () => {
  it.each(['', '-f'])(
    '%s shows calls as they come, and ends when it is told to',
    async (follow) => {
      record({ actions: shell('before') });
      const words = ['audit', 'tail', '--effect', 'deny', ...(follow === '' ? [] : [follow])];
      const child = spawn(process.execPath, [builtEntry(), ...words], {
        env: { ...person.environment },
      });
      let shown = '';
      child.stdout.setEncoding('utf8');
      // It looks at the log from when it has started, which nothing shows: write until it sees one.
      const writing = setInterval(() => record({ actions: shell('after') }), 100);
      for await (const text of child.stdout) {
        shown += text;
        if (shown.includes('after')) break;
      }
      clearInterval(writing);
      child.kill('SIGTERM');
      const status = await new Promise((resolve) => child.once('close', resolve));
      expect(shown).not.toContain('before');
      expect(status).toBe(0);
    },
  );
});
