import { AgsecError } from '../errors/agsec-error.ts';
import type { CompiledCondition, CompiledStatement } from './compiled-policy.ts';
import { testCondition } from './condition.ts';
import { paramName, type Reading, type Subject } from './fact.ts';
import { every, some, type Truth } from './truth.ts';

/** Lists that an allow of `command.run` must not pass over in silence. */
const WRAPPINGS = ['wrappers', 'env'] as const;

export type Wrapping = (typeof WRAPPINGS)[number];

/** Told of each condition that is tested and of a wrapping that an allow did not expect. */
export interface MatchObserver {
  condition(condition: CompiledCondition, truth: Truth): void;
  unexpected(wrapping: Wrapping): void;
}

/** How a statement of this effect reads facts. */
export function readingOf(statement: CompiledStatement): Reading {
  return statement.effect === 'allow' ? 'allow' : 'restrict';
}

/**
 * Tests the conditions of a statement whose action patterns already match. A statement without
 * conditions matches.
 *
 * An allow of `command.run` also needs `params.wrappers` and `params.env` to be empty unless one
 * of its own conditions on them holds, so that allowing `make` does not allow `sudo make`.
 */
export function matchStatement(
  statement: CompiledStatement,
  subject: Subject,
  observer?: MatchObserver,
): Truth {
  const reading = readingOf(statement);
  const test = (condition: CompiledCondition): Truth => {
    const truth = testCondition(condition, subject, reading);
    observer?.condition(condition, truth);
    return truth;
  };
  const truth = combinerOf(statement)(statement.conditions, test);
  if (truth === 'no' || reading === 'restrict') return truth;
  const wrapping = unexpectedWrapping(statement, subject);
  if (wrapping === undefined) return truth;
  observer?.unexpected(wrapping);
  return 'no';
}

function combinerOf({ match, conditions }: CompiledStatement): typeof every {
  switch (match) {
    case 'all':
      return every;
    case 'any':
      return conditions.length === 0 ? every : some;
    default:
      throw new AgsecError({
        code: 'bad-compiled-policy',
        message: `No statement matches "${String(match satisfies never)}" of its conditions.`,
      });
  }
}

function unexpectedWrapping(statement: CompiledStatement, subject: Subject): Wrapping | undefined {
  if (subject.action.name !== 'command.run') return undefined;
  return WRAPPINGS.find((wrapping) => {
    if (isEmpty(wrapping, subject)) return false;
    return !statement.conditions.some(
      (condition) =>
        paramName(condition.fact) === wrapping &&
        testCondition(condition, subject, 'allow') === 'yes',
    );
  });
}

function isEmpty(wrapping: Wrapping, { action }: Subject): boolean {
  const value = action.params[wrapping];
  const empty =
    value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return empty && !action.unknown.includes(wrapping);
}
