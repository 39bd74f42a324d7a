import type { ActionDecision, Decision, LayerAnswer } from '../decision.ts';
import { AgsecError } from '../errors/agsec-error.ts';
import type { Event } from '../event.ts';
import type { CompiledLayer, CompiledPolicies } from './compiled-policy.ts';
import type { Subject } from './fact.ts';
import { withImpliedActions } from './implied-actions.ts';
import { judgeOperation, subjectsOf } from './layer.ts';
import { singleLine, verdictReason } from './reason.ts';
import { statementRef, stricter, type Verdict } from './verdict.ts';

/** Format of compiled policies this engine reads. */
const FORMAT = 1;

/**
 * Decides an event. Pure, synchronous and total: whatever it is given, it answers; what it cannot
 * evaluate is a deny with `matched_by: error`. The order of layers, files and statements never
 * matters, and equal inputs give equal answers.
 *
 * Implied actions (`withImpliedActions`) are added here if the caller has not done so; they then
 * stand behind the event's own in `Decision.actions`. Regexes must have been accepted by V8's
 * linear engine at load; the caller bounds the time.
 *
 * Policies and events must not be changed after the first call: what is compiled from them is kept
 * for as long as they live.
 */
export function evaluate(compiled: CompiledPolicies, event: Event): Decision {
  try {
    return decide(compiled, event);
  } catch (error) {
    return failedDecision(error);
  }
}

function decide(compiled: CompiledPolicies, event: Event): Decision {
  requireReadable(compiled, event);
  const layerAnswers: (Verdict | undefined)[] = compiled.layers.map(() => undefined);
  const actions: ActionDecision[] = [];
  let deciding: Verdict | undefined;
  let subject: Subject | undefined;
  for (const [index, operation] of event.operations.entries()) {
    const subjects = subjectsOf(withImpliedActions(operation), event.context);
    const judged = decideOperation(compiled.layers, subjects, index);
    for (const [layer, answer] of judged.layers.entries()) {
      layerAnswers[layer] = stricter(layerAnswers[layer], answer);
    }
    actions.push(...judged.actions.map(actionDecision));
    const strictest = stricter(deciding, judged.verdict);
    if (strictest === judged.verdict) subject = subjects[judged.verdict.action];
    deciding = strictest;
  }
  if (deciding === undefined || subject === undefined) throw new TypeError('nothing was decided');
  return {
    effect: deciding.effect,
    matched_by: deciding.matched_by,
    ...refOf(deciding),
    ...verdictReason(deciding, subject),
    layers: compiled.layers.map(({ layer }, index) => layerAnswer(layer, layerAnswers[index])),
    actions,
  };
}

type OperationDecision = {
  readonly verdict: Verdict;
  readonly layers: readonly (Verdict | undefined)[];
  /** Placed verdicts for every action; one that no statement speaks about has no effect. */
  readonly actions: readonly PlacedVerdict[];
};

type PlacedVerdict = {
  readonly operation: number;
  readonly action: number;
  readonly verdict: Verdict | undefined;
};

function decideOperation(
  layers: readonly CompiledLayer[],
  subjects: readonly Subject[],
  operation: number,
): OperationDecision {
  const judgements = layers.map((layer) => judgeOperation(layer, subjects, operation));
  const answers = judgements.map(({ answer }) => answer);
  const isBacked = layers.some(
    ({ layer }, index) => layer !== 'project' && judgements[index]?.backs === true,
  );
  const verdict = combineLayers(answers, isBacked, operation);
  const actions = subjects.map((_, action): PlacedVerdict => {
    const said = judgements
      .map((judgement) => judgement.actions[action])
      .reduce(stricter, undefined);
    // Defaults and allow by parts speak about the tool's own action only.
    const own = action === 0 && verdict.statement === undefined ? verdict : undefined;
    return { operation, action, verdict: stricter(said, own) };
  });
  return { verdict, layers: answers, actions };
}

/**
 * The strictest answer. Something other than the repository's own policies has to let the call
 * pass: what a project layer allows or wants reviewed is no ground to run what nobody else allows.
 */
function combineLayers(
  answers: readonly (Verdict | undefined)[],
  isBacked: boolean,
  operation: number,
): Verdict {
  const strictest = answers.reduce(stricter, undefined);
  if (strictest !== undefined && (isBacked || strictest.effect === 'deny')) return strictest;
  return { effect: 'deny', matched_by: 'default', operation, action: 0 };
}

function requireReadable(compiled: CompiledPolicies, event: Event): void {
  if (compiled.format !== FORMAT) {
    throw new AgsecError({
      code: 'bad-compiled-policy',
      message: `compiled policies have format ${String(compiled.format)}, this agsec reads ${FORMAT}`,
    });
  }
  if (event.operations.length === 0) {
    throw new AgsecError({ code: 'empty-event', message: 'the call holds no action to judge' });
  }
}

function actionDecision({ operation, action, verdict }: PlacedVerdict): ActionDecision {
  return {
    operation,
    ...(action === 0 ? {} : { derived: action - 1 }),
    ...(verdict === undefined
      ? {}
      : { effect: verdict.effect, matched_by: verdict.matched_by, ...refOf(verdict) }),
  };
}

function layerAnswer(layer: LayerAnswer['layer'], verdict: Verdict | undefined): LayerAnswer {
  if (verdict === undefined) return { layer };
  return { layer, effect: verdict.effect, matched_by: verdict.matched_by, ...refOf(verdict) };
}

function refOf(verdict: Verdict): Pick<Decision, 'statement'> {
  const statement = statementRef(verdict);
  return statement === undefined ? {} : { statement };
}

function failedDecision(error: unknown): Decision {
  const message = error instanceof Error ? error.message : 'unknown failure';
  return {
    effect: 'deny',
    matched_by: 'error',
    reason:
      `agsec could not evaluate this call, so it is denied: ${singleLine(message, 200)}. ` +
      'Ask the user to run "agsec doctor".',
    layers: [],
    actions: [],
  };
}
