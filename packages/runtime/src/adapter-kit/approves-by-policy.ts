import type { Decision, MatchedBy } from '@agsec/core';
import type { AllowMeans } from '../adapter.ts';

/** How an effect that is `allow` came about if a policy itself says so. */
const ALLOWED_BY_POLICY: ReadonlySet<MatchedBy> = new Set([
  'explicit_allow',
  'allow_by_parts',
  'default',
]);

/**
 * Whether an allow answers the agent's own prompt: only with `allow_means: approve`, and only where
 * a policy allows the call. A call that passes for another reason (`observe`, a grant) passes without
 * an opinion.
 */
export function approvesByPolicy(decision: Decision, allowMeans: AllowMeans): boolean {
  return (
    decision.effect === 'allow' &&
    allowMeans === 'approve' &&
    ALLOWED_BY_POLICY.has(decision.matched_by)
  );
}
