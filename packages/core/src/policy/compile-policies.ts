import type {
  CompiledCondition,
  CompiledLayer,
  CompiledPolicies,
  CompiledStatement,
} from '../engine/compiled-policy.ts';
import { requiredTexts } from '../engine/required-texts.ts';
import { AgsecError } from '../errors/agsec-error.ts';
import { lowerRegex } from '../match/linear-regex.ts';
import { type ActionScope, readActionPattern, statementScope } from './action-scope.ts';
import { isPathFact, readFact } from './fact.ts';
import { strictest } from './load-policies.ts';
import type { Condition, LayerSource, Policy, Statement } from './policy.ts';

function notLoaded(what: string): AgsecError {
  return new AgsecError({
    code: 'policy-not-loaded',
    message: `${what} did not come from loadPolicies: only loaded policies can be compiled`,
  });
}

function scopeOf(statement: Statement): ActionScope {
  const read = (pattern: string) => {
    const result = readActionPattern(pattern);
    if (result.ok) return result;
    throw notLoaded(`the action pattern "${pattern}" of ${statement.sid}`);
  };
  return statementScope(
    statement.actions.map((pattern) => read(pattern).scope),
    statement.not_actions.map((pattern) => read(pattern).glob),
  );
}

function compileValue({ op, value, fact }: Condition): CompiledCondition['value'] {
  if (op !== 'regex' && op !== 'not_regex') return value;
  const lowered = typeof value === 'string' ? lowerRegex(value) : undefined;
  if (lowered?.ok !== true) throw notLoaded(`the regex of ${fact}`);
  return lowered.source;
}

function compileCondition(condition: Condition, scope: ActionScope): CompiledCondition {
  const found = readFact(condition.fact, scope);
  if (!found.ok) throw notLoaded(`the fact ${condition.fact}`);
  const { op, quantifier } = condition;
  const compiled: CompiledCondition = {
    fact: condition.fact.split('.'),
    op,
    value: compileValue(condition),
    ...(quantifier === undefined ? {} : { quantifier }),
    kind: isPathFact(found.fact) ? 'path' : 'text',
  };
  const needles = requiredTexts(compiled);
  return needles === undefined ? compiled : { ...compiled, needles };
}

function compileStatement(statement: Statement, policy: string): CompiledStatement {
  const { on_unknown, reason, hint } = statement;
  const scope = scopeOf(statement);
  return {
    sid: statement.sid,
    policy,
    effect: statement.effect,
    actions: statement.actions,
    notActions: statement.not_actions,
    conditions: statement.conditions.map((condition) => compileCondition(condition, scope)),
    match: statement.match,
    ...(on_unknown === undefined ? {} : { onUnknown: on_unknown }),
    ...(reason === undefined ? {} : { reason }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function compileLayer({ layer, policies }: LayerSource): CompiledLayer {
  const effect = strictest(policies.map((policy: Policy) => policy.default));
  return {
    layer,
    ...(effect === undefined ? {} : { default: effect }),
    statements: policies.flatMap(({ file, statements }) =>
      statements.map((statement) => compileStatement(statement, file)),
    ),
  };
}

/**
 * Compiles loaded policies to plain JSON that `evaluate` reads without YAML, zod or micromatch.
 * `JSON.parse(JSON.stringify(x))` equals `x`. A layer's default is the strictest its files write.
 *
 * Cannot fail for what `loadPolicies` gave; throws `AgsecError` (`policy-not-loaded`) for anything
 * else.
 */
export function compilePolicies(layers: readonly LayerSource[]): CompiledPolicies {
  return { format: 1, layers: layers.map(compileLayer) };
}
