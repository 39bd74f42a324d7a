import type { Operation } from '../action.ts';
import { findActionEntry } from '../catalogue.ts';
import type { Effect } from '../decision.ts';
import { AgsecError } from '../errors/agsec-error.ts';
import type { Context } from '../event.ts';
import type { CompiledLayer, CompiledStatement } from './compiled-policy.ts';
import type { Subject } from './fact.ts';
import { matchStatement } from './statement.ts';
import { possibleStatements } from './statement-index.ts';
import type { Truth } from './truth.ts';
import { stricter, type Verdict } from './verdict.ts';

/** What one layer says about one operation. */
export type LayerJudgement = {
  /** Its answer; `undefined` when it has nothing to say. */
  readonly answer: Verdict | undefined;
  /** Apart from what may be or is derived, the layer lets the call pass, reviewed or not. */
  readonly backs: boolean;
  /** Its strictest statement on each action: the tool's own first, then the derived ones. */
  readonly actions: readonly (Verdict | undefined)[];
};

/** The actions of an operation as conditions are asked about them, the tool's own first. */
export function subjectsOf(operation: Operation, context: Context): readonly Subject[] {
  const { action, derived, analysis } = operation;
  return [action, ...derived].map((each) => ({
    action: each,
    analysis,
    context,
    folded: new Map(),
  }));
}

/**
 * Asks one layer about one operation.
 *
 * What it says of the call itself is its strictest explicit statement on the tool's own action,
 * else for a shell line allow by parts, else its default. A deny or review of a derived action, or
 * because of an unknown, can only make that stricter: adding `rm x` to a line that nothing allows
 * must not turn its deny into a review.
 */
export function judgeOperation(
  layer: CompiledLayer,
  subjects: readonly Subject[],
  operation: number,
): LayerJudgement {
  const judged = subjects.map((subject, action) => judgeAction(layer, subject, operation, action));
  const own = judged[0]?.explicit ?? unstated(layer, subjects, judged, operation);
  let answer = own;
  for (const { said } of judged) {
    if (said !== undefined && said.effect !== 'allow') answer = stricter(answer, said);
  }
  return {
    answer,
    backs: own !== undefined && own.effect !== 'deny',
    actions: judged.map(({ said }) => said),
  };
}

/** What a statement that matched, or may match, answers about an action. */
export function statementEffect(
  statement: CompiledStatement,
  truth: Truth,
  subject: Subject,
): Pick<Verdict, 'effect' | 'matched_by'> | undefined {
  if (truth === 'no') return undefined;
  if (truth === 'possible') {
    const effect = statement.onUnknown ?? defaultOnUnknown(subject);
    return effect === 'ignore' ? undefined : { effect: known(effect), matched_by: 'unknown' };
  }
  const effect = known(statement.effect);
  return { effect, matched_by: `explicit_${effect}` };
}

type ActionJudgement = {
  /** The strictest statement that matches. */
  readonly explicit: Verdict | undefined;
  /** The strictest that matches or may match. */
  readonly said: Verdict | undefined;
};

function judgeAction(
  layer: CompiledLayer,
  subject: Subject,
  operation: number,
  action: number,
): ActionJudgement {
  let explicit: Verdict | undefined;
  let unknown: Verdict | undefined;
  for (const statement of possibleStatements(layer, subject)) {
    const isSettled = explicit !== undefined && explicit.effect !== 'allow';
    if (isSettled && statement.effect === 'allow') continue;
    const effect = statementEffect(statement, matchStatement(statement, subject), subject);
    if (effect === undefined) continue;
    const verdict: Verdict = { ...effect, layer: layer.layer, statement, operation, action };
    if (effect.matched_by === 'unknown') unknown = stricter(unknown, verdict);
    else explicit = stricter(explicit, verdict);
  }
  return { explicit, said: stricter(explicit, unknown) };
}

function unstated(
  layer: CompiledLayer,
  subjects: readonly Subject[],
  judged: readonly ActionJudgement[],
  operation: number,
): Verdict | undefined {
  const answer = { layer: layer.layer, operation, action: 0 };
  if (isAllowedByParts(subjects, judged)) {
    return { ...answer, effect: 'allow', matched_by: 'allow_by_parts' };
  }
  if (layer.default === undefined) return undefined;
  return { ...answer, effect: known(layer.default), matched_by: 'default' };
}

/** A part that a statement wants reviewed is spoken for; the review makes the answer stricter. */
function isAllowedByParts(
  subjects: readonly Subject[],
  judged: readonly ActionJudgement[],
): boolean {
  const [tool, ...parts] = subjects;
  if (tool?.action.name !== 'bash.execute') return false;
  if (!tool.analysis.complete || tool.analysis.unknown.length > 0) return false;
  if (!parts.some(({ action }) => action.name === 'command.run')) return false;
  return parts.every((_, index) => judged[index + 1]?.explicit !== undefined);
}

function defaultOnUnknown({ action }: Subject): 'review' | 'ignore' {
  return findActionEntry(action.name)?.readOnly ? 'ignore' : 'review';
}

/** Compiled policies are trusted, but an effect that is none must not slip through as an allow. */
function known(effect: Effect): Effect {
  switch (effect) {
    case 'allow':
    case 'deny':
    case 'review':
      return effect;
    default:
      throw new AgsecError({
        code: 'bad-compiled-policy',
        message: `No effect is called "${String(effect satisfies never)}".`,
      });
  }
}
