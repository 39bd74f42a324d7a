import { requiredTextOf, requiredTextsOfRegex } from '../match/required-text.ts';
import type { CompiledCondition } from './compiled-policy.ts';
import { hasPlaceholder } from './placeholder.ts';

/**
 * Most texts that are worth looking for one by one. A list of a hundred secret files is: one look for
 * each takes a few microseconds, making their globs a millisecond.
 */
const MOST_NEEDLES = 256;

/**
 * The `needles` of a compiled condition: lower case texts of which one must stand in a value for
 * the condition to be true. `undefined` when none is known: a negative operator, a placeholder, a
 * value without two plain characters in a row. For the compiler; it parses regexes.
 */
export function requiredTexts(condition: CompiledCondition): readonly string[] | undefined {
  const { value } = condition;
  const items = Array.isArray(value) ? value : [value];
  const needles: string[] = [];
  for (const item of items) {
    if (typeof item !== 'string' || hasPlaceholder(item, true)) return undefined;
    const found = needlesOfItem(condition, item);
    if (found === undefined) return undefined;
    needles.push(...found);
  }
  // All items of `contains_all` must be there: any one of them will do as a needle.
  if (condition.op === 'contains_all') return needles.slice(0, 1);
  return needles.length === 0 || needles.length > MOST_NEEDLES ? undefined : needles;
}

function needlesOfItem(
  { op, kind }: CompiledCondition,
  item: string,
): readonly string[] | undefined {
  switch (op) {
    case 'regex':
      return requiredTextsOfRegex(item);
    case '==':
    case 'in':
    case 'contains':
    case 'contains_any':
    case 'contains_all':
    case 'starts_with':
    case 'ends_with':
      // A path is compared without the segments that mean nothing, so only a whole name is sure.
      return listOf(kind === 'path' ? longestName(item, /\//) : requiredTextOf(item));
    case 'glob':
      return listOf(
        kind === 'path'
          ? longestName(item.replace(/\[.*\]/s, '*'), /\/|\\.|[*?]/s)
          : longestName(item, /\\.|[*?]/s),
      );
    default:
      return undefined;
  }
}

function longestName(text: string, separator: RegExp): string | undefined {
  const names = text.split(separator).flatMap((name) => requiredTextOf(name) ?? []);
  if (names.length === 0) return undefined;
  return names.reduce((best, name) => (name.length > best.length ? name : best));
}

function listOf(needle: string | undefined): readonly string[] | undefined {
  return needle === undefined ? undefined : [needle];
}
