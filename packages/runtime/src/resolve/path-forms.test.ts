import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Disk, nodeDisk } from './disk.ts';
import { Lookups } from './lookups.ts';
import { pathForms } from './path-forms.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-forms-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function formsOf(written: string, base: { cwd?: string; home?: string } = {}): readonly string[] {
  const result = pathForms(written, base, new Lookups(nodeDisk('linux')));
  if (result === undefined) throw new Error(`no forms for ${written}`);
  return result.forms;
}

describe('forms of a path', () => {
  it('makes a relative path absolute against the folder it is read from', () => {
    expect(formsOf('a/../.env', { cwd: root })).toEqual([`${root}/.env`]);
  });

  it('has none for a relative path without a folder', () => {
    expect(pathForms('.env', {}, new Lookups(nodeDisk('linux')))).toBeUndefined();
  });

  it('reads what a tool is given as written, and as clients tidy it up', () => {
    const base = { cwd: root, home: `${root}/home` };
    expect(formsOf('.env\n', base)).toEqual([`${root}/.env`, `${root}/.env\n`]);
    expect(formsOf(' ~/.ssh\t', base)).toContain(`${root}/home/.ssh`);
    expect(formsOf(`\u00a0${root}/.env `, base)).toContain(`${root}/.env`);
    // A link of that composed name opens where the harmless file beside it was judged.
    symlinkSync(join(root, '.env'), join(root, '\u00e9.txt'));
    expect(formsOf('e\u0301.txt', base)).toEqual([
      `${root}/\u00e9.txt`,
      `${root}/.env`,
      `${root}/e\u0301.txt`,
    ]);
    // The shell cuts nothing off.
    expect(formsOf('.env ', { cwd: root })).toEqual([`${root}/.env `]);
  });

  it('follows a symbolic link to the file the kernel would open', () => {
    writeFileSync(join(root, 'secret'), '');
    symlinkSync(join(root, 'secret'), join(root, 'notes.txt'));
    expect(formsOf(`${root}/notes.txt`)).toEqual([`${root}/notes.txt`, `${root}/secret`]);
  });

  it('walks `..` after a link as the kernel does, and keeps the reading by text', () => {
    mkdirSync(join(root, 'deep/inner'), { recursive: true });
    symlinkSync(join(root, 'deep/inner'), join(root, 'link'));
    writeFileSync(join(root, 'deep/.env'), '');
    expect(formsOf('link/../.env', { cwd: root })).toEqual([`${root}/.env`, `${root}/deep/.env`]);
  });

  it('names a file that does not exist yet below its nearest real parent', () => {
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'alias'));
    expect(formsOf(`${root}/alias/new/x/../y.ts`)).toEqual([
      `${root}/alias/new/y.ts`,
      `${root}/real/new/y.ts`,
    ]);
  });

  it('follows a dangling link: writing through it makes its target', () => {
    mkdirSync(join(root, 'target'));
    symlinkSync('target/made-by-write', join(root, 'dangling'));
    expect(formsOf(`${root}/dangling`)).toContain(`${root}/target/made-by-write`);
  });

  it('ends on links that point at each other', () => {
    symlinkSync(join(root, 'b'), join(root, 'a'));
    symlinkSync(join(root, 'a'), join(root, 'b'));
    expect(formsOf(`${root}/a`)[0]).toBe(`${root}/a`);
  });

  it('opens a tilde where the tool may, and keeps the folder named `~`', () => {
    expect(formsOf('~/.ssh/id', { cwd: root, home: '/nowhere/home' })).toEqual([
      '/nowhere/home/.ssh/id',
      `${root}/~/.ssh/id`,
    ]);
    expect(formsOf('~/.ssh/id', { cwd: root })).toEqual([`${root}/~/.ssh/id`]);
  });

  it('keeps line breaks and a NUL in a name', () => {
    expect(formsOf('a\nb', { cwd: root })).toEqual([`${root}/a\nb`]);
    expect(formsOf('a\0b', { cwd: root })).toEqual([`${root}/a\0b`]);
  });

  it('reads /proc/self/cwd as the folder of the process that acts', () => {
    writeFileSync(join(root, '.env'), '');
    expect(formsOf('/proc/self/cwd/.env', { cwd: root })).toContain(`${root}/.env`);
    expect(formsOf('/proc/self/root/etc/passwd', { cwd: root })).toContain('/etc/passwd');
  });

  it('says so when the look-ups run out', () => {
    const result = pathForms(`${root}/x`, {}, new Lookups(nodeDisk('linux'), 0));
    const path = `${root}/x`;
    expect(result).toEqual({ absolute: path, forms: [path], kernel: path, walked: false });
  });
});

describe('forms on a disk that folds case', () => {
  const disk: Disk = {
    foldsCase: true,
    realpath: (path) => {
      const onDisk = ['/Users/u', '/Users/u/.env'];
      return onDisk.find((name) => name.toLowerCase() === path.toLowerCase());
    },
    readlink: () => undefined,
    kind: () => undefined,
    list: () => undefined,
    folders: () => undefined,
    enterable: () => undefined,
    readText: () => ({ kind: 'missing' }),
  };

  it('has the name as it is on disk', () => {
    expect(pathForms('/users/U/.ENV', {}, new Lookups(disk))?.forms).toEqual([
      '/users/U/.ENV',
      '/Users/u/.env',
    ]);
  });

  it('has the lower-case name of a file that does not exist yet', () => {
    expect(pathForms('/Users/u/.ENV.local', {}, new Lookups(disk))?.forms).toEqual([
      '/Users/u/.ENV.local',
      '/Users/u/.env.local',
    ]);
  });
});
