import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPrograms } from './check-programs.ts';

let folder: string;
let path: string;
const bytes = Uint8Array.of(0x7f, 1, 2, 3);

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-programs-')));
  path = join(folder, 'clean-exec-tester');
  writeFileSync(path, bytes, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = () =>
  checkPrograms([{ path, bytes, summary: '' }], 'tester', process.getuid?.() ?? 0);

describe('the program that starts the hook', () => {
  it('is as it was installed', () => {
    expect(check()).toMatchObject([{ check: 'start-program', level: 'ok' }]);
    expect(checkPrograms([], 'tester', 0)).toEqual([]);
  });

  it.each([
    ['is gone', () => rmSync(path), 'warn', 'not there'],
    ['may not be run', () => chmodSync(path, 0o644), 'warn', 'may not be run'],
    ['was emptied', () => writeFileSync(path, ''), 'open', 'not what was installed'],
    ['is another', () => writeFileSync(path, 'true'), 'open', 'not what was installed'],
    ['can be replaced by others', () => chmodSync(path, 0o777), 'open', 'other users can write'],
  ])('is told when it %s', (_, change, level, detail) => {
    change();
    expect(check()).toMatchObject([{ level, detail: expect.stringContaining(detail) }]);
    expect(check()[0]?.fix).toMatch(/agsec install tester|chmod/);
  });

  it('need not be run where it is a rule, and says what is without it', () => {
    const rule = { path, bytes, summary: 'asks', mode: 0o644, without: 'nobody is asked' };
    const of = () => checkPrograms([rule], 'tester', process.getuid?.() ?? 0);
    chmodSync(path, 0o644);
    expect(of()).toMatchObject([{ level: 'ok', detail: `${path} is as it was installed: asks` }]);
    rmSync(path);
    expect(of()).toMatchObject([
      { level: 'warn', detail: `${path} is not there: nobody is asked` },
    ]);
  });
});
