import { describe, expect, it } from 'vitest';
import { hookEntry } from '../our-hook.ts';
import { readConfig } from '../settings/read-config.ts';
import { hookHash, trustKey } from './hook-hash.ts';
import { trustStates } from './trust-state.ts';

describe('the hash of an entry', () => {
  it('is the one Codex 0.169 lists', () => {
    // Entry and hash as `hooks/list` of the client gave them.
    const entry = { type: 'command', command: 'true', timeout: 20 } as const;
    expect(hookHash('PreToolUse', { group: {} }, entry)).toBe(
      'sha256:78af134105ef494640610c584eb53242a44caf807a9edd96ce8eef1f54ce3d97',
    );
  });

  it('covers event, matcher, command and timeout', () => {
    const entry = { type: 'command', command: 'true', timeout: 20 } as const;
    const hashes = [
      hookHash('PreToolUse', { group: {} }, entry),
      hookHash('PreToolUse', { group: { matcher: '*' } }, entry),
      hookHash('SessionStart', { group: {} }, entry),
      hookHash('PreToolUse', { group: {} }, { ...entry, command: 'false' }),
      hookHash('PreToolUse', { group: {} }, { ...entry, timeout: 21 }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('what a person has said about our hook', () => {
  const place = {
    home: '/h',
    agsecHome: '/h/.agsec',
    node: '/n',
    projects: [],
    os: 'linux',
    root: '',
  } as const;
  const entry = hookEntry({ place, scope: 'user' });
  const file = '/h/.codex/hooks.json';
  const foreign = { hooks: [{ type: 'command', command: 'mine' }] };
  const hooks = { PreToolUse: [foreign, { hooks: [entry] }] };
  const key = trustKey(file, 'PreToolUse', 1, 0);
  const hash = hookHash('PreToolUse', { group: {} }, entry);

  function states(lines: string, names: readonly string[] = [file]): readonly string[] {
    const read = readConfig(lines);
    const config = read.ok ? read.config : {};
    return trustStates(hooks, names, config).map(({ state }) => state);
  }

  it('is found under the place of the entry', () => {
    const section = `[hooks.state."${key}"]\n`;
    expect(states(`${section}trusted_hash = "${hash}"`)).toEqual(['trusted']);
    expect(states(`${section}trusted_hash = "${hash}"`, ['/link', file])).toEqual(['trusted']);
    expect(states(`${section}trusted_hash = "${hash}"\nenabled = false`)).toEqual(['disabled']);
    expect(states(`${section}trusted_hash = "sha256:0"`)).toEqual(['modified']);
    expect(states(`${section}enabled = true`)).toEqual(['untrusted']);
    expect(states('')).toEqual(['untrusted']);
    // Trust in what stood in another place is none.
    const moved = trustKey(file, 'PreToolUse', 0, 0);
    expect(states(`[hooks.state."${moved}"]\ntrusted_hash = "${hash}"`)).toEqual(['untrusted']);
  });
});
