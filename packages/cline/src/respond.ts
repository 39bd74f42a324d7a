import type { Decision, Event } from '@agsec/core';
import { denialText, failureText, reviewText } from '@agsec/runtime/adapter';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';

/** No objection: the client's own approval still applies. It knows no answer that approves. */
const PASS = '{}';

/** What an answer that denies begins with; the installed file looks for it. */
export const DENY_BEGINS = '{"cancel":true,';

/**
 * The client's only deny, byte for byte as measured with 3.0.65: it ends the whole run, and neither
 * model nor person reads the reason. Where our plugin runs, the deny is handed to it instead.
 */
function cancel(reason: string): HookOutput {
  return printed(`${DENY_BEGINS}"errorMessage":${JSON.stringify(reason)}}`);
}

/**
 * The answer to a tool call. A review is a deny that says how to get a human's yes: `review` of the
 * client's documentation is ignored, and its own prompt is off by default.
 */
export function respond(
  event: ParsedEvent | Event,
  decision: Decision,
  { reviewId }: RespondOptions,
): HookOutput {
  switch (decision.effect) {
    case 'allow':
      return printed(PASS);
    case 'deny':
      return cancel(denialText(event, decision));
    case 'review':
      return cancel(reviewText(event, decision, reviewId));
  }
}

/** The answer to an event that needs none. */
export function respondNothing(): HookOutput {
  return printed(PASS);
}

/** The deny when nothing could be decided. The client looks at no exit status. */
export function respondFailure(failure: HookFailure): HookOutput {
  return cancel(failureText(failure));
}

function printed(stdout: string): HookOutput {
  return { stdout, stderr: '', exitCode: 0 };
}
