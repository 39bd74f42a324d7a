import type { Decision, Event } from '@agsec/core';
import { denialText, failureText, reviewText } from '@agsec/runtime/adapter';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';

/** The exit status that blocks; any other but 0 lets the call run. */
const BLOCKED = 2;

/**
 * The answer to a call: the exit status is all the client reads, and stderr is what it tells the
 * model. It has no prompt of its own to ask a person by, so a review is a deny that says how to get
 * a human's yes; and an allow is no approval: the client's own permissions still apply.
 */
export function respond(
  event: ParsedEvent | Event,
  decision: Decision,
  { reviewId }: RespondOptions,
): HookOutput {
  switch (decision.effect) {
    case 'allow':
      return respondNothing();
    case 'deny':
      return blocked(denialText(event, decision));
    case 'review':
      return blocked(reviewText(event, decision, reviewId));
  }
}

/** The answer to an event that needs none. */
export function respondNothing(): HookOutput {
  return { stdout: '', stderr: '', exitCode: 0 };
}

/** The deny when nothing could be decided. */
export function respondFailure(failure: HookFailure): HookOutput {
  return blocked(failureText(failure));
}

/** Nothing on stdout: it is shown to the person, who sees the model told. */
function blocked(text: string): HookOutput {
  return { stdout: '', stderr: `${text}\n`, exitCode: BLOCKED };
}
