import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { appendRecord } from './append-record.ts';
import { foreignEntries } from './audit-files.ts';
import { isCallRecord } from './audit-record.ts';
import { onceADay } from './daily-upkeep.ts';
import { readRecords } from './read.ts';
import { sampleCall } from './sample-call.ts';
import { sealDays } from './seal.ts';
import { keepUp } from './upkeep.ts';
import { verifyAudit } from './verify.ts';

const options = {
  now: new Date('2026-11-24T00:30:00.000Z'),
  agsec: '0.0.0',
  keepDays: 90,
  maxMegabytes: 512,
};
const isRoot = process.getuid?.() === 0;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-attacked-'));
  for (const day of ['20', '21', '22', '23', '24']) append(day, 3);
  return () => rmSync(folder, { recursive: true, force: true });
});

function append(day: string, count: number, session = 'session-1', from = 1): void {
  for (let call = from; call < from + count; call += 1) {
    const ts = `2026-11-${day}T10:00:00.00${call}Z`;
    const record = sampleCall({ id: `${session}-${day}-${call}`, ts, session });
    expect(appendRecord(folder, record, Date.now() + 5000).ok).toBe(true);
  }
}

const at = (path: string): string => join(folder, path);
const fifo = (path: string): void => void execFileSync('mkfifo', [at(path)]);

function ids(): readonly string[] {
  return [...readRecords(folder)].flatMap((item) =>
    item.kind === 'record' && isCallRecord(item.record) ? item.record.id : [],
  );
}

/** Other people's text that nothing may touch. */
function theirs(): string {
  mkdirSync(at('theirs'), { recursive: true });
  const path = at('theirs/data.jsonl');
  writeFileSync(path, 'not yours\n');
  return path;
}

describe('something foreign in the place of a file', () => {
  const FOREIGN: readonly (readonly [string, string, () => void])[] = [
    ['a link', '2026-11-20/x.jsonl', () => symlinkSync(theirs(), at('2026-11-20/x.jsonl'))],
    [
      'a link to nothing',
      '2026-11-20/x.jsonl',
      () => symlinkSync('gone', at('2026-11-20/x.jsonl')),
    ],
    [
      'a link that never ends',
      '2026-11-20/x.jsonl',
      () => symlinkSync('/dev/zero', at('2026-11-20/x.jsonl')),
    ],
    ['a pipe', '2026-11-20/x.jsonl', () => fifo('2026-11-20/x.jsonl')],
    ['a pipe for an archive', '2026-11-20/x.jsonl.gz', () => fifo('2026-11-20/x.jsonl.gz')],
    ['a folder', '2026-11-20/x.jsonl', () => mkdirSync(at('2026-11-20/x.jsonl'))],
    [
      'a folder that is not empty',
      '2026-11-20/x.jsonl',
      () => {
        mkdirSync(at('2026-11-20/x.jsonl'));
        writeFileSync(at('2026-11-20/x.jsonl/y.jsonl'), 'x\n');
      },
    ],
    [
      'a link for a day',
      '2026-11-19',
      () => {
        theirs();
        symlinkSync(at('theirs'), at('2026-11-19'));
      },
    ],
    ['a file for a day', '2026-11-19', () => writeFileSync(at('2026-11-19'), '')],
    ['a pipe for a day', '2026-11-19', () => fifo('2026-11-19')],
    ['a pipe for the mark of the day', 'upkeep', () => fifo('upkeep')],
    ['a link for the mark of the day', 'upkeep', () => symlinkSync(theirs(), at('upkeep'))],
  ];

  it.each(FOREIGN)('%s keeps the rest from nothing, and is told of', (_, name, put) => {
    put();
    expect(foreignEntries(folder)).toMatchObject([{ name }]);
    let done: ReturnType<typeof keepUp> | undefined;
    const work = () => {
      done = keepUp(folder, { ...options, keepDays: 3 });
    };
    expect(onceADay(folder, options.now, work)).toBe(true);
    expect(done).toMatchObject({
      sealed: ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'],
      compressed: [expect.anything(), expect.anything()],
      retired: ['2026-11-20'],
    });
    expect(ids()).toHaveLength(12);
    if (existsSync(at('theirs'))) {
      expect(readdirSync(at('theirs'))).toEqual(['data.jsonl']);
      expect(readFileSync(at('theirs/data.jsonl'), 'utf8')).toBe('not yours\n');
    }
    // The mark of the day is made anew; all else is left alone, with the folder of its day.
    const left = name === 'upkeep' ? [] : [name];
    expect(foreignEntries(folder).map((entry) => entry.name)).toEqual(left);
    const report = verifyAudit(folder);
    expect(report.findings.filter(({ level }) => level === 'bad').map(({ file }) => file)).toEqual(
      left,
    );
    expect(keepUp(folder, { ...options, keepDays: 3 })).toEqual({
      sealed: [],
      compressed: [],
      retired: [],
    });
  });

  it('a folder for the mark of the day is told of, and the log is looked after', () => {
    mkdirSync(at('upkeep'));
    expect(() => onceADay(folder, options.now, () => keepUp(folder, options))).toThrow();
    expect(readdirSync(at('seals'))).toHaveLength(4);
    expect(verifyAudit(folder).firstBad).toMatchObject({ file: 'upkeep', kind: 'unreadable' });
  });

  it('a file that is not ours, or not ours to read, is passed over', () => {
    const path = at('2026-11-20/x.jsonl');
    writeFileSync(path, '');
    if (isRoot) chownSync(path, 65_534, 65_534);
    else chmodSync(path, 0);
    expect(keepUp(folder, options).sealed).toHaveLength(4);
    expect(verifyAudit(folder).firstBad).toMatchObject({
      file: '2026-11-20/x.jsonl',
      detail: expect.stringMatching(/belongs to another user|cannot be read/),
    });
    expect(ids()).toHaveLength(15);
  });

  it('what has no name of ours is nobody’s business, and outlives its day', () => {
    writeFileSync(at('2026-11-20/notes.txt'), 'x');
    expect(keepUp(folder, { ...options, keepDays: 3 }).retired).toEqual(['2026-11-20']);
    expect(readdirSync(at('2026-11-20'))).toEqual(['notes.txt']);
    expect(verifyAudit(folder).ok).toBe(true);
    expect(keepUp(folder, { ...options, keepDays: 3 }).retired).toEqual([]);
  });
});

describe('something foreign in the place of seals', () => {
  it.each<[string, () => void]>([
    [
      'a link',
      () => {
        theirs();
        symlinkSync(at('theirs'), at('seals'));
      },
    ],
    ['a file', () => writeFileSync(at('seals'), '')],
    ['a pipe', () => fifo('seals')],
  ])('%s for their folder: nothing is sealed elsewhere, and it is told', (_, put) => {
    put();
    expect(() => keepUp(folder, options)).toThrow(/is not the folder of agsec's seals/);
    if (existsSync(at('theirs'))) expect(readdirSync(at('theirs'))).toEqual(['data.jsonl']);
    expect(verifyAudit(folder)).toMatchObject({ ok: false, firstBad: { file: 'seals' } });
    expect(ids()).toHaveLength(15);
  });

  it.each<[string, (path: string) => void]>([
    ['a pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a folder', (path) => mkdirSync(path)],
    ['a link that never ends', (path) => symlinkSync('/dev/zero', path)],
  ])('%s for the next one: is no seal, and keeps none from being made', (_, put) => {
    mkdirSync(at('seals'));
    put(at('seals/000001-2026-11-20.json'));
    expect(keepUp(folder, options).sealed).toHaveLength(4);
    expect(readdirSync(at('seals')).at(-1)).toBe('000005-2026-11-23.json');
    expect(verifyAudit(folder).ok).toBe(false);
    expect(keepUp(folder, options).sealed).toEqual([]);
  });
});

describe('an archive', () => {
  const archive = (day = '20'): string => at(`2026-11-${day}/session-1.jsonl.gz`);
  const bad = (): readonly string[] =>
    verifyAudit(folder).findings.flatMap(({ level, file }) => (level === 'bad' ? [file] : []));

  it('of another day, put in its place, is found', () => {
    keepUp(folder, options);
    writeFileSync(archive('20'), readFileSync(archive('21')));
    expect(bad()).toContain('2026-11-20/session-1.jsonl');
    expect(bad().filter((file) => file.includes('2026-11-21'))).toEqual([]);
  });

  it.each([1, 20, 60])('cut off by %d bytes is found, and hides no other', (cut) => {
    keepUp(folder, options);
    const { length } = readFileSync(archive());
    truncateSync(archive(), length - cut);
    expect(bad()).toContain('2026-11-20/session-1.jsonl');
    expect(ids().filter((id) => !id.includes('-20-'))).toHaveLength(12);
  });

  it('that is a bomb is found, in bounded memory', () => {
    keepUp(folder, options);
    writeFileSync(archive(), gzipSync(Buffer.alloc(2 ** 28)));
    const before = process.memoryUsage().rss;
    expect(bad()).toContain('2026-11-20/session-1.jsonl');
    expect(ids()).toHaveLength(12);
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 29);
  }, 60_000);

  it('that is one line without an end is found', () => {
    keepUp(folder, options);
    writeFileSync(archive(), gzipSync(Buffer.alloc(2 ** 24, 'x')));
    expect(bad()).toContain('2026-11-20/session-1.jsonl');
    expect(ids()).toHaveLength(12);
  });
});

describe('a compression that was killed', () => {
  const plain = (): string => at('2026-11-20/session-1.jsonl');

  it('before it removed the file: nothing is lost, nothing is there twice', () => {
    sealDays(folder, options);
    const before = ids();
    writeFileSync(`${plain()}.gz`, gzipSync(readFileSync(plain())));
    expect(ids()).toEqual(before);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 15 });
    keepUp(folder, options);
    expect(readdirSync(at('2026-11-20'))).toEqual(['session-1.jsonl.gz']);
    expect(ids()).toEqual(before);
  });

  it('and whose file was written on since: the whole file is compressed', () => {
    sealDays(folder, options);
    writeFileSync(`${plain()}.gz`, gzipSync(readFileSync(plain())));
    append('20', 2, 'session-1', 4);
    expect(ids()).toHaveLength(17);
    keepUp(folder, options);
    expect(readdirSync(at('2026-11-20'))).toEqual(['session-1.jsonl.gz']);
    expect(ids()).toHaveLength(17);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 17 });
  });

  it('whenever that was: nothing is lost, nothing is there twice', async () => {
    for (let session = 0; session < 40; session += 1) append('20', 2, `many-${session}`);
    sealDays(folder, options);
    const before = [...ids()].sort();
    const script = await bundleScript(
      'compressing',
      `import { compressDays } from './src/audit/compress.ts';
       process.stdout.write('x');
       compressDays(process.argv[2] ?? '', new Date('2026-11-24T00:30:00.000Z'));`,
    );
    for (let time = 0; time < 6; time += 1) {
      const child = spawn(process.execPath, [script, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const end = new Promise((resolve) => child.on('close', resolve));
      child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), 2 + 6 * time));
      await end;
      expect([...ids()].sort()).toEqual(before);
      expect(verifyAudit(folder)).toMatchObject({ ok: true, records: before.length });
    }
    keepUp(folder, options);
    expect([...ids()].sort()).toEqual(before);
    expect(readdirSync(at('2026-11-20')).filter((name) => /\.(jsonl|tmp)$/.test(name))).toEqual([]);
  }, 60_000);

  it('while it wrote: what it left goes', () => {
    writeFileSync(`${plain()}.gz.4711-abc.tmp`, 'half');
    const before = ids();
    keepUp(folder, options);
    expect(readdirSync(at('2026-11-20'))).toEqual(['session-1.jsonl.gz']);
    expect(ids()).toEqual(before);
  });
});

describe('a clock that goes wrong', () => {
  it('back by days: a file that is begun beside its archive accuses nobody', () => {
    keepUp(folder, options);
    append('20', 2, 'session-1', 5);
    expect(verifyAudit(folder).ok).toBe(true);
    keepUp(folder, { ...options, now: new Date('2026-11-24T01:00:00.000Z') });
    keepUp(folder, { ...options, now: new Date('2026-11-29T01:00:00.000Z') });
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 17 });
    expect(ids()).toHaveLength(17);
    appendFileAt('2026-11-20/session-1.jsonl', 'x\n');
    expect(verifyAudit(folder).ok).toBe(false);
  });

  it('a day in the future is neither sealed, compressed nor removed, and is read', () => {
    append('29', 2);
    const done = keepUp(folder, { ...options, keepDays: 1, maxMegabytes: 1 });
    expect([...done.sealed, ...done.retired]).not.toContain('2026-11-29');
    expect(ids().filter((id) => id.includes('-29-'))).toHaveLength(2);
    expect(verifyAudit(folder).ok).toBe(true);
  });

  it('back between two records of a session: both stand in a row', () => {
    append('23', 1, 'session-1', 1);
    append('22', 1, 'session-1', 9);
    append('23', 1, 'session-1', 2);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 18 });
  });

  it('back after it was looked after: it is looked after again, and nothing is sealed twice', () => {
    const work = () => keepUp(folder, options);
    expect(onceADay(folder, options.now, work)).toBe(true);
    const seals = readdirSync(at('seals'));
    expect(onceADay(folder, new Date('2026-11-22T00:00:00.000Z'), work)).toBe(true);
    expect(readdirSync(at('seals'))).toEqual(seals);
    expect(verifyAudit(folder).ok).toBe(true);
  });
});

function appendFileAt(path: string, text: string): void {
  writeFileSync(at(path), text, { flag: 'a' });
}

describe('many at once', () => {
  it('two that look after it, while four write: nothing is lost or accused', async () => {
    const script = await bundleScript(
      'many-at-once',
      `import { keepUp } from './src/audit/upkeep.ts';
       import { appendRecord } from './src/audit/append-record.ts';
       import { sampleCall } from './src/audit/sample-call.ts';
       const [, , folder = '', role = ''] = process.argv;
       const now = new Date('2026-11-24T00:30:00.000Z');
       if (role === 'upkeep') {
         for (let time = 0; time < 3; time += 1)
           keepUp(folder, { now, agsec: '0.0.0', keepDays: 90, maxMegabytes: 512 });
       } else {
         for (let call = 0; call < 60; call += 1) {
           const day = 20 + (call % 5);
           const ts = \`2026-11-\${day}T11:00:00.000Z\`;
           const session = call % 2 === 0 ? role : 'both';
           const record = sampleCall({ id: \`\${role}-\${call}\`, ts, session });
           const result = appendRecord(folder, record, Date.now() + 20_000);
           if (!result.ok) throw new Error(result.reason);
         }
       }`,
    );
    const roles = ['upkeep', 'upkeep', 'a', 'b', 'c', 'd'];
    const ends = roles.map((role) => ended(script, [folder, role]));
    expect(await Promise.all(ends)).toEqual(roles.map(() => ({ status: 0, stderr: '' })));
    keepUp(folder, options);
    expect(ids()).toHaveLength(15 + 4 * 60);
    expect(new Set(ids()).size).toBe(15 + 4 * 60);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 15 + 4 * 60 });
  }, 120_000);
});

function ended(
  script: string,
  args: readonly string[],
): Promise<{ readonly status: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, stderr }));
  });
}

describe('a disk that is full', () => {
  it('while it compresses: every file stays, and what can be done is done', async () => {
    // A session whose archive is larger than what fits, and a day that is over its time.
    for (let call = 0; call < 60; call += 1) {
      const ts = '2026-11-20T12:00:00.000Z';
      const record = sampleCall({ id: `long-${call}`, ts, session: 'long' });
      expect(appendRecord(folder, record, Date.now() + 5000).ok).toBe(true);
    }
    append('10', 1);
    const before = ids().filter((id) => !id.includes('-10-'));
    const script = await bundleScript(
      'full-disk',
      `import { keepUp } from './src/audit/upkeep.ts';
       const now = new Date('2026-11-24T00:30:00.000Z');
       try {
         keepUp(process.argv[2] ?? '', { now, agsec: '0', keepDays: 10, maxMegabytes: 512 });
       } catch (error) {
         process.stdout.write(error.code);
       }`,
    );
    const words = ['-c', 'ulimit -f 2; exec "$@"', 'bash', process.execPath, script, folder];
    expect(execFileSync('/bin/bash', words, { encoding: 'utf8' })).toBe('EFBIG');
    expect(ids()).toEqual(before);
    expect(existsSync(at('2026-11-10'))).toBe(false);
    expect(readdirSync(at('2026-11-20'))).toContain('long.jsonl');
    expect(verifyAudit(folder).ok).toBe(true);
    keepUp(folder, options);
    expect(ids()).toEqual(before);
    expect(readdirSync(at('2026-11-20'))).toEqual(['long.jsonl.gz', 'session-1.jsonl.gz']);
  });
});
