import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendRecord } from './append-record.ts';
import { sealLine } from './record-line.ts';
import { retireDays } from './retire.ts';
import { sampleCall } from './sample-call.ts';
import { sealDays } from './seal.ts';
import { readSeals } from './stored-seals.ts';
import { verifyAudit } from './verify.ts';

const DAY = '2026-11-22';
const FILE = `${DAY}/session-1.jsonl`;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-audit-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

function append(count: number, members: Parameters<typeof sampleCall>[0] = {}): void {
  for (let call = 1; call <= count; call += 1) {
    const result = appendRecord(folder, sampleCall({ id: `call-${call}`, ...members }), Date.now());
    expect(result.ok).toBe(true);
  }
}

const path = (file = FILE): string => join(folder, file);
const readLog = (file = FILE): string[] => readFileSync(path(file), 'utf8').trimEnd().split('\n');
const writeLog = (lines: readonly (string | undefined)[], file = FILE): void =>
  writeFileSync(path(file), `${lines.join('\n')}\n`);

/** The line with a change and a hash that is right again, as one who knows the format would do it. */
function forged(line: string | undefined, from: string, to: string): string {
  const { hash: _, ...members } = JSON.parse((line ?? '').replace(from, to));
  return sealLine(JSON.stringify(members)).line;
}

describe('verifyAudit: chains', () => {
  it('finds nothing in a log that nobody touched', () => {
    append(5);
    append(3, { session: 'other' });
    append(2, { ts: '2026-11-23T08:00:00.000Z' });
    expect(verifyAudit(folder)).toMatchObject({ ok: true, files: 3, records: 10, findings: [] });
  });

  it('finds nothing in a log that is not there', () => {
    expect(verifyAudit(join(folder, 'gone'))).toMatchObject({ ok: true, files: 0, records: 0 });
  });

  it('names an edited line', () => {
    append(5);
    const lines = readLog();
    lines[2] = lines[2]?.replace('npm test', 'rm -rf /') ?? '';
    writeLog(lines);
    const report = verifyAudit(folder);
    expect(report).toMatchObject({ ok: false, records: 4 });
    expect(report.findings).toEqual([report.firstBad]);
    expect(report.firstBad).toMatchObject({ kind: 'edited', file: FILE, line: 3, id: 'call-3' });
  });

  it('names the place of a line that was edited and given a right hash', () => {
    append(5);
    const lines = readLog();
    lines[2] = forged(lines[2], '"effect":"allow"', '"effect":"deny"');
    writeLog(lines);
    expect(verifyAudit(folder).firstBad).toMatchObject({ kind: 'missing', line: 4, id: 'call-4' });
  });

  it('names the place of a removed line, at the start and in the middle', () => {
    append(5);
    const lines = readLog();
    writeLog(lines.toSpliced(2, 1));
    expect(verifyAudit(folder).findings).toMatchObject([
      { kind: 'missing', line: 3, id: 'call-4' },
    ]);
    writeLog(lines.slice(1));
    expect(verifyAudit(folder).findings).toMatchObject([
      { kind: 'missing', line: 1, id: 'call-2' },
    ]);
  });

  it('names reordered lines', () => {
    append(5);
    const [first, second, third, ...rest] = readLog();
    writeLog([first, third, second, ...rest]);
    expect(verifyAudit(folder).firstBad).toMatchObject({
      kind: 'reordered',
      line: 2,
      id: 'call-3',
    });
  });

  it('names a repeated line', () => {
    append(3);
    const lines = readLog();
    writeLog([...lines, lines[1]]);
    expect(verifyAudit(folder).findings).toMatchObject([{ kind: 'reordered', line: 4 }]);
  });

  it('names lines that were put in', () => {
    append(3);
    const [first, ...rest] = readLog();
    writeLog([first, 'nothing of ours', '{"v":1,"note":"nor this"}', ...rest]);
    expect(verifyAudit(folder).findings).toMatchObject([
      { level: 'bad', kind: 'unreadable', line: 2 },
      { level: 'bad', kind: 'unreadable', line: 3 },
    ]);
  });

  it('tells a file of another session or day by its first line', () => {
    append(3);
    renameSync(path(), path(`${DAY}/session-2.jsonl`));
    expect(verifyAudit(folder).firstBad).toMatchObject({ kind: 'missing', line: 1 });
  });

  it('tells a whole line without its record members from a torn one', () => {
    append(2);
    appendFileSync(path(), '{"v":1,"ts":"2026-11-22T10:0');
    expect(verifyAudit(folder)).toMatchObject({
      ok: true,
      findings: [{ level: 'note', kind: 'torn', line: 3 }],
    });
    appendFileSync(path(), '\n');
    expect(verifyAudit(folder)).toMatchObject({
      ok: false,
      findings: [{ level: 'bad', kind: 'unreadable', line: 3 }],
    });
  });

  it('does not let torn bytes be edited after they were accounted for', () => {
    append(2);
    appendFileSync(path(), '{"v":1,"ts":"torn');
    append(1);
    expect(verifyAudit(folder).ok).toBe(true);
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('"ts":"torn', '"ts":"worn'));
    expect(verifyAudit(folder)).toMatchObject({ ok: false, firstBad: { line: 4 } });
    writeLog(readLog().toSpliced(2, 1));
    expect(verifyAudit(folder)).toMatchObject({
      ok: false,
      firstBad: { kind: 'missing', line: 3 },
    });
  });

  it('says what it cannot prove: a tail that is gone', () => {
    append(5);
    writeLog(readLog().slice(0, 3));
    const report = verifyAudit(folder);
    expect(report).toMatchObject({ ok: true, records: 3 });
    expect(report.cannotProve[0]).toContain('agsec audit seal');
  });

  it('stops counting what is wrong in a file that is wrong everywhere', () => {
    append(1);
    appendFileSync(path(), 'x\n'.repeat(5000));
    expect(verifyAudit(folder).findings).toHaveLength(50);
  });
});

describe('sealDays and verifyAudit', () => {
  const now = new Date('2026-11-24T00:30:00.000Z');
  const seal = (at = now): readonly { number: number; day: string; hash: string }[] =>
    sealDays(folder, { now: at, agsec: '0.0.0' });

  function threeDays(): void {
    append(3, { ts: '2026-11-21T10:00:00.000Z' });
    append(2, { ts: '2026-11-22T10:00:00.000Z', session: 'a' });
    append(2, { ts: '2026-11-22T10:00:00.000Z', session: 'b' });
    append(4, { ts: '2026-11-24T00:10:00.000Z' });
  }

  it('seals each day that is over, once, each seal naming the one before', () => {
    threeDays();
    const made = seal();
    expect(made.map(({ number, day }) => [number, day])).toEqual([
      [1, '2026-11-21'],
      [2, '2026-11-22'],
    ]);
    expect(seal()).toEqual([]);
    const seals = readSeals(folder).map((stored) => stored.seal);
    expect(seals[0]?.prev).toBe('0'.repeat(64));
    expect(seals[1]?.prev).toBe(seals[0]?.hash);
    expect(seals[1]?.files).toMatchObject([
      { name: 'a.jsonl', lines: 2 },
      { name: 'b.jsonl', lines: 2 },
    ]);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, findings: [], lastSeal: { number: 2 } });
    expect(verifyAudit(folder).cannotProve[0]).toContain('number 2, of 2026-11-22');
  });

  it('seals the running day when asked, and again when it has grown', () => {
    append(2, { ts: '2026-11-24T00:10:00.000Z' });
    expect(sealDays(folder, { now, agsec: '0.0.0', today: true })).toHaveLength(1);
    append(2, { ts: '2026-11-24T00:20:00.000Z' });
    expect(verifyAudit(folder).ok).toBe(true);
    expect(sealDays(folder, { now, agsec: '0.0.0', today: true })).toMatchObject([{ number: 2 }]);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, findings: [] });
  });

  it('does not accuse lines written behind a seal, and seals the day again', () => {
    threeDays();
    seal();
    append(1, { ts: '2026-11-22T23:59:59.999Z', session: 'a' });
    append(1, { ts: '2026-11-22T23:59:59.999Z', session: 'late' });
    expect(verifyAudit(folder)).toMatchObject({
      ok: true,
      findings: [{ level: 'note', kind: 'unsealed', file: '2026-11-22/late.jsonl' }],
    });
    expect(seal()).toMatchObject([{ number: 3, day: '2026-11-22' }]);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, findings: [] });
  });

  it('finds a tail that was cut, a file that was removed, a chain written anew', () => {
    threeDays();
    seal();
    writeLog(readLog('2026-11-21/session-1.jsonl').slice(0, 2), '2026-11-21/session-1.jsonl');
    unlinkSync(path('2026-11-22/a.jsonl'));
    unlinkSync(path('2026-11-22/b.jsonl'));
    append(2, { ts: '2026-11-22T10:00:00.000Z', session: 'b', reason: 'another log altogether' });
    expect(verifyAudit(folder).findings).toMatchObject([
      { level: 'bad', kind: 'missing', file: '2026-11-21/session-1.jsonl' },
      { level: 'bad', kind: 'missing-file', file: '2026-11-22/a.jsonl' },
      { level: 'bad', kind: 'edited', file: '2026-11-22/b.jsonl' },
    ]);
  });

  it('finds a removed day', () => {
    threeDays();
    seal();
    rmSync(path('2026-11-21'), { recursive: true });
    expect(verifyAudit(folder)).toMatchObject({
      ok: false,
      firstBad: { kind: 'missing-file', file: '2026-11-21/session-1.jsonl' },
    });
  });

  it('finds a seal that was changed, renamed, removed or replaced', () => {
    threeDays();
    seal();
    const [first = '', second = ''] = readdirSync(path('seals'));
    const text = readFileSync(path(`seals/${first}`), 'utf8');
    writeFileSync(path(`seals/${first}`), text.replace('"lines":3', '"lines":2'));
    expect(verifyAudit(folder).findings.map(({ detail }) => detail)).toContainEqual(
      expect.stringContaining('the seal was changed'),
    );
    writeFileSync(path(`seals/${first}`), `${forged(text.trimEnd(), '"lines":3', '"lines":2')}\n`);
    expect(verifyAudit(folder).findings).toMatchObject([{ kind: 'seal', file: `seals/${second}` }]);
    unlinkSync(path(`seals/${first}`));
    expect(verifyAudit(folder).findings).toMatchObject([{ detail: '1 seal is missing before it' }]);
    truncateSync(path(`seals/${second}`), 40);
    expect(verifyAudit(folder)).toMatchObject({ ok: false, firstBad: { kind: 'seal' } });
  });

  it('shows that everything was written anew, if a seal was kept elsewhere', () => {
    threeDays();
    const [, kept] = seal();
    const expected = { number: kept?.number ?? 0, hash: kept?.hash ?? '' };
    expect(verifyAudit(folder, { kept: expected })).toMatchObject({ ok: true });
    for (const name of readdirSync(folder)) rmSync(path(name), { recursive: true });
    threeDays();
    append(1, { ts: '2026-11-21T11:00:00.000Z' });
    seal();
    expect(verifyAudit(folder)).toMatchObject({ ok: true });
    expect(verifyAudit(folder, { kept: expected })).toMatchObject({ ok: false });
    rmSync(path('seals'), { recursive: true });
    expect(verifyAudit(folder, { kept: expected })).toMatchObject({ ok: false });
  });

  it('does not read files outside the log that a forged seal names', () => {
    threeDays();
    seal();
    const [first = ''] = readdirSync(path('seals'));
    const text = readFileSync(path(`seals/${first}`), 'utf8').trimEnd();
    writeFileSync(
      path(`seals/${first}`),
      `${forged(text, 'session-1.jsonl', '../../../etc/passwd.jsonl')}\n`,
    );
    expect(JSON.stringify(verifyAudit(folder))).not.toContain('passwd');
  });
});

describe('retireDays', () => {
  const now = new Date('2026-11-24T00:30:00.000Z');
  const options = { now, agsec: '0.0.0', keepDays: 90, maxMegabytes: 512 };
  const days = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('20'));

  function fourDays(): void {
    for (const day of ['20', '21', '23', '24']) append(3, { ts: `2026-11-${day}T10:00:00.000Z` });
  }

  it('removes nothing that is within time and size', () => {
    fourDays();
    expect(retireDays(folder, options)).toEqual([]);
    expect(days()).toHaveLength(4);
  });

  it('removes days that are over their time, and verification does not accuse anybody', () => {
    fourDays();
    expect(retireDays(folder, { ...options, keepDays: 2 })).toEqual(['2026-11-20', '2026-11-21']);
    expect(days()).toEqual(['2026-11-23', '2026-11-24']);
    expect(verifyAudit(folder)).toMatchObject({
      ok: true,
      findings: [
        { level: 'note', kind: 'retired', file: '2026-11-20' },
        { level: 'note', kind: 'retired', file: '2026-11-21' },
      ],
    });
    rmSync(path('2026-11-23'), { recursive: true });
    expect(verifyAudit(folder)).toMatchObject({ ok: false, firstBad: { kind: 'missing-file' } });
  });

  it('removes the oldest days over the size, but never today', () => {
    fourDays();
    expect(retireDays(folder, { ...options, maxMegabytes: 0 })).toEqual([
      '2026-11-20',
      '2026-11-21',
      '2026-11-23',
    ]);
    expect(days()).toEqual(['2026-11-24']);
    expect(retireDays(folder, { ...options, maxMegabytes: 0 })).toEqual([]);
  });

  it('goes on where a removal was interrupted', () => {
    fourDays();
    retireDays(folder, { ...options, keepDays: 2 });
    append(1, { ts: '2026-11-21T10:00:00.000Z' });
    expect(retireDays(folder, { ...options, keepDays: 2 })).toEqual(['2026-11-21']);
    expect(verifyAudit(folder).ok).toBe(true);
  });
});
