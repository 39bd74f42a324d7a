import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codexPlace } from '../client-files.ts';
import { HOOK_EVENTS, hookEntry } from '../our-hook.ts';
import { trustHooks } from './trust-hooks.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'agsec-trust-'));
  mkdirSync(join(root, 'bin'));
});
afterEach(() => rmSync(root, { recursive: true }));

function placeOf(scope: 'user' | 'managed' = 'user') {
  const home = root;
  const agsecHome = join(root, '.agsec');
  const place = { home, agsecHome, node: '/n', projects: [root], os: 'linux', root: '', scope };
  return codexPlace({ ...place, os: 'linux' }, undefined);
}

type Hook = { readonly [name: string]: unknown };

function listed(changed: Hook = {}): readonly Hook[] {
  const { command } = hookEntry({ place: placeOf(), scope: 'user' });
  return HOOK_EVENTS.map((event, at) => ({
    key: `key-${at}`,
    eventName: event,
    command,
    sourcePath: join(root, '.codex/hooks.json'),
    enabled: true,
    currentHash: `sha256:${at}`,
    trustStatus: 'untrusted',
    ...changed,
  }));
}

/** Puts a `codex` on the PATH that lists `hooks`, takes trust as the client does, and notes it. */
function client(
  hooks: readonly Hook[],
  behaviour: 'takes' | 'ignores' | 'refuses' = 'takes',
): void {
  const program = `#!${process.execPath}
const hooks = ${JSON.stringify(hooks)};
const trusted = new Set();
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const say = (body) => process.stdout.write(JSON.stringify({ id, ...body }) + '\\n');
  if (method === 'hooks/list') {
    const now = hooks.map((hook) => trusted.has(hook.key) ? { ...hook, trustStatus: 'trusted' } : hook);
    say({ result: { data: [{ cwd: params.cwds[0], hooks: now }] } });
  } else if (method === 'config/batchWrite') {
    require('node:fs').writeFileSync(${JSON.stringify(join(root, 'written'))}, line);
    if ('${behaviour}' === 'refuses') return say({ error: { code: 1, message: 'read only' } });
    if ('${behaviour}' === 'takes') for (const key of Object.keys(params.edits[0].value)) trusted.add(key);
    say({ result: { status: 'ok' } });
  } else say({ result: {} });
});
`;
  const path = join(root, 'bin/codex');
  writeFileSync(path, program);
  chmodSync(path, 0o755);
}

function trust(scope: 'user' | 'managed' = 'user') {
  const place = placeOf(scope);
  const environment = { PATH: `${root}/bin`, HOME: root };
  return trustHooks({ scope, place, environment }, place);
}

describe('telling the client that the person trusts the hook', () => {
  it('trusts exactly what is ours', async () => {
    const foreign = { ...listed()[0], key: 'foreign', command: 'mine' };
    const elsewhere = { ...listed()[0], key: 'elsewhere', sourcePath: '/p/.codex/hooks.json' };
    client([foreign, ...listed(), elsewhere]);
    expect(await trust()).toEqual({ ok: true, message: 'Codex trusts it now' });
    const { readFileSync } = await import('node:fs');
    const { params } = JSON.parse(readFileSync(join(root, 'written'), 'utf8'));
    expect(params.edits).toEqual([
      {
        keyPath: 'hooks.state',
        mergeStrategy: 'upsert',
        value: {
          'key-0': { trusted_hash: 'sha256:0' },
          'key-1': { trusted_hash: 'sha256:1' },
          'key-2': { trusted_hash: 'sha256:2' },
        },
      },
    ]);
  });

  it('writes nothing where nothing is to be said', async () => {
    client(listed({ trustStatus: 'trusted' }));
    expect(await trust()).toEqual({ ok: true, message: 'Codex trusts it already' });
    expect(await trust('managed')).toMatchObject({ ok: true });
  });

  it.each<[string, () => void, RegExp]>([
    ['there is no client', () => undefined, /put `codex` on your PATH/],
    ['it does not see the hook', () => client([]), /does not see the hook/],
    ['the entry was changed', () => client(listed({ command: 'x' })), /does not see the hook/],
    ['the hook is switched off', () => client(listed({ enabled: false })), /switched off/],
    ['it lists hooks in another way', () => client(listed({ currentHash: 7 })), /does not know/],
    ['it refuses', () => client(listed(), 'refuses'), /read only/],
    ['it does not keep its word', () => client(listed(), 'ignores'), /does not\. Run/],
  ])('fails where %s', async (_, setUp, why) => {
    setUp();
    const outcome = await trust();
    expect(outcome.ok).toBe(false);
    expect(outcome.message).toMatch(why);
  });
});
