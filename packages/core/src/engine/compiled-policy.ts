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
   * For a layer that is read as it is needed: its statements with a pattern of a namespace (`''`:
   * patterns of any namespace), in any order. `statements` then reads all of them.
   */
  readonly inNamespace?: (namespace: string) => readonly CompiledStatement[];
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
  /** What `guardsOf` gives, for a statement whose conditions are read as they are needed. */
  readonly guards?: readonly Guard[];
};

/** A parameter and the texts of which one has to stand in it if a statement is to match. */
export type Guard = { readonly param: string; readonly needles: readonly string[] };

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
  readonly needles?: readonly string[];
};
