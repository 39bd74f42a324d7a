import type { ParamValue } from '../action.ts';
import type { Effect, LayerName } from '../decision.ts';

/** Canonical operator names; aliases (`eq`, `gt` …) are resolved at load. */
export const OPERATORS = [
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'contains_any',
  'contains_all',
  'starts_with',
  'ends_with',
  'regex',
  'not_regex',
  'glob',
  'not_glob',
  'within',
  'not_within',
  'cidr',
  'exists',
  'not_exists',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** Word aliases of operators. */
export const OPERATOR_ALIASES = {
  equals: '==',
  eq: '==',
  not_equals: '!=',
  ne: '!=',
  greater_than: '>',
  gt: '>',
  less_than: '<',
  lt: '<',
  gte: '>=',
  lte: '<=',
} as const satisfies Record<string, Operator>;

export type Quantifier = 'some' | 'every';

/** One condition as written, aliases resolved. */
export type Condition = {
  /** Fact path: `params.file_path`. */
  readonly fact: string;
  readonly op: Operator;
  readonly value: ParamValue;
  /** Only when written: overrides the effect's own reading of lists. */
  readonly quantifier?: Quantifier;
};

export type Statement = {
  readonly sid: string;
  readonly effect: Effect;
  /** Globs over action names. */
  readonly actions: readonly string[];
  readonly not_actions: readonly string[];
  readonly conditions: readonly Condition[];
  readonly match: 'all' | 'any';
  /** Absent: `ignore` where the action only reads, lists or searches, else `review`. */
  readonly on_unknown?: 'deny' | 'review' | 'ignore';
  readonly reason?: string;
  readonly hint?: string;
  /** 1-based line of the statement in its file. */
  readonly line: number;
};

/** One policy file, loaded. */
export type Policy = {
  /** File name without folder. */
  readonly file: string;
  readonly default?: Effect;
  readonly statements: readonly Statement[];
};

/** The text of one policy file. Callers read files; the language never does. */
export type PolicySource = {
  readonly file: string;
  readonly text: string;
};

/** One thing wrong with a policy file, for a human. Lines and columns are 1-based. */
export type PolicyIssue = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Stable code: `unknown-operator`. */
  readonly code: string;
  /** What is wrong, and what to write instead. */
  readonly message: string;
};

export type LoadResult =
  | { readonly ok: true; readonly policies: readonly Policy[] }
  | { readonly ok: false; readonly issues: readonly PolicyIssue[] };

export type LayerSource = {
  readonly layer: LayerName;
  readonly policies: readonly Policy[];
};
