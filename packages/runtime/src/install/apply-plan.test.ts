import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import type { FileEdit, InstallPlan } from '../adapter.ts';
import { type ApplyResult, applyPlan, removePlan } from './apply-plan.ts';
import { insertEntries, type JsonEntry, removeEntries } from './edit-json.ts';
import { restoreBackup } from './restore-backup.ts';

let folder = '';
let agsecHome = '';
let settings = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-install-'));
  agsecHome = join(folder, 'state');
  settings = join(folder, 'home/.agent/settings.json');
  return () => rmSync(folder, { recursive: true, force: true });
});

const ENTRY: JsonEntry = {
  path: ['hooks'],
  isOurs: (value) => value === 'agsec',
  element: () => 'agsec',
};

function editOf(path: string): FileEdit {
  return {
    path,
    summary: 'add the hook',
    apply: (text) => insertEntries(text, [ENTRY], { dialect: 'json' }),
    remove: (text) => removeEntries(text, [ENTRY], { dialect: 'json' }),
  };
}

function planOf(
  paths: readonly string[] = [settings],
  members: Partial<InstallPlan> = {},
): InstallPlan {
  return { scope: 'user', edits: paths.map(editOf), notes: [], ...members };
}

function settingsWith(text: string): void {
  mkdirSync(join(folder, 'home/.agent'), { recursive: true });
  writeFileSync(settings, text);
}

function kinds(result: ApplyResult): readonly string[] {
  return result.ok ? result.changes.map((change) => change.kind) : [];
}

/** Everything below the folder with its content, the state folder aside. */
function snapshot(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.parentPath.startsWith(agsecHome) && entry.name !== 'state')
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? `${path}: ${readFileSync(path, 'utf8')}` : path;
    })
    .sort();
}

const backups = (): readonly string[] =>
  existsSync(join(agsecHome, 'backups')) ? readdirSync(join(agsecHome, 'backups')) : [];

describe('what the agent has written down of our entries', () => {
  const note = () => join(folder, 'home/.agent/notes');
  const plan = (): InstallPlan =>
    planOf([settings], {
      traces: [
        {
          path: note(),
          summary: 'take out the note',
          remove: (text) => ({ ok: true, text: text?.replace('ours\n', '') || undefined }),
        },
      ],
    });

  it('is not made by an installation, and goes with its removal', () => {
    applyPlan(plan(), { agsecHome });
    expect(existsSync(note())).toBe(false);
    writeFileSync(note(), 'mine\nours\n');
    expect(kinds(applyPlan(plan(), { agsecHome }))).toEqual(['unchanged']);
    expect(readFileSync(note(), 'utf8')).toBe('mine\nours\n');
    expect(kinds(removePlan(plan(), { agsecHome }))).toEqual(['removed', 'changed']);
    expect(readFileSync(note(), 'utf8')).toBe('mine\n');
  });

  it('may be all there was in its file, or never have been', () => {
    applyPlan(plan(), { agsecHome });
    writeFileSync(note(), 'ours\n');
    removePlan(plan(), { agsecHome });
    expect(existsSync(note())).toBe(false);
    expect(kinds(removePlan(plan(), { agsecHome }))).toEqual(['unchanged', 'unchanged']);
  });
});

describe('applyPlan and removePlan', () => {
  it('makes a file for its owner alone, and takes it away with the folders made for it', () => {
    mkdirSync(join(folder, 'home'));
    const before = snapshot();
    expect(kinds(applyPlan(planOf(), { agsecHome }))).toEqual(['created']);
    expect(JSON.parse(readFileSync(settings, 'utf8'))).toEqual({ hooks: ['agsec'] });
    expect(statSync(settings).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'home/.agent')).mode & 0o777).toBe(0o700);
    expect(kinds(removePlan(planOf(), { agsecHome }))).toEqual(['removed']);
    expect(snapshot()).toEqual(before);
  });

  it('keeps a folder that something else was put into', () => {
    applyPlan(planOf(), { agsecHome });
    writeFileSync(join(folder, 'home/.agent/other'), '');
    removePlan(planOf(), { agsecHome });
    expect(readdirSync(join(folder, 'home/.agent'))).toEqual(['other']);
  });

  it('keeps bytes, mode and owner of a file that was there', () => {
    settingsWith('{ "a": 1 }\r\n');
    chmodSync(settings, 0o640);
    if (process.getuid?.() === 0) chownSync(settings, 1234, 1235);
    const before = statSync(settings);
    expect(kinds(applyPlan(planOf(), { agsecHome }))).toEqual(['changed']);
    const after = statSync(settings);
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(kinds(removePlan(planOf(), { agsecHome }))).toEqual(['changed']);
    expect(readFileSync(settings, 'utf8')).toBe('{ "a": 1 }\r\n');
  });

  it('makes files of a project and of the machine readable by others', () => {
    applyPlan(planOf([settings], { scope: 'project' }), { agsecHome });
    expect(statSync(settings).mode & 0o777).toBe(0o644);
    expect(statSync(join(folder, 'home/.agent')).mode & 0o777).toBe(0o755);
  });

  it('changes nothing the second time, and takes no backup', () => {
    settingsWith('{}');
    applyPlan(planOf(), { agsecHome });
    const before = { ...statSync(settings) };
    expect(kinds(applyPlan(planOf(), { agsecHome }))).toEqual(['unchanged']);
    expect(statSync(settings).ino).toBe(before.ino);
    expect(backups()).toHaveLength(1);
    removePlan(planOf(), { agsecHome });
    expect(kinds(removePlan(planOf(), { agsecHome }))).toEqual(['unchanged']);
    expect(backups()).toHaveLength(2);
  });

  it('removes nothing, and makes nothing, where nothing was installed', () => {
    expect(kinds(removePlan(planOf(), { agsecHome }))).toEqual(['unchanged']);
    expect(existsSync(agsecHome)).toBe(false);
  });

  it('applies several edits of one file one after the other', () => {
    settingsWith('{"a":1}');
    const other: JsonEntry = { ...ENTRY, path: ['more'] };
    const second: FileEdit = {
      path: settings,
      summary: 'add more',
      apply: (text) => insertEntries(text, [other], { dialect: 'json' }),
      remove: (text) => removeEntries(text, [other], { dialect: 'json' }),
    };
    const plan: InstallPlan = { scope: 'user', edits: [editOf(settings), second], notes: [] };
    const result = applyPlan(plan, { agsecHome });
    expect(result).toMatchObject({ changes: [{ summary: 'add the hook; add more' }] });
    expect(JSON.parse(readFileSync(settings, 'utf8'))).toEqual({
      a: 1,
      hooks: ['agsec'],
      more: ['agsec'],
    });
  });

  it('leaves no temporary file behind', () => {
    settingsWith('{}');
    applyPlan(planOf(), { agsecHome });
    expect(readdirSync(join(folder, 'home/.agent'))).toEqual(['settings.json']);
    expect(readdirSync(agsecHome)).toEqual(['backups']);
  });
});

describe('applyPlan: symbolic links', () => {
  it('writes the file that a link leads to, and keeps the link', () => {
    const dotfiles = join(folder, 'dotfiles');
    mkdirSync(dotfiles);
    writeFileSync(join(dotfiles, 'settings.json'), '{"a":1}');
    mkdirSync(join(folder, 'home/.agent'), { recursive: true });
    symlinkSync('../../dotfiles/settings.json', settings);
    expect(applyPlan(planOf(), { agsecHome })).toMatchObject({
      changes: [{ path: settings, target: join(dotfiles, 'settings.json') }],
    });
    expect(lstatSync(settings).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(dotfiles, 'settings.json'), 'utf8')).toContain('agsec');
    removePlan(planOf(), { agsecHome });
    expect(readFileSync(join(dotfiles, 'settings.json'), 'utf8')).toBe('{"a":1}');
  });

  it('makes the file that a link leads to nowhere, also through a linked folder', () => {
    mkdirSync(join(folder, 'dotfiles'));
    mkdirSync(join(folder, 'home'));
    symlinkSync(join(folder, 'dotfiles'), join(folder, 'home/.agent'));
    symlinkSync('deeper/real.json', join(folder, 'dotfiles/settings.json'));
    const before = snapshot();
    expect(applyPlan(planOf(), { agsecHome })).toMatchObject({ ok: true });
    expect(readFileSync(join(folder, 'dotfiles/deeper/real.json'), 'utf8')).toContain('agsec');
    removePlan(planOf(), { agsecHome });
    expect(snapshot()).toEqual(before);
  });

  it('refuses a link below the folder in which the agent follows none, and may go through one above', () => {
    const home = join(folder, 'home');
    const [edit] = planOf().edits;
    if (edit === undefined) throw new Error('no edit');
    const plain = planOf([], { edits: [{ ...edit, noLinksBelow: home }] });
    mkdirSync(join(folder, 'dotfiles'));
    mkdirSync(home);
    symlinkSync(join(folder, 'dotfiles'), join(home, '.agent'));
    const before = snapshot();
    expect(applyPlan(plain, { agsecHome })).toMatchObject({
      ok: false,
      failures: [{ path: settings, message: expect.stringContaining('symbolic link') }],
    });
    expect(snapshot()).toEqual(before);
    rmSync(join(home, '.agent'));
    symlinkSync(home, join(folder, 'linked'));
    const through = { ...edit, path: join(folder, 'linked/.agent/settings.json') };
    const linked = { ...through, noLinksBelow: join(folder, 'linked') };
    expect(applyPlan(planOf([], { edits: [linked] }), { agsecHome })).toMatchObject({ ok: true });
  });

  it('gives a file the permissions its edit names, and leaves those of a file that is not ours', () => {
    settingsWith('{}\n');
    chmodSync(settings, 0o640);
    const [edit] = planOf().edits;
    if (edit === undefined) throw new Error('no edit');
    const plan = planOf([], { edits: [{ ...edit, mode: 0o755 }] });
    expect(removePlan(plan, { agsecHome })).toMatchObject({ ok: true });
    expect(statSync(settings).mode & 0o777).toBe(0o640);
    expect(kinds(applyPlan(plan, { agsecHome }))).toEqual(['changed']);
    expect(statSync(settings).mode & 0o777).toBe(0o755);
    expect(kinds(applyPlan(plan, { agsecHome }))).toEqual(['unchanged']);
    chmodSync(settings, 0o600);
    expect(kinds(applyPlan(plan, { agsecHome }))).toEqual(['changed']);
    expect(statSync(settings).mode & 0o777).toBe(0o755);
  });

  it('refuses links that lead in a circle', () => {
    mkdirSync(join(folder, 'home/.agent'), { recursive: true });
    symlinkSync('other.json', settings);
    symlinkSync('settings.json', join(folder, 'home/.agent/other.json'));
    expect(applyPlan(planOf(), { agsecHome })).toMatchObject({
      ok: false,
      failures: [{ path: settings }],
    });
  });
});

describe('applyPlan: nothing half-done', () => {
  it('names file, line and column of what is not JSON, and changes no other file', () => {
    settingsWith('{\n  "a": 1,\n}');
    const other = join(folder, 'home/other.json');
    writeFileSync(other, '{}');
    const before = snapshot();
    expect(applyPlan(planOf([other, settings]), { agsecHome })).toEqual({
      ok: false,
      failures: [
        { path: settings, line: 3, column: 1, message: expect.stringContaining('not JSON') },
      ],
    });
    expect(snapshot()).toEqual(before);
    expect(backups()).toEqual([]);
  });

  it('names every file that cannot be edited', () => {
    settingsWith('nonsense');
    const folderInPlace = join(folder, 'home/.agent/folder');
    const pipe = join(folder, 'home/.agent/pipe');
    const binary = join(folder, 'home/.agent/binary');
    mkdirSync(folderInPlace);
    execFileSync('mkfifo', [pipe]);
    writeFileSync(binary, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    const below = join(binary, 'settings.json');
    const result = applyPlan(planOf([settings, folderInPlace, pipe, binary, below]), { agsecHome });
    expect(result.ok ? [] : result.failures).toMatchObject([
      { path: settings, line: 1 },
      { path: folderInPlace, message: 'it is not a regular file' },
      { path: pipe, message: 'it is not a regular file' },
      { path: binary, message: 'it is not UTF-8 text' },
      { path: below },
    ]);
  });

  it('takes back the first file when the second was changed meanwhile', () => {
    settingsWith('{"a":1}');
    const second = join(folder, 'home/new/second.json');
    const third = join(folder, 'home/.agent/third.json');
    writeFileSync(third, '{"b":1}');
    const racing: FileEdit = {
      ...editOf(third),
      apply: (text) => {
        writeFileSync(third, '{"changed":"meanwhile"}');
        return insertEntries(text, [ENTRY], { dialect: 'json' });
      },
    };
    const plan = {
      ...planOf([settings, second]),
      edits: [editOf(settings), editOf(second), racing],
    };
    const result = applyPlan(plan, { agsecHome });
    expect(result).toMatchObject({
      ok: false,
      failures: [{ path: third, message: expect.stringContaining('another program') }],
    });
    expect(readFileSync(settings, 'utf8')).toBe('{"a":1}');
    expect(existsSync(join(folder, 'home/new'))).toBe(false);
    expect(readFileSync(third, 'utf8')).toBe('{"changed":"meanwhile"}');
    expect(backups()).toEqual([]);
  });

  it('says who may write a file that this user may not', async () => {
    settingsWith('{}');
    const script = await bundleScript('install', INSTALL);
    chmodSync(join(script, '..'), 0o755);
    for (const path of [folder, join(folder, 'home')]) chmodSync(path, 0o755);
    mkdirSync(agsecHome);
    chmodSync(agsecHome, 0o777);
    chmodSync(join(folder, 'home/.agent'), 0o555);
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const output = execFileSync(process.execPath, [script, settings, agsecHome], {
      encoding: 'utf8',
      ...user,
    });
    expect(JSON.parse(output)).toMatchObject({
      ok: false,
      failures: [{ path: settings, message: expect.stringContaining('root') }],
    });
    chmodSync(join(folder, 'home/.agent'), 0o755);
  });
});

/** Installs, then says what came of it. */
const INSTALL = `
import { applyPlan } from './src/install/apply-plan.ts';
import { insertEntries, removeEntries } from './src/install/edit-json.ts';
const [, , path = '', agsecHome = ''] = process.argv;
const entry = { path: ['hooks'], isOurs: (value: unknown) => value === 'agsec', element: () => 'agsec' } as const;
const edit = {
  path,
  summary: 'add the hook',
  apply: (text: string | undefined) => insertEntries(text, [entry], { dialect: 'json' }),
  remove: (text: string | undefined) => removeEntries(text, [entry], { dialect: 'json' }),
} as const;
console.log(JSON.stringify(applyPlan({ scope: 'user', edits: [edit], notes: [] }, { agsecHome })));
`;

describe('applyPlan: two installations at once', () => {
  it('leave one entry, and both succeed', async () => {
    settingsWith('{\n  "a": 1\n}\n');
    const script = await bundleScript('install', INSTALL);
    const outputs = await Promise.all([1, 2, 3, 4, 5, 6].map(() => run(script)));
    const results = outputs.map((output): ApplyResult => JSON.parse(output));
    expect(results.map((result) => result.ok)).toEqual([true, true, true, true, true, true]);
    expect(results.flatMap(kinds).filter((kind) => kind === 'changed')).toHaveLength(1);
    expect(JSON.parse(readFileSync(settings, 'utf8'))).toEqual({ a: 1, hooks: ['agsec'] });
    expect(backups()).toHaveLength(1);
  });

  function run(script: string): Promise<string> {
    const child = spawn(process.execPath, [script, settings, agsecHome], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    return new Promise((resolve) => child.once('close', () => resolve(output)));
  }
});

describe('applyPlan: dry run', () => {
  it('says what would change and changes nothing', () => {
    settingsWith('{\n  "token": "hunter2hunter2",\n  "password": "hunter2"\n}\n');
    const before = snapshot();
    const result = applyPlan(planOf(), { agsecHome, dryRun: true });
    expect(result).toMatchObject({
      ok: true,
      changes: [{ kind: 'changed', summary: 'add the hook' }],
    });
    expect(result.ok ? result.changes[0]?.diff : '').toBe(`--- ${settings}
+++ ${settings}
@@ -1,4 +1,7 @@
 {
   "token": "[redacted:token]",
-  "password": "[redacted:password]"
+  "password": "[redacted:password]",
+  "hooks": [
+    "agsec"
+  ]
 }
`);
    expect(snapshot()).toEqual(before);
    expect(existsSync(agsecHome)).toBe(false);
  });

  it('shows a file that would be made, and one that would go', () => {
    expect(applyPlan(planOf(), { agsecHome, dryRun: true })).toMatchObject({
      changes: [{ kind: 'created', diff: expect.stringMatching(/^--- \/dev\/null\n/) }],
    });
    applyPlan(planOf(), { agsecHome });
    expect(removePlan(planOf(), { agsecHome, dryRun: true })).toMatchObject({
      changes: [{ kind: 'removed', diff: expect.stringContaining('+++ /dev/null\n') }],
    });
  });
});

describe('applyPlan: helper programs', () => {
  const program = (): { path: string; bytes: Uint8Array; summary: string } => ({
    path: join(agsecHome, 'bin/helper'),
    bytes: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff]),
    summary: 'the program the hook starts with',
  });

  it('puts them in place as programs, mends them, and takes them away', () => {
    const plan = planOf([settings], { programs: [program()] });
    expect(kinds(applyPlan(plan, { agsecHome }))).toEqual(['created', 'created']);
    expect(statSync(program().path).mode & 0o777).toBe(0o755);
    expect(readFileSync(program().path)).toEqual(program().bytes);
    chmodSync(program().path, 0o600);
    expect(kinds(applyPlan(plan, { agsecHome }))).toEqual(['changed', 'unchanged']);
    expect(statSync(program().path).mode & 0o777).toBe(0o755);
    expect(kinds(removePlan(plan, { agsecHome }))).toEqual(['removed', 'removed']);
    expect(existsSync(program().path)).toBe(false);
  });

  it('leaves them where another installation uses them', () => {
    const plan = planOf([settings], { programs: [program()] });
    applyPlan(plan, { agsecHome });
    removePlan(plan, { agsecHome, keepPrograms: true });
    expect(existsSync(program().path)).toBe(true);
  });
});

describe('backups', () => {
  it('hold the former bytes, for the owner alone, and can be put back', () => {
    settingsWith('{"a":1}');
    chmodSync(settings, 0o644);
    const made = join(folder, 'home/made/second.json');
    const result = applyPlan(planOf([settings, made]), { agsecHome });
    const backup = result.ok ? (result.backup ?? '') : '';
    expect(statSync(backup).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(backup, '1-settings.json'), 'utf8')).toBe('{"a":1}');
    expect(statSync(join(backup, '1-settings.json')).mode & 0o777).toBe(0o600);
    expect(restoreBackup(agsecHome, backup)).toEqual({ ok: true, restored: [settings, made] });
    expect(readFileSync(settings, 'utf8')).toBe('{"a":1}');
    expect(statSync(settings).mode & 0o777).toBe(0o644);
    expect(existsSync(join(folder, 'home/made'))).toBe(false);
  });

  it('are not put back over a change that somebody made since', () => {
    settingsWith('{"a":1}');
    const result = applyPlan(planOf(), { agsecHome });
    writeFileSync(settings, '{"a":2}');
    const backup = result.ok ? (result.backup ?? '') : '';
    expect(restoreBackup(agsecHome, backup)).toMatchObject({
      ok: false,
      failures: [{ path: settings }],
    });
    expect(readFileSync(settings, 'utf8')).toBe('{"a":2}');
    expect(restoreBackup(agsecHome, join(agsecHome, 'nothing'))).toMatchObject({ ok: false });
  });

  it('of two changes within the same millisecond do not overwrite each other', () => {
    const now = new Date('2026-11-22T10:00:00.123Z');
    settingsWith('{}');
    applyPlan(planOf(), { agsecHome, now });
    removePlan(planOf(), { agsecHome, now });
    expect(backups()).toEqual(['20261122T100000123Z', '20261122T100000123Z-2']);
  });
});
