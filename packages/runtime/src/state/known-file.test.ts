import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKnown, type KnownFile, readWithPrint, writeKnown } from './known-file.ts';

const KEY = new Uint8Array(32).fill(7);

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-known-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileIn = (place: string): KnownFile => ({ path: join(place, 'file'), label: 'a file' });

function knownText(file: KnownFile): string | undefined {
  const read = readWithPrint(file.path, 1024);
  return read !== undefined && isKnown(file, read.print, KEY) ? read.text : undefined;
}

describe('a file that agsec wrote', () => {
  it('is known by its note, and only with the key and under its label', () => {
    const file = fileIn(folder);
    writeKnown(file, 'ours', KEY);
    expect(knownText(file)).toBe('ours');
    const print = readWithPrint(file.path, 1024)?.print ?? '';
    expect(isKnown(file, print, new Uint8Array(32))).toBe(false);
    expect(isKnown({ ...file, label: 'another' }, print, KEY)).toBe(false);
    expect(isKnown(file, `${print} `, KEY)).toBe(false);
  });

  it('is never one that another process put there while it was written', async () => {
    const file = fileIn(folder);
    const attack = `
      const fs = require('node:fs');
      for (;;) {
        fs.writeFileSync('forged', 'forged');
        fs.renameSync('forged', 'file');
      }`;
    const attacker = spawn(process.execPath, ['-e', attack], { cwd: folder, stdio: 'ignore' });
    try {
      await new Promise((resolve) => attacker.once('spawn', resolve));
      const texts = new Set<string | undefined>();
      for (let round = 0; round < 4000; round += 1) {
        writeKnown(file, 'ours', KEY);
        texts.add(knownText(file));
      }
      expect(texts).not.toContain('forged');
    } finally {
      attacker.kill('SIGKILL');
      await new Promise((resolve) => attacker.once('close', resolve));
    }
  });
});
