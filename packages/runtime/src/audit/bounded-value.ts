import type { Params, ParamValue } from '@agsec/core';
import { sha256Hex } from '../state/sha256.ts';

/** Parameters, at any depth, that hold what is in a file or is to be. */
const CONTENTS = new Set(
  'content contents file_content file_contents file_text new_string old_string new_str old_str new_source source_code patch diff'.split(
    ' ',
  ),
);
/** What stands behind a text, in a list or for a value that did not fit. */
export const CUT_MARK = '…[cut]';
const DEEPEST = 12;
const LONGEST_LIST = 256;
/** A text is cut at the end of a word, so that no secret is cut in two; a longer word is not one. */
const LONGEST_WORD = 4096;

/**
 * Parameters without contents of files: each is replaced by `<name>_sha256`, the SHA-256 of its
 * UTF-8 bytes (of its JSON, where it is no text).
 */
export function withoutContents(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => member(name, value, 0)));
}

function member(name: string, value: ParamValue, depth: number): [string, ParamValue] {
  if (!CONTENTS.has(name) || value === null) return [name, hideContents(value, depth)];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [`${name}_sha256`, sha256Hex(text)];
}

function hideContents(value: ParamValue, depth: number): ParamValue {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return CUT_MARK;
  if (isList(value)) return value.map((item) => hideContents(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => member(key, item, depth + 1)),
  );
}

/** Texts and lists of parameters cut to a size; counts what it cut. */
export function boundedParams(
  params: Params,
  longestText: number,
  cuts: { count: number },
): Params {
  const entries = Object.entries(params);
  if (entries.length > LONGEST_LIST) cuts.count += 1;
  return Object.fromEntries(
    entries
      .slice(0, LONGEST_LIST)
      .map(([name, value]) => [
        boundedText(name, 256, cuts),
        boundedValue(value, longestText, cuts),
      ]),
  );
}

function boundedValue(value: ParamValue, longestText: number, cuts: { count: number }): ParamValue {
  if (typeof value === 'string') return boundedText(value, longestText, cuts);
  if (typeof value !== 'object' || value === null) return value;
  if (!isList(value)) return boundedParams(value, longestText, cuts);
  const kept = value.slice(0, LONGEST_LIST).map((item) => boundedValue(item, longestText, cuts));
  if (kept.length === value.length) return kept;
  cuts.count += 1;
  return [...kept, CUT_MARK];
}

/** A text of at most `longest` characters and the mark of the cut. */
export function boundedText(text: string, longest: number, cuts: { count: number }): string {
  if (text.length <= longest) return text;
  cuts.count += 1;
  const head = text.slice(0, longest);
  const word = /[^\s"'`,;&|=]*$/.exec(head.slice(-LONGEST_WORD))?.[0].length ?? 0;
  return head.slice(0, word < LONGEST_WORD ? longest - word : longest) + CUT_MARK;
}

/** Characters of all texts in a value. */
export function textLength(value: ParamValue): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  const items = isList(value) ? value : Object.entries(value).flat();
  return items.reduce<number>((sum, item) => sum + textLength(item), 0);
}

function isList(value: ParamValue): value is readonly ParamValue[] {
  return Array.isArray(value);
}
