import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstallPlan, Place } from '@agsec/runtime';
import { applyPlan, installedWait, moreForWait, possibleWait, removePlan } from '@agsec/runtime';
import { type TemporaryHome, temporaryHome } from '@agsec/runtime/testing';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { runAtTerminal, runBuilt } from '../../test/built-entry.ts';
import { FakePerson } from '../../test/fake-person.ts';
import { AGENTS, type Agent } from '../adapters.ts';

/** Seconds of `review.wait`, and by how much longer each agent is told to wait for that. */
const MORE: { readonly [agent: string]: readonly (readonly [wait: number, more: number])[] } = {
  'claude-code': [
    [0, 0],
    [5, 0],
    [5.5, 6],
    [60, 60],
    [3600, 300],
  ],
  codex: [
    [10, 0],
    [11, 11],
    [3600, 300],
  ],
  copilot: [
    [5, 0],
    [60, 60],
    [3600, 300],
  ],
  cursor: [
    [5, 0],
    [60, 60],
    [Number.POSITIVE_INFINITY, 300],
  ],
  cline: [
    [10, 0],
    [11, 11],
    [3600, 11],
  ],
  windsurf: [
    [5, 0],
    [60, 0],
  ],
};

/** Agents that can be told to wait longer for a hook. */
const WAITING = AGENTS.filter(({ adapter }) => moreForWait(adapter, 3600) > 0);

/** An agent's files in a home of its own. */
class Files {
  readonly home: TemporaryHome = temporaryHome();
  readonly #adapter: Agent['adapter'];

  constructor({ adapter }: Agent) {
    this.#adapter = adapter;
    onTestFinished(() => this.home.remove());
  }

  place(reviewWait?: number): Place {
    return { ...this.home.place(), ...(reviewWait === undefined ? {} : { reviewWait }) };
  }

  plan(reviewWait?: number): InstallPlan {
    return this.#adapter.install.plan('user', this.place(reviewWait));
  }

  texts(): readonly (string | undefined)[] {
    return this.plan().edits.map(({ path }) => readIfThere(path));
  }

  install(reviewWait?: number): void {
    const result = applyPlan(this.plan(reviewWait), { agsecHome: this.home.agsecHome });
    expect(result).toMatchObject({ ok: true });
  }

  found(): number | undefined {
    return installedWait(this.#adapter, 'user', this.place(), readIfThere);
  }

  /** Seconds the agent waits for its hook, as its files say. */
  told(): number {
    const hooks = this.#adapter.install.installedHooks?.('user', this.place(), readIfThere);
    return hooks?.[0]?.timeout ?? 0;
  }
}

describe.each(AGENTS)('review.wait of $adapter.title', (agent: Agent) => {
  const { adapter } = agent;

  it.each(MORE[adapter.id] ?? [])('%d s make the timeout %d s longer', (wait, more) => {
    const files = new Files(agent);
    expect(moreForWait(adapter, wait)).toBe(more);
    const { usual = 0 } = adapter.install.waits ?? {};
    expect(possibleWait(adapter, files.place(more))).toBe(usual + more);
  });

  it('is not in the files where it asks for no more than there is', () => {
    const files = new Files(agent);
    files.install();
    const usual = files.texts();
    expect(JSON.stringify(usual)).not.toContain('wait=');
    expect(files.found()).toBe(0);
    files.install(0);
    expect(files.texts()).toEqual(usual);
  });
});

describe.each(WAITING)('a longer review.wait of $adapter.title', (agent: Agent) => {
  const { adapter } = agent;
  const longest = moreForWait(adapter, 3600);

  it('is the same bytes for the same wait, and the usual ones without', () => {
    const files = new Files(agent);
    files.install();
    const usual = files.texts();
    files.install(longest);
    const longer = files.texts();
    expect(JSON.stringify(longer)).toContain(`wait=${longest}`);
    expect(files.found()).toBe(longest);
    files.install(longest);
    expect(files.texts()).toEqual(longer);
    files.install();
    expect(files.texts()).toEqual(usual);
  });

  it('is updated in place, and taken back without a trace', () => {
    const files = new Files(agent);
    const before = files.texts();
    files.install(longest);
    files.install(longest - 4);
    expect(files.found()).toBe(longest - 4);
    expect(JSON.stringify(files.texts())).not.toContain(`wait=${longest}`);
    const { agsecHome } = files.home;
    expect(removePlan(files.plan(longest - 4), { agsecHome })).toMatchObject({ ok: true });
    expect(files.texts()).toEqual(before);
  });

  it('leaves the agent more time than the hook takes', () => {
    const files = new Files(agent);
    files.install(longest);
    const { usual = 0 } = adapter.install.waits ?? {};
    // Five seconds are left of what the agent was told when nobody has answered.
    expect(files.told()).toBeGreaterThanOrEqual(usual + longest + 5);
  });

  it('is part of what the hook is known by', () => {
    const files = new Files(agent);
    files.install(longest);
    const place = files.place(longest);
    for (const { path } of files.plan(longest).edits) {
      const text = readIfThere(path);
      const holdsWait = text?.includes(`wait=${longest}`) === true;
      expect(adapter.staysEffective(path, text, place), path).toBe(true);
      const longer = text?.replaceAll(`wait=${longest}`, 'wait=9999');
      expect(adapter.staysEffective(path, longer, place), path).toBe(!holdsWait);
    }
  });
});

describe('agsec install', () => {
  let person: FakePerson;
  let settings: string;
  beforeEach(() => {
    person = new FakePerson();
    settings = join(person.home, '.claude/settings.json');
    runBuilt(person, ['init']);
  });

  const set = (wait: number): void => {
    person.write(person.state('config.yaml'), `mode: enforce\nreview: { wait: ${wait} }\n`);
  };
  const run = (...words: readonly string[]): string => runBuilt(person, words).stdout;
  const finding = (agent: string): unknown => {
    const { examinations } = JSON.parse(run('doctor', agent, '--json'));
    return examinations[0].findings.find(
      ({ check }: { readonly check: string }) => check === 'review-wait',
    );
  };

  it('makes room for review.wait; doctor and status tell when there is none', async () => {
    run('install', 'claude-code');
    const usual = person.read(settings);
    expect(finding('claude-code')).toBeUndefined();
    set(60);
    expect(finding('claude-code')).toMatchObject({
      level: 'warn',
      detail: expect.stringMatching(/is 60, but a call waits 5 s at most/),
      fix: 'agsec install claude-code',
    });
    expect(run('status')).toMatch(/waits 60 s .*but Claude Code 5 s/);
    run('install', 'claude-code');
    expect(person.read(settings)).toContain('wait=60');
    expect(finding('claude-code')).toMatchObject({ level: 'ok' });
    expect(run('status')).toMatch(/waits 60 s/);
    expect(run('status')).not.toMatch(/but Claude Code|missing or changed/);
    set(0);
    expect(run('status')).not.toMatch(/a call waits|missing or changed/);
    run('install', 'claude-code');
    expect(person.read(settings)).toBe(usual);
    set(60);
    run('install', 'claude-code');
    set(0);
    expect(await runAtTerminal(person, ['uninstall', 'claude-code'], 'code')).toMatchObject({
      status: 0,
    });
    expect(person.exists(settings)).toBe(false);
  }, 120_000);

  it('says what an agent gives no hook, and does not ask to install again', () => {
    set(60);
    run('install', 'windsurf');
    const detail = expect.stringContaining('5 s at most: Windsurf gives no hook more time');
    expect(finding('windsurf')).toEqual({ check: 'review-wait', level: 'ok', detail });
  }, 120_000);

  it('keeps what is installed while the configuration does not load', () => {
    set(60);
    run('install', 'claude-code');
    person.write(person.state('config.yaml'), 'review: { wiat: 60 }\n');
    run('install', 'claude-code');
    expect(person.read(settings)).toContain('wait=60');
  }, 120_000);
});

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
