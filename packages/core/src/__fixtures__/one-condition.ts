import type { Action } from '../action.ts';
import type { Effect } from '../decision.ts';
import type { CompiledCondition, CompiledStatement } from '../engine/compiled-policy.ts';
import { evaluate } from '../engine/evaluate.ts';
import type { Context } from '../event.ts';
import { CONTEXT, event } from './event-builder.ts';
import { allow, deny, userPolicies } from './policy-builder.ts';

/** What the user's policies answer to one action. */
export const answer = (
  statements: readonly CompiledStatement[],
  action: Action,
  context: Context = CONTEXT,
): Effect => evaluate(userPolicies(...statements), event(action, context)).effect;

/** A deny with this condition over an allow of everything: deny, review (possible) or allow. */
export const denying = (condition: CompiledCondition, action: Action, context?: Context): Effect =>
  answer([allow('All', '*'), deny('Stop', '*', condition)], action, context);

/** An allow with this condition and nothing else. */
export const allowing = (condition: CompiledCondition, action: Action, context?: Context): Effect =>
  answer([allow('Some', '*', condition)], action, context);
