// biome-ignore lint/style/noRestrictedImports: V8's own engine is the test of a pattern; nothing is read from outside.
import { setFlagsFromString } from 'node:v8';
import { resolveAnchors } from './linear-regex-anchors.ts';
import { worstStepCost } from './linear-regex-cost.ts';
import { expandCounts } from './linear-regex-expand.ts';
import { isNever } from './linear-regex-node.ts';
import { parseRegex } from './linear-regex-parse.ts';
import { printRegex } from './linear-regex-print.ts';
import { RegexRefusal } from './linear-regex-refusal.ts';
import { simplifyRegex } from './linear-regex-simplify.ts';

/** A pattern ready for `new RegExp(source)` without flags, or why it is none. */
export type LoweredRegex =
  | { readonly ok: true; readonly source: string }
  | { readonly ok: false; readonly message: string };

const MAX_LENGTH = 2000;
const MAX_DEPTH = 20;

/**
 * Steps for one code unit. At up to 11 ns a step this keeps the worst text of 4 KiB within the 5 ms
 * that one pattern may cost.
 */
const MAX_STEP_COST = 110;

/** Loading asks first and compiling again; a pattern often stands in several statements. */
const lowered = new Map<string, LoweredRegex>();
const MAX_KEPT = 4096;

/**
 * Translates a pattern of Python's `re` to one that V8's linear engine runs, and that is found in
 * exactly the same texts: the engine knows neither flags nor large counts, so case, `.`, `$`,
 * `(?m)` and counts are written out, and what a yes-or-no search does not need is dropped.
 *
 * Differences from Python: `\w`, `\d` and `\b` are ASCII, and one character is one UTF-16 code
 * unit. Refused: look-around, back-references, possessive and atomic groups, what can never match,
 * and what takes the engine too many steps for each character of a hostile text.
 */
export function lowerRegex(pattern: string): LoweredRegex {
  const known = lowered.get(pattern);
  if (known !== undefined) return known;
  if (lowered.size >= MAX_KEPT) lowered.clear();
  const result = tryLower(pattern);
  lowered.set(pattern, result);
  return result;
}

function tryLower(pattern: string): LoweredRegex {
  try {
    return { ok: true, source: lower(pattern) };
  } catch (error) {
    if (!(error instanceof RegexRefusal)) throw error;
    const where = error.offset === undefined ? '' : `at character ${error.offset + 1}: `;
    return { ok: false, message: where + error.message };
  }
}

function lower(pattern: string): string {
  if (pattern.length > MAX_LENGTH) {
    throw new RegexRefusal(
      `a pattern has at most ${MAX_LENGTH} characters; split it over several statements`,
    );
  }
  const node = expandCounts(simplifyRegex(resolveAnchors(parseRegex(pattern, MAX_DEPTH))));
  if (isNever(node)) throw new RegexRefusal('this pattern can never match anything');
  if (worstStepCost(node, MAX_STEP_COST) > MAX_STEP_COST) {
    throw new RegexRefusal(
      'a hostile text can make this pattern slow: too many alternatives or counted characters are tried at every position; begin it with \\b, ^ or a word, lower its counts, or split it over several statements',
    );
  }
  const source = printRegex(node);
  checkLinear(source);
  return source;
}

/** V8's flag `l` refuses what its linear engine cannot run; the process flag only makes `l` known. */
function checkLinear(source: string): void {
  setFlagsFromString('--enable-experimental-regexp-engine');
  try {
    new RegExp(source, 'l');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RegexRefusal(`the linear engine does not take this pattern (${error.message})`);
  }
}
