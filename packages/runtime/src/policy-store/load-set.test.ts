import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_ENV, TestHome } from '../../test/test-home.ts';
import { directChunks } from '../chunks/direct-chunks.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { type CacheEntry, type LoadedSet, parseCacheEntry } from './cache-entry.ts';
import { removeDamagedCaches, writeCacheFile } from './cache-file.ts';
import { type LoadOptions, loadSet } from './load-set.ts';
import { managedSet, projectSet, userSet } from './source-set.ts';

let machine: TestHome;
let refreshed = 0;
beforeEach(() => {
  machine = new TestHome();
  refreshed = 0;
});
afterEach(() => machine.remove());

/** Loads long after every change, so that the cache is believed. */
function load(options: Partial<LoadOptions> = {}): LoadedSet {
  const compiler = () => {
    refreshed += 1;
    return directChunks.compiler();
  };
  const now = () => Date.now() + 10_000;
  return loadSet(set(), { compiler, version: '1.0.0', now, ...options });
}

const set = () => userSet(homeLayout(machine.agsecHome), 'tester');
const cacheFile = () => join(machine.agsecHome, 'cache/user-tester.json');
const sids = (loaded: LoadedSet) =>
  loaded.layers.flatMap((layer) => layer.statements.map((statement) => statement.sid));
const withSid = (sid: string) => NO_ENV.replace('BlockEnv', sid);

/** A set with all of its statements read. */
function whole({ layers, ...set }: LoadedSet) {
  const read = layers.map(({ layer, default: effect, statements }) => ({
    layer,
    effect,
    statements: statements.map(
      ({
        sid,
        policy,
        effect,
        actions,
        notActions,
        conditions,
        match,
        onUnknown,
        reason,
        hint,
      }) => [sid, policy, effect, actions, notActions, conditions, match, onUnknown, reason, hint],
    ),
  }));
  return { ...set, layers: read };
}

describe('compiled policies', () => {
  it('are compiled once and read from the cache after that', () => {
    machine.policy('a.yaml', NO_ENV);
    const first = load();
    expect(sids(first)).toEqual(['BlockEnv']);
    expect(whole(load())).toEqual(whole(first));
    expect(refreshed).toBe(1);
  });

  it.each<[string, () => void]>([
    ['a policy changes', () => machine.policy('a.yaml', withSid('Other'))],
    ['a policy is added', () => machine.policy('b.yml', withSid('Second'))],
    ['a policy goes', () => rmSync(join(machine.agsecHome, 'policies/a.yaml'))],
    ['the configuration changes', () => machine.config('mode: observe\n')],
    ['the agent gets an overlay', () => machine.put('home/.agsec/agents/tester/x.yaml', NO_ENV)],
    [
      'another file is put in its place',
      () => renameSync(machine.put('home/new', withSid('Moved')), policyPath()),
    ],
  ])('are compiled again when %s', (_, change) => {
    machine.policy('a.yaml', NO_ENV);
    const first = load();
    change();
    expect(load()).not.toEqual(first);
    expect(refreshed).toBe(2);
  });

  const policyPath = () => join(machine.agsecHome, 'policies/a.yaml');

  /** The entry in the cache file, its text changed if asked for. */
  const cached = (change = (text: string) => text): CacheEntry => {
    const [text = ''] = readFileSync(cacheFile(), 'utf8').split('\n');
    const entry = parseCacheEntry(change(text), '1.0.0', set().key);
    if (entry === undefined) throw new Error('no cache entry');
    return entry;
  };

  it('notice a change that puts size and modification time back', () => {
    machine.policy('a.yaml', NO_ENV);
    load();
    const { atime, mtime, size } = statSync(policyPath());
    writeFileSync(policyPath(), withSid('ByMtime!'));
    truncateSync(policyPath(), size);
    utimesSync(policyPath(), atime, mtime);
    expect(sids(load())).toEqual(['ByMtime!']);
  });

  it('look at the content while a change is so young that times prove nothing', () => {
    machine.policy('a.yaml', NO_ENV);
    load({ now: Date.now });
    const cache = cached();
    expect(cache.settled).toBe(false);
    // As if the file had been changed within the same clock tick: the times recorded still fit.
    writeFileSync(policyPath(), withSid('Raced'));
    const { dev, ino, mode, size, mtimeMs, ctimeMs } = statSync(policyPath());
    const print = `${dev} ${ino} ${mode} ${size} ${mtimeMs} ${ctimeMs}`;
    const watched = cache.watched.map(
      ([path, old]) => [path, path === policyPath() ? print : old] as const,
    );
    writeCacheFile(set(), { ...cache, watched });
    expect(sids(load({ now: Date.now }))).toEqual(['Raced']);
  });

  it('keep what was compiled when a file was only touched', () => {
    machine.policy('a.yaml', NO_ENV);
    load();
    // Shows that the next answer is not compiled again.
    writeCacheFile(
      set(),
      cached((text) => text.replaceAll('BlockEnv', 'KeptOnce')),
    );
    utimesSync(policyPath(), new Date(), new Date());
    expect(sids(load())).toEqual(['KeptOnce']);
    expect(sids(load())).toEqual(['KeptOnce']);
    expect(refreshed).toBe(2);
  });

  it('can be compared by content although nothing seems to have changed', () => {
    machine.policy('a.yaml', NO_ENV);
    load();
    const cache = cached();
    writeCacheFile(set(), { ...cache, loaded: { ...cache.loaded, digest: 'forged' } });
    expect(load().digest).toBe('forged');
    expect(load({ trustNothing: true }).digest).not.toBe('forged');
  });

  it.each([
    ['is not JSON', () => '{"format":4,'],
    ['has a head that is not JSON', () => '{"format":4,\t[]'],
    ['has no statements', (text: string) => text.split('\t')[0] ?? ''],
    ['is of another format', (text: string) => text.replace('"format":4', '"format":5')],
    ['is of another version of agsec', (text: string) => text.replace('"1.0.0 ', '"0.9.0 ')],
    ['is of another build', (text: string) => text.replace('"1.0.0 source"', '"1.0.0 other"')],
    ['is of another set', (text: string) => text.replace('"user-tester"', '"user-other"')],
    ['is an array', () => '[]'],
  ])('are compiled again when the cache %s', (_, spoil) => {
    machine.policy('a.yaml', NO_ENV);
    load();
    writeFileSync(cacheFile(), spoil(readFileSync(cacheFile(), 'utf8')));
    expect(sids(load())).toEqual(['BlockEnv']);
    expect(refreshed).toBe(2);
  });

  describe('that somebody else has written', () => {
    const forge = (change: (text: string) => string): void =>
      writeFileSync(cacheFile(), change(readFileSync(cacheFile(), 'utf8')));

    beforeEach(() => {
      machine.policy('a.yaml', NO_ENV);
      load();
    });

    it.each<[string, () => void]>([
      ['changed', () => forge((text) => text.replace('"deny"', '"allow"'))],
      ['without a proof', () => forge((text) => text.split('\n')[0] ?? '')],
      [
        'changed with a note that it was seen',
        () => {
          forge((text) => text.replace('"deny"', '"allow"'));
          const { dev, ino, mode, size, mtimeMs, ctimeMs } = statSync(cacheFile());
          const print = `${dev} ${ino} ${mode} ${size} ${mtimeMs} ${ctimeMs}`;
          writeFileSync(`${cacheFile()}.seen`, `${print}\n${'0'.repeat(64)}\n`);
        },
      ],
    ])('are an issue until doctor mends it: %s', (_, change) => {
      expect(sids(load())).toEqual(['BlockEnv']);
      change();
      for (let time = 0; time < 2; time += 1) {
        expect(load()).toMatchObject({ layers: [], issues: [{ file: cacheFile() }] });
      }
      expect(refreshed).toBe(1);
      expect(removeDamagedCaches(homeLayout(machine.agsecHome))).toEqual([cacheFile()]);
      expect(sids(load())).toEqual(['BlockEnv']);
    });

    it('are compiled again where nothing may be trusted', () => {
      forge((text) => text.replace('"deny"', '"allow"'));
      expect(sids(load({ trustNothing: true }))).toEqual(['BlockEnv']);
      expect(load().issues).toEqual([]);
    });

    it('are proved by content where only the file is another', () => {
      renameSync(cacheFile(), `${cacheFile()}.old`);
      writeFileSync(cacheFile(), readFileSync(`${cacheFile()}.old`));
      expect(sids(load())).toEqual(['BlockEnv']);
      rmSync(`${cacheFile()}.seen`);
      expect(sids(load())).toEqual(['BlockEnv']);
      expect(refreshed).toBe(1);
      expect(removeDamagedCaches(homeLayout(machine.agsecHome))).toEqual([]);
    });

    it('are made again with a new key where the key is gone', () => {
      rmSync(homeLayout(machine.agsecHome).reviewKey);
      expect(sids(load())).toEqual(['BlockEnv']);
      expect(refreshed).toBe(2);
    });

    it('are those of another set under the name of this one', () => {
      const other = userSet(homeLayout(machine.agsecHome), 'other');
      loadSet(other, { compiler: directChunks.compiler, version: '1.0.0', now: Date.now });
      const path = join(machine.agsecHome, 'cache/user-other.json');
      writeFileSync(cacheFile(), readFileSync(path));
      expect(sids(load())).toEqual(['BlockEnv']);
      expect(refreshed).toBe(2);
    });
  });

  it('do without a cache that cannot be written, and leave nothing behind', () => {
    machine.policy('a.yaml', NO_ENV);
    machine.put('home/.agsec/cache', 'in the way');
    expect(sids(load())).toEqual(['BlockEnv']);
    rmSync(join(machine.agsecHome, 'cache'));
    load();
    expect(readdirSync(join(machine.agsecHome, 'cache'))).toEqual([
      'user-tester.json',
      'user-tester.json.seen',
    ]);
  });

  it('are none where nothing is installed, without making a folder', () => {
    expect(load()).toMatchObject({ layers: [], files: 0, issues: [] });
    expect(readdirSync(machine.agsecHome)).toEqual([]);
  });

  it('leave out hidden files and those with other endings', () => {
    for (const name of ['.hidden.yaml', 'a.yaml.bak', 'notes.txt']) machine.policy(name, '%');
    expect(load()).toMatchObject({ files: 0, issues: [] });
  });
});

describe('policies that do not load', () => {
  const issueOf = (loaded: LoadedSet) => loaded.issues.map(({ file, code }) => [file, code]);
  const path = (name: string) => join(machine.agsecHome, 'policies', name);

  it('say where, with the whole path, and leave no layer to judge by', () => {
    machine.policy('a.yaml', NO_ENV);
    machine.policy('b.yaml', 'version: "1.0"\nstatments: []\n');
    const loaded = load();
    expect(loaded.layers).toEqual([]);
    expect(loaded.issues[0]).toMatchObject({ file: path('b.yaml'), line: 2, column: 1 });
    expect(load()).toEqual(loaded);
    expect(refreshed).toBe(1);
  });

  it.each<[string, string, () => unknown]>([
    ['a FIFO', 'not-a-file', () => execFileSync('mkfifo', [path('x.yaml')])],
    ['a folder', 'not-a-file', () => mkdirSync(path('x.yaml'))],
    ['a link to itself', 'unreadable', () => symlinkSync(path('x.yaml'), path('x.yaml'))],
    ['a link to nothing', 'unreadable', () => symlinkSync(path('gone'), path('x.yaml'))],
    ['100 MB large', 'too-large', () => truncateSync(machine.policy('x.yaml', ''), 100 << 20)],
    [
      'not UTF-8',
      'not-utf8',
      () => machine.policy('x.yaml', Buffer.from([0x23, 0xff]).toString('latin1')),
    ],
  ])('are refused when one is %s', (_, code, make) => {
    machine.policy('a.yaml', NO_ENV);
    make();
    if (code === 'not-utf8') writeFileSync(path('x.yaml'), Buffer.from([0x23, 0xff]));
    expect(issueOf(load())).toEqual([[path('x.yaml'), code]]);
    expect(load().layers).toEqual([]);
  });

  it('are refused when a layer is larger than 1 MiB', () => {
    for (let part = 0; part < 5; part += 1) {
      machine.policy(`${part}.yaml`, `#${'x'.repeat(250 * 1024)}\n${withSid(`S${part}`)}`);
    }
    expect(issueOf(load())[0]).toEqual([path('').replace(/\/$/, ''), 'layer-too-large']);
  });

  it('keep the configuration, and a broken configuration keeps no layer', () => {
    machine.config('mode: observe\n');
    machine.policy('a.yaml', 'nonsense: true\n');
    expect(load()).toMatchObject({ config: { mode: 'observe' }, layers: [] });
    machine.policy('a.yaml', NO_ENV);
    machine.config('mod: observe\n');
    const loaded = load();
    expect(loaded.config).toBeUndefined();
    expect(loaded.layers).toEqual([]);
    expect(loaded.issues[0]?.message).toContain('did you mean mode?');
  });
});

describe('other sets', () => {
  const options: LoadOptions = {
    compiler: () => directChunks.compiler(),
    version: '1.0.0',
    now: Date.now,
  };

  it('keep the managed layer out of the home folder of the user', () => {
    machine.put('etc/agsec/policies/a.yaml', NO_ENV);
    machine.put('etc/agsec/config.yaml', 'pin: { mode: enforce }\n');
    const loaded = loadSet(managedSet(machine.root), options);
    expect(loaded.layers.map((layer) => layer.layer)).toEqual(['managed']);
    expect(loaded.config).toEqual({ pin: { mode: 'enforce' } });
    expect(readdirSync(machine.agsecHome)).toEqual([]);
    expect(readdirSync(join(machine.root, 'usr/local/lib/agsec/cache'))).toEqual(['managed.json']);
  });

  it('let nobody but root pin values', () => {
    machine.policy('a.yaml', NO_ENV);
    machine.config('pin: { mode: observe }\n');
    expect(load().issues[0]).toMatchObject({ line: 1, column: 1, code: 'unknown-key' });
  });

  it('do not follow a link that a repository brings', () => {
    const secret = machine.put('home/private.yaml', NO_ENV);
    mkdirSync(join(machine.project, '.agsec/policies'), { recursive: true });
    symlinkSync(secret, join(machine.project, '.agsec/policies/x.yaml'));
    const layout = homeLayout(machine.agsecHome);
    const loaded = loadSet(projectSet(layout, machine.project), options);
    expect(loaded.layers).toEqual([]);
    expect(loaded.issues[0]?.code).toBe('unreadable');
  });
});
