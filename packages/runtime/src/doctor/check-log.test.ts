import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLog } from './check-log.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const day = (name: string): void => mkdirSync(join(folder, name));
const mark = (text: string): void => writeFileSync(join(folder, 'upkeep'), `${text}\n`);
const levels = (): readonly string[] => checkLog(folder, NOW).map(({ level }) => level);

describe('checkLog', () => {
  it.each<[string, () => void]>([
    ['without a day', () => undefined],
    ['that is new', () => day('2026-11-24')],
    [
      'that was looked after',
      () => {
        for (const name of ['2026-11-20', '2026-11-24']) day(name);
        mark('2026-11-24');
      },
    ],
    ['that nobody has used for long', () => day('2026-10-01')],
  ])('a log %s is in order', (_, put) => {
    put();
    expect(levels()).toEqual(['ok']);
  });

  it('names what is not agsec’s', () => {
    day('2026-11-24');
    symlinkSync('/dev/zero', join(folder, '2026-11-24/x.jsonl'));
    expect(checkLog(folder, NOW)).toMatchObject([
      { level: 'warn', detail: expect.stringMatching(/2026-11-24\/x\.jsonl is a link/) },
    ]);
  });

  it.each(['2026-11-20', 'nonsense', ''])(
    'says when the log is looked after no more: %j',
    (text) => {
      for (const name of ['2026-11-19', '2026-11-24']) day(name);
      mark(text);
      expect(checkLog(folder, NOW)).toMatchObject([
        { level: 'warn', fix: expect.stringContaining('agsec audit') },
      ]);
    },
  );
});
