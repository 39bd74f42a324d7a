import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../test/test-home.ts';
import { onceADay } from './daily-upkeep.ts';
import { acquireLock } from './file-lock.ts';

const now = new Date('2026-11-24T00:30:00.000Z');
let home: TestHome;
let folder: string;
let runs: number;
const work = (): void => {
  runs += 1;
};

beforeEach(() => {
  home = new TestHome();
  folder = join(home.agsecHome, 'audit');
  mkdirSync(folder, { recursive: true });
  runs = 0;
});
afterEach(() => home.remove());

describe('work that is done once a day', () => {
  it('is done once, and again the next day', () => {
    expect([onceADay(folder, now, work), onceADay(folder, now, work)]).toEqual([true, false]);
    expect(onceADay(folder, new Date('2026-11-25T00:00:00.000Z'), work)).toBe(true);
    expect(runs).toBe(2);
  });

  it('is not begun while another process is at it', () => {
    const lock = acquireLock(join(folder, 'upkeep.lock'), 0);
    expect(onceADay(folder, now, work)).toBe(false);
    lock?.release();
    expect(onceADay(folder, now, work)).toBe(true);
    expect(runs).toBe(1);
  });

  it('is tried again when it failed', () => {
    const fail = (): void => {
      throw new Error('no space');
    };
    expect(() => onceADay(folder, now, fail)).toThrow('no space');
    expect(onceADay(folder, now, work)).toBe(true);
  });

  it('is not done for a log that is not there, and overwrites a mark that is none', () => {
    writeFileSync(join(folder, 'upkeep'), 'never\n');
    expect(onceADay(folder, now, work)).toBe(true);
    expect(readFileSync(join(folder, 'upkeep'), 'utf8')).toBe('2026-11-24\n');
    rmSync(folder, { recursive: true });
    expect(onceADay(folder, now, work)).toBe(false);
  });
});
