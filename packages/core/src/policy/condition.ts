import type { ParamValue } from '../action.ts';
import type { ActionScope } from './action-scope.ts';
import { checkConditionValue, readParamValue } from './condition-value.ts';
import { type Fact, isListFact, readFact } from './fact.ts';
import { quoteForMessage } from './issue.ts';
import { suggest } from './nearest.ts';
import { findOperator, OPERATOR_TABLE, operatorFits } from './operator-table.ts';
import {
  type Condition,
  OPERATOR_ALIASES,
  OPERATORS,
  type Operator,
  type Quantifier,
} from './policy.ts';
import type { Reporter } from './reporter.ts';
import { testShape, valueShape } from './schema-parts.ts';
import { reportShape } from './shape-issues.ts';
import type { ValuePath } from './yaml-document.ts';

/** A place in a statement's conditions and what is known there. */
type Site = {
  readonly reporter: Reporter;
  /** Fact path, a legacy bare key resolved. */
  readonly name: string;
  readonly fact: Fact;
  readonly path: ValuePath;
};

export type ConditionsInput = {
  readonly conditions: { readonly [fact: string]: unknown };
  /** Where the map of conditions stands. */
  readonly path: ValuePath;
  readonly scope: ActionScope;
  readonly match: 'all' | 'any';
  /** Gives a legacy bare key its root; reports and answers `undefined` where it cannot. */
  readonly resolveKey?: (key: string, path: ValuePath) => string | undefined;
};

/** Reads every condition of a statement; what is wrong is reported, what is right is kept. */
export function readConditions(reporter: Reporter, input: ConditionsInput): readonly Condition[] {
  return Object.entries(input.conditions).flatMap(([key, raw]) => {
    const path = [...input.path, key];
    const name = input.resolveKey === undefined ? key : input.resolveKey(key, path);
    if (name === undefined) return [];
    const found = readFact(name, input.scope);
    if (!found.ok) {
      reporter.key(path, 'unknown-fact', found.message);
      return [];
    }
    return readTests({ reporter, name, fact: found.fact, path }, raw, input.match);
  });
}

function isMap(raw: unknown): raw is { readonly [key: string]: unknown } {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function readTests(site: Site, raw: unknown, match: 'all' | 'any'): readonly Condition[] {
  const { reporter, path } = site;
  if (!Array.isArray(raw)) return readForm(site, raw);
  if (raw.length === 0 || !raw.every(isMap)) {
    const message = `a list here is a list of tests; for "one of these" write { op: in, value: ${quoteForMessage(raw)} }`;
    reporter.value(path, 'wrong-type', message);
    return [];
  }
  if (match === 'any' && raw.length > 1) {
    const message =
      'a list of tests means that all of them hold, which match: any cannot say; write a statement for each';
    reporter.value(path, 'wrong-type', message);
    return [];
  }
  return raw.flatMap((item, index) => readForm({ ...site, path: [...path, index] }, item));
}

function readForm(site: Site, raw: unknown): readonly Condition[] {
  const { reporter, path, name } = site;
  if (raw === null || raw === undefined) {
    const message = `${name} is compared with nothing; write a value, or { op: not_exists }`;
    reporter.value(path, 'empty-value', message);
    return [];
  }
  if (!isMap(raw)) return readTest(site, '==', raw, undefined, path);
  const quantifier = (['some', 'every'] as const).find((word) => Object.hasOwn(raw, word));
  if (quantifier === undefined) return readOperatorTest(site, raw, undefined);
  return readQuantified(site, raw, quantifier);
}

function readQuantified(
  site: Site,
  raw: { readonly [key: string]: unknown },
  quantifier: Quantifier,
): readonly Condition[] {
  const { reporter, path, name } = site;
  const inner = raw[quantifier];
  for (const key of Object.keys(raw)) {
    if (key === quantifier) continue;
    const message = `${quoteForMessage(key)} cannot stand beside ${quantifier}; write ${quantifier}: { op: …, value: … }`;
    reporter.key([...path, key], 'unknown-key', message);
  }
  if (!isMap(inner)) {
    const message = `${quantifier} takes a test: ${quantifier}: { op: …, value: … }`;
    reporter.value([...path, quantifier], 'wrong-type', message);
    return [];
  }
  if (!isListFact(site.fact)) {
    const message = `${name} is not a list, so ${quantifier} has no effect; write the test alone`;
    reporter.key([...path, quantifier], 'useless-key', message);
  }
  return readOperatorTest({ ...site, path: [...path, quantifier] }, inner, quantifier);
}

function readOperatorTest(
  site: Site,
  raw: { readonly [key: string]: unknown },
  quantifier: Quantifier | undefined,
): readonly Condition[] {
  const { reporter, path } = site;
  const parsed = testShape().safeParse(raw);
  if (!parsed.success) {
    reportShape(reporter, { place: 'test', path, input: raw }, parsed.error.issues);
    return [];
  }
  const operator = findOperator(parsed.data.op);
  if (operator === undefined) {
    const names = [...OPERATORS, ...Object.keys(OPERATOR_ALIASES)];
    const hint = suggest(parsed.data.op, names) || ` Write one of: ${OPERATORS.join(', ')}.`;
    const message = `there is no operator ${quoteForMessage(parsed.data.op)}.${hint}`;
    reporter.value([...path, 'op'], 'unknown-operator', message);
    return [];
  }
  const valuePath = [...path, 'value'];
  return readTest(site, operator, parsed.data.value, quantifier, valuePath);
}

const SHAPE_WORDS = {
  none: 'no value',
  scalar: 'one text, number or boolean',
  scalars: 'a list that is not empty: value: [a, b]',
  number: 'a number without quotes',
  text: 'a text; put numbers in quotes',
  texts: 'a text or a list of texts; put numbers in quotes',
} as const;

function readTest(
  site: Site,
  op: Operator,
  raw: unknown,
  quantifier: Quantifier | undefined,
  path: ValuePath,
): readonly Condition[] {
  const { reporter, name, fact } = site;
  const row = OPERATOR_TABLE[op];
  if (!fact.kinds.some((kind) => operatorFits(op, kind))) {
    const message = `${op} cannot hold for ${name}, which is a ${fact.kinds.join(' or ')}; ${op} ${row.summary}`;
    reporter.value(path, 'operator-fact', message);
    return [];
  }
  if (!valueShape(row.value).safeParse(raw).success) {
    const given = raw === undefined || raw === null ? 'nothing' : quoteForMessage(raw);
    const message = `${op} takes ${SHAPE_WORDS[row.value]}, not ${given}${op === 'exists' ? '; the opposite is not_exists' : ''}`;
    reporter.value(
      path,
      raw === undefined || raw === null ? 'empty-value' : 'operator-value',
      message,
    );
    return [];
  }
  const value: ParamValue = row.value === 'none' ? null : readParamValue(raw);
  const problems = checkConditionValue({ op, value, name, fact });
  for (const { code, message } of problems) reporter.value(path, code, message);
  if (problems.length > 0) return [];
  return [{ fact: name, op, value, ...(quantifier === undefined ? {} : { quantifier }) }];
}
