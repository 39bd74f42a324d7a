import {
  type CompiledPolicies,
  type Decision,
  type Effect,
  type Event,
  evaluate,
} from '@agsec/core';
import type { HookFailure } from '../adapter.ts';
import type { Policies, PolicyPart } from '../policy-store/policies.ts';
import type { ProtectionVerdict } from '../self-protection/protect.ts';

/** What is said about a call, and what is to happen. */
export type Judgement = {
  /** What policies and self-protection answer, whatever the mode. */
  readonly decision: Decision;
  /** The same after modes. */
  readonly effective: Decision;
  /** True if the effective answer is agsec's own about its files: no grant lifts it. */
  readonly final?: true;
  /** Set if the effective deny is because there was nothing to decide by. */
  readonly failure?: HookFailure;
};

const PASSED: Pick<Decision, 'effect' | 'matched_by'> = { effect: 'allow', matched_by: 'default' };

/**
 * Judges an event by all layers, then again by those whose mode enforces. `halt` blocks everything;
 * `observe` lets pass what its layers, or their absence, would have stopped. The managed layer's
 * mode is its own. What self-protection denies stays denied. While a change of the user's policies
 * waits to be accepted, both versions are asked and the stricter answer counts.
 */
export function judge(
  event: Event,
  policies: Policies,
  protection: ProtectionVerdict | undefined,
): Judgement {
  const now = judgeBy(event, policies, protection);
  if (policies.accepted === undefined) return now;
  const before = judgeBy(event, { ...policies, own: policies.accepted }, protection);
  return isStricter(before, now) ? heldBack(before) : now;
}

const RANK: { readonly [effect in Effect]: number } = { allow: 0, review: 1, deny: 2 };

/** By what is to happen; where that is the same, by what is said of it. */
function isStricter(one: Judgement, other: Judgement): boolean {
  const difference = RANK[one.effective.effect] - RANK[other.effective.effect];
  if (difference !== 0) return difference > 0;
  return RANK[one.decision.effect] > RANK[other.decision.effect];
}

const NOT_ACCEPTED =
  'The policies have changed since, which a person has to accept: `agsec policy accept`.';

/** What only the accepted version of the policies still stops, and says so. */
function heldBack({ decision, effective, ...rest }: Judgement): Judgement {
  const hint = NOT_ACCEPTED;
  const isPassed = effective.effect === 'allow';
  return {
    decision: { ...decision, hint },
    effective: isPassed ? effective : { ...effective, hint },
    ...rest,
  };
}

function judgeBy(
  event: Event,
  policies: Policies,
  protection: ProtectionVerdict | undefined,
): Judgement {
  const said = decide(event, policies);
  const decision = withProtection(said, protection);
  const { mode, managedMode } = policies.settings;
  if (mode === 'halt' || managedMode === 'halt') return halted(decision);
  const enforced = protection?.absolute || mode === 'enforce' ? protection : undefined;
  const effective = withProtection(enforce(event, policies, said), enforced);
  if (effective.matched_by === 'self_protection' && enforced?.absolute)
    return { decision, effective, final: true };
  if (effective.matched_by !== 'error') return { decision, effective };
  const isBroken = (policies.managed.problem ?? policies.own.problem) !== undefined;
  const code = isBroken ? 'policy-error' : 'internal-error';
  return { decision, effective, failure: { code, message: effective.reason } };
}

/** What all layers answer, modes aside. */
export function decide(event: Event, { managed, own }: Policies): Decision {
  const problem = managed.problem ?? own.problem;
  if (problem !== undefined) return errorDecision(problem);
  return evaluate(compiled(managed, own), event);
}

function enforce(event: Event, policies: Policies, decision: Decision): Decision {
  const { managed, own, settings } = policies;
  const managedEnforces = settings.managedMode === 'enforce';
  if (settings.mode === 'enforce') {
    if (managedEnforces) return decision;
    return own.problem === undefined ? evaluate(compiled(own), event) : errorDecision(own.problem);
  }
  if (managedEnforces && managed.problem !== undefined) return errorDecision(managed.problem);
  const stopped = managedEnforces ? managedAnswer(event, managed) : undefined;
  if (stopped !== undefined) return stopped;
  if (decision.effect === 'allow') return decision;
  const { layers, actions } = decision;
  return { ...PASSED, reason: `Observed only: ${decision.reason}`, layers, actions };
}

/**
 * What the managed layer alone stops. Its silence on an operation is no deny: that nobody allows
 * the call is for the layers that are only observed to say.
 */
function managedAnswer(event: Event, managed: PolicyPart): Decision | undefined {
  if (managed.layers.length === 0) return undefined;
  const policies = compiled(managed);
  const stopped = event.operations
    .map((operation) => evaluate(policies, { ...event, operations: [operation] }))
    .filter(({ effect, layers }) => effect !== 'allow' && layers.some((layer) => layer.effect));
  return stopped.find(({ effect }) => effect === 'deny') ?? stopped[0];
}

function compiled(...parts: readonly PolicyPart[]): CompiledPolicies {
  return { format: 1, layers: parts.flatMap((part) => part.layers) };
}

function withProtection(decision: Decision, protection: ProtectionVerdict | undefined): Decision {
  if (protection === undefined) return decision;
  const { effect, reason, hint } = protection;
  if (decision.effect === 'deny' && effect === 'review') return decision;
  const { layers, actions } = decision;
  return { effect, matched_by: 'self_protection', reason, hint, layers, actions };
}

/** A deny because nothing could be decided. */
export function errorDecision(reason: string): Decision {
  return { effect: 'deny', matched_by: 'error', reason, layers: [], actions: [] };
}

function halted(decision: Decision): Judgement {
  const message =
    'agsec is halted: nothing is allowed. A person can end this with `agsec resume` at a terminal.';
  return { decision, effective: errorDecision(message), failure: { code: 'halt', message } };
}
