import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../test/test-home.ts';
import { agsecHome, makePrivateFolder } from './agsec-home.ts';
import { settingsOf } from './config.ts';
import { loadConfig } from './load-config.ts';
import { replaceFile } from './replace-file.ts';

let machine: TestHome;
beforeEach(() => {
  machine = new TestHome();
});
afterEach(() => machine.remove());

describe('the state folder', () => {
  it('is AGSEC_HOME, else .agsec in HOME', () => {
    expect(agsecHome({ AGSEC_HOME: '/x/state', HOME: '/h' })).toBe('/x/state');
    expect(agsecHome({ HOME: '/h' })).toBe('/h/.agsec');
    expect(agsecHome({ AGSEC_HOME: '', HOME: '/h' })).toBe('/h/.agsec');
    expect(agsecHome({ HOME: '/' })).toBe('/.agsec');
  });

  it.each([[{}], [{ HOME: 'relative' }], [{ HOME: '/h', AGSEC_HOME: 'relative' }]])(
    'is nowhere with %j',
    (environment) => {
      expect(() => agsecHome(environment)).toThrowError(
        expect.objectContaining({ code: 'no-home' }),
      );
    },
  );

  it('is readable by its owner alone', () => {
    const folder = join(machine.root, 'new/state');
    makePrivateFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    chmodSync(folder, 0o750);
    makePrivateFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o750);
  });
});

describe('replacing a file', () => {
  it('leaves the new content with the mode asked for, and nothing else', () => {
    const path = machine.put('x/file', 'old');
    replaceFile(path, 'new ✓', { mode: 0o644, durable: true });
    expect(readFileSync(path, 'utf8')).toBe('new ✓');
    expect(statSync(path).mode & 0o777).toBe(0o644);
    expect(readdirSync(join(machine.root, 'x'))).toEqual(['file']);
  });

  it('leaves no rest when it cannot', () => {
    mkdirSync(join(machine.root, 'x/file/inside'), { recursive: true });
    expect(() => replaceFile(join(machine.root, 'x/file'), 'new')).toThrow();
    expect(readdirSync(join(machine.root, 'x'))).toEqual(['file']);
  });
});

describe('config.yaml', () => {
  const read = (text: string, owner: 'user' | 'managed' = 'user') =>
    loadConfig({ file: '/h/config.yaml', text }, owner);

  it('is read as it stands', () => {
    const text = [
      'mode: observe',
      'allow_means: approve',
      'packs: [default, cloud]',
      'audit: { keep_days: 30, max_mb: 10 }',
      'review: { native: never }',
    ].join('\n');
    expect(read(text)).toEqual({
      ok: true,
      config: {
        mode: 'observe',
        allow_means: 'approve',
        packs: ['default', 'cloud'],
        audit: { keep_days: 30, max_mb: 10 },
        review: { native: 'never' },
      },
    });
    expect(read('')).toEqual({ ok: true, config: {} });
    expect(read('# nothing yet\n')).toEqual({ ok: true, config: {} });
  });

  it.each([
    ['mode: observe\nallow_mean: pass\n', 2, 1, 'did you mean allow_means?'],
    ['mode: of\n', 1, 7, 'mode is one of: enforce, observe, halt'],
    ['mode:\n', 1, 6, 'mode is one of'],
    ['audit:\n  keep_day: 3\n', 2, 3, 'did you mean keep_days?'],
    ['audit:\n  keep_days: 0\n', 2, 14, 'at least 1'],
    ['packs: default\n', 1, 8, 'list of names'],
    ['- mode\n', 1, 1, 'keys and values'],
    ['pin: { mode: enforce }\n', 1, 1, 'no setting "pin"'],
    ['__proto__: { mode: observe }\n', 1, 1, 'key'],
    ['mode: &m halt\n', 1, 10, 'anchor'],
  ])('says where %j is wrong', (text, line, column, message) => {
    const result = read(text);
    expect(result.ok ? [] : result.issues).toEqual([
      expect.objectContaining({
        file: '/h/config.yaml',
        line,
        column,
        message: expect.stringContaining(message),
      }),
    ]);
  });
});

describe('settings', () => {
  it('have the careful defaults', () => {
    expect(settingsOf()).toEqual({
      mode: 'enforce',
      managedMode: 'enforce',
      allowMeans: 'pass',
      nativeReview: 'auto',
      reviewWait: 0,
      liftable: 'own',
      audit: { keepDays: 90, maxMegabytes: 512 },
    });
  });

  it("keep a managed layer's mode apart, and what root pins", () => {
    const user = { mode: 'observe', allow_means: 'approve' } as const;
    expect(settingsOf(user, {})).toMatchObject({ mode: 'observe', managedMode: 'enforce' });
    expect(settingsOf(user, { mode: 'observe' })).toMatchObject({ mode: 'observe' });
    const pinned = settingsOf(user, {
      pin: { mode: 'enforce', allow_means: 'pass', review: { native: 'never' } },
    });
    expect(pinned).toMatchObject({ mode: 'enforce', allowMeans: 'pass', nativeReview: 'never' });
  });
});
