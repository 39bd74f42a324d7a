import type { ParamValue } from '../action.ts';
import type { Effect, LayerName } from '../decision.ts';
import type {
  CompiledCondition,
  CompiledLayer,
  CompiledPolicies,
  CompiledStatement,
} from '../engine/compiled-policy.ts';
import type { Operator, Quantifier } from '../policy/policy.ts';

const PATH_FACT = /\.(?:file_path|to|path|paths|cwd|file|home)$/;

/** A compiled condition; whether its fact is a path is told from its name. */
export function where(
  fact: string,
  op: Operator,
  value: ParamValue = null,
  quantifier?: Quantifier,
): CompiledCondition {
  return {
    fact: fact.split('.'),
    op,
    value,
    kind: PATH_FACT.test(fact) ? 'path' : 'text',
    ...(quantifier === undefined ? {} : { quantifier }),
  };
}

type StatementOptions = Partial<Omit<CompiledStatement, 'sid' | 'effect' | 'actions'>>;

function statement(effect: Effect) {
  return (
    sid: string,
    actions: string | readonly string[],
    conditions: CompiledCondition | readonly CompiledCondition[] = [],
    options: StatementOptions = {},
  ): CompiledStatement => ({
    sid,
    policy: 'policy.yaml',
    effect,
    actions: typeof actions === 'string' ? [actions] : actions,
    notActions: [],
    conditions: isList(conditions) ? conditions : [conditions],
    match: 'all',
    ...options,
  });
}

export const allow = statement('allow');
export const deny = statement('deny');
export const review = statement('review');

/** A layer of statements; `fallback` is its default. */
export function layer(
  name: LayerName,
  statements: readonly CompiledStatement[],
  fallback?: Effect,
): CompiledLayer {
  return { layer: name, statements, ...(fallback === undefined ? {} : { default: fallback }) };
}

export function policies(...layers: readonly CompiledLayer[]): CompiledPolicies {
  return { format: 1, layers };
}

/** The user's policies alone, denying by default. */
export function userPolicies(...statements: readonly CompiledStatement[]): CompiledPolicies {
  return policies(layer('user', statements, 'deny'));
}

function isList(
  value: CompiledCondition | readonly CompiledCondition[],
): value is readonly CompiledCondition[] {
  return Array.isArray(value);
}

/** A placeholder as a policy writes it. */
export function placeholder(name: string): string {
  return `\${context.${name}}`;
}
