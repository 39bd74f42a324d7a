import type { ParamValue } from '../action.ts';
import type { Decision, Effect, LayerAnswer, StatementRef } from '../decision.ts';
import type { Event } from '../event.ts';
import type { Operator, Quantifier } from '../policy/policy.ts';
import type {
  CompiledCondition,
  CompiledLayer,
  CompiledPolicies,
  CompiledStatement,
} from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';
import { readFact, type Subject } from './fact.ts';
import { withImpliedActions } from './implied-actions.ts';
import { statementEffect, subjectsOf } from './layer.ts';
import { matchStatement, readingOf, type Wrapping } from './statement.ts';
import { candidateStatements } from './statement-index.ts';
import type { Truth } from './truth.ts';

/** Why a decision came out as it did: every statement, asked about every action it names. */
export type Explanation = {
  readonly decision: Decision;
  readonly layers: readonly LayerExplanation[];
};

export type LayerExplanation = {
  readonly answer: LayerAnswer;
  readonly statements: readonly StatementExplanation[];
};

export type StatementExplanation = {
  readonly statement: StatementRef;
  readonly effect: Effect;
  /** The action patterns, for a statement that names no action of the call. */
  readonly actions: readonly string[];
  /** One entry for each action of the call that the patterns name; empty for none. */
  readonly results: readonly StatementResult[];
};

/** What became of one statement on one action. */
export type StatementResult = {
  /** Index of the operation in the event, and of the derived action in it (absent: the tool's own). */
  readonly operation: number;
  readonly derived?: number;
  readonly action: string;
  /** `possible`: an unknown value leaves it open. */
  readonly outcome: 'matched' | 'possible' | 'not_matched';
  /** What the statement answers about the action; absent for nothing. */
  readonly effect?: Effect;
  /** The first condition that failed or, if none did, the first that stayed open. */
  readonly condition?: ConditionReport;
  /** The allow does not speak about this list of the command, and it is not empty. */
  readonly unexpected?: Wrapping;
};

/** A condition with what it wanted and what it saw. */
export type ConditionReport = {
  /** Fact path: `params.file_path`. */
  readonly fact: string;
  readonly op: Operator;
  readonly wanted: ParamValue;
  readonly quantifier?: Quantifier;
  /** The values it was asked about, all forms included; absent if the fact is absent. */
  readonly seen?: readonly unknown[];
  /** The value, or a part of it, could not be determined. */
  readonly unknown: boolean;
};

/**
 * Explains a decision with the same matcher that makes it. Total like `evaluate`: where an input
 * cannot be evaluated, or a statement that did not matter to the decision cannot, the decision
 * stands alone.
 */
export function explain(compiled: CompiledPolicies, event: Event): Explanation {
  const decision = evaluate(compiled, event);
  if (decision.matched_by === 'error') return { decision, layers: [] };
  try {
    return { decision, layers: explainLayers(compiled, event, decision) };
  } catch {
    return { decision, layers: [] };
  }
}

function explainLayers(
  compiled: CompiledPolicies,
  event: Event,
  decision: Decision,
): readonly LayerExplanation[] {
  const subjects = event.operations.flatMap((operation, index) =>
    subjectsOf(withImpliedActions(operation), event.context).map(
      (subject, action): PlacedSubject => ({ subject, operation: index, action }),
    ),
  );
  return compiled.layers.map(
    (layer, index): LayerExplanation => ({
      answer: decision.layers[index] ?? { layer: layer.layer },
      statements: explainStatements(layer, subjects),
    }),
  );
}

type PlacedSubject = {
  readonly subject: Subject;
  readonly operation: number;
  readonly action: number;
};

function explainStatements(
  layer: CompiledLayer,
  subjects: readonly PlacedSubject[],
): readonly StatementExplanation[] {
  const named = subjects.map(
    ({ subject }) => new Set(candidateStatements(layer, subject.action.name)),
  );
  return layer.statements.map((statement): StatementExplanation => {
    const { sid, policy, effect, actions } = statement;
    return {
      statement: { sid, policy, layer: layer.layer },
      effect,
      actions,
      results: subjects
        .filter((_, index) => named[index]?.has(statement))
        .map((placed) => explainResult(statement, placed)),
    };
  });
}

function explainResult(statement: CompiledStatement, placed: PlacedSubject): StatementResult {
  const { subject, operation, action } = placed;
  const asked: { readonly condition: CompiledCondition; readonly truth: Truth }[] = [];
  let unexpected: Wrapping | undefined;
  const truth = matchStatement(statement, subject, {
    condition: (condition, answer) => asked.push({ condition, truth: answer }),
    unexpected: (wrapping) => {
      unexpected = wrapping;
    },
  });
  const said = statementEffect(statement, truth, subject);
  const cause =
    truth === 'yes' || unexpected !== undefined
      ? undefined
      : asked.find((each) => each.truth === truth)?.condition;
  return {
    operation,
    ...(action === 0 ? {} : { derived: action - 1 }),
    action: subject.action.name,
    outcome: OUTCOMES[truth],
    ...(said === undefined ? {} : { effect: said.effect }),
    ...(cause === undefined ? {} : { condition: reportCondition(cause, statement, subject) }),
    ...(unexpected === undefined ? {} : { unexpected }),
  };
}

const OUTCOMES = {
  yes: 'matched',
  possible: 'possible',
  no: 'not_matched',
} as const satisfies { readonly [truth in Truth]: StatementResult['outcome'] };

function reportCondition(
  condition: CompiledCondition,
  statement: CompiledStatement,
  subject: Subject,
): ConditionReport {
  const fact = readFact(condition.fact, subject, readingOf(statement));
  return {
    fact: condition.fact.join('.'),
    op: condition.op,
    wanted: condition.value,
    ...(condition.quantifier === undefined ? {} : { quantifier: condition.quantifier }),
    ...(fact === undefined ? {} : { seen: fact.values }),
    unknown: fact?.unknown ?? false,
  };
}
