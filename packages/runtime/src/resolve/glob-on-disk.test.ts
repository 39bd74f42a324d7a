import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Disk, nodeDisk } from './disk.ts';
import { globOnDisk } from './glob-on-disk.ts';
import { Lookups } from './lookups.ts';
import { compileNameGlob } from './name-glob.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-glob-')));
  for (const name of ['.env', '.envrc', 'a.ts', 'b.ts', 'src/c.ts', 'src/d.js']) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), '');
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function matches(pattern: string): readonly string[] {
  const found = globOnDisk(`${root}/${pattern}`, new Lookups(nodeDisk('linux')));
  expect(found.complete).toBe(true);
  return found.paths.map((path) => path.slice(root.length + 1)).sort();
}

describe('a glob on disk', () => {
  it('names what a shell would', () => {
    expect(matches('.e*v')).toEqual(['.env']);
    expect(matches('*.ts')).toEqual(['a.ts', 'b.ts']);
    expect(matches('*/[cd].*')).toEqual(['src/c.ts', 'src/d.js']);
    expect(matches('?.ts')).toEqual(['a.ts', 'b.ts']);
    expect(matches('.en[!r]')).toEqual(['.env']);
  });

  it('finds hidden files at any depth', () => {
    mkdirSync(join(root, 'a/b/c'), { recursive: true });
    mkdirSync(join(root, 'node_modules/x'), { recursive: true });
    for (const name of ['a/b/c/.env', 'a/.env.local', 'node_modules/x/.env'])
      writeFileSync(join(root, name), '');
    expect(matches('**/.env')).toContain('a/b/c/.env');
    expect(matches('**/.e*')).toEqual(['.env', '.envrc', 'a/.env.local', 'a/b/c/.env']);
    expect(matches('**/*.ts')).toEqual(['src/c.ts']);
  });

  it('names behind a glob only what is there, a link that leads nowhere too', () => {
    symlinkSync(join(root, 'nowhere'), join(root, 'src/link'));
    symlinkSync(join(root, 'src'), join(root, 'also'));
    expect(matches('*/c.ts')).toEqual(['also/c.ts', 'src/c.ts']);
    expect(matches('*/link')).toEqual(['also/link', 'src/link']);
    expect(matches('*/gone')).toEqual([]);
    expect(matches('gone/gone')).toEqual(['gone/gone']);
  });

  it('does not look below the files of a large folder', () => {
    for (let at = 0; at < 400; at += 1) writeFileSync(join(root, `${at}.txt`), '');
    const lookups = new Lookups(nodeDisk('linux'), 20);
    const { paths, complete } = globOnDisk(`${root}/**/c.ts`, lookups);
    expect([paths, complete]).toEqual([[join(root, 'src/c.ts')], true]);
    expect(lookups.exhausted).toBe(false);
  });

  it('stops reaching down where folders are many', () => {
    for (let at = 0; at < 60; at += 1) mkdirSync(join(root, `many/${at}`), { recursive: true });
    const lookups = new Lookups(nodeDisk('linux'), 60);
    globOnDisk(`${root}/**/.e*`, lookups);
    expect(lookups.exhausted).toBe(false);
  });

  it('does not take a hidden file for `*`', () => {
    expect(matches('*')).toEqual(['a.ts', 'b.ts', 'src']);
  });

  it('names nothing below a folder that is not there', () => {
    expect(matches('gone/*')).toEqual([]);
  });

  it('is not complete when a folder is too large to list', () => {
    const disk: Disk = { ...nodeDisk('linux'), list: () => undefined };
    const found = globOnDisk(`${root}/*`, new Lookups(disk));
    expect(found).toEqual({ paths: [], complete: false });
  });

  it('is not complete when the look-ups run out', () => {
    const found = globOnDisk(`${root}/*/*`, new Lookups(nodeDisk('linux'), 1));
    expect(found.complete).toBe(false);
  });
});

describe('a name pattern', () => {
  it.each([
    ['*', 'anything', true],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'aXcYb', false],
    ['[]x]', ']', true],
    ['[^a-c]', 'b', false],
    ['[^a-c]', 'd', true],
    ['[a-]', '-', true],
    ['[', '[', true],
    ['[[:alpha:]]x', 'qx', true],
    ['?', '😀', true],
    ['a', 'ab', false],
  ])('%s against %s is %s', (pattern, name, expected) => {
    expect(compileNameGlob(pattern)(name)).toBe(expected);
  });

  it('stays fast on many stars', () => {
    expect(compileNameGlob(`${'*a'.repeat(60)}b`)('a'.repeat(255))).toBe(false);
  });
});
