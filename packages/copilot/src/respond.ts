import type { Decision, Event } from '@agsec/core';
import {
  approvesByPolicy,
  askText,
  denialText,
  failureText,
  reviewText,
} from '@agsec/runtime/adapter';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';

type PermissionDecision = 'allow' | 'ask' | 'deny';

/**
 * The client's answers. The runtime (measured with 1.0.102) reads the flat members, its PascalCase
 * hooks and VS Code the nested ones, its permission service `behavior`: all are in one object, and
 * nothing else is on stdout, because with text beside it, or an unknown value, the call runs.
 */
const ANSWERS = {
  /** No opinion: the client's own permission rules and prompt apply. */
  pass: '{}',
  decide: (decision: PermissionDecision, reason?: string): string => {
    const verdict = {
      permissionDecision: decision,
      ...(reason === undefined ? {} : { permissionDecisionReason: reason }),
    };
    const nested = { hookSpecificOutput: { hookEventName: 'PreToolUse', ...verdict } };
    return JSON.stringify({ ...verdict, ...nested });
  },
  refuse: (reason: string): string => JSON.stringify({ behavior: 'deny', message: reason }),
} as const;

/**
 * Whether the client puts a review to a person itself. Its dialog is shown at a terminal, no hook can
 * answer it, and where it cannot be shown the client denies (measured with 1.0.102).
 */
export function asks({ hook, context }: Pick<ParsedEvent, 'hook' | 'context'>): boolean {
  return isToolUse(hook) && context.headless === 'no';
}

/** The answer to a tool call. A review that nobody is asked about says how to get a human's yes. */
export function respond(
  event: ParsedEvent | Event,
  decision: Decision,
  { allowMeans, reviewId }: RespondOptions,
): HookOutput {
  switch (decision.effect) {
    case 'allow': {
      const approves = isToolUse(event.hook) && approvesByPolicy(decision, allowMeans);
      return printed(approves ? ANSWERS.decide('allow') : ANSWERS.pass);
    }
    case 'deny':
      return denied(event.hook, denialText(event, decision));
    case 'review':
      // With an id the review waits for a person elsewhere, whatever the client could do.
      return asks(event) && reviewId === undefined
        ? printed(ANSWERS.decide('ask', askText(event, decision)))
        : denied(event.hook, reviewText(event, decision, reviewId));
  }
}

/** The answer to an event that needs none. */
export function respondNothing(): HookOutput {
  return printed(ANSWERS.pass);
}

/**
 * The deny when nothing could be decided: exit status 2, which blocks whatever else is said, and the
 * reason where each reader looks for it, on stdout for the runtime and on stderr for VS Code.
 */
export function respondFailure(failure: HookFailure): HookOutput {
  const text = failureText(failure);
  const { stdout } = denied(failure.hook, text);
  return { stdout, stderr: `${text}\n`, exitCode: 2 };
}

function denied(hook: string | undefined, reason: string): HookOutput {
  return printed(isToolUse(hook) ? ANSWERS.decide('deny', reason) : ANSWERS.refuse(reason));
}

/** Every hook but the permission service's; an unknown one is answered as a tool call. */
function isToolUse(hook: string | undefined): boolean {
  return hook !== 'permissionRequest';
}

function printed(stdout: string): HookOutput {
  return { stdout, stderr: '', exitCode: 0 };
}
