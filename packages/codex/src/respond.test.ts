import type { ParsedEvent } from '@agsec/runtime/hook';
import { SAMPLE_DECISIONS } from '@agsec/runtime/testing';
import { describe, expect, it } from 'vitest';
import { asks, respond, respondFailure, respondNothing } from './respond.ts';

function event(hook: string, tool: string = 'Bash'): ParsedEvent {
  return { hook, tool, context: { agent: 'codex' }, operations: [] };
}

const PASSED = { stdout: '', stderr: '', exitCode: 0 };
const { allow, deny, review } = SAMPLE_DECISIONS;

describe('PreToolUse', () => {
  it('says nothing on an allow, whatever an allow means: the client has no such answer', () => {
    for (const allowMeans of ['pass', 'approve'] as const) {
      expect(respond(event('PreToolUse'), allow, { allowMeans })).toEqual(PASSED);
    }
  });

  it('denies by exit status 2 with a text on stderr and nothing on stdout', () => {
    const answers = [
      respond(event('PreToolUse'), deny, { allowMeans: 'approve' }),
      respond(event('PreToolUse'), review, { allowMeans: 'approve', reviewId: 'ab12cd34' }),
      // Without an id nobody can approve it.
      respond(event('PreToolUse'), review, { allowMeans: 'approve' }),
      respondFailure({ code: 'deadline', message: 'too late', hook: 'PreToolUse' }),
      respondFailure({ code: 'bad-input', message: 'what is this' }),
    ];
    for (const { stdout, stderr, exitCode } of answers) {
      expect([stdout, exitCode]).toEqual(['', 2]);
      expect(stderr.trim()).not.toBe('');
      expect(stderr.trimEnd()).not.toContain('\n');
    }
  });
});

describe('PermissionRequest', () => {
  it('leaves the question to the client, or answers it where an allow is to mean that', () => {
    const asked = event('PermissionRequest');
    expect(respond(asked, allow, { allowMeans: 'pass' })).toEqual(PASSED);
    expect(JSON.parse(respond(asked, allow, { allowMeans: 'approve' }).stdout)).toEqual({
      hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } },
    });
  });

  it('does not answer for a person where no policy allows the call', () => {
    const observed = { ...allow, matched_by: 'explicit_deny' } as const;
    expect(respond(event('PermissionRequest'), observed, { allowMeans: 'approve' })).toEqual(
      PASSED,
    );
  });

  it('does not hold a call twice, but holds what is typed into a terminal', () => {
    expect(asks(event('PermissionRequest'))).toBe(true);
    expect(respond(event('PermissionRequest'), review, { allowMeans: 'pass' })).toEqual(PASSED);
    const typed = event('PermissionRequest', 'write_stdin');
    expect(asks(typed)).toBe(false);
    expect(respond(typed, review, { allowMeans: 'pass', reviewId: 'ab12cd34' }).stderr).toContain(
      'agsec approve ab12cd34',
    );
    expect(respond(typed, review, { allowMeans: 'pass' }).exitCode).toBe(2);
    expect(asks(event('PreToolUse'))).toBe(false);
  });

  it('denies by the same answer', () => {
    expect(respond(event('PermissionRequest'), deny, { allowMeans: 'pass' }).exitCode).toBe(2);
  });
});

it('says nothing to other events', () => {
  expect(respondNothing()).toEqual(PASSED);
});
