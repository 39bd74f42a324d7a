import type { Decision, Event } from '@agsec/core';
import { denialText, failureText, reviewText } from '@agsec/runtime/adapter';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';

/** The one hook whose answer is `continue`; all others take a `permission`. */
const PROMPT_HOOK = 'beforeSubmitPrompt';

/** The only hook whose `ask` makes the client prompt: others run the call, or deny it. */
const ASKING_HOOK = 'beforeShellExecution';

/**
 * The client's answers. One whole JSON object with a `permission` and exit status 0: an empty object,
 * or Claude Code's shape, lets the call run even with `failClosed`; an exit status other than 0 and 2
 * loses what was said. Names in snake_case, since others are ignored. The reason stands twice, because
 * versions differ in which of the two the model sees (SDK 1.0.32: `user_message`).
 */
const ANSWERS = {
  pass: '{"permission":"allow"}',
  passPrompt: '{"continue":true}',
  ask: (text: string): string => `{"permission":"ask",${messages(text)}}`,
  deny: (text: string): string => `{"permission":"deny",${messages(text)}}`,
  denyPrompt: (text: string): string => `{"continue":false,"user_message":${JSON.stringify(text)}}`,
  /** For a hook that is not known: both denials in one. */
  denyAny: (text: string): string => `{"continue":false,"permission":"deny",${messages(text)}}`,
} as const;

function messages(text: string): string {
  const quoted = JSON.stringify(text);
  return `"user_message":${quoted},"agent_message":${quoted}`;
}

/**
 * The answer to a call. An allow is no approval: the client's own rules and prompt still apply, and
 * no answer of a hook lifts them. A review asks the person only where the client prompts for it and
 * somebody is known to see that; everywhere else it is a deny that says how to get a human's yes.
 */
export function respond(
  event: ParsedEvent | Event,
  decision: Decision,
  { reviewId }: RespondOptions,
): HookOutput {
  const { hook } = event;
  switch (decision.effect) {
    case 'allow':
      return respondNothing(hook);
    case 'deny':
      return printed(denial(hook, denialText(event, decision)));
    case 'review': {
      const text = reviewText(event, decision, reviewId);
      return printed(asks(event) ? ANSWERS.ask(text) : denial(hook, text));
    }
  }
}

/** Whether the client will put a review of this event to a person who is known to be there. */
export function asks({ hook, context }: Pick<Event, 'hook' | 'context'>): boolean {
  return hook === ASKING_HOOK && context.headless === 'no';
}

/** The answer to an event that needs none. */
export function respondNothing(hook: string | undefined): HookOutput {
  return printed(hook === PROMPT_HOOK ? ANSWERS.passPrompt : ANSWERS.pass);
}

/** The deny when nothing could be decided. */
export function respondFailure(failure: HookFailure): HookOutput {
  return printed(denial(failure.hook, failureText(failure)));
}

function denial(hook: string | undefined, text: string): string {
  if (hook === undefined) return ANSWERS.denyAny(text);
  return hook === PROMPT_HOOK ? ANSWERS.denyPrompt(text) : ANSWERS.deny(text);
}

function printed(stdout: string): HookOutput {
  return { stdout, stderr: '', exitCode: 0 };
}
