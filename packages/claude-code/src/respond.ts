import type { Decision, Event } from '@agsec/core';
import { approvesByPolicy, denialText, failureText, reviewText } from '@agsec/runtime/adapter';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';
import { CURSOR_HOOK } from './cursor-payload.ts';

/**
 * The client's answers, byte for byte as measured with 2.1.328. One JSON object and nothing else on
 * stdout: text beside it, an unknown value or an empty stdout let the call pass.
 */
const ANSWERS = {
  /** No opinion: the client's own permission rules and prompt apply. */
  pass: '{}',
  approve: '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"allow"}}',
  deny: (reason: string): string => `{${specificDeny(reason)}}`,
} as const;

/**
 * Answers to a call of Cursor, which reads `permission`, and the other part only with an option
 * (measured with its SDK 1.0.32).
 */
const CURSOR_ANSWERS = {
  pass: '{"permission":"allow"}',
  deny: (reason: string): string => {
    const quoted = JSON.stringify(reason);
    const own = `"permission":"deny","user_message":${quoted},"agent_message":${quoted}`;
    return `{${own},${specificDeny(reason)}}`;
  },
} as const;

function specificDeny(reason: string): string {
  return (
    `"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",` +
    `"permissionDecisionReason":${JSON.stringify(reason)}}`
  );
}

/**
 * The answer to a tool call. A review is a deny that says how to get a human's yes: the client's own
 * prompt (`ask`) can be answered by another PermissionRequest hook, a repository's included, and
 * nothing in the payload tells whether one is there.
 *
 * `approve` answers the client's prompt only where a policy allows the call; a call that passes for
 * another reason (`observe`, a grant) passes without an opinion.
 */
export function respond(
  event: ParsedEvent | Event,
  decision: Decision,
  { allowMeans, reviewId }: RespondOptions,
): HookOutput {
  switch (decision.effect) {
    case 'allow': {
      if (event.hook === CURSOR_HOOK) return respondNothing(event.hook);
      return printed(approvesByPolicy(decision, allowMeans) ? ANSWERS.approve : ANSWERS.pass);
    }
    case 'deny':
      return denied(event.hook, denialText(event, decision));
    case 'review':
      return denied(event.hook, reviewText(event, decision, reviewId));
  }
}

/** The answer to an event that needs none. */
export function respondNothing(hook?: string | undefined): HookOutput {
  return printed(hook === CURSOR_HOOK ? CURSOR_ANSWERS.pass : ANSWERS.pass);
}

/**
 * The deny when nothing could be decided. For any hook but PreToolUse, and when the hook is not
 * known, exit status 2: the client then refuses a settings change, blocks a call, and shows stderr.
 */
export function respondFailure(failure: HookFailure): HookOutput {
  const text = failureText(failure);
  const { hook } = failure;
  if (hook === 'PreToolUse' || hook === CURSOR_HOOK) return denied(hook, text);
  return { stdout: '', stderr: `${text}\n`, exitCode: 2 };
}

function denied(hook: string, text: string): HookOutput {
  return printed((hook === CURSOR_HOOK ? CURSOR_ANSWERS : ANSWERS).deny(text));
}

function printed(stdout: string): HookOutput {
  return { stdout, stderr: '', exitCode: 0 };
}
