import type { Decision } from '@agsec/core';
import type { ParsedEvent } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { denied } from './probe.ts';
import { asks, respond, respondFailure, respondNothing } from './respond.ts';

const event: ParsedEvent = {
  hook: 'preToolUse',
  tool: 'bash',
  context: { agent: 'copilot', headless: 'unknown' },
  operations: [],
};
const interactive: ParsedEvent = { ...event, context: { agent: 'copilot', headless: 'no' } };
const permission: ParsedEvent = { ...interactive, hook: 'permissionRequest', secondary: true };

const plain = { layers: [], actions: [], reason: 'Environment files hold secrets' } as const;
const allow: Decision = { ...plain, effect: 'allow', matched_by: 'explicit_allow' };
const deny: Decision = { ...plain, effect: 'deny', matched_by: 'explicit_deny' };
const review: Decision = { ...plain, effect: 'review', matched_by: 'explicit_review' };

const pass = { allowMeans: 'pass' } as const;
const approve = { allowMeans: 'approve' } as const;

function both(decision: string, reason?: string) {
  const verdict = {
    permissionDecision: decision,
    ...(reason === undefined ? {} : { permissionDecisionReason: reason }),
  };
  return JSON.stringify({
    ...verdict,
    hookSpecificOutput: { hookEventName: 'PreToolUse', ...verdict },
  });
}

const HELD =
  'agsec holds this bash call until a human approves it. Environment files hold secrets.';
const END = 'Do not try to get the same result another way.';

describe('the exact bytes of each answer', () => {
  it.each([
    ['allow, pass', respond(event, allow, pass), '{}'],
    ['allow, approve', respond(event, allow, approve), both('allow')],
    [
      'deny',
      respond(event, deny, pass),
      both('deny', `agsec denied this bash call. Environment files hold secrets. ${END}`),
    ],
    [
      'a review that waits for a person elsewhere',
      respond(event, review, { ...pass, reviewId: 'k3v9x2ab' }),
      both(
        'deny',
        `${HELD} Ask your user to run \`agsec approve k3v9x2ab\` in a terminal, wait, then send the same call again. ${END}`,
      ),
    ],
    ['a review in an interactive session', respond(interactive, review, pass), both('ask', HELD)],
    [
      'deny of a permission',
      respond(permission, deny, pass),
      JSON.stringify({
        behavior: 'deny',
        message: `agsec denied this bash call. Environment files hold secrets. ${END}`,
      }),
    ],
    ['allow of a permission', respond(permission, allow, approve), '{}'],
    ['an event that needs no answer', respondNothing(), '{}'],
  ])('%s', (_, output, stdout) => {
    expect(output).toEqual({ stdout, stderr: '', exitCode: 0 });
  });

  it.each([
    ['preToolUse', 'preToolUse', both('deny', 'agsec: too late')],
    ['PreToolUse', 'PreToolUse', both('deny', 'agsec: too late')],
    ['a permission', 'permissionRequest', '{"behavior":"deny","message":"agsec: too late"}'],
    ['nobody knows what', undefined, both('deny', 'agsec: too late')],
  ])('failure of %s, on stdout, on stderr and by status', (_, hook, stdout) => {
    const failure = { code: 'deadline', message: 'too late' } as const;
    const output = respondFailure(hook === undefined ? failure : { ...failure, hook });
    expect(output).toEqual({ stdout, stderr: 'agsec: too late\n', exitCode: 2 });
  });
});

describe('a review', () => {
  it('is asked only where a person sees it, about a tool call', () => {
    expect([event, interactive, permission].map(asks)).toEqual([false, true, false]);
    expect(respond(permission, review, pass).stdout).toContain('"deny"');
    expect(respond(event, review, pass).stdout).not.toContain('"ask"');
  });

  it('that waits elsewhere is not asked as well', () => {
    const { stdout } = respond(interactive, review, { ...pass, reviewId: 'k3v9x2ab' });
    expect(stdout).toContain('"deny"');
    expect(stdout).toContain('k3v9x2ab');
  });
});

it('what passes in spite of a policy does not answer the prompt', () => {
  const observed: Decision = { ...allow, matched_by: 'explicit_deny' };
  expect(respond(event, observed, approve).stdout).toBe('{}');
});

describe('what counts as denied', () => {
  const status = (exitCode: number, stdout = '') => ({ stdout, stderr: '', exitCode });

  it.each([
    ['a deny', respond(event, deny, pass), true],
    ['a deny of a permission', respond(permission, deny, pass), true],
    ['a failure', respondFailure({ code: 'halt', message: 'm' }), true],
    ['exit status 2', status(2), true],
    ['an ask', respond(interactive, review, pass), false],
    ['a pass', respondNothing(), false],
    ['an approval', respond(event, allow, approve), false],
    [
      'the flat form alone, which VS Code does not read',
      status(0, '{"permissionDecision":"deny"}'),
      false,
    ],
    [
      'the nested form alone, which the runtime does not read',
      status(
        0,
        '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny"}}',
      ),
      false,
    ],
    ['another status, after which VS Code lets the call run', status(1, both('deny', 'x')), false],
    ['two documents', status(0, `${both('deny', 'x')}${both('deny', 'x')}`), false],
    ['nothing', status(0), false],
  ])('%s: %#', (_, output, expected) => {
    expect(denied(output)).toBe(expected);
  });
});
