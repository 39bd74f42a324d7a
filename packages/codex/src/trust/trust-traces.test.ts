import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPlan, removePlan } from '@agsec/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codexAdapterFor } from '../adapter.ts';
import { codexPlace } from '../client-files.ts';
import { HOOK_EVENTS, hookEntry } from '../our-hook.ts';
import { hookHash, trustKey } from './hook-hash.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'agsec-traces-'));
  mkdirSync(join(home, '.codex'));
});
afterEach(() => rmSync(home, { recursive: true }));

const place = () =>
  ({
    home,
    agsecHome: join(home, '.agsec'),
    node: '/n',
    projects: [],
    os: 'linux',
    root: '',
  }) as const;

const config = () => join(home, '.codex/config.toml');

/** What Codex 0.169 writes when it is told to trust our hook. */
function trusted(place_: ReturnType<typeof place>, hash?: string): string {
  const entry = hookEntry({ place: codexPlace(place_, undefined), scope: 'user' });
  const sections = HOOK_EVENTS.map((event) => {
    const key = trustKey(join(home, '.codex/hooks.json'), event, 0, 0);
    const own = hash ?? hookHash(event, { group: {} }, entry);
    return `[hooks.state."${key}"]\ntrusted_hash = "${own}"\n`;
  });
  return ['[hooks.state]\n', ...sections].join('\n');
}

/** The settings after an installation was taken out again. */
function afterUninstall(text: string): string | undefined {
  const plan = codexAdapterFor(() => undefined).install.plan('user', place());
  const options = { agsecHome: place().agsecHome };
  expect(applyPlan(plan, options)).toMatchObject({ ok: true });
  writeFileSync(config(), text);
  expect(removePlan(plan, options)).toMatchObject({ ok: true });
  try {
    return readFileSync(config(), 'utf8');
  } catch {
    return undefined;
  }
}

describe('what Codex noted of our hook', () => {
  it.each([
    'model = "x"\n',
    '# mine\nmodel = "x"\n\n[features]\nplugins = false\n',
    '[projects."/p"]\ntrust_level = "trusted"\n',
  ])('is taken out of the settings with it, and nothing else: %j', (before) => {
    expect(afterUninstall(`${before}\n${trusted(place())}`)).toBe(before);
  });

  it('is all there was: the file goes', () => {
    expect(afterUninstall(trusted(place()))).toBeUndefined();
  });

  it('stands between other sections', () => {
    const after = '\n[mcp_servers.x]\ncommand = "y"\n';
    expect(afterUninstall(`a = 1\n\n${trusted(place())}${after}`)).toBe(`a = 1\n${after}`);
  });

  it('leaves the trust in hooks of others, in the same file too', () => {
    const foreign = `[hooks.state."${join(home, '.codex/hooks.json')}:stop:0:0"]\ntrusted_hash = "sha256:1"\n`;
    const left = afterUninstall(`${trusted(place())}\n${foreign}`);
    expect(left).toBe(`[hooks.state]\n\n${foreign}`);
  });

  it.each([
    ['another hash', () => trusted(place(), 'sha256:0')],
    ['more than the trust', () => `${trusted(place())}enabled = false\n`],
    ['no TOML', () => `${trusted(place())}[[[\n`],
  ])('stays where there is %s', (name, text) => {
    const before = text();
    const left = afterUninstall(before) ?? '';
    if (name === 'more than the trust') expect(left).toContain('session_start:0:0"]');
    else expect(left).toBe(before);
  });
});
