import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { appendRecord } from './append-record.ts';
import { type ReadOptions, type RecordFilter, readRecords } from './read.ts';
import { sampleCall } from './sample-call.ts';
import { collectStats } from './stats.ts';
import { followRecords } from './tail.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-audit-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

function append(id: string, members: Parameters<typeof sampleCall>[0] = {}): void {
  expect(appendRecord(folder, sampleCall({ id, ...members }), Date.now()).ok).toBe(true);
}

function ids(filter: RecordFilter = {}, options: ReadOptions = {}): readonly string[] {
  return [...readRecords(folder, filter, options)].map((item) =>
    item.kind === 'record' && 'id' in item.record ? item.record.id : item.kind,
  );
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path).flatMap((day) =>
    readdirSync(join(path, day))
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => join(path, day, name)),
  );
}

function severalDays(): void {
  append('a', { ts: '2026-11-20T10:00:00.000Z' });
  append('d', { ts: '2026-11-21T12:00:00.000Z', session: 'x' });
  append('e', { ts: '2026-11-21T14:00:00.000Z', session: 'x' });
  append('b', { ts: '2026-11-21T09:00:00.000Z', session: 'y', agent: 'codex' });
  append('c', { ts: '2026-11-21T11:00:00.000Z', session: 'y', agent: 'codex' });
  append('f', {
    ts: '2026-11-22T10:00:00.000Z',
    tool: 'Read',
    actions: [
      {
        name: 'file.read',
        params: { file_path: '/p/.env' },
        origin: 'tool',
        effect: 'deny',
        sid: 'BlockEnv',
      },
    ],
    effect: 'deny',
    effective: 'allow',
    mode: 'observe',
    sid: 'BlockEnv',
    policy: '03_files.yaml',
  });
}

describe('the latest records of a long file', () => {
  it('are found from its end, however far back, with their lines and what cannot be read', () => {
    for (let index = 0; index < 600; index += 1) {
      append(`n${index}`, { agent: index < 3 ? 'codex' : 'claude-code' });
      if (index === 595) appendFileSync(filesIn(folder)[0] ?? '', 'no record\n');
    }
    expect(ids({}, { limit: 3 })).toEqual(['n597', 'n598', 'n599']);
    expect(ids({ agent: 'codex' }, { limit: 2 }).slice(0, 2)).toEqual(['n1', 'n2']);
    const all = [...readRecords(folder)];
    expect([...readRecords(folder, {}, { limit: 10_000 })]).toEqual(all);
    expect([...readRecords(folder, {}, { limit: 300 })]).toEqual(
      all.slice(all.findLastIndex((item) => item.kind === 'record' && item.line === 302)),
    );
  });
});

describe('readRecords', () => {
  it('reads all days and sessions in the order of time', () => {
    severalDays();
    expect(ids()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('reads the latest', () => {
    severalDays();
    expect(ids({}, { limit: 2 })).toEqual(['e', 'f']);
    expect(ids({}, { limit: 4 })).toEqual(['c', 'd', 'e', 'f']);
    expect(ids({}, { limit: 0 })).toEqual([]);
    expect(ids({}, { limit: 99 })).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(ids({ agent: 'codex' }, { limit: 1 })).toEqual(['c']);
  });

  it.each<[RecordFilter, readonly string[]]>([
    [{ agent: 'codex' }, ['b', 'c']],
    [{ session: 'x' }, ['d', 'e']],
    [{ effect: 'deny' }, ['f']],
    [{ effective: 'deny' }, []],
    [{ sid: 'BlockEnv' }, ['f']],
    [{ action: 'file.*' }, ['f']],
    [{ action: 'bash.execute', agent: 'codex' }, ['b', 'c']],
    [{ tool: 'Read' }, ['f']],
    [{ path: '*.env' }, ['f']],
    [{ path: '.env' }, []],
    [{ since: new Date('2026-11-21T11:00:00.000Z') }, ['c', 'd', 'e', 'f']],
    [{ until: new Date('2026-11-21T11:00:00.000Z') }, ['a', 'b']],
    [
      { since: new Date('2026-11-21T10:00:00Z'), until: new Date('2026-11-21T13:00:00Z') },
      ['c', 'd'],
    ],
  ])('filters by %j', (filter, expected) => {
    severalDays();
    expect(ids(filter)).toEqual(expected);
  });

  it('passes on lines that are no records, wherever they stand', () => {
    append('a');
    appendFileSync(
      join(folder, '2026-11-22', 'session-1.jsonl'),
      'nonsense\n{"v":99}\n[1]\n\n{"v":1,"torn',
    );
    append('b');
    expect(ids().filter((id) => id !== 'unreadable')).toEqual(['a', 'record', 'b']);
    expect(ids().filter((id) => id === 'unreadable')).toHaveLength(5);
    expect(ids({}, { limit: 1 }).at(-1)).toBe('b');
  });

  it('reads more sessions of one day than a process may have files open', async () => {
    for (let session = 0; session < 200; session += 1)
      append(`${session}`, { session: `s${session}` });
    const script = await bundleScript(
      'count',
      `import { readRecords } from './src/audit/read.ts';
       console.log([...readRecords(process.argv[2] ?? '')].length);`,
    );
    const command = `ulimit -n 64; exec '${process.execPath}' '${script}' '${folder}'`;
    expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).toBe('200\n');
  });

  it('reads nothing where no log is', () => {
    expect([...readRecords(join(folder, 'gone'))]).toEqual([]);
  });

  it('reads outcomes unless the filter is about calls', () => {
    append('a');
    const { ts, session, agent, agsec } = sampleCall();
    appendRecord(folder, { ts, session, agent, agsec, id: 'a', outcome: 'success' }, Date.now());
    expect(ids({ agent: 'claude-code' })).toEqual(['a', 'a']);
    expect(ids({ effect: 'allow' })).toEqual(['a']);
    expect(ids({ kind: 'call' })).toEqual(['a']);
    expect(ids({ kind: 'outcome' })).toEqual(['a']);
    expect(ids({ kind: 'outcome', effect: 'allow' })).toEqual([]);
  });
});

describe('collectStats', () => {
  it('counts answers, what was told, statements, agents and what observing let through', () => {
    severalDays();
    append('g', { effect: 'deny', effective: 'deny', sid: 'BlockEnv', policy: '03_files.yaml' });
    append('h', { effect: 'review', effective: 'deny', sid: 'ReviewPush', policy: '05_git.yaml' });
    const { ts, session, agent, agsec } = sampleCall();
    appendRecord(folder, { ts, session, agent, agsec, id: 'a', outcome: 'failure' }, Date.now());
    appendFileSync(join(folder, '2026-11-22', 'session-1.jsonl'), 'nonsense\n');
    expect(collectStats(readRecords(folder))).toMatchObject({
      calls: 8,
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-22T10:00:00.000Z',
      effects: { allow: 5, deny: 2, review: 1, total: 8 },
      told: { allow: 6, deny: 2, review: 0, total: 8 },
      wouldHaveBlocked: 1,
      statements: [
        { sid: 'BlockEnv', policy: '03_files.yaml', deny: 2, total: 2 },
        { sid: 'ReviewPush', review: 1 },
        { sid: 'AllowBash', allow: 5 },
      ],
      agents: [
        { agent: 'claude-code', total: 6 },
        { agent: 'codex', total: 2 },
      ],
      actions: [
        { action: 'bash.execute', total: 7 },
        { action: 'file.read', total: 1 },
      ],
      sessions: 3,
      outcomes: { success: 0, failure: 1 },
      unreadable: 1,
    });
  });

  it('has no times for an empty log', () => {
    expect(collectStats([])).toMatchObject({ calls: 0, statements: [], agents: [] });
    expect('from' in collectStats([])).toBe(false);
  });
});

describe('followRecords', () => {
  it('passes on what is written from now on, whole lines only, in old, new and torn files', async () => {
    append('before');
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const item of followRecords(folder, { signal: stop.signal, interval: 5 })) {
        seen.push(item.kind === 'record' && 'id' in item.record ? item.record.id : item.kind);
        if (seen.includes('last')) stop.abort();
      }
    })();
    await pause(30);
    append('first');
    append('second', { session: 'new' });
    append('third', { ts: '2026-11-23T00:00:00.000Z' });
    appendFileSync(join(folder, '2026-11-22', 'session-1.jsonl'), '{"v":1,"to');
    await pause(30);
    append('last');
    await following;
    expect(seen.filter((id) => id.length > 3).sort()).toEqual([
      'first',
      'last',
      'record',
      'second',
      'third',
      'unreadable',
    ]);
  });

  it('follows only what fits the filter', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const options = { signal: stop.signal, interval: 5, filter: { agent: 'codex' } };
    const following = (async () => {
      for await (const item of followRecords(folder, options)) {
        seen.push(item.kind === 'record' ? item.record.agent : item.kind);
        stop.abort();
      }
    })();
    await pause(20);
    append('a');
    append('b', { agent: 'codex' });
    await following;
    expect(seen).toEqual(['codex']);
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
