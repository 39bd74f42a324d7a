import type { Decision, Event } from '@agsec/core';
import { describe, expect, it } from 'vitest';
import { denied } from './probe.ts';
import { DENY_BEGINS, respond, respondFailure, respondNothing } from './respond.ts';

const event: Event = {
  hook: 'PreToolUse',
  tool: 'run_commands',
  context: { agent: 'cline' },
  operations: [],
};
const none = { layers: [], actions: [] } as const;
const decision = (effect: Decision['effect']): Decision => ({
  ...none,
  effect,
  matched_by: effect === 'allow' ? 'explicit_allow' : 'explicit_deny',
  reason: 'It is "so"',
});

describe('the exact bytes of each answer', () => {
  it.each([
    ['allow, pass', respond(event, decision('allow'), { allowMeans: 'pass' }), '{}'],
    [
      'allow, approve: the client has no such answer',
      respond(event, decision('allow'), { allowMeans: 'approve' }),
      '{}',
    ],
    ['an event that needs no answer', respondNothing(), '{}'],
    [
      'deny',
      respond(event, decision('deny'), { allowMeans: 'approve' }),
      '{"cancel":true,"errorMessage":"agsec denied this run_commands call. It is \\"so\\". Do not try to get the same result another way."}',
    ],
    [
      'review with an id',
      respond(event, decision('review'), { allowMeans: 'pass', reviewId: 'k3v9' }),
      '{"cancel":true,"errorMessage":"agsec holds this run_commands call until a human approves it. It is \\"so\\". Ask your user to run `agsec approve k3v9` in a terminal, wait, then send the same call again. Do not try to get the same result another way."}',
    ],
    [
      'failure',
      respondFailure({ code: 'bad-input', message: 'no JSON' }),
      '{"cancel":true,"errorMessage":"agsec: no JSON"}',
    ],
  ])('%s', (_, output, stdout) => {
    expect(output).toEqual({ stdout, stderr: '', exitCode: 0 });
    expect(denied(output)).toBe(stdout !== '{}');
    expect(stdout === '{}' || stdout.startsWith(DENY_BEGINS)).toBe(true);
  });
});

describe('what the client takes for a deny', () => {
  it.each([
    ['the word true', '{"cancel":"true"}'],
    ['another field', '{"permissionDecision":"deny"}'],
    ['text', 'no'],
    ['nothing', ''],
    ['a list', '[true]'],
    ['false', '{"cancel":false}'],
  ])('is not %s', (_, stdout) => {
    expect(denied({ stdout, stderr: '', exitCode: 2 })).toBe(false);
  });
});
