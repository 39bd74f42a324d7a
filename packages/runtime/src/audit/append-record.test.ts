import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { sampleSecrets } from '../testing/sample-secrets.ts';
import { appendRecord } from './append-record.ts';
import { acquireLock } from './file-lock.ts';
import { sampleCall } from './sample-call.ts';
import { verifyAudit } from './verify.ts';

const DAY = '2026-11-22';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-audit-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const soon = (): number => Date.now() + 5000;
const logPath = (name = 'session-1.jsonl'): string => join(folder, DAY, name);
const lines = (name?: string): readonly string[] =>
  readFileSync(logPath(name), 'utf8').trimEnd().split('\n');
const parsed = (line: string | undefined): Record<string, unknown> => JSON.parse(line ?? '');

describe('appendRecord: what is written', () => {
  it('writes the fields of a call, first the version and last the hash', () => {
    expect(appendRecord(folder, sampleCall(), soon())).toMatchObject({ ok: true });
    expect(Object.keys(parsed(lines()[0]))).toEqual([
      'v',
      'ts',
      'id',
      'session',
      'agent',
      'agsec',
      'tool',
      'cwd',
      'effect',
      'effective',
      'sid',
      'policy',
      'layers',
      'matched_by',
      'reason',
      'mode',
      'duration_us',
      'policy_digest',
      'actions',
      'prev',
      'hash',
    ]);
  });

  it('chains each record to the one before', () => {
    for (let call = 0; call < 3; call += 1) appendRecord(folder, sampleCall(), soon());
    const [first, second, third] = lines().map((line) => parsed(line));
    expect(second?.['prev']).toBe(first?.['hash']);
    expect(third?.['prev']).toBe(second?.['hash']);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 3, findings: [] });
  });

  it('writes outcomes into the same chain', () => {
    appendRecord(folder, sampleCall(), soon());
    const { ts, session, agent, agsec, id } = sampleCall();
    appendRecord(folder, { ts, session, agent, agsec, id, outcome: 'failure' }, soon());
    expect(parsed(lines()[1])).toMatchObject({ id, outcome: 'failure' });
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 2 });
  });

  it('keeps the log to its owner', () => {
    appendRecord(folder, sampleCall(), soon());
    expect(statSync(logPath()).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, DAY)).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, DAY))).toEqual(['session-1.jsonl']);
  });

  it('records contents of files by their hash only, at any depth', () => {
    const content = 'the quick brown fox';
    const edits = [{ old_string: content, new_string: content, line: 3 }];
    appendRecord(
      folder,
      sampleCall({
        actions: [
          { name: 'file.write', params: { file_path: '/p/a', content }, origin: 'tool' },
          { name: 'mcp.files.edit', params: { args: { path: '/p/a', edits } }, origin: 'tool' },
        ],
      }),
      soon(),
    );
    const hash = '9ecb36561341d18eb65484e833efea61edc74b84cf5e6ae1b81c63533e25fc8f';
    expect(readFileSync(logPath(), 'utf8')).not.toContain('quick');
    expect(parsed(lines()[0])['actions']).toEqual([
      { name: 'file.write', params: { file_path: '/p/a', content_sha256: hash }, origin: 'tool' },
      {
        name: 'mcp.files.edit',
        params: {
          args: {
            path: '/p/a',
            edits: [{ old_string_sha256: hash, new_string_sha256: hash, line: 3 }],
          },
        },
        origin: 'tool',
      },
    ]);
  });

  it('redacts 500 generated secrets, wherever in the record they stand', () => {
    for (const { text } of sampleSecrets(500, 7)) {
      const params = { command: text, args: ['x', text], args_deep: { list: [{ value: text }] } };
      const via = { name: 'sh', wrappers: [text] };
      const result = appendRecord(
        folder,
        sampleCall({
          cwd: text,
          reason: text,
          tool: text,
          actions: [{ name: 'bash.execute', params, origin: 'tool', via, unknown: [text] }],
        }),
        soon(),
      );
      expect(result.ok).toBe(true);
    }
    const log = readFileSync(logPath(), 'utf8');
    const shown = sampleSecrets(500, 7).filter(({ secret }) =>
      log.includes(JSON.stringify(secret.split('\n')[1] ?? secret).slice(1, -1)),
    );
    expect(shown).toEqual([]);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 500 });
  });
});

describe('appendRecord: size', () => {
  const bytes = (name?: string): readonly number[] =>
    lines(name).map((line) => Buffer.byteLength(line));

  it('shortens texts of a record over 64 KiB and says so', () => {
    const command = `echo ${'a b '.repeat(400_000)}`;
    const actions = [{ name: 'bash.execute', params: { command }, origin: 'tool' as const }];
    expect(appendRecord(folder, sampleCall({ actions }), soon()).ok).toBe(true);
    expect(Math.max(...bytes())).toBeLessThanOrEqual(65_536);
    expect(parsed(lines()[0])['shortened']).toEqual({ texts: 1, actions: 0 });
    expect(lines()[0]).toContain('…[cut]');
  });

  it('does not cut a secret in two', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    for (const before of [8188, 32_740, 32_760, 2030]) {
      const command = `${'x '.repeat(before / 2)} ${token} ${'y '.repeat(60_000)}`;
      const actions = [{ name: 'bash.execute', params: { command }, origin: 'tool' as const }];
      appendRecord(folder, sampleCall({ actions }), soon());
    }
    expect(readFileSync(logPath(), 'utf8')).not.toContain('ghp_a1');
  });

  it('leaves out the last derived actions when texts alone do not make it fit', () => {
    const args = Array.from({ length: 300 }, (_, index) => `argument-${index}`);
    const derived = {
      name: 'command.run',
      params: { name: 'x', args },
      origin: 'derived' as const,
    };
    const tool = { name: 'bash.execute', params: { command: 'x' }, origin: 'tool' as const };
    const actions = [tool, ...Array.from({ length: 200 }, () => derived)];
    appendRecord(folder, sampleCall({ actions }), soon());
    const record = parsed(lines()[0]);
    expect(Math.max(...bytes())).toBeLessThanOrEqual(65_536);
    expect(record['actions']).toEqual(expect.arrayContaining([tool]));
    expect(record['shortened']).toMatchObject({ actions: expect.any(Number) });
  });

  it('fits labels, names and keys of any size, also when each character takes six bytes', () => {
    const long = '\u0000'.repeat(100_000);
    const params = { [long]: long, list: Array.from({ length: 5000 }, () => long.slice(0, 50)) };
    const record = sampleCall({
      cwd: long,
      reason: long,
      tool: long,
      id: long,
      session: long,
      sid: long,
      policy: long,
      actions: [{ name: long, params, origin: 'tool', via: { name: long, wrappers: [long] } }],
    });
    expect(appendRecord(folder, record, soon()).ok).toBe(true);
    const [name = ''] = readdirSync(join(folder, DAY));
    expect(Math.max(...bytes(name))).toBeLessThanOrEqual(65_536);
    expect(verifyAudit(folder).ok).toBe(true);
  });

  it('does not follow a value of endless depth', () => {
    const value: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    const actions = [{ name: 'mcp.a.b', params: { args: value }, origin: 'tool' }];
    const record = JSON.parse(JSON.stringify(sampleCall()));
    expect(appendRecord(folder, { ...record, actions }, soon()).ok).toBe(true);
    expect(verifyAudit(folder).ok).toBe(true);
  });
});

describe('appendRecord: names of files', () => {
  it.each([
    '../../../etc/passwd',
    '..',
    '.',
    '',
    '/absolute',
    'a/b',
    'a\\b',
    'a\nb',
    'a\0b',
    'ключ',
    '-rf',
    'session-1.jsonl.lock',
  ])('keeps session %j inside the day’s folder', (session) => {
    expect(appendRecord(folder, sampleCall({ session }), soon()).ok).toBe(true);
    expect(readdirSync(folder)).toEqual([DAY]);
    expect(readdirSync(join(folder, DAY))).toHaveLength(1);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 1 });
  });

  it('keeps a session of any length inside the day’s folder', () => {
    expect(appendRecord(folder, sampleCall({ session: 'x'.repeat(5000) }), soon()).ok).toBe(true);
    expect(readdirSync(join(folder, DAY))[0]?.length).toBeLessThan(128);
  });

  it('never lets two sessions share a file', () => {
    for (const session of ['a/b', 'a_b', 'a:b', 'a b', '.a', '_a']) {
      appendRecord(folder, sampleCall({ session }), soon());
    }
    expect(readdirSync(join(folder, DAY))).toHaveLength(6);
  });

  it('writes to the day of the record in UTC, also when the clock goes backwards', () => {
    for (const ts of [
      '2026-11-23T00:00:01.000Z',
      '2026-11-22T23:59:59.000Z',
      '2026-11-23T00:00:00.500Z',
    ]) {
      expect(appendRecord(folder, sampleCall({ ts }), soon()).ok).toBe(true);
    }
    expect(readdirSync(folder)).toEqual(['2026-11-22', '2026-11-23']);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 3, findings: [] });
  });
});

describe('appendRecord: after a killed writer', () => {
  it.each([1, 20, 300, 600])('goes on behind a line torn after %i bytes', (length) => {
    for (let call = 0; call < 3; call += 1)
      appendRecord(folder, sampleCall({ reason: 'ключ' }), soon());
    const whole = statSync(logPath()).size;
    const last = Buffer.byteLength(lines()[2] ?? '') + 1;
    truncateSync(logPath(), whole - last + length);
    expect(appendRecord(folder, sampleCall({ id: 'after' }), soon()).ok).toBe(true);
    expect(appendRecord(folder, sampleCall({ id: 'later' }), soon()).ok).toBe(true);
    const report = verifyAudit(folder);
    expect(report.findings).toMatchObject([{ level: 'note', kind: 'torn', line: 3 }]);
    expect(report).toMatchObject({ ok: true, records: 5 });
  });

  it('keeps a record of which only the line break is missing', () => {
    for (let call = 0; call < 2; call += 1) appendRecord(folder, sampleCall(), soon());
    truncateSync(logPath(), statSync(logPath()).size - 1);
    expect(appendRecord(folder, sampleCall(), soon()).ok).toBe(true);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: 3, findings: [] });
  });

  it('accounts for a first line that was torn, and for a recovery that was torn itself', () => {
    mkdirSync(join(folder, DAY));
    writeFileSync(logPath(), '{"v":1,"ts":"2026');
    appendRecord(folder, sampleCall(), soon());
    const size = Buffer.byteLength(`{"v":1,"ts":"2026\n${lines()[1]}`);
    truncateSync(logPath(), size - 30);
    appendRecord(folder, sampleCall(), soon());
    const report = verifyAudit(folder);
    expect(report).toMatchObject({ ok: true, records: 2 });
    expect(report.findings).toMatchObject([{ level: 'note', kind: 'torn', line: 1 }]);
  });

  it('refuses to write where the last 1 MiB hold no record', () => {
    appendRecord(folder, sampleCall(), soon());
    appendFileSync(logPath(), 'x'.repeat(1_100_000));
    expect(appendRecord(folder, sampleCall(), soon())).toMatchObject({
      ok: false,
      code: 'damaged',
    });
  });
});

describe('appendRecord: what makes it impossible', () => {
  it('says that the folder is missing, and makes none', () => {
    const missing = join(folder, 'gone');
    const result = appendRecord(missing, sampleCall(), soon());
    expect(result).toMatchObject({ ok: false, code: 'missing-folder' });
    expect(existsSync(missing)).toBe(false);
  });

  it('gives up at the deadline while another process holds the lock', () => {
    mkdirSync(join(folder, DAY));
    const lock = acquireLock(`${logPath()}.lock`, soon());
    expect(appendRecord(folder, sampleCall(), Date.now() + 20)).toMatchObject({
      ok: false,
      code: 'locked',
    });
    lock?.release();
    expect(appendRecord(folder, sampleCall(), Date.now() + 20)).toMatchObject({ ok: true });
  });

  it.each(['link', 'folder', 'pipe'])(
    'does not write through a %s in the place of the log',
    (kind) => {
      mkdirSync(join(folder, DAY));
      const target = join(folder, 'target');
      writeFileSync(target, 'keep\n');
      if (kind === 'link') symlinkSync(target, logPath());
      if (kind === 'folder') mkdirSync(logPath());
      if (kind === 'pipe') execFileSync('mkfifo', [logPath()]);
      expect(appendRecord(folder, sampleCall(), soon())).toMatchObject({
        ok: false,
        code: 'unwritable',
      });
      expect(readFileSync(target, 'utf8')).toBe('keep\n');
    },
  );
});

/** Appends until it fails, prints the ids that are in the log and the failure. */
const FILL = `
import { appendRecord } from './src/audit/append-record.ts';
import { sampleCall } from './src/audit/sample-call.ts';
const written: string[] = [];
let failure: unknown;
for (let call = 0; call < 2000 && failure === undefined; call += 1) {
  const id = 'call-' + call;
  const result = appendRecord(process.argv[2] ?? '', sampleCall({ id }), Date.now() + 1000);
  if (result.ok) written.push(id);
  else failure = result;
}
console.log(JSON.stringify({ written, failure }));
`;

describe('appendRecord: full and read-only disks', () => {
  type Filled = {
    readonly written: readonly string[];
    readonly failure?: { code: string; reason: string };
  };
  const filled = (output: string): Filled => JSON.parse(output.trim().split('\n').at(-1) ?? '');
  const canMount = spawnSync('unshare', ['-m', 'true']).status === 0;

  it('takes back what a limit on the file size cut short (EFBIG), and loses nothing before it', async () => {
    const script = await bundleScript('fill', FILL);
    // Blocks of 512 or 1024 bytes, by shell; the signal would end the process before the error.
    const command = `trap '' XFSZ; ulimit -f 40; exec '${process.execPath}' '${script}' '${folder}'`;
    const { written, failure } = filled(execFileSync('sh', ['-c', command], { encoding: 'utf8' }));
    expect(failure).toMatchObject({ code: 'disk-full' });
    expect(written.length).toBeGreaterThan(10);
    expect(verifyAudit(folder)).toMatchObject({ ok: true, records: written.length, findings: [] });
  });

  it.skipIf(!canMount)(
    'denies with the reason on a full disk (needs a mount namespace, so root)',
    async () => {
      const script = await bundleScript('fill', FILL);
      const copy = join(folder, 'copy');
      const command = [
        `mount -t tmpfs -o size=128k tmpfs '${folder}'`,
        `'${process.execPath}' '${script}' '${folder}'`,
        `cp -r '${folder}' '${copy}.kept'`,
      ];
      mkdirSync(`${folder}-kept`, { recursive: true });
      const outside = command
        .map((line) => line.replace(`${copy}.kept`, `${folder}-kept/`))
        .join(' && ');
      const output = execFileSync('unshare', ['-m', 'sh', '-c', outside], { encoding: 'utf8' });
      const { written, failure } = filled(output);
      expect(failure?.code).toBe('disk-full');
      expect(failure?.reason).toContain('No space');
      const kept = join(`${folder}-kept`, folder.split('/').at(-1) ?? '');
      expect(verifyAudit(kept)).toMatchObject({ ok: true, records: written.length, findings: [] });
      rmSync(`${folder}-kept`, { recursive: true });
    },
  );

  it('denies with the reason where the folder may not be written', async () => {
    const script = await bundleScript('fill', FILL);
    chmodSync(folder, 0o555);
    const isRoot = process.getuid?.() === 0;
    // Root may write anywhere, so the writer runs as nobody; it has to reach the script.
    chmodSync(join(script, '..'), 0o755);
    const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    const output = execFileSync(process.execPath, [script, folder], { encoding: 'utf8', ...user });
    expect(filled(output)).toMatchObject({ written: [], failure: { code: 'unwritable' } });
  });
});
