import type { Decision, Event } from '@agsec/core';
import { describe, expect, it } from 'vitest';
import { denied } from './probe.ts';
import { respond, respondFailure, respondNothing } from './respond.ts';

const event: Event = {
  hook: 'PreToolUse',
  tool: 'Bash',
  context: { agent: 'claude-code' },
  operations: [
    {
      action: {
        name: 'bash.execute',
        params: { command: 'cat .env; echo sk-secret' },
        origin: 'tool',
        unknown: [],
      },
      derived: [
        {
          name: 'file.read',
          params: { file_path: '/p/.env' },
          origin: 'derived',
          via: { name: 'cat', wrappers: [] },
          unknown: [],
        },
      ],
      analysis: { complete: true, unknown: [] },
    },
  ],
};

const statement = { sid: 'BlockEnvAccess', policy: '03_files.yaml', layer: 'user' } as const;

const deny: Decision = {
  effect: 'deny',
  matched_by: 'explicit_deny',
  statement,
  reason: 'Environment files hold secrets',
  hint: 'Read .env.example instead',
  layers: [],
  actions: [{ operation: 0, derived: 0, effect: 'deny', matched_by: 'explicit_deny', statement }],
};

const allow: Decision = {
  effect: 'allow',
  matched_by: 'explicit_allow',
  reason: 'r',
  layers: [],
  actions: [],
};

const review: Decision = {
  ...deny,
  effect: 'review',
  matched_by: 'explicit_review',
  actions: [{ operation: 0, derived: 0, effect: 'review', statement }],
};

function reasonOf(decision: Decision, reviewId?: string): string {
  const options = reviewId === undefined ? {} : { reviewId };
  const { stdout } = respond(event, decision, { allowMeans: 'pass', ...options });
  return JSON.parse(stdout).hookSpecificOutput.permissionDecisionReason;
}

describe('the exact bytes of each answer', () => {
  it.each([
    ['allow, pass', respond(event, allow, { allowMeans: 'pass' }), '{}', '', 0],
    [
      'allow, approve',
      respond(event, allow, { allowMeans: 'approve' }),
      '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"allow"}}',
      '',
      0,
    ],
    [
      'deny',
      respond(event, deny, { allowMeans: 'approve' }),
      '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"agsec denied this Bash call. Environment files hold secrets (statement BlockEnvAccess in 03_files.yaml, saw file.read /p/.env by cat). Read .env.example instead. Do not try to get the same result another way."}}',
      '',
      0,
    ],
    [
      'review with an id',
      respond(event, review, { allowMeans: 'approve', reviewId: 'k3v9x2ab' }),
      '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"agsec holds this Bash call until a human approves it. Environment files hold secrets (statement BlockEnvAccess in 03_files.yaml, saw file.read /p/.env by cat). Ask your user to run `agsec approve k3v9x2ab` in a terminal, wait, then send the same call again. Do not try to get the same result another way."}}',
      '',
      0,
    ],
    [
      'review that nobody can approve',
      respond(event, review, { allowMeans: 'pass' }),
      '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"agsec denied this Bash call. Environment files hold secrets (statement BlockEnvAccess in 03_files.yaml, saw file.read /p/.env by cat). Read .env.example instead. Do not try to get the same result another way."}}',
      '',
      0,
    ],
    ['an event that needs no answer', respondNothing(), '{}', '', 0],
    [
      'failure of a tool call',
      respondFailure({ code: 'deadline', message: 'too late', hook: 'PreToolUse' }),
      '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"agsec: too late"}}',
      '',
      0,
    ],
    [
      'a settings change that is refused',
      respondFailure({ code: 'self-protection', message: 'no', hook: 'ConfigChange' }),
      '',
      'agsec: no\n',
      2,
    ],
    [
      'failure of nobody knows what',
      respondFailure({ code: 'bad-input', message: 'no JSON' }),
      '',
      'agsec: no JSON\n',
      2,
    ],
  ])('%s', (_, output, stdout, stderr, exitCode) => {
    expect(output).toEqual({ stdout, stderr, exitCode });
  });
});

describe('what is approved for the user', () => {
  it.each(['explicit_allow', 'allow_by_parts', 'default'] as const)('%s is', (matched_by) => {
    const { stdout } = respond(event, { ...allow, matched_by }, { allowMeans: 'approve' });
    expect(stdout).toContain('"allow"');
  });

  it.each(['explicit_deny', 'explicit_review', 'unknown', 'self_protection', 'error'] as const)(
    'a call that passes in spite of %s is not',
    (matched_by) => {
      const { stdout } = respond(event, { ...allow, matched_by }, { allowMeans: 'approve' });
      expect(stdout).toBe('{}');
    },
  );
});

describe('the reason', () => {
  it('never shows the line itself', () => {
    const shown = reasonOf({ ...deny, actions: [{ operation: 0, effect: 'deny', statement }] });
    expect(shown).toContain('saw bash.execute)');
    expect(shown).not.toContain('sk-secret');
  });

  it('goes without what is not there', () => {
    const { statement: _, hint: __, ...bare } = deny;
    expect(reasonOf({ ...bare, actions: [] })).toBe(
      'agsec denied this Bash call. Environment files hold secrets. Do not try to get the same result another way.',
    );
  });

  it('an event without derived actions is no error', () => {
    const parsed = { ...event, operations: event.operations.map(({ action }) => ({ action })) };
    const { stdout } = respond(parsed, deny, { allowMeans: 'pass' });
    expect(stdout).not.toContain('saw');
  });

  it('is one line of at most 600 characters that still says what to do', () => {
    const long = 'x\n'.repeat(5000);
    const shown = reasonOf({ ...review, reason: long, hint: long }, 'k3v9x2ab');
    expect(shown.length).toBeLessThanOrEqual(600);
    expect(shown).not.toContain('\n');
    expect(shown).toContain('agsec approve k3v9x2ab');
    expect(reasonOf({ ...deny, reason: long, hint: long })).toContain('another way.');
  });

  it('does not say twice not to look for another way', () => {
    const hint = 'Do not look for another way. A person has to do it.';
    expect(reasonOf({ ...deny, hint }).match(/another way/g)).toHaveLength(1);
  });

  it('control characters and text direction marks are gone', () => {
    expect(reasonOf({ ...deny, reason: 'a\u202eb\u0000c\u001b[31m' })).toContain('a b c [31m (');
  });

  it('a pair of surrogates is not cut in two', () => {
    const shown = reasonOf({ ...deny, reason: `${'x'.repeat(258)}😀😀` });
    expect(shown).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });
});

describe('what the client takes for a deny', () => {
  it.each([
    ['a deny', respond(event, deny, { allowMeans: 'pass' }), true],
    ['a review', respond(event, review, { allowMeans: 'pass' }), true],
    ['a failure', respondFailure({ code: 'halt', message: 'm' }), true],
    ['a pass', respondNothing(), false],
    ['an approval', respond(event, allow, { allowMeans: 'approve' }), false],
    ['nothing', { stdout: '', stderr: '', exitCode: 0 }, false],
    ['a crash', { stdout: '', stderr: 'boom', exitCode: 1 }, false],
  ])('%s: %#', (_, output, expected) => {
    expect(denied(output)).toBe(expected);
  });
});
