import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Call, PUSH, ReviewWorld, shellCall } from '../../test/review-world.ts';
import type { TestPayload } from '../../test/test-adapter.ts';
import { GRANT_LIFE } from './answer.ts';
import { listAnswers, removeAnswer } from './answer-folder.ts';
import type { GrantScope } from './call-keys.ts';
import { listRequests } from './request-folder.ts';

let world: ReviewWorld;
beforeEach(() => {
  world = new ReviewWorld();
});
afterEach(() => world.home.remove());

describe('a reviewed call', () => {
  it('waits under one id, however often it is asked', () => {
    const first = world.ask();
    expect(first).toMatchObject({
      effective: { effect: 'review' },
      reviewId: expect.stringMatching(/^[0-9a-z]{8}$/),
      recorded: { answer: 'waiting', id: first.reviewId },
    });
    expect(world.ask().reviewId).toBe(first.reviewId);
    expect(world.waiting()).toMatchObject({
      id: first.reviewId,
      agent: 'tester',
      session: 's1',
      call: {
        tool: 'Shell',
        cwd: world.home.project,
        sid: 'AskPush',
        reason: 'A person looks',
        actions: [
          { name: 'bash.execute', params: { command: 'git push origin main' } },
          { name: 'command.run' },
          { name: 'git.push', params: { branches: ['main'] }, effect: 'review' },
        ],
      },
    });
  });

  it('is kept privately, without secrets', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    world.ask(shellCall(`git push https://x:${token}@github.com/a/b main`));
    const write = { tool: 'Write', action: 'file.write', session: 's1' } as const;
    const path = join(world.home.project, 'asked/x');
    world.ask({ ...write, params: { file_path: path, content: `token = "${token}"\nline two` } });
    const { reviews, reviewKey } = world.layout;
    const texts = readdirSync(reviews).map((name) => readFileSync(join(reviews, name), 'utf8'));
    expect(texts).toHaveLength(2);
    expect(texts.join()).not.toContain(token);
    expect(texts.join()).toContain('line two');
    expect(statSync(reviews).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(reviews))
      expect(statSync(join(reviews, name)).mode & 0o777).toBe(0o600);
    expect(statSync(reviewKey).mode & 0o777).toBe(0o600);
  });

  it('stops waiting after a day', () => {
    const before = world.ask().reviewId;
    world.now += 24 * 3_600_000;
    expect(listRequests(world.layout, world.now).requests).toEqual([]);
    expect(world.ask().reviewId).not.toBe(before);
  });

  it('makes room when too many wait', () => {
    for (let index = 0; index < 201; index += 1) {
      world.ask(shellCall('git push', { session: `s${index}` }));
      const { reviews } = world.layout;
      // Each a second younger than the one before.
      for (const name of readdirSync(reviews)) {
        const path = join(reviews, name);
        const { mtimeMs } = statSync(path);
        utimesSync(path, mtimeMs / 1000 - 1, mtimeMs / 1000 - 1);
      }
    }
    const { requests } = listRequests(world.layout, world.now);
    expect(requests).toHaveLength(200);
    expect(requests.some(({ session }) => session === 's0')).toBe(false);
    expect(requests.some(({ session }) => session === 's200')).toBe(true);
  }, 60_000);

  it('waits nowhere if the agent asks itself', () => {
    expect(world.ask(PUSH, { asksItself: () => true })).toMatchObject({
      recorded: { answer: 'waiting' },
    });
    expect(existsSync(world.layout.reviews)).toBe(false);
  });
});

describe('a yes', () => {
  it('lets exactly this call pass, once', () => {
    world.ask();
    const { id } = world.approve();
    expect(world.ask()).toMatchObject({
      effective: { effect: 'allow', matched_by: 'explicit_review' },
      recorded: { id, answer: 'approved', scope: 'once', by: 'tess' },
    });
    const again = world.ask();
    expect(again.effective.effect).toBe('review');
    expect(again.reviewId).not.toBe(id);
  });

  it('is good for nothing when its file is put back after use', () => {
    world.ask();
    const { key } = world.approve();
    const path = `${world.layout.grants}/${key}.answer`;
    const copy = readFileSync(path);
    expect(world.effect()).toBe('allow');
    writeFileSync(path, copy);
    expect(world.effect()).toBe('review');
    expect(listAnswers(world.layout, world.now).answers).toEqual([]);
  });

  it.each<[string, Call]>([
    ['another command', shellCall('git push origin main --force')],
    ['the same in other words', shellCall('git  push origin main')],
    ['more behind it', shellCall('git push origin main; true')],
    ['another session', shellCall('git push origin main', { session: 's2' })],
    ['no session', { ...shellCall('git push origin main'), session: '' }],
    ['another tool', { ...PUSH, tool: 'Monitor' }],
    [
      'another parameter',
      { ...PUSH, params: { command: 'git push origin main', background: true } },
    ],
  ])('is none for %s', (_, payload) => {
    world.ask();
    world.approve();
    expect(world.effect(payload)).not.toBe('allow');
    expect(world.effect()).toBe('allow');
  });

  it('is none in another folder', () => {
    world.home.put('project/sub/x', '');
    world.ask();
    world.approve();
    expect(world.effect({ ...PUSH, cwd: join(world.home.project, 'sub') })).toBe('review');
  });

  it('ends', () => {
    world.ask();
    world.approve();
    world.now += GRANT_LIFE.once;
    expect(world.effect()).toBe('review');
  });

  it('is none while the clock is before it was given', () => {
    world.ask();
    world.approve();
    world.now -= 3_600_000;
    expect(world.effect()).toBe('review');
  });

  it('can be taken back', () => {
    world.ask();
    removeAnswer(world.layout, world.approve('1h'));
    expect(world.effect()).toBe('review');
  });
});

describe('a longer yes', () => {
  const elsewhere = { cwd: '/', session: 's2' };

  it.each<[GrantScope, Partial<TestPayload>, string]>([
    ['session', {}, 'allow'],
    ['session', { session: 's2' }, 'review'],
    ['1h', {}, 'allow'],
    ['1h', { session: 's2' }, 'allow'],
    ['project', {}, 'allow'],
    ['project', { session: 's2' }, 'allow'],
  ])('for %s, call from %j: %s, again and again', (scope, change, expected) => {
    world.ask();
    world.approve(scope);
    expect(world.effect({ ...PUSH, ...change })).toBe(expected);
    expect(world.effect({ ...PUSH, ...change })).toBe(expected);
  });

  it.each(['session', '1h', 'project'] as const)('for %s ends', (scope) => {
    world.ask();
    world.approve(scope);
    world.now += GRANT_LIFE[scope] - 1;
    expect(world.effect()).toBe('allow');
    world.now += 1;
    expect(world.effect()).toBe('review');
  });

  it('never lifts a deny', () => {
    const both = shellCall('git push; rm x');
    world.ask();
    world.approve('1h');
    expect(world.decide(both).effective.effect).toBe('deny');
    expect(world.decide({ ...PUSH, ...elsewhere }).effective.effect).toBe('review');
  });
});

describe('a no', () => {
  it('is given to the agent with its reason, and again without asking', () => {
    world.ask();
    const { id } = world.approve('once', { verdict: 'denied', because: 'use a branch' });
    for (let time = 0; time < 2; time += 1) {
      expect(world.ask()).toMatchObject({
        effective: { effect: 'deny', reason: 'A person refused this call: use a branch' },
        recorded: { id, answer: 'denied', by: 'tess' },
      });
    }
    expect(listRequests(world.layout, world.now).requests).toEqual([]);
  });
});
