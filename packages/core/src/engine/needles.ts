import type { CompiledCondition, CompiledStatement, Guard } from './compiled-policy.ts';
import { foldedParam, type Subject } from './fact.ts';

/**
 * True only if the statement cannot match: it denies or reviews, and a condition that has to hold
 * needs a text that stands nowhere in its parameter. A shortcut that spares a thousand statements
 * the making of their regexes; `matchStatement` would say no as well.
 */
export function isRuledOut(statement: CompiledStatement, subject: Subject): boolean {
  const { guards } = statement;
  if (guards !== undefined) {
    for (const guard of guards) if (isLacking(guard, subject)) return true;
    return false;
  }
  if (!canBeRuledOut(statement)) return false;
  return statement.conditions.some((condition) => {
    const guard = guardOf(condition);
    return guard !== undefined && isLacking(guard, subject);
  });
}

/** What `isRuledOut` asks of a statement, without its conditions. */
export function guardsOf(statement: CompiledStatement): readonly Guard[] {
  if (!canBeRuledOut(statement)) return [];
  return statement.conditions.map(guardOf).filter((guard) => guard !== undefined);
}

function canBeRuledOut({ effect, match }: CompiledStatement): boolean {
  return effect !== 'allow' && match === 'all';
}

function guardOf({ fact, needles }: CompiledCondition): Guard | undefined {
  const [scope, param] = fact;
  if (needles === undefined || scope !== 'params' || param === undefined || fact.length !== 2) {
    return undefined;
  }
  return { param, needles };
}

function isLacking({ param, needles }: Guard, subject: Subject): boolean {
  const text = foldedParam(param, subject);
  if (text === undefined) return false;
  for (const needle of needles) if (text.includes(needle)) return false;
  return true;
}
