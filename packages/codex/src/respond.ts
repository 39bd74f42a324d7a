import type { Decision, Event } from '@agsec/core';
import { approvesByPolicy, denialText, failureText, reviewText } from '@agsec/runtime/adapter';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';

/**
 * The client's answers, byte for byte as measured with 0.169. A deny is exit status 2 with its reason
 * on stderr: unlike the JSON form it cannot be spoilt by anything beside it. No objection is an empty
 * stdout: an `allow` of PreToolUse counts as a failed hook there.
 */
const PASSED: HookOutput = { stdout: '', stderr: '', exitCode: 0 };

const APPROVED: HookOutput = {
  ...PASSED,
  stdout:
    '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}',
};

/** The one event by which the client's own prompt can be answered, or left to a person. */
const ASKING = 'PermissionRequest';

/**
 * The answer to a tool call. PreToolUse has no `ask` (it would let the call run), so a review is a
 * deny there that says how to get a human's yes.
 */
export function respond(
  event: ParsedEvent | Event,
  decision: Decision,
  { allowMeans, reviewId }: RespondOptions,
): HookOutput {
  switch (decision.effect) {
    case 'allow':
      return event.hook === ASKING && approvesByPolicy(decision, allowMeans) ? APPROVED : PASSED;
    case 'deny':
      return denied(denialText(event, decision));
    case 'review':
      if (asks(event) && reviewId === undefined) return PASSED;
      return denied(reviewText(event, decision, reviewId));
  }
}

/**
 * True for a call that the client is about to ask about itself. A person has already lifted our
 * review of it when it came through PreToolUse, so that it is not held a second time. What is typed
 * into a terminal comes here alone, and the client's question may be answered by another program.
 */
export function asks({ hook, tool }: Pick<ParsedEvent, 'hook' | 'tool'>): boolean {
  return hook === ASKING && tool !== 'write_stdin';
}

/** The answer to an event that needs none. */
export function respondNothing(): HookOutput {
  return PASSED;
}

/** The deny when nothing could be decided, the same for every event. */
export function respondFailure(failure: HookFailure): HookOutput {
  return denied(failureText(failure));
}

/** The client takes exit status 2 without a text for no answer. */
function denied(text: string): HookOutput {
  return { stdout: '', stderr: `${text}\n`, exitCode: 2 };
}
