import { globsOverlap, readActionGlob } from './action-glob.ts';
import { quoteForMessage } from './issue.ts';
import { type LegacyRule, STRICTNESS } from './legacy-rules.ts';
import type { Statement } from './policy.ts';

/** A statement of the same layer and the file it stands in. */
export type PlacedStatement = { readonly file: string; readonly statement: Statement };

function speakOfSame(one: Statement, other: Statement): boolean {
  return one.actions.some((a) =>
    other.actions.some((b) => {
      const left = readActionGlob(a);
      const right = readActionGlob(b);
      return left === undefined || right === undefined || globsOverlap(left, right);
    }),
  );
}

function isLooser(one: Statement, other: Statement): boolean {
  return STRICTNESS[one.effect] < STRICTNESS[other.effect] && speakOfSame(one, other);
}

const FIX =
  'Here the stricter answer always wins, so the exception would be lost: give the stricter one conditions that leave this case out, then write both as statements';

/**
 * The older format asked its rules in order and before all statements; here the strictest answer
 * wins. Both come to the same unless a rule was an exception to something stricter that is asked
 * later. Reports every such rule, and what stands behind a rule that left nothing over.
 */
export function checkLegacyOrder(
  rules: readonly LegacyRule[],
  statements: readonly PlacedStatement[],
): void {
  const ordered = rules.toSorted((a, b) => b.priority - a.priority);
  const last = ordered.findIndex(({ catchAll }) => catchAll);
  for (const [index, rule] of ordered.entries()) {
    if (last !== -1 && index > last) reportUnreached(rule);
    else reportException(rule, ordered.slice(index + 1), statements);
  }
  const catchAll = ordered[last];
  if (catchAll === undefined || statements.length === 0) return;
  const message =
    'the Python agsec never reached a statement behind this rule for every action; write it as default, or remove it';
  catchAll.reporter.value(catchAll.path, 'legacy-order', message);
}

function reportUnreached(rule: LegacyRule): void {
  const message =
    'a rule for every action stands before this one, which is never reached; remove it';
  rule.reporter.value(rule.path, 'legacy-order', message);
}

function reportException(
  rule: LegacyRule,
  later: readonly LegacyRule[],
  statements: readonly PlacedStatement[],
): void {
  if (rule.catchAll) return;
  const { statement } = rule;
  const stricter = [...later.filter(({ catchAll }) => !catchAll), ...statements].find((other) =>
    isLooser(statement, other.statement),
  );
  if (stricter === undefined) return;
  const { sid, line } = stricter.statement;
  const message = `the Python agsec asked this ${statement.effect} rule before ${quoteForMessage(sid)} (${stricter.file}, line ${line}), as an exception. ${FIX}`;
  rule.reporter.value(rule.path, 'legacy-order', message);
}
