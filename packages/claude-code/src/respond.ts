import type { Decision, Event } from '@agsec/core';
import { approvesByPolicy, denialText, failureText, reviewText } from '@agsec/runtime/adapter';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';

/**
 * The client's answers, byte for byte as measured with 2.1.328. One JSON object and nothing else on
 * stdout: text beside it, an unknown value or an empty stdout let the call pass.
 */
const ANSWERS = {
  /** No opinion: the client's own permission rules and prompt apply. */
  pass: '{}',
  approve: '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"allow"}}',
  deny: (reason: string): string =>
    `{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",` +
    `"permissionDecisionReason":${JSON.stringify(reason)}}}`,
} as const;

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
      return printed(approvesByPolicy(decision, allowMeans) ? ANSWERS.approve : ANSWERS.pass);
    }
    case 'deny':
      return printed(ANSWERS.deny(denialText(event, decision)));
    case 'review':
      return printed(ANSWERS.deny(reviewText(event, decision, reviewId)));
  }
}

/** The answer to an event that needs none. */
export function respondNothing(): HookOutput {
  return printed(ANSWERS.pass);
}

/**
 * The deny when nothing could be decided. For any hook but PreToolUse, and when the hook is not
 * known, exit status 2: the client then refuses a settings change, blocks a call, and shows stderr.
 */
export function respondFailure(failure: HookFailure): HookOutput {
  const text = failureText(failure);
  if (failure.hook === 'PreToolUse') return printed(ANSWERS.deny(text));
  return { stdout: '', stderr: `${text}\n`, exitCode: 2 };
}

function printed(stdout: string): HookOutput {
  return { stdout, stderr: '', exitCode: 0 };
}
