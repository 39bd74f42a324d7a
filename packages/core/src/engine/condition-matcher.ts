import type { Context } from '../event.ts';
import type { CompiledCondition } from './compiled-policy.ts';
import {
  equalTest,
  NEGATIONS,
  type PositiveOperator,
  type ValueTest,
  valueTest,
  type Wanted,
} from './operator.ts';
import { type FilledText, fillPlaceholders, hasPlaceholder } from './placeholder.ts';
import { every, some, type Truth } from './truth.ts';

/** The operator of a condition with what it wants, made once and run on many values. */
export type ConditionMatcher = {
  /** The answer of `ofValue` and `ofList` is to be negated. */
  readonly negated: boolean;
  readonly ofValue: ValueTest;
  /** For the `contains` family: asks about membership in a list. */
  readonly ofList: (values: readonly unknown[]) => Truth;
};

const constantMatchers = new WeakMap<CompiledCondition, ConditionMatcher>();
const filledMatchers = new WeakMap<Context, Map<CompiledCondition, ConditionMatcher>>();

/**
 * The matcher of a condition other than `exists` and `not_exists`. It is kept for as long as the
 * condition or, if the condition has placeholders, the event's context lives: regexes are compiled
 * when a condition is first asked.
 */
export function conditionMatcher(condition: CompiledCondition, context: Context): ConditionMatcher {
  const known = constantMatchers.get(condition) ?? filledMatchers.get(context)?.get(condition);
  if (known !== undefined) return known;
  const { wanted, complete, constant } = fillValue(condition, context);
  const test = makeMatcher(condition, wanted, complete);
  if (constant) constantMatchers.set(condition, test);
  else {
    const tests = filledMatchers.get(context) ?? new Map<CompiledCondition, ConditionMatcher>();
    filledMatchers.set(context, tests.set(condition, test));
  }
  return test;
}

type FilledValue = {
  readonly wanted: Wanted;
  readonly complete: boolean;
  readonly constant: boolean;
};

/** Regexes have no placeholders: what is filled in would have to be proved linear first. */
function fillValue(condition: CompiledCondition, context: Context): FilledValue {
  const { op, kind, value } = condition;
  const isRegex = op === 'regex' || op === 'not_regex';
  const homePrefix = kind === 'path' || op === 'within' || op === 'not_within';
  const texts: FilledText[] = [];
  const others: unknown[] = [];
  let complete = true;
  let constant = true;
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item !== 'string') others.push(item);
    else if (!isRegex && hasPlaceholder(item, homePrefix)) {
      const filled = fillPlaceholders(item, homePrefix, context);
      texts.push(...filled.texts);
      complete &&= filled.complete;
      constant = false;
    } else texts.push([{ text: item, literal: false }]);
  }
  return { wanted: { texts, others }, complete, constant };
}

function makeMatcher(
  condition: CompiledCondition,
  wanted: Wanted,
  complete: boolean,
): ConditionMatcher {
  const { op } = condition;
  const negated = Object.hasOwn(NEGATIONS, op);
  const ofValue = valueTest(positiveOperator(op), condition.kind, wanted);
  // What a missing placeholder would have wanted can make "any" true and "all" false.
  const open = op === 'contains_all' ? 'yes' : 'no';
  const settle = (truth: Truth | undefined) => (truth === open && !complete ? 'possible' : truth);
  return {
    negated,
    ofValue: complete ? ofValue : (value) => settle(ofValue(value)),
    ofList: (values) => settle(membership(op === 'contains_all', wanted, values)) ?? 'no',
  };
}

function membership(all: boolean, wanted: Wanted, values: readonly unknown[]): Truth {
  const items = [
    ...wanted.texts.map((text): Wanted => ({ texts: [text], others: [] })),
    ...wanted.others.map((other): Wanted => ({ texts: [], others: [other] })),
  ];
  const isThere = (item: Wanted) => some(values, equalTest(item));
  return all ? every(items, isThere) : some(items, isThere);
}

function positiveOperator(op: CompiledCondition['op']): PositiveOperator {
  switch (op) {
    case '!=':
    case 'not_in':
    case 'not_contains':
    case 'not_regex':
    case 'not_glob':
    case 'not_within':
      return NEGATIONS[op];
    case 'exists':
    case 'not_exists':
      throw new TypeError(`"${op}" asks about no value`);
    default:
      return op;
  }
}
