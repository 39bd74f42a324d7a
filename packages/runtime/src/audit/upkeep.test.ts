import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendRecord } from './append-record.ts';
import { isCallRecord } from './audit-record.ts';
import { readRecords } from './read.ts';
import { sampleCall } from './sample-call.ts';
import { keepUp } from './upkeep.ts';
import { verifyAudit } from './verify.ts';

const options = {
  now: new Date('2026-11-24T00:30:00.000Z'),
  agsec: '0.0.0',
  keepDays: 90,
  maxMegabytes: 512,
};
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-audit-'));
  for (const day of ['20', '21', '22', '23', '24']) append(day, 3);
  return () => rmSync(folder, { recursive: true, force: true });
});

function append(day: string, count: number): void {
  for (let call = 1; call <= count; call++) {
    const ts = `2026-11-${day}T10:00:00.00${call}Z`;
    const result = appendRecord(folder, sampleCall({ id: `call-${day}-${call}`, ts }), Date.now());
    expect(result.ok).toBe(true);
  }
}

const filesOf = (day: string): readonly string[] => readdirSync(join(folder, `2026-11-${day}`));

function ids(): readonly string[] {
  return [...readRecords(folder)].flatMap((item) =>
    item.kind === 'record' && isCallRecord(item.record) ? item.record.id : [],
  );
}

describe('keepUp', () => {
  it('seals what is over and compresses what has been over for two days', () => {
    const before = ids();
    const done = keepUp(folder, options);
    expect(done).toMatchObject({
      sealed: ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'],
      retired: [],
    });
    expect(done.compressed).toHaveLength(2);
    expect([filesOf('20'), filesOf('21'), filesOf('22'), filesOf('24')]).toEqual([
      ['session-1.jsonl.gz'],
      ['session-1.jsonl.gz'],
      ['session-1.jsonl'],
      ['session-1.jsonl'],
    ]);
    expect(ids()).toEqual(before);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 15, findings: [] });
  });

  it('does nothing the second time', () => {
    keepUp(folder, options);
    expect(keepUp(folder, options)).toEqual({ sealed: [], compressed: [], retired: [] });
  });

  it('removes what is over its time, compressed or not', () => {
    keepUp(folder, options);
    const days = keepUp(folder, { ...options, keepDays: 2 }).retired;
    expect(days).toEqual(['2026-11-20', '2026-11-21']);
    expect(verifyAudit(folder).ok).toBe(true);
  });

  it('finishes a compression that was interrupted', () => {
    const plain = join(folder, '2026-11-20/session-1.jsonl');
    writeFileSync(`${plain}.gz`, gzipSync(readFileSync(plain)));
    keepUp(folder, options);
    expect(filesOf('20')).toEqual(['session-1.jsonl.gz']);
    expect(verifyAudit(folder).ok).toBe(true);
  });

  it('loses nothing of a day that is written to after it was compressed', () => {
    keepUp(folder, options);
    append('20', 1);
    keepUp(folder, options);
    expect(filesOf('20')).toEqual(['session-1.jsonl', 'session-1.jsonl.gz']);
    expect(ids().filter((id) => id.startsWith('call-20'))).toHaveLength(4);
  });
});

describe('a compressed file', () => {
  it.each([
    ['replaced by another', (text: string) => gzipSync(text.replace('call-20-2', 'call-20-9'))],
    ['shortened', (text: string) => gzipSync(text.split('\n').slice(0, 2).join('\n').concat('\n'))],
    ['damaged', (text: string) => gzipSync(text).fill(0, 20, 40)],
    ['no archive at all', (text: string) => Buffer.from(text.slice(1))],
  ])('that was %s is found', (_how, forge) => {
    const plain = readFileSync(join(folder, '2026-11-20/session-1.jsonl'), 'utf8');
    keepUp(folder, options);
    writeFileSync(join(folder, '2026-11-20/session-1.jsonl.gz'), forge(plain));
    expect(verifyAudit(folder)).toMatchObject({ ok: false });
  });

  it('that is gone is found', () => {
    keepUp(folder, options);
    rmSync(join(folder, '2026-11-20/session-1.jsonl.gz'));
    expect(verifyAudit(folder)).toMatchObject({ ok: false, firstBad: { kind: 'missing-file' } });
  });
});
