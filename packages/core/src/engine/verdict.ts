import type { Effect, LayerName, MatchedBy, StatementRef } from '../decision.ts';
import type { CompiledStatement } from './compiled-policy.ts';

/** An answer with all that is needed to choose between it and another. */
export type Verdict = {
  readonly effect: Effect;
  readonly matched_by: MatchedBy;
  /** Absent: no layer answered. */
  readonly layer?: LayerName;
  readonly statement?: CompiledStatement;
  /** Index of the action in its operation: 0 is the tool's own, 1 the first derived one. */
  readonly action: number;
  readonly operation: number;
};

const EFFECT_RANK: { readonly [effect in Effect]: number } = { allow: 0, review: 1, deny: 2 };

/** How much an answer tells: a statement more than an unknown, that more than a default. */
const MATCH_RANK: { readonly [matchedBy in MatchedBy]: number } = {
  default: 0,
  allow_by_parts: 1,
  unknown: 2,
  explicit_allow: 3,
  explicit_review: 3,
  explicit_deny: 3,
  self_protection: 4,
  error: 4,
};

const TRUST_RANK: { readonly [layer in LayerName]: number } = {
  project: 0,
  agent: 1,
  user: 2,
  managed: 3,
};

/**
 * The verdict to report of two. The stricter effect wins; among equals the one that tells more,
 * of the more trusted layer, about the earlier action, of the first statement by file and sid. No
 * two verdicts that differ in what is reported are equal, so the order of statements and layers
 * never shows.
 */
export function stricter(
  one: Verdict | undefined,
  other: Verdict | undefined,
): Verdict | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return compare(one, other) <= 0 ? one : other;
}

function compare(one: Verdict, other: Verdict): number {
  return (
    EFFECT_RANK[other.effect] - EFFECT_RANK[one.effect] ||
    MATCH_RANK[other.matched_by] - MATCH_RANK[one.matched_by] ||
    trust(other) - trust(one) ||
    one.operation - other.operation ||
    one.action - other.action ||
    compareText(one.statement?.policy, other.statement?.policy) ||
    compareText(one.statement?.sid, other.statement?.sid) ||
    compareText(one.statement?.reason, other.statement?.reason) ||
    compareText(one.statement?.hint, other.statement?.hint)
  );
}

function trust({ layer }: Verdict): number {
  return layer === undefined ? -1 : TRUST_RANK[layer];
}

function compareText(one = '', other = ''): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The reference to a verdict's statement that a decision carries. */
export function statementRef({ layer, statement }: Verdict): StatementRef | undefined {
  if (layer === undefined || statement === undefined) return undefined;
  return { sid: statement.sid, policy: statement.policy, layer };
}
