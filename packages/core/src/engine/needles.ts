import type {
  CompiledCondition,
  CompiledStatement,
  Guard,
  StatementGroup,
} from './compiled-policy.ts';
import { foldedParam, type Subject } from './fact.ts';

/**
 * What has to stand in the parameters of an action if a statement is to match: a denying or reviewing
 * one all of whose conditions have to hold. Of others nothing is said.
 */
export function guardsOf({ effect, match, conditions }: CompiledStatement): readonly Guard[] {
  if (effect === 'allow' || match !== 'all') return [];
  return conditions.map(guardOf).filter((guard) => guard !== undefined);
}

/**
 * The statements of a group but for those that cannot match, because a text they need stands nowhere
 * in its parameter. A shortcut that spares a thousand statements the making of their regexes;
 * `matchStatement` would say no as well.
 */
export function addPossible(
  { params, needles, statements }: StatementGroup,
  subject: Subject,
  found: CompiledStatement[],
): void {
  const texts = params.map((param) => foldedParam(param, subject));
  for (let row = 0; row < needles.length; row++) {
    if (!isLacking(needles[row] ?? [], texts)) found.push(...statements(row));
  }
}

function guardOf({ fact, needles }: CompiledCondition): Guard | undefined {
  const [scope, param] = fact;
  if (needles === undefined || scope !== 'params' || param === undefined || fact.length !== 2) {
    return undefined;
  }
  return { param, needles };
}

/** True if one of the texts is known and holds none of its needles. */
function isLacking(
  needles: StatementGroup['needles'][number],
  texts: readonly (string | undefined)[],
): boolean {
  for (let at = 0; at < needles.length; at++) {
    const text = texts[at];
    if (text !== undefined && !needles[at]?.some((needle) => text.includes(needle))) return true;
  }
  return false;
}
