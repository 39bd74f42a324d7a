import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { applyPlan, removePlan } from '@agsec/runtime';
import { type TemporaryHome, temporaryHome } from '@agsec/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';

const HOOK = 'home/Documents/Cline/Hooks/PreToolUse';
const PLUGIN = 'home/.cline/plugins/agsec.js';

let home: TemporaryHome;

beforeEach(() => {
  home = temporaryHome();
});
afterEach(() => home.remove());

const install = () => applyPlan(plan('user', home.place(), process.arch), home);
const uninstall = () => removePlan(plan('user', home.place(), process.arch), home);
const modeOf = (path: string) => statSync(join(home.folder, path)).mode & 0o777;
const installed = () =>
  isInstalled('user', home.place(), (path) => home.read(path.slice(home.folder.length + 1)));

describe('the hook file', () => {
  it('may be executed, also after somebody took that away', () => {
    install();
    expect(modeOf(HOOK)).toBe(0o755);
    chmodSync(join(home.folder, HOOK), 0o600);
    expect(install()).toMatchObject({ ok: true, backup: expect.any(String) });
    expect(modeOf(HOOK)).toBe(0o755);
  });

  it('is put right when it was changed', () => {
    install();
    const text = home.read(HOOK) ?? '';
    home.write(HOOK, `${text}exit 0\n`);
    expect(installed()).toBe(false);
    install();
    expect(home.read(HOOK)).toBe(text);
    expect(installed()).toBe(true);
  });

  it('of somebody else stays, with its mode, and so does everything else', () => {
    home.write(HOOK, '#!/bin/bash\n');
    chmodSync(join(home.folder, HOOK), 0o700);
    expect(install()).toMatchObject({
      ok: false,
      failures: [
        { path: join(home.folder, HOOK), message: expect.stringContaining('PreToolUse.sh') },
      ],
    });
    expect(existsSync(join(home.folder, PLUGIN))).toBe(false);
    expect(uninstall()).toMatchObject({ ok: true });
    expect(home.read(HOOK)).toBe('#!/bin/bash\n');
    expect(modeOf(HOOK)).toBe(0o700);
  });

  it('that is a link is refused, because the client passes over it', () => {
    const link = join(home.folder, HOOK);
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(join(home.folder, 'elsewhere'), link);
    expect(install()).toMatchObject({
      ok: false,
      failures: [{ path: link, message: expect.stringContaining('symbolic link') }],
    });
    expect(existsSync(join(home.folder, 'elsewhere'))).toBe(false);
  });

  it('may be in a folder that a link leads to, which the client follows', () => {
    mkdirSync(join(home.folder, 'disk'));
    symlinkSync(join(home.folder, 'disk'), join(home.home, 'Documents'));
    expect(install()).toMatchObject({ ok: true });
    expect(existsSync(join(home.folder, 'disk/Cline/Hooks/PreToolUse'))).toBe(true);
    expect(installed()).toBe(true);
  });
});

it('a plugin of somebody else under our name is refused', () => {
  home.write(PLUGIN, 'export default {};');
  expect(install()).toMatchObject({ ok: false, failures: [{ line: 1 }] });
  expect(existsSync(join(home.folder, HOOK))).toBe(false);
});

it('half an installation is none', () => {
  install();
  home.write(PLUGIN, '');
  expect(installed()).toBe(false);
});

describe('the hook as it stands', () => {
  const found = () =>
    installedHooks('user', home.place(), (path) => home.read(path.slice(home.folder.length + 1)));

  it('is there once it is installed, tampered with too', () => {
    expect(found()).toEqual([]);
    install();
    expect(found()).toMatchObject([{ hook: 'PreToolUse', cwd: home.project }]);
    home.write(HOOK, `${home.read(HOOK)}#`);
    expect(found()).toHaveLength(1);
    home.write(HOOK, 'echo {}');
    expect(found()).toEqual([]);
  });
});
