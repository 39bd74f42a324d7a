import type { CompiledCondition } from './compiled-policy.ts';
import { conditionMatcher } from './condition-matcher.ts';
import { type Fact, paramName, type Reading, readFact, type Subject } from './fact.ts';
import { LIST_OPERATORS } from './operator.ts';
import { every, not, some, type Truth } from './truth.ts';

/** Lists of `command.run` that an allow takes when they are empty, whatever it says about them. */
const MAY_BE_EMPTY: ReadonlySet<string | undefined> = new Set(['wrappers', 'env']);

/** The text that stands for a value of which no part is known. */
const NOTHING_KNOWN = '*';

/**
 * Tests one condition on one action.
 *
 * An absent fact satisfies `not_exists` only. To restrict, one form and one element is enough, and
 * an unknown value leaves the condition `possible` unless what is known satisfies it. To allow,
 * every form of every element must satisfy it and there must be one; a value that is unknown or
 * doubtful never does, and the answer is never `possible`.
 */
export function testCondition(
  condition: CompiledCondition,
  subject: Subject,
  reading: Reading,
): Truth {
  const fact = readFact(condition.fact, subject, reading);
  if (reading === 'allow' && fact !== undefined && !isReliable(condition, fact, subject)) {
    return 'no';
  }
  if (condition.op === 'exists') return fact === undefined ? 'no' : 'yes';
  if (condition.op === 'not_exists') return fact === undefined ? 'yes' : 'no';
  const mayBeEmpty = reading === 'allow' && isWrapping(condition, subject);
  if (fact === undefined) return mayBeEmpty ? 'yes' : 'no';
  const asksList = fact.isList && LIST_OPERATORS.has(condition.op) && !condition.quantifier;
  if (mayBeEmpty && fact.values.length === 0 && !asksList) return 'yes';
  const truth = asksList
    ? testList(condition, fact, subject)
    : testElements(condition, fact, subject, reading);
  return reading === 'allow' && truth === 'possible' ? 'no' : truth;
}

function testList(condition: CompiledCondition, fact: Fact, subject: Subject): Truth {
  const test = conditionMatcher(condition, subject.context);
  const known = test.ofList(fact.values);
  const truth = fact.unknown && known === 'no' ? 'possible' : known;
  return test.negated ? not(truth) : truth;
}

function testElements(
  condition: CompiledCondition,
  fact: Fact,
  subject: Subject,
  reading: Reading,
): Truth {
  const { negated, ofValue } = conditionMatcher(condition, subject.context);
  const test = (value: unknown): Truth => {
    const truth = ofValue(value);
    // A value of another type does not contain, match or lie within anything; that denies, but
    // it must not allow.
    if (truth === undefined) return negated && reading === 'restrict' ? 'yes' : 'no';
    return negated ? not(truth) : truth;
  };
  const values =
    negated && fact.unknown ? fact.values.filter((value) => value !== NOTHING_KNOWN) : fact.values;
  if (values.length === 0) return fact.unknown ? 'possible' : 'no';
  if (!asksEvery(condition, fact, reading)) {
    const known = some(values, test);
    return fact.unknown && known === 'no' ? 'possible' : known;
  }
  const known = every(values, test);
  if (reading === 'allow') return known;
  if (fact.unknown && known === 'yes') return 'possible';
  // Forms of one element cannot be told from those of another: one is enough to leave it open.
  return fact.hasForms && known === 'no' && some(values, test) !== 'no' ? 'possible' : known;
}

function asksEvery(condition: CompiledCondition, fact: Fact, reading: Reading): boolean {
  if (reading === 'restrict') return fact.isList && condition.quantifier === 'every';
  return !(fact.isList && !fact.hasForms && condition.quantifier === 'some');
}

/** Whether an allow may rely on the fact. */
function isReliable(condition: CompiledCondition, fact: Fact, subject: Subject): boolean {
  if (fact.unknown || fact.partial) return false;
  const name = paramName(condition.fact);
  if (name === undefined) return true;
  const { action } = subject;
  const doubtful = action.doubtful ?? [];
  if (doubtful.some((other) => other === name || name.startsWith(`${other}.`))) return false;
  if (name !== 'command') return true;
  // The text of a command starts with its name: it is as doubtful, unless a path stands there.
  if (action.name === 'command.run') {
    return !doubtful.includes('name') || action.params['path'] !== undefined;
  }
  return action.name !== 'bash.execute' || knowsEveryCommand(subject);
}

/** A script that was not read hides no command of the line itself. */
function knowsEveryCommand({ analysis }: Subject): boolean {
  if (analysis.complete) return true;
  return analysis.unknown.length > 0 && analysis.unknown.every((why) => why === 'script-body');
}

function isWrapping(condition: CompiledCondition, { action }: Subject): boolean {
  return action.name === 'command.run' && MAY_BE_EMPTY.has(paramName(condition.fact));
}
