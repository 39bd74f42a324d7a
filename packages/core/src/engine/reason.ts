import type { Effect } from '../decision.ts';
import type { CompiledCondition, CompiledStatement } from './compiled-policy.ts';
import { type Reading, readFact, type Subject } from './fact.ts';
import { matchStatement } from './statement.ts';
import type { Verdict } from './verdict.ts';

/** Longest line, its prefix included, that a repository's own policy may put before the model. */
const LONGEST_PROJECT_LINE = 200;

const PROJECT_PREFIX = 'from this repository: ';

const VERBS = {
  allow: 'allows',
  deny: 'denies',
  review: 'asks for a human to review',
} as const satisfies { readonly [effect in Effect]: string };

/** What is shown about a decision. */
export type Reason = { readonly reason: string; readonly hint?: string };

/**
 * Why a verdict is what it is, and what the agent may do instead. Texts of a project's policies
 * come from the repository the agent works on, so they are shown as that, on one line.
 */
export function verdictReason(verdict: Verdict, subject: Subject): Reason {
  const { statement, layer } = verdict;
  if (statement === undefined) return { reason: unstatedReason(verdict, subject) };
  const show = layer === 'project' ? projectLine : (text: string) => text;
  const hint = statement.hint === undefined ? {} : { hint: show(statement.hint) };
  const stated = show(statement.reason ?? genericReason(statement, subject));
  if (verdict.matched_by !== 'unknown') return { reason: stated, ...hint };
  return { reason: `${unknownReason(statement, subject)} ${stated}`, ...hint };
}

/** One line of text without control or format characters. */
export function singleLine(text: string, longest: number): string {
  const clean = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (clean.length <= longest) return clean;
  return `${clean.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function projectLine(text: string): string {
  return PROJECT_PREFIX + singleLine(text, LONGEST_PROJECT_LINE - PROJECT_PREFIX.length);
}

function genericReason(statement: CompiledStatement, { action }: Subject): string {
  const { sid, policy, effect } = statement;
  return `Statement "${sid}" (${policy}) ${VERBS[effect]} ${action.name}.`;
}

function unstatedReason({ effect, matched_by, layer }: Verdict, { action }: Subject): string {
  if (matched_by === 'allow_by_parts') return 'Every command of the line is allowed.';
  const remedy =
    `If it is needed, ask the user to allow ${action.name} in a policy; ` +
    'do not look for another way to do it.';
  if (layer === undefined) return `No policy allows ${action.name}. ${remedy}`;
  if (effect === 'allow') {
    return `No statement speaks about ${action.name}, and the ${layer} policies allow by default.`;
  }
  const answer = effect === 'deny' ? 'deny by default' : 'ask for a human to review by default';
  return `No statement allows ${action.name}, and the ${layer} policies ${answer}. ${remedy}`;
}

function unknownReason(statement: CompiledStatement, subject: Subject): string {
  const { action } = subject;
  const condition = possibleCondition(statement, subject);
  const what = condition === undefined ? 'It' : condition.fact.join('.');
  const of = action.via === undefined ? action.name : `${action.name} (${action.via.name})`;
  const fact = condition && readFact(condition.fact, subject, restricting);
  const why = fact?.unknown
    ? `${what} of ${of} cannot be known before it runs`
    : `${what} of ${of} could not be checked`;
  return (
    `${why}, and statement "${statement.sid}" (${statement.policy}) ` +
    `${VERBS[statement.effect]} some values of it. ` +
    'Write the value out in full so that it can be judged.'
  );
}

const restricting: Reading = 'restrict';

function possibleCondition(
  statement: CompiledStatement,
  subject: Subject,
): CompiledCondition | undefined {
  let found: CompiledCondition | undefined;
  matchStatement(statement, subject, {
    condition: (condition, truth) => {
      if (truth === 'possible') found ??= condition;
    },
    unexpected: () => undefined,
  });
  return found;
}
