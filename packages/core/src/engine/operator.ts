import { AgsecError } from '../errors/agsec-error.ts';
import { compileCidr } from '../match/cidr.ts';
import { compilePathGlob } from '../match/path-glob.ts';
import { isAbsolutePath, isWithin, LONGEST_PATH, normalisePath } from '../match/path-within.ts';
import { compileWildcard } from '../match/wildcard.ts';
import type { Operator } from '../policy/policy.ts';
import type { CompiledCondition } from './compiled-policy.ts';
import { type FilledText, plainText } from './placeholder.ts';
import { some, type Truth } from './truth.ts';

/**
 * Tests one value against all that a condition wants; any of several wanted values will do.
 * `undefined`: the operator has no meaning for a value of this type.
 */
export type ValueTest = (value: unknown) => Truth | undefined;

/** What a condition wants, its placeholders filled. */
export type Wanted = {
  readonly texts: readonly FilledText[];
  /** Wanted values that are not strings. */
  readonly others: readonly unknown[];
};

/** The operators that are not the negation of another. */
export type PositiveOperator = Exclude<Operator, keyof typeof NEGATIONS | 'exists' | 'not_exists'>;

/** Each negative operator is its positive one, negated for each element. */
export const NEGATIONS = {
  '!=': '==',
  not_in: 'in',
  not_contains: 'contains',
  not_regex: 'regex',
  not_glob: 'glob',
  not_within: 'within',
} as const satisfies { readonly [negative: string]: Operator };

/** Operators that ask about a list as a whole, unless the condition names a quantifier. */
export const LIST_OPERATORS: ReadonlySet<Operator> = new Set([
  'contains',
  'not_contains',
  'contains_any',
  'contains_all',
]);

/**
 * Longest string, in UTF-16 units, that a regex is run on. Beyond it the condition is `possible`:
 * V8's linear engine is linear, not free.
 */
export const LONGEST_REGEX_TEXT = 65_536;

/**
 * Makes the test of one value. Paths are compared without empty, `.` and `..` segments, except by
 * `regex`, which sees them as they are. Throws on a value that no loaded policy can hold.
 */
export function valueTest(
  operator: PositiveOperator,
  kind: CompiledCondition['kind'],
  wanted: Wanted,
): ValueTest {
  const test = plainTest(operator, kind, wanted);
  if (kind !== 'path' || operator === 'regex') return test;
  return (value) => test(typeof value === 'string' ? normalisePath(value) : value);
}

function plainTest(
  operator: PositiveOperator,
  kind: CompiledCondition['kind'],
  wanted: Wanted,
): ValueTest {
  switch (operator) {
    case '==':
    case 'in':
      return equalTest(wanted);
    case '>':
      return numberTest(wanted, (given, limit) => given > limit);
    case '<':
      return numberTest(wanted, (given, limit) => given < limit);
    case '>=':
      return numberTest(wanted, (given, limit) => given >= limit);
    case '<=':
      return numberTest(wanted, (given, limit) => given <= limit);
    case 'contains':
    case 'contains_any':
      return textTest(wanted, (given, text) => given.includes(text));
    case 'contains_all':
      return containsAllTest(wanted);
    case 'starts_with':
      return textTest(wanted, (given, text) => given.startsWith(text));
    case 'ends_with':
      return textTest(wanted, (given, text) => given.endsWith(text));
    case 'regex':
      return regexTest(wanted);
    case 'glob':
      return kind === 'path' ? pathGlobTest(wanted) : wildcardTest(wanted);
    case 'within':
      return withinTest(wanted);
    case 'cidr':
      return cidrTest(wanted);
    default:
      throw new AgsecError({
        code: 'bad-compiled-policy',
        message: `No operator is called "${String(operator satisfies never)}".`,
      });
  }
}

/** Equal only with the same type: `"true"` is not `true`, `"22"` is not `22`. */
export function equalTest(wanted: Wanted): (value: unknown) => Truth {
  const values = new Set<unknown>([...wanted.texts.map(plainText), ...wanted.others]);
  return (value) => (values.has(value) ? 'yes' : 'no');
}

/** Numbers are compared with numbers only; a numeric string has no order. */
function numberTest(wanted: Wanted, holds: (given: number, limit: number) => boolean): ValueTest {
  const limits = wanted.others.filter((value) => typeof value === 'number');
  return (value) => {
    if (typeof value !== 'number') return undefined;
    return limits.some((limit) => holds(value, limit)) ? 'yes' : 'no';
  };
}

function textTest(wanted: Wanted, holds: (given: string, text: string) => boolean): ValueTest {
  const texts = wanted.texts.map(plainText);
  return (value) => {
    if (typeof value !== 'string') return undefined;
    return texts.some((text) => holds(value, text)) ? 'yes' : 'no';
  };
}

function containsAllTest(wanted: Wanted): ValueTest {
  const texts = wanted.texts.map(plainText);
  return (value) => {
    if (typeof value !== 'string') return undefined;
    return texts.every((text) => value.includes(text)) ? 'yes' : 'no';
  };
}

function regexTest(wanted: Wanted): ValueTest {
  const patterns = wanted.texts.map((text) => new RegExp(plainText(text)));
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (value.length > LONGEST_REGEX_TEXT) return 'possible';
    return patterns.some((pattern) => pattern.test(value)) ? 'yes' : 'no';
  };
}

function pathGlobTest(wanted: Wanted): ValueTest {
  const globs = wanted.texts.map((filled) =>
    compilePathGlob(
      filled
        .map(({ text, literal }) => (literal ? text.replace(/[\\*?[\]]/g, '\\$&') : text))
        .join(''),
    ),
  );
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (value.length > LONGEST_PATH) return 'possible';
    return globs.some((matches) => matches(value)) ? 'yes' : 'no';
  };
}

function wildcardTest(wanted: Wanted): ValueTest {
  const wildcards = wanted.texts.map(compileWildcard);
  return (value) => {
    if (typeof value !== 'string') return undefined;
    return wildcards.some((matches) => matches(value)) ? 'yes' : 'no';
  };
}

/** A relative path, given or wanted, could lie anywhere. */
function withinTest(wanted: Wanted): ValueTest {
  const folders = wanted.texts.map((filled) => normalisePath(plainText(filled)));
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (!isAbsolutePath(value)) return 'possible';
    const path = normalisePath(value);
    return some(folders, (folder) => {
      if (!isAbsolutePath(folder)) return 'possible';
      return isWithin(path, folder) ? 'yes' : 'no';
    });
  };
}

function cidrTest(wanted: Wanted): ValueTest {
  const networks = wanted.texts.map((filled) => {
    const network = compileCidr(plainText(filled));
    if (network !== undefined) return network;
    throw new AgsecError({
      code: 'bad-compiled-policy',
      message: `"${plainText(filled)}" is not a network in CIDR notation.`,
    });
  });
  return (value) => {
    if (typeof value !== 'string') return undefined;
    return networks.some((holds) => holds(value)) ? 'yes' : 'no';
  };
}
