import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestPayload, testAdapter } from '../../test/test-adapter.ts';
import { ALLOW_ALL, TestHome } from '../../test/test-home.ts';
import type { Adapter, HeldCall, Holding, ParseResult } from '../adapter.ts';
import { randomToken } from '../adapter-kit/random-token.ts';
import { installedSources } from '../decide/machine.ts';
import { answerCall } from './answer-call.ts';

const POLICY = `version: "1.0"
statements:
  - { sid: AskTouch, effect: review, actions: [command.run], conditions: { params.name: touch } }
  - { sid: NoRm, effect: deny, actions: [command.run], conditions: { params.name: rm } }
`;

let home: TestHome;
let held: HeldCall;
beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', ALLOW_ALL);
  home.policy('b.yaml', POLICY);
  held = { program: '/x/asks', line: 'touch made', token: randomToken() };
});
afterEach(() => home.remove());

const HELD = { stdout: '{"decision":"held"}', stderr: '', exitCode: 0 };

function holding(change: Partial<Holding> = {}): Holding {
  return { hold: () => HELD, isAsked: () => true, ...change };
}

/** The agent is about to ask: the call comes back with what it was held in. */
function asking(input: unknown, environment: object): ParseResult {
  const result = testAdapter.parse(input, { ...environment });
  return result.kind === 'event' ? { kind: 'event', event: { ...result.event, held } } : result;
}

function answer(command: string, change: Partial<Adapter>): { [key: string]: unknown } {
  const payload: TestPayload = {
    hook: 'call',
    tool: 'Shell',
    action: 'bash.execute',
    session: 's1',
    cwd: home.project,
    params: { command },
  };
  const output = answerCall(Buffer.from(JSON.stringify(payload)), {
    adapter: { ...testAdapter, ...change },
    environment: { TESTER_ROOT: home.project },
    machine: home.machine,
    sources: installedSources(home.machine, testAdapter.id),
    timeLeft: () => 20_000,
    recordBy: Date.now() + 2000,
    elapsed: () => 1,
  });
  return JSON.parse(output.stdout);
}

const questions = (): string => join(home.agsecHome, 'questions');
const noted = (): readonly string[] => (existsSync(questions()) ? readdirSync(questions()) : []);
const waiting = (): boolean => existsSync(join(home.agsecHome, 'reviews'));

describe('a call to be reviewed', () => {
  it('is held where the agent can be brought to ask, and waits nowhere else', () => {
    expect(answer('touch made', { holding: holding() })).toEqual({ decision: 'held' });
    expect([noted(), waiting()]).toEqual([[], false]);
  });

  it('waits under an id where it cannot', () => {
    const none = holding({ hold: () => undefined });
    expect(answer('touch made', { holding: none })).toMatchObject({
      decision: 'review',
      review: expect.stringMatching(/^[0-9a-z]{8}$/),
    });
  });

  it('is not held where the policies allow or deny it, or a person wants it otherwise', () => {
    const hold = vi.fn(() => HELD);
    expect(answer('ls', { holding: holding({ hold }) })).toMatchObject({ decision: 'allow' });
    expect(answer('rm x', { holding: holding({ hold }) })).toMatchObject({ decision: 'deny' });
    home.config('review: { native: never }\n');
    expect(answer('touch made', { holding: holding({ hold }) })).toMatchObject({
      decision: 'deny',
      reason: expect.stringMatching(/agsec approve/),
    });
    expect(hold).not.toHaveBeenCalled();
  });
});

describe('the question about a held call', () => {
  const parse = asking;

  it('is noted, and left to the person', () => {
    expect(answer('touch made', { parse, holding: holding() })).toMatchObject({ decision: 'none' });
    expect(noted()).toEqual([held.token]);
    expect(waiting()).toBe(false);
  });

  it('is noted where a policy allows the call by now', () => {
    expect(answer('ls', { parse, holding: holding() })).toMatchObject({ decision: 'none' });
    expect(noted()).toEqual([held.token]);
  });

  it.each<[string, string, Partial<Holding> | undefined]>([
    ['a policy denies the call', 'rm x', {}],
    ['no person is asked', 'touch made', { isAsked: () => false }],
    ['the agent cannot be brought to ask', 'touch made', undefined],
  ])('is a denial where %s', (_, command, change) => {
    const more = change === undefined ? {} : { holding: holding(change) };
    expect(answer(command, { parse, ...more })).toMatchObject({ decision: 'deny' });
    expect(noted()).toEqual([]);
  });

  it('is a denial where it cannot be noted or recorded', () => {
    writeFileSync(questions(), '');
    expect(answer('touch made', { parse, holding: holding() })).toMatchObject({ decision: 'deny' });
    rmSync(questions());
    rmSync(join(home.agsecHome, 'audit'), { recursive: true, force: true });
    writeFileSync(join(home.agsecHome, 'audit'), '');
    expect(answer('touch made', { parse, holding: holding() })).toMatchObject({ decision: 'deny' });
    expect(noted()).toEqual([]);
  });

  it('is forgotten after a week', () => {
    mkdirSync(questions());
    const [old, recent] = [join(questions(), 'old'), join(questions(), 'recent')];
    writeFileSync(old, '');
    writeFileSync(recent, '');
    const days = (count: number): number => Date.now() / 1000 - count * 86_400;
    utimesSync(old, days(8), days(8));
    utimesSync(recent, days(6), days(6));
    answer('touch made', { parse, holding: holding() });
    expect(noted()).toEqual([held.token, 'recent'].sort());
  });
});
