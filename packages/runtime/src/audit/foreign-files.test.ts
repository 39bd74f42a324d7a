import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendRecord } from './append-record.ts';
import { sampleCall } from './sample-call.ts';
import { verifyAudit } from './verify.ts';

const DAY = '2026-11-22';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-foreign-'));
  append('a');
  return () => rmSync(folder, { recursive: true, force: true });
});

function append(id: string, session = 's') {
  return appendRecord(
    folder,
    sampleCall({ id, session, ts: `${DAY}T10:00:00.000Z` }),
    Date.now() + 1000,
  );
}

const at = (name: string): string => join(folder, DAY, name);

describe('what somebody put into the log', () => {
  it.each<[string, () => void]>([
    ['a pipe for an archive', () => execFileSync('/usr/bin/mkfifo', [at('x.jsonl.gz')])],
    ['a link for an archive', () => symlinkSync('/dev/zero', at('x.jsonl.gz'))],
    ['a link for a file', () => symlinkSync('/dev/zero', at('x.jsonl'))],
    ['a folder for a file', () => mkdirSync(at('x.jsonl'))],
  ])('%s is told, and keeps nobody from checking the rest', (_, put) => {
    put();
    const report = verifyAudit(folder);
    expect(report).toMatchObject({ ok: false, records: 1, firstBad: { kind: 'unreadable' } });
    expect(report.firstBad?.file).toContain('x.jsonl');
  });

  it.each<[string, () => void]>([
    ['a pipe', () => execFileSync('/usr/bin/mkfifo', [at('mine.jsonl')])],
    ['a link to a file elsewhere', () => symlinkSync(join(folder, 'elsewhere'), at('mine.jsonl'))],
    ['a folder', () => mkdirSync(at('mine.jsonl'))],
  ])('%s in the place of a file takes no record', (_, put) => {
    put();
    expect(append('b', 'mine')).toMatchObject({ ok: false, code: 'unwritable' });
  });

  it('a file in the place of a day takes no record, and is not tried for ever', () => {
    renameSync(join(folder, DAY), join(folder, 'moved'));
    writeFileSync(join(folder, DAY), '');
    expect(append('b')).toMatchObject({ ok: false });
    rmSync(join(folder, DAY));
    symlinkSync(join(folder, 'nowhere'), join(folder, DAY));
    expect(append('b')).toMatchObject({ ok: false });
  });

  it('records written before the first call do not pass for the first', () => {
    writeFileSync(at('mine.jsonl'), '{"v":1,"ts":"x"}\n');
    expect(append('b', 'mine')).toMatchObject({ ok: true });
    expect(verifyAudit(folder).findings).toContainEqual(
      expect.objectContaining({ file: `${DAY}/mine.jsonl` }),
    );
  });
});
