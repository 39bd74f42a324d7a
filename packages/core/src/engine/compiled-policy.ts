import type { ParamValue } from '../action.ts';
import type { Effect, LayerName } from '../decision.ts';
import type { Operator, Quantifier } from '../policy/policy.ts';

/**
 * The compiled form: plain JSON, so that a hook can read it without YAML, zod or micromatch.
 * `evaluate` trusts it; whoever stores it vouches for it.
 */
export type CompiledPolicies = {
  /** Format of this structure; a reader refuses any other. */
  readonly format: 1;
  readonly layers: readonly CompiledLayer[];
};

export type CompiledLayer = {
  readonly layer: LayerName;
  /** Strictest default of the files that write one. */
  readonly default?: Effect;
  readonly statements: readonly CompiledStatement[];
  /**
   * For a layer that is read as it is needed: what `groupsByNamespace` gives for a namespace, in any
   * order. `statements` then reads all of them.
   */
  readonly inNamespace?: (namespace: string) => readonly StatementGroup[];
};

export type CompiledStatement = {
  readonly sid: string;
  readonly policy: string;
  readonly effect: Effect;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly conditions: readonly CompiledCondition[];
  readonly match: 'all' | 'any';
  readonly onUnknown?: 'deny' | 'review' | 'ignore' | undefined;
  readonly reason?: string | undefined;
  readonly hint?: string | undefined;
};

/**
 * Statements that name the same actions and need texts in the same parameters, so that a thousand
 * can be ruled out without one of them being read.
 */
export type StatementGroup = {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  /** The guarded parameters; none where nothing is known of what the statements need. */
  readonly params: readonly string[];
  /** Row by row, for each of `params` in turn, the texts of which one has to stand in it. */
  readonly needles: readonly (readonly Needles[])[];
  /** The statements of a row. */
  readonly statements: (row: number) => readonly CompiledStatement[];
};

/** Lower case texts of which at least one has to stand in a parameter. */
export type Needles = readonly string[];

/** A parameter and the texts of which one has to stand in it if a statement is to match. */
export type Guard = { readonly param: string; readonly needles: Needles };

/**
 * A condition ready to test. For `regex`/`not_regex`, `value` is the lowered pattern that V8's
 * linear engine accepts (no flags). Placeholders (`${context.home}`, a leading `~/`) stay in
 * `value` and are filled from the event at evaluation.
 */
export type CompiledCondition = {
  /** Fact path split at dots: `["params","file_path"]`. */
  readonly fact: readonly string[];
  readonly op: Operator;
  readonly value: ParamValue;
  readonly quantifier?: Quantifier;
  /** How strings of this fact are matched by `glob`: as paths, or as plain text with `*` and `?`. */
  readonly kind: 'path' | 'text';
  /**
   * Lower case texts of which at least one stands in every text the condition can be true for,
   * letters compared without case (`requiredTexts`). Spares a condition that cannot be true the
   * making of its regex or glob; never changes an answer. Absent: none is known.
   */
  readonly needles?: Needles;
};
