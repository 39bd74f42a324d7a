import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltHook, buildHook } from '../../test/build-hook.ts';
import { type TestPayload, testAdapter } from '../../test/test-adapter.ts';
import { NO_ENV, TestHome } from '../../test/test-home.ts';
import type { Place } from '../adapter.ts';
import { compileBundle } from '../loader/load-bundle.ts';
import { type HookFiles, installHookFiles } from './hook-files.ts';

let built: BuiltHook;
let home: TestHome;
beforeAll(async () => {
  built = await buildHook();
  home = new TestHome();
  home.policy('a.yaml', NO_ENV);
}, 120_000);
afterAll(() => {
  built.remove();
  home.remove();
});

function install(usualCalls: typeof testAdapter.usualCalls): HookFiles {
  const { home: folder, agsecHome, project } = home;
  const { execPath: node } = process;
  const { root } = home;
  const place: Place = { home: folder, agsecHome, node, projects: [project], os: 'linux', root };
  const adapter = { ...testAdapter, usualCalls };
  return installHookFiles({ adapter, ...built, place, bin: join(agsecHome, 'bin') });
}

function cacheSize({ folder }: HookFiles, name: string): number {
  return statSync(join(folder, `${name}.cache`)).size;
}

describe('what is compiled ahead', () => {
  it('is what usual shell calls need, of the hook, the reader of lines and what rarer ones load', () => {
    const warm = install(testAdapter.usualCalls);
    expect(warm.coldReason).toBeUndefined();
    for (const name of ['hook', 'shell', 'code', 'compiler', 'programs-infrastructure']) {
      const untouched = compileBundle(warm.folder, name).createCachedData().length;
      expect(cacheSize(warm, name), name).toBeGreaterThan(untouched * 1.1);
    }
  });

  it('is there for every bundle, whatever the calls reach', () => {
    const idle: TestPayload = { hook: 'idle' };
    const cold = install(() => [JSON.stringify(idle)]);
    expect(cold.coldReason).toBeUndefined();
    for (const name of ['hook', 'shell', 'code', 'compiler', 'review']) {
      expect(cacheSize(cold, name), name).toBeGreaterThan(0);
    }
  });

  it('leaves nothing behind in the state folder', () => {
    install(testAdapter.usualCalls);
    expect(readdirSync(home.agsecHome).sort()).toEqual(['bin', 'policies']);
    const left = readdirSync(join(home.agsecHome, 'bin')).filter((name) => name.startsWith('.'));
    expect(left).toEqual([]);
  });
});
