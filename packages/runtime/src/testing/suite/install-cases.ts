import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Scope } from '../../adapter.ts';
import { readTextFile } from '../../doctor/read-text.ts';
import { applyPlan, removePlan } from '../../install/apply-plan.ts';
import { type TemporaryHome, temporaryHome } from '../temporary-home.ts';
import type { SuiteContext } from './suite-context.ts';
import type { ForeignSettings } from './suite-options.ts';

/** Installing changes what it must and nothing else, and is taken back without a trace. */
export function installCases(context: SuiteContext): void {
  const { vitest, adapter, settings, brokenSettings, test } = context;
  const { expect } = vitest;
  const { install } = adapter;

  function withHome(body: (home: TemporaryHome) => void): void {
    const home = temporaryHome();
    try {
      body(home);
    } finally {
      home.remove();
    }
  }

  function write(home: TemporaryHome, { path, text }: ForeignSettings): void {
    if (text !== undefined) home.write(path, text);
  }

  const isInstalled = (scope: Scope, place: Place): boolean =>
    install.isInstalled(scope, place, readTextFile);

  for (const foreign of settings) {
    test(`leaves ${foreign.name} as it was after installing twice and uninstalling`, () =>
      withHome((home) => {
        write(home, foreign);
        const { agsecHome } = home;
        const place = home.place();
        expect(isInstalled('user', place)).toBe(false);
        expect(applyPlan(install.plan('user', place), { agsecHome })).toMatchObject({ ok: true });
        expect(isInstalled('user', place)).toBe(true);
        const once = home.read(foreign.path);
        const again = applyPlan(install.plan('user', place), { agsecHome });
        expect(again.ok && again.changes.every(({ kind }) => kind === 'unchanged')).toBe(true);
        expect(home.read(foreign.path)).toBe(once);
        expect(removePlan(install.plan('user', place), { agsecHome })).toMatchObject({ ok: true });
        expect(home.read(foreign.path)).toBe(foreign.text);
        expect(isInstalled('user', place)).toBe(false);
      }));

    test(`keeps every line of ${foreign.name} while it is installed`, () =>
      withHome((home) => {
        write(home, foreign);
        applyPlan(install.plan('user', home.place()), { agsecHome: home.agsecHome });
        const lines = (home.read(foreign.path) ?? '').split('\n').map((line) => line.trim());
        for (const line of (foreign.text ?? '').split('\n').map((one) => one.trim())) {
          const bare = line.replace(/[\]},]*$/, '');
          expect(
            lines.some((present) => present.startsWith(bare)),
            line,
          ).toBe(true);
        }
      }));
  }

  test('refuses a configuration that cannot be read, with its line, and leaves it alone', () =>
    withHome((home) => {
      write(home, brokenSettings);
      const result = applyPlan(install.plan('user', home.place()), { agsecHome: home.agsecHome });
      expect(result.ok ? [] : result.failures).toMatchObject([
        {
          path: join(home.folder, brokenSettings.path),
          line: expect.any(Number),
          column: expect.any(Number),
        },
      ]);
      expect(home.read(brokenSettings.path)).toBe(brokenSettings.text);
    }));

  for (const scope of adapter.capabilities.scopes) {
    test(`installs at scope ${scope} below the places it is given, and nowhere else`, () =>
      withHome((home) => {
        const plan = install.plan(scope, home.place(scope));
        const paths = [...plan.edits, ...(plan.programs ?? [])].map(({ path }) => path);
        expect(paths.length).toBeGreaterThan(0);
        for (const path of paths) expect(path.startsWith(`${home.folder}/`), path).toBe(true);
        if (scope === 'managed') {
          for (const path of paths) expect(path.startsWith(`${home.home}/`), path).toBe(false);
        }
        expect(applyPlan(plan, { agsecHome: home.agsecHome })).toMatchObject({ ok: true });
        expect(isInstalled(scope, home.place(scope))).toBe(true);
        expect(removePlan(plan, { agsecHome: home.agsecHome })).toMatchObject({ ok: true });
        for (const path of paths) expect(existsSync(path), path).toBe(false);
      }));

    test(`protects what scope ${scope} installs, and tells when a change would switch it off`, () =>
      withHome((home) => {
        const place = home.place(scope);
        const plan = install.plan(scope, place);
        applyPlan(plan, { agsecHome: home.agsecHome });
        const protectedFiles = adapter.protectedFiles(place);
        for (const { path } of plan.edits) {
          const isCovered = protectedFiles.some(
            (file) =>
              file.path === path || (file.kind === 'folder' && path.startsWith(`${file.path}/`)),
          );
          expect(isCovered, path).toBe(true);
          const text = readTextFile(path);
          expect(adapter.staysEffective(path, text, place), path).toBe(true);
          expect(adapter.staysEffective(path, undefined, place), path).toBe(false);
          expect(adapter.staysEffective(path, 'nonsense', place), path).toBe(false);
          expect(adapter.staysEffective(path, '{}', place), path).toBe(false);
        }
      }));
  }
}
