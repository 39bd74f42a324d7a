import type { Taint, Value } from '../program.ts';
import { compilePattern, compileReversed, type ShellPattern } from './pattern.ts';
import { joinTaints } from './taint.ts';
import { literal, patternOf, unknownValue } from './value.ts';

/** Longest text that patterns are removed from or replaced in. */
const MAX_TEXT = 4_096;

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`. */
export function removeAffix(value: Value, operator: string, pattern: Value): Value {
  if (!decidable(value, pattern)) return removeFromUnknown(value, operator, pattern);
  const { text } = value;
  const fromEnd = operator.startsWith('%');
  const source = patternOf(pattern);
  const compiled = fromEnd ? compileReversed(source) : compilePattern(source);
  if (compiled === undefined) return unknownValue(value.taint);
  const lengths = compiled.prefixLengths(fromEnd ? reverse(text) : text);
  const length = (operator.length === 2 ? lengths.at(-1) : lengths[0]) ?? 0;
  const kept = fromEnd ? text.slice(0, text.length - length) : text.slice(length);
  return literal(kept, value.taint);
}

/** Of a text with holes what is known of its end or its beginning may still go (`${file%.ts}`). */
function removeFromUnknown(value: Value, operator: string, pattern: Value): Value {
  const taint = joinTaints(value.taint, pattern.taint);
  const { text } = value;
  if (operator === '##' && patternOf(pattern) === '*/' && hasPlainHoles(value)) {
    const name = text.slice(text.lastIndexOf('/') + 1);
    // What a hole holds may end in a folder, and take what stands before it along.
    return withHoles(name.replace(/^[^*]*(?=\*)/, ''), value, taint);
  }
  const affix = pattern.text;
  if (!isPlain(pattern) || !hasPlainHoles(value)) return unknownValue(taint);
  if (operator.startsWith('%') && text.endsWith(affix))
    return withHoles(text.slice(0, text.length - affix.length), value, taint);
  if (operator.startsWith('#') && text.startsWith(affix))
    return withHoles(text.slice(affix.length), value, taint);
  return unknownValue(taint);
}

/** True for text that means itself and cannot be taken for a hole. */
function isPlain({ known, pattern, text }: Value): boolean {
  return known && pattern === undefined && !text.includes('*') && text !== '';
}

/** True if what is looked for may lie partly in a hole of the text. */
function mayCross(text: string, wanted: string): boolean {
  const parts = text.split('*');
  return parts.some((part, index) => {
    const lengths = Array.from({ length: wanted.length - 1 }, (_, length) => length + 1);
    const isInside = index > 0 && index < parts.length - 1 && wanted.includes(part);
    const begins = index > 0 && lengths.some((length) => part.startsWith(wanted.slice(-length)));
    const ends = lengths.some((length) => part.endsWith(wanted.slice(0, length)));
    return (isInside && part !== '') || begins || (index < parts.length - 1 && ends);
  });
}

/** A literal text replaced in one with holes, as far as that can be told. */
function replaceInUnknown(value: Value, operator: string, wanted: string, by: string): string {
  const { text } = value;
  const hole = text.indexOf('*');
  const known = hole < 0 ? text : text.slice(0, hole);
  if (mayCross(text, wanted)) return '*';
  if (operator === '//') return text.replaceAll(wanted, () => by);
  // The first may be in the first hole: what comes after is one of two.
  return known.includes(wanted) ? text.replace(wanted, () => by) : `${known}*`;
}

/** True if each `*` of the text is a hole and nothing else in it is a glob. */
function hasPlainHoles({ text, pattern }: Value): boolean {
  return pattern === text && !/[?[\\]/.test(text);
}

function withHoles(text: string, { splits }: Value, taint: Taint): Value {
  return { text, known: false, pattern: text, ...(splits ? { splits } : {}), taint };
}

/** `${x/p/r}`, `${x//p/r}`, `${x/#p/r}`, `${x/%p/r}`. */
export function replaceMatches(
  value: Value,
  operator: string,
  pattern: Value,
  replacement: Value,
): Value {
  const taint = joinTaints(joinTaints(value.taint, pattern.taint), replacement.taint);
  const sure = isPlain(pattern) && replacement.known && !replacement.text.includes('*');
  if (!value.known && sure && hasPlainHoles(value) && /^\/\/?$/.test(operator))
    return withHoles(
      replaceInUnknown(value, operator, pattern.text, replacement.text),
      value,
      taint,
    );
  if (!decidable(value, pattern) || !replacement.known) return unknownValue(taint);
  const source = patternOf(pattern);
  const compiled = compilePattern(source);
  if (compiled === undefined || source === '') return literal(value.text, taint);
  const { text } = value;
  if (operator === '/%') {
    const reversed = compileReversed(source);
    const length = reversed?.prefixLengths(reverse(text)).at(-1);
    if (length === undefined) return literal(text, taint);
    return literal(text.slice(0, text.length - length) + replacement.text, taint);
  }
  if (operator === '/#') {
    const length = compiled.prefixLengths(text).at(-1);
    if (length === undefined) return literal(text, taint);
    return literal(replacement.text + text.slice(length), taint);
  }
  return literal(replaceIn(text, compiled, replacement.text, operator === '//'), taint);
}

function replaceIn(text: string, pattern: ShellPattern, by: string, all: boolean): string {
  let result = '';
  let index = 0;
  while (index < text.length) {
    const length = pattern.prefixLengths(text.slice(index)).at(-1) ?? 0;
    if (length === 0) {
      result += text.charAt(index);
      index += 1;
      continue;
    }
    result += by;
    index += length;
    if (!all) return result + text.slice(index);
  }
  return result;
}

/** `${x:offset:length}`; of a text whose beginning is known that part is still given. */
export function sliceText(
  value: Value,
  offset: number | undefined,
  length: number | undefined,
): Value {
  if (offset === undefined) return unknownValue(value.taint);
  const { text } = value;
  if (!value.known) {
    const sure = value.pattern === undefined ? 0 : text.indexOf('*');
    const inside = offset >= 0 && length !== undefined && length >= 0 && offset + length <= sure;
    return inside
      ? literal(text.slice(offset, offset + length), value.taint)
      : unknownValue(value.taint);
  }
  const start = offset < 0 ? text.length + offset : offset;
  // From before its beginning a text gives nothing.
  if (start < 0) return literal('', value.taint);
  const end =
    length === undefined ? text.length : length < 0 ? text.length + length : start + length;
  return literal(end < start ? '' : text.slice(start, end), value.taint);
}

/** `${x^}`, `${x^^}`, `${x,}`, `${x,,}` without a pattern. */
export function changeCase(value: Value, operator: string): Value {
  const change = (text: string) =>
    operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase();
  if (!value.known) return unknownValue(value.taint);
  const { text } = value;
  const changed = operator.length === 2 ? change(text) : change(text.charAt(0)) + text.slice(1);
  return literal(changed, value.taint);
}

/** `${x@U}` and the other transformations that are plain functions of the text. */
export function transform(value: Value, operator: string): Value {
  if (!value.known) return unknownValue(value.taint);
  switch (operator) {
    case 'U':
      return changeCase(value, '^^');
    case 'u':
      return changeCase(value, '^');
    case 'L':
      return changeCase(value, ',,');
    case 'Q':
      return literal(`'${value.text.replaceAll("'", "'\\''")}'`, value.taint);
    default:
      return unknownValue(value.taint);
  }
}

function decidable(value: Value, pattern: Value): boolean {
  return value.known && pattern.known && value.text.length <= MAX_TEXT;
}

function reverse(text: string): string {
  let reversed = '';
  for (let index = text.length - 1; index >= 0; index -= 1) reversed += text.charAt(index);
  return reversed;
}
