import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { readRecords } from './read.ts';
import { verifyAudit } from './verify.ts';

/** Appends records with ids `<name>-<n>`, and prints each id once it is in the log. */
const WRITER = `
import { writeSync } from 'node:fs';
import { appendRecord } from './src/audit/append-record.ts';
import { sampleCall } from './src/audit/sample-call.ts';
const [, , folder = '', name = '', count = ''] = process.argv;
for (let call = 0; call < Number(count); call += 1) {
  const id = name + '-' + call;
  const result = appendRecord(folder, sampleCall({ id }), Date.now() + 60000);
  if (!result.ok) throw new Error(result.reason);
  writeSync(1, id + '\\n');
}
`;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-audit-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

type Writer = { readonly child: ChildProcess; readonly done: Promise<readonly string[]> };

function startWriter(script: string, name: string, count: number): Writer {
  const child = spawn(process.execPath, [script, folder, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const done = new Promise<readonly string[]>((resolve) => {
    // A line that was being printed when the process was killed has no line break.
    child.once('close', () => resolve(output.split('\n').slice(0, -1)));
  });
  return { child, done };
}

function idsInLog(): readonly string[] {
  return [...readRecords(folder)].flatMap((item) =>
    item.kind === 'record' && 'id' in item.record ? [item.record.id] : [],
  );
}

describe('appendRecord: many processes on one session', () => {
  it('loses none of 16 × 2,000 records, and the chain verifies', async () => {
    const script = await bundleScript('writer', WRITER);
    const names = Array.from({ length: 16 }, (_, index) => `writer${index}`);
    const written = await Promise.all(names.map((name) => startWriter(script, name, 2000).done));
    expect(written.map((ids) => ids.length)).toEqual(names.map(() => 2000));
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 32_000, findings: [] });
    expect(new Set(idsInLog()).size).toBe(32_000);
  }, 120_000);

  it('loses no acknowledged record and accuses nobody when writers are killed at any moment', async () => {
    const script = await bundleScript('writer', WRITER);
    const random = seededRandom(4);
    const acknowledged: string[] = [];
    for (let round = 0; round < 12; round += 1) {
      const writers = [0, 1, 2].map((index) => startWriter(script, `r${round}w${index}`, 100_000));
      await new Promise((resolve) => setTimeout(resolve, 60 + random.below(120)));
      for (const { child } of writers) child.kill('SIGKILL');
      acknowledged.push(...(await Promise.all(writers.map(({ done }) => done))).flat());
    }
    await startWriter(script, 'last', 1).done;
    const report = verifyAudit(folder);
    expect(report.findings.filter(({ level }) => level === 'bad')).toEqual([]);
    const found = new Set(idsInLog());
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    const [day = ''] = readdirSync(folder);
    expect(readFileSync(join(folder, day, 'session-1.jsonl'), 'utf8').endsWith('\n')).toBe(true);
  }, 60_000);
});
