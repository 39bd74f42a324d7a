import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildSampleHook, type SampleHook } from '../../test/build-sample-hook.ts';
import { sampleAdapter } from '../../test/sample-adapter.ts';
import type { Adapter, DoctorFinding, Place } from '../adapter.ts';
import { directChunks } from '../chunks/direct-chunks.ts';
import type { Machine } from '../decide/machine.ts';
import { acceptAll } from '../policy-acceptance/accept.ts';
import { nodeDisk } from '../resolve/disk.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { installAgent } from '../testing/installed-agent.ts';
import { type TemporaryHome, temporaryHome } from '../testing/temporary-home.ts';
import { runDoctor } from './run-doctor.ts';
import { collectStatus } from './status.ts';

const POLICY = 'version: "1.0"\ndefault: allow\nstatements: []\n';

let built: SampleHook;
let home: TemporaryHome;

beforeAll(async () => {
  built = await buildSampleHook();
}, 60_000);

beforeEach(() => {
  home = temporaryHome();
  home.policies(POLICY);
  accept();
  return () => home.remove();
});

/** The person stands behind their policies as they are. */
const accept = (): void => acceptAll(homeLayout(home.agsecHome), Date.now());

function machine(): Machine {
  const { agsecHome, node, os, root } = home.place();
  return {
    home: home.home,
    user: 'dev',
    os,
    agsecHome,
    node,
    root,
    disk: nodeDisk(),
    chunks: directChunks,
    now: Date.now,
    version: 'test',
  };
}

function examine(adapter = sampleAdapter, place = home.place()): Promise<readonly DoctorFinding[]> {
  const { environment } = home;
  return runDoctor(adapter, { machine: machine(), place, scope: 'user', environment });
}

/** Findings other than `ok` of the checks that can be mended. */
async function problems(adapter?: Adapter, place?: Place): Promise<readonly DoctorFinding[]> {
  const findings = await examine(adapter, place);
  return findings.filter(({ check, level }) => level !== 'ok' && check !== 'capabilities');
}

const install = (): ReturnType<typeof installAgent> =>
  installAgent(sampleAdapter, { ...built, home });

describe('runDoctor', () => {
  it('finds nothing to mend in a fresh installation, and says what was examined', async () => {
    install();
    const findings = await examine();
    expect(findings.filter(({ level }) => level === 'ok').map(({ check }) => check)).toEqual([
      'home',
      'policies',
      'accepted',
      'mode',
      'reviews',
      'log',
      'node',
      'hook-files',
      'installed',
      'probe',
      'client',
    ]);
    expect(await problems()).toEqual([]);
  });

  it('prints what the agent leaves open, from its table', async () => {
    install();
    const findings = (await examine()).filter(({ check }) => check === 'capabilities');
    expect(findings).toEqual([
      {
        check: 'capabilities',
        level: 'warn',
        detail: expect.stringContaining('before_tool, the person switches hooks off'),
      },
      {
        check: 'capabilities',
        level: 'warn',
        detail: 'no hook is asked about commands a person types',
        fix: 'none needed',
      },
    ]);
  });

  it('says that nothing is installed', async () => {
    expect(await problems()).toMatchObject([
      { check: 'hook-files', level: 'open' },
      { check: 'installed', level: 'open', fix: 'agsec install sample' },
      { check: 'probe', level: 'open', detail: 'there is no hook to test' },
    ]);
  });

  it('says that there is no state folder', async () => {
    rmSync(home.agsecHome, { recursive: true });
    const found = await problems();
    expect(found[0]).toMatchObject({ check: 'home', level: 'open', fix: 'agsec init' });
    expect(found[1]).toMatchObject({ check: 'policies', level: 'open' });
  });

  it('finds a state folder that others may enter, and one inside that they may write in', async () => {
    install();
    chmodSync(home.agsecHome, 0o755);
    expect(await problems()).toMatchObject([
      { check: 'home', detail: expect.stringContaining('755') },
    ]);
    chmodSync(home.agsecHome, 0o700);
    chmodSync(join(home.agsecHome, 'policies'), 0o777);
    expect(await problems()).toMatchObject([
      { check: 'home', detail: expect.stringContaining('policies') },
    ]);
  });

  it('names file, line and column of a policy that does not load, and that every call is denied', async () => {
    install();
    home.policies('version: "1.0"\nstatements:\n  - sid: A\n    effect: forbid\n');
    const found = await problems();
    expect(found[0]?.detail).toMatch(/policies\/test\.yaml:\d+:\d+: /);
    expect(found.at(-1)).toMatchObject({ check: 'probe', level: 'warn' });
  });

  it('says when policies are only observed', async () => {
    install();
    home.write('home/.agsec/config.yaml', 'mode: observe\n');
    accept();
    expect(await problems()).toMatchObject([
      { check: 'mode', level: 'warn', fix: 'agsec enforce' },
    ]);
  });

  it('finds policies that changed since they were accepted, or that nobody has accepted', async () => {
    install();
    home.policies(`${POLICY}# changed\n`);
    const changed = { check: 'accepted', level: 'warn', fix: 'agsec policy accept' };
    expect(await problems()).toMatchObject([changed]);
    rmSync(homeLayout(home.agsecHome).accepted);
    expect(await problems()).toMatchObject([changed]);
  });

  it('mends compiled policies that somebody else has written, and says so', async () => {
    const agent = install();
    const { stdin } = sampleAdapter.probe('allow', home.place());
    await agent.run(stdin);
    const path = join(home.agsecHome, 'cache/user-sample.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('{', '{ '));
    const { stdout } = await agent.run(stdin);
    expect(stdout).toContain('agsec doctor');
    expect(await problems()).toMatchObject([{ check: 'cache', level: 'warn' }]);
    expect(await problems()).toEqual([]);
  });

  it('finds a node that is gone, that is no program, and that others can replace', async () => {
    install();
    const place = home.place();
    expect((await problems(undefined, { ...place, node: '/nowhere/node' }))[0]).toMatchObject({
      check: 'node',
    });
    const copy = join(home.folder, 'tools/node');
    mkdirSync(join(home.folder, 'tools'));
    writeFileSync(copy, 'no program');
    expect((await problems(undefined, { ...place, node: copy }))[0]).toMatchObject({
      check: 'node',
    });
    copyFileSync('/bin/true', copy);
    chmodSync(copy, 0o755);
    chmodSync(join(home.folder, 'tools'), 0o777);
    expect((await problems(undefined, { ...place, node: copy }))[0]).toMatchObject({
      check: 'node',
      detail: expect.stringContaining('replace the node'),
    });
  });

  it('finds a bundle that was changed, removed, or made writable, and a loader that was changed', async () => {
    const { files } = install();
    const bundle = join(files.folder, 'compiler.cjs');
    chmodSync(bundle, 0o666);
    expect(await problems()).toMatchObject([
      { check: 'hook-files', detail: expect.stringContaining('other users') },
    ]);
    chmodSync(bundle, 0o600);
    writeFileSync(bundle, 'exports.loadPolicies = () => ({});');
    expect(await problems()).toContainEqual(
      expect.objectContaining({ check: 'changed-files', level: 'open' }),
    );
    rmSync(bundle);
    expect(await problems()).toContainEqual(
      expect.objectContaining({ detail: expect.stringContaining('missing') }),
    );
    writeFileSync(files.loader, 'process.exit(0)');
    const found = await problems();
    expect(found).toContainEqual(
      expect.objectContaining({ check: 'changed-files', level: 'open' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        check: 'probe',
        level: 'open',
        detail: expect.stringContaining('lets a call pass'),
      }),
    );
  });

  it('says that the code cache is missing', async () => {
    const { files } = install();
    for (const name of readdirSync(files.folder).filter((file) => file.endsWith('.cache'))) {
      rmSync(join(files.folder, name));
    }
    expect(await problems()).toMatchObject([{ check: 'hook-files', level: 'warn' }]);
  });

  it('finds an installed command that was changed, by its text and by what it does', async () => {
    install();
    const settings = home.read('home/.sample/hooks.json') ?? '';
    home.write('home/.sample/hooks.json', settings.replace('exit 2', 'exit 0; exit 2'));
    expect(await problems()).toMatchObject([{ check: 'installed', level: 'open' }]);
    home.write(
      'home/.sample/hooks.json',
      settings.replace('/usr/bin/env -i', 'true /usr/bin/env -i'),
    );
    expect(await problems()).toMatchObject([
      { check: 'installed', level: 'open' },
      { check: 'probe', level: 'open' },
    ]);
  });

  it('finds a hook that does not answer in time', async () => {
    install();
    const slow: Adapter = {
      ...sampleAdapter,
      install: {
        ...sampleAdapter.install,
        installedHooks: (...input) =>
          (sampleAdapter.install.installedHooks?.(...input) ?? []).map((hook) => ({
            ...hook,
            command: { kind: 'shell', line: 'sleep 30 & wait' },
            timeout: 0.2,
          })),
      },
    };
    expect(await problems(slow)).toMatchObject([
      { check: 'probe', level: 'open', detail: expect.stringContaining('did not answer in time') },
    ]);
  });

  it('finds the version of the client', async () => {
    install();
    const program = home.write('programs/sample-agent', '#!/bin/sh\necho "1.2.345 (Sample)"\n');
    chmodSync(program, 0o755);
    const environment = { ...home.environment, PATH: `${home.folder}/programs:/usr/bin:/bin` };
    const options = {
      machine: machine(),
      place: home.place(),
      scope: 'user',
      environment,
    } as const;
    expect(await runDoctor(sampleAdapter, options)).toContainEqual({
      check: 'client',
      level: 'ok',
      detail: 'version 1.2.345',
    });
  });

  it('goes on when a check fails', async () => {
    install();
    const broken: Adapter = {
      ...sampleAdapter,
      install: {
        ...sampleAdapter.install,
        doctor: () => {
          throw new Error('a defect');
        },
      },
    };
    const findings = await examine(broken);
    expect(findings).toContainEqual({
      check: 'agent',
      level: 'open',
      detail: 'this could not be examined: a defect',
    });
    expect(findings.at(-1)).toMatchObject({ check: 'capabilities' });
  });

  it('says that an adapter cannot be tested live', async () => {
    install();
    const { installedHooks: _, ...rest } = sampleAdapter.install;
    expect(await problems({ ...sampleAdapter, install: rest })).toMatchObject([
      { check: 'probe', level: 'warn' },
    ]);
  });
});

describe('collectStatus', () => {
  it('gives version, scopes and the last call of an agent', async () => {
    const options = { place: home.place(), environment: home.environment };
    expect(await collectStatus([sampleAdapter], options)).toEqual([
      { agent: 'sample', title: 'Sample agent', installed: [] },
    ]);
    const { run } = install();
    await run({ event: 'before_tool', session: 's', cwd: home.project, tool: 'todo', input: {} });
    expect(await collectStatus([sampleAdapter], options)).toEqual([
      {
        agent: 'sample',
        title: 'Sample agent',
        installed: ['user'],
        lastCall: { ts: expect.any(String), tool: 'todo', effective: 'allow' },
      },
    ]);
  });
});
