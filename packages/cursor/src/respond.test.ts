import type { ParsedEvent } from '@agsec/runtime/hook';
import { SAMPLE_DECISIONS, SAMPLE_FAILURE, SAMPLE_REVIEW_ID } from '@agsec/runtime/testing';
import { describe, expect, it } from 'vitest';
import { respond, respondFailure, respondNothing } from './respond.ts';

type Headless = 'yes' | 'no' | 'unknown';

function event(hook: string, headless: Headless = 'unknown'): ParsedEvent {
  const params = { command: 'git push' };
  const action = { name: 'bash.execute', params, origin: 'tool', unknown: [] } as const;
  const context = { agent: 'cursor', session_id: 's', headless };
  return { hook, tool: 'Shell', context, operations: [{ action }] };
}

function answer(hook: string, effect: keyof typeof SAMPLE_DECISIONS, headless?: Headless) {
  const options = { allowMeans: 'pass', reviewId: SAMPLE_REVIEW_ID } as const;
  const output = respond(event(hook, headless), SAMPLE_DECISIONS[effect], options);
  expect(output).toMatchObject({ stderr: '', exitCode: 0 });
  return JSON.parse(output.stdout);
}

const PERMISSION_HOOKS = [
  'preToolUse',
  'beforeShellExecution',
  'beforeMCPExecution',
  'beforeReadFile',
  'beforeTabFileRead',
  'subagentStart',
];

describe('a hook that takes a permission', () => {
  it.each(PERMISSION_HOOKS)('%s always gets one', (hook) => {
    expect(answer(hook, 'allow')).toEqual({ permission: 'allow' });
    expect(answer(hook, 'deny')).toMatchObject({ permission: 'deny' });
    expect(answer(hook, 'review')).toMatchObject({ permission: 'deny' });
  });

  it('says why twice, since versions differ in what the model sees', () => {
    const { user_message, agent_message } = answer('preToolUse', 'deny');
    expect(user_message).toContain('BlockEnvAccess');
    expect(agent_message).toBe(user_message);
  });
});

describe('a review', () => {
  it.each(['yes', 'unknown'] as const)('is a deny with an id when headless is %s', (headless) => {
    const { permission, user_message } = answer('beforeShellExecution', 'review', headless);
    expect(permission).toBe('deny');
    expect(user_message).toContain(`agsec approve ${SAMPLE_REVIEW_ID}`);
  });

  it('asks a person who is known to be there, of a shell line only', () => {
    expect(answer('beforeShellExecution', 'review', 'no')).toMatchObject({ permission: 'ask' });
    for (const hook of PERMISSION_HOOKS.filter((name) => name !== 'beforeShellExecution')) {
      expect(answer(hook, 'review', 'no'), hook).toMatchObject({ permission: 'deny' });
    }
  });
});

describe('the hook of a prompt', () => {
  it('gets continue, and never a permission', () => {
    expect(answer('beforeSubmitPrompt', 'allow')).toEqual({ continue: true });
    for (const effect of ['deny', 'review'] as const) {
      const denied = answer('beforeSubmitPrompt', effect);
      expect(denied).toMatchObject({ continue: false });
      expect(denied).not.toHaveProperty('permission');
    }
  });
});

describe('a failure', () => {
  it('denies in the words of its hook, and in all of them when that is not known', () => {
    const failed = (hook?: string) =>
      JSON.parse(respondFailure({ ...SAMPLE_FAILURE, ...(hook ? { hook } : {}) }).stdout);
    expect(failed('preToolUse')).toMatchObject({ permission: 'deny' });
    expect(failed('beforeSubmitPrompt')).toEqual({
      continue: false,
      user_message: expect.stringContaining('do not load'),
    });
    expect(failed()).toMatchObject({ permission: 'deny', continue: false });
  });

  it('nothing to say still says allow: an empty answer is a deny with failClosed', () => {
    expect(respondNothing(undefined).stdout).toBe('{"permission":"allow"}');
    expect(respondNothing('beforeSubmitPrompt').stdout).toBe('{"continue":true}');
  });
});
