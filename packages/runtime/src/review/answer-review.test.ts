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
import { decideCall } from '../../test/decide-call.ts';
import type { TestPayload } from '../../test/test-adapter.ts';
import { TestHome } from '../../test/test-home.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { GRANT_LIFE, type ReviewAnswer } from './answer.ts';
import { fileAnswer, listAnswers, removeAnswer } from './answer-folder.ts';
import { answerReview, type ReviewOutcome } from './answer-review.ts';
import type { GrantScope } from './call-keys.ts';
import { listRequests, removeRequest } from './request-folder.ts';
import type { ReviewRequest } from './review-request.ts';

const REVIEWED = `version: "1.0"
default: allow
statements:
  - { sid: AskPush, effect: review, actions: ["git.push", "unknown.*", "code.execute"], reason: A person looks }
  - { sid: AskWrites, effect: review, actions: ["file.write"], conditions: { params.file_path: { op: glob, value: "**/asked/**" } } }
  - { sid: NoDeletes, effect: deny, actions: ["file.delete"] }
`;

let home: TestHome;
let now: number;

beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', REVIEWED);
  now = Date.now();
});
afterEach(() => home.remove());

const layout = () => homeLayout(home.agsecHome);

const shell = (command: string, change: Partial<TestPayload> = {}): Omit<TestPayload, 'hook'> => ({
  tool: 'Shell',
  action: 'bash.execute',
  params: { command },
  session: 's1',
  ...change,
});

const PUSH = shell('git push origin main');

function ask(
  payload: Omit<TestPayload, 'hook'> = PUSH,
  change: { readonly asksItself?: boolean; readonly waitUntil?: number } = {},
): ReviewOutcome {
  const decided = decideCall(home, payload);
  const frame = { id: 'frame', now, durationMicroseconds: 1, version: '1' };
  return answerReview({
    decided,
    home: layout(),
    frame,
    asksItself: false,
    now: () => now,
    ...change,
  });
}

function waiting(): ReviewRequest {
  const [request, ...more] = listRequests(layout(), now).requests;
  if (request === undefined || more.length > 0) throw new Error('not one request waits');
  return request;
}

/** Answers the one call that waits, as `agsec approve` does. */
function approve(scope: GrantScope = 'once', change: Partial<ReviewAnswer> = {}): ReviewAnswer {
  const request = waiting();
  const key = request.keys[scope];
  if (key === undefined) throw new Error(`no key for ${scope}`);
  const answer: ReviewAnswer = {
    id: request.id,
    verdict: 'approved',
    scope,
    key,
    created: now,
    expires: now + GRANT_LIFE[scope],
    by: 'tess',
    agent: request.agent,
    session: request.session,
    roots: request.roots,
    tool: request.call.tool,
    summary: 'git push',
    ...change,
  };
  fileAnswer(layout(), answer);
  removeRequest(layout(), request);
  return answer;
}

const effect = (payload?: Omit<TestPayload, 'hook'>): string => ask(payload).effective.effect;

describe('a reviewed call', () => {
  it('waits under one id, however often it is asked', () => {
    const first = ask();
    expect(first).toMatchObject({
      effective: { effect: 'review' },
      reviewId: expect.stringMatching(/^[0-9a-z]{8}$/),
      recorded: { answer: 'waiting', id: first.reviewId },
    });
    expect(ask().reviewId).toBe(first.reviewId);
    expect(waiting()).toMatchObject({
      id: first.reviewId,
      agent: 'tester',
      session: 's1',
      call: {
        tool: 'Shell',
        cwd: home.project,
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
    ask(shell(`git push https://x:${token}@github.com/a/b main`));
    const write = { tool: 'Write', action: 'file.write', session: 's1' } as const;
    const path = join(home.project, 'asked/x');
    ask({ ...write, params: { file_path: path, content: `token = "${token}"\nline two` } });
    const { reviews, reviewKey } = layout();
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
    const before = ask().reviewId;
    now += 24 * 3_600_000;
    expect(listRequests(layout(), now).requests).toEqual([]);
    expect(ask().reviewId).not.toBe(before);
  });

  it('makes room when too many wait', () => {
    for (let index = 0; index < 201; index += 1) {
      ask(shell('git push', { session: `s${index}` }));
      const { reviews } = layout();
      // Each a second younger than the one before.
      for (const name of readdirSync(reviews)) {
        const path = join(reviews, name);
        const { mtimeMs } = statSync(path);
        utimesSync(path, mtimeMs / 1000 - 1, mtimeMs / 1000 - 1);
      }
    }
    const { requests } = listRequests(layout(), now);
    expect(requests).toHaveLength(200);
    expect(requests.some(({ session }) => session === 's0')).toBe(false);
    expect(requests.some(({ session }) => session === 's200')).toBe(true);
  }, 60_000);

  it('waits nowhere if the agent asks itself', () => {
    expect(ask(PUSH, { asksItself: true })).toMatchObject({ recorded: { answer: 'waiting' } });
    expect(existsSync(layout().reviews)).toBe(false);
  });
});

describe('a yes', () => {
  it('lets exactly this call pass, once', () => {
    ask();
    const { id } = approve();
    expect(ask()).toMatchObject({
      effective: { effect: 'allow', matched_by: 'explicit_review' },
      recorded: { id, answer: 'approved', scope: 'once', by: 'tess' },
    });
    const again = ask();
    expect(again.effective.effect).toBe('review');
    expect(again.reviewId).not.toBe(id);
  });

  it('is good for nothing when its file is put back after use', () => {
    ask();
    const { key } = approve();
    const path = `${layout().grants}/${key}.answer`;
    const copy = readFileSync(path);
    expect(effect()).toBe('allow');
    writeFileSync(path, copy);
    expect(effect()).toBe('review');
    expect(listAnswers(layout(), now).answers).toEqual([]);
  });

  it.each<[string, Omit<TestPayload, 'hook'>]>([
    ['another command', shell('git push origin main --force')],
    ['the same in other words', shell('git  push origin main')],
    ['more behind it', shell('git push origin main; true')],
    ['another session', shell('git push origin main', { session: 's2' })],
    ['no session', { ...shell('git push origin main'), session: '' }],
    ['another tool', { ...PUSH, tool: 'Monitor' }],
    [
      'another parameter',
      { ...PUSH, params: { command: 'git push origin main', background: true } },
    ],
  ])('is none for %s', (_, payload) => {
    ask();
    approve();
    expect(effect(payload)).not.toBe('allow');
    expect(effect()).toBe('allow');
  });

  it('is none in another folder', () => {
    home.put('project/sub/x', '');
    ask();
    approve();
    expect(effect({ ...PUSH, cwd: join(home.project, 'sub') })).toBe('review');
  });

  it('ends', () => {
    ask();
    approve();
    now += GRANT_LIFE.once;
    expect(effect()).toBe('review');
  });

  it('is none while the clock is before it was given', () => {
    ask();
    approve();
    now -= 3_600_000;
    expect(effect()).toBe('review');
  });

  it('can be taken back', () => {
    ask();
    removeAnswer(layout(), approve('1h'));
    expect(effect()).toBe('review');
  });
});

describe('what a call runs and writes', () => {
  const run = shell('sh ./deploy.sh');

  it('voids the yes when the script has changed since', () => {
    home.put('project/deploy.sh', 'git push\n');
    ask(run);
    approve();
    home.put('project/deploy.sh', 'git push\n# and more\n');
    expect(effect(run)).toBe('review');
    home.put('project/deploy.sh', 'git push\n');
    expect(effect(run)).toBe('allow');
  });

  it('voids it when a program run by its path has', () => {
    home.put('project/tool', 'one');
    const line = shell('./tool && git push');
    ask(line);
    approve('1h');
    expect(effect(line)).toBe('allow');
    home.put('project/tool', 'two');
    expect(effect(line)).toBe('review');
  });

  it('voids it when other content would be written', () => {
    const write = (content: string) => ({
      tool: 'Write',
      action: 'file.write',
      session: 's1',
      params: { file_path: join(home.project, 'asked/x'), content },
    });
    ask(write('one'));
    approve('session');
    expect(effect(write('two'))).toBe('review');
    expect(effect(write('one'))).toBe('allow');
  });

  it('knows arguments whatever their order, and no two that differ', () => {
    const tool = (args: { readonly [name: string]: string | number }) => ({
      tool: 'New',
      action: 'unknown.New',
      session: 's1',
      params: { args },
    });
    ask(tool({ a: 1, b: 'x' }));
    approve('1h');
    expect(effect(tool({ b: 'x', a: 1 }))).toBe('allow');
    expect(effect(tool({ a: '1', b: 'x' }))).toBe('review');
    expect(effect(tool({ a: 1, b: 'x', c: '' }))).toBe('review');
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
    ask();
    approve(scope);
    expect(effect({ ...PUSH, ...change })).toBe(expected);
    expect(effect({ ...PUSH, ...change })).toBe(expected);
  });

  it.each(['session', '1h', 'project'] as const)('for %s ends', (scope) => {
    ask();
    approve(scope);
    now += GRANT_LIFE[scope] - 1;
    expect(effect()).toBe('allow');
    now += 1;
    expect(effect()).toBe('review');
  });

  it('never lifts a deny', () => {
    const both = shell('git push; rm x');
    ask();
    approve('1h');
    expect(decideCall(home, both).effective.effect).toBe('deny');
    expect(decideCall(home, { ...PUSH, ...elsewhere }).effective.effect).toBe('review');
  });
});

describe('a no', () => {
  it('is given to the agent with its reason, and again without asking', () => {
    ask();
    const { id } = approve('once', { verdict: 'denied', because: 'use a branch' });
    for (let time = 0; time < 2; time += 1) {
      expect(ask()).toMatchObject({
        effective: { effect: 'deny', reason: 'A person refused this call: use a branch' },
        recorded: { id, answer: 'denied', by: 'tess' },
      });
    }
    expect(listRequests(layout(), now).requests).toEqual([]);
  });
});

describe('what nobody with the key has written', () => {
  const forge = (path: string, change: (text: string) => string): void =>
    writeFileSync(path, change(readFileSync(path, 'utf8')));

  it('is no yes, and is told of', () => {
    ask();
    const { key } = approve();
    forge(`${layout().grants}/${key}.answer`, (text) => text.replace('tess', 'root'));
    expect(ask()).toMatchObject({
      effective: { effect: 'review' },
      recorded: { answer: 'waiting', forged: true },
    });
    expect(listAnswers(layout(), now).forged).toHaveLength(1);
  });

  it('is no yes without the key either', () => {
    ask();
    approve();
    writeFileSync(layout().reviewKey, '');
    expect(() => ask()).toThrow(/holds no key/);
    writeFileSync(layout().reviewKey, `${'0'.repeat(64)}\n`);
    expect(ask().recorded).toMatchObject({ answer: 'waiting', forged: true });
  });

  it('is no yes under the name of another call, or of another kind', () => {
    ask();
    const yes = readFileSync(`${layout().grants}/${approve('1h').key}.answer`);
    const other = shell('git push origin prod');
    ask(other);
    const { keys } = waiting();
    const asked = readFileSync(`${layout().reviews}/${keys.once}.request`);
    for (const forged of [yes, asked]) {
      writeFileSync(`${layout().grants}/${keys.once}.answer`, forged);
      expect(ask(other)).toMatchObject({
        effective: { effect: 'review' },
        recorded: { forged: true },
      });
    }
  });

  it('is no request', () => {
    ask();
    const { once } = waiting().keys;
    forge(`${layout().reviews}/${once}.request`, (text) => text.replace('git push', 'git pull'));
    const { requests, forged } = listRequests(layout(), now);
    expect([requests, forged]).toEqual([[], [{ path: `${layout().reviews}/${once}.request` }]]);
  });
});

describe('what no yes lifts', () => {
  it("is agsec's own", () => {
    const line = shell('echo x > $HOME/.agsec/$(date)');
    const { effective, final } = decideCall(home, line);
    expect([effective.matched_by, final]).toEqual(['self_protection', true]);
    const settings = { tool: 'Shell', action: 'bash.execute', session: 's1' } as const;
    const odd = ask({ ...settings, params: { command: 'sed -i s/a/b/ .tester/settings' } });
    expect(odd).toMatchObject({ recorded: { answer: 'not-approvable' } });
    expect(odd.reviewId).toBeUndefined();
    expect(existsSync(layout().reviews)).toBe(false);
  });

  it('is not what executes: that a person may allow', () => {
    const servers = {
      tool: 'Write',
      action: 'file.write',
      session: 's1',
      params: { file_path: join(home.project, '.tester/servers'), content: '{}' },
    };
    expect(ask(servers).effective).toMatchObject({
      effect: 'review',
      matched_by: 'self_protection',
    });
    approve();
    expect(effect(servers)).toBe('allow');
  });

  it.each<[string, string, boolean, boolean]>([
    ['its own review', '', false, true],
    ['nothing', 'grants: none\n', false, false],
    ['everything', 'grants: all\n', true, true],
  ])('is for root to say: %s', (_, config, ofRoot, ofUser) => {
    home.put('etc/agsec/config.yaml', config);
    home.put('etc/agsec/policies/m.yaml', 'version: "1.0"\nstatements: []\ndefault: allow\n');
    const isApprovable = (): boolean => ask().reviewId !== undefined;
    expect(isApprovable()).toBe(ofUser);
    home.put('etc/agsec/policies/m.yaml', REVIEWED);
    expect(isApprovable()).toBe(ofRoot);
  });
});

describe('a hook that waits', () => {
  it('goes on with the answer that comes meanwhile', () => {
    ask();
    const start = now;
    const times = [start, start, start + 100];
    const decided = decideCall(home, PUSH);
    const frame = { id: 'frame', now, durationMicroseconds: 1, version: '1' };
    const outcome = answerReview({
      decided,
      home: layout(),
      frame,
      asksItself: false,
      waitUntil: start + 60_000,
      now: () => {
        const next = times.shift();
        // The person answers while it sleeps for the first time.
        if (next === undefined) {
          now = start + 200;
          if (listRequests(layout(), now).requests.length > 0) approve();
        }
        return next ?? now;
      },
    });
    expect(outcome).toMatchObject({
      effective: { effect: 'allow' },
      recorded: { answer: 'approved', waited_ms: expect.any(Number) },
    });
  });

  it('says until when it waits, and then denies with the id', () => {
    const waitUntil = Date.now() + 300;
    const decided = decideCall(home, PUSH);
    const frame = { id: 'frame', now, durationMicroseconds: 1, version: '1' };
    const outcome = answerReview({
      decided,
      home: layout(),
      frame,
      asksItself: false,
      waitUntil,
      now: Date.now,
    });
    expect(outcome).toMatchObject({
      effective: { effect: 'review' },
      reviewId: waiting().id,
      recorded: { answer: 'waiting' },
    });
    expect(Date.now()).toBeGreaterThanOrEqual(waitUntil);
    expect(outcome.recorded.waited_ms).toEqual(expect.any(Number));
    expect(waiting().waits_until).toBe(waitUntil);
  });
});
