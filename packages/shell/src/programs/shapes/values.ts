import type { Value } from '../../program.ts';
import { joinTaints } from '../../values/taint.ts';
import {
  joinWords,
  literal,
  patternOf,
  streamOfValue,
  unknownValue,
  valueOfStream,
} from '../../values/value.ts';

export { joinTaints as joinTaint, literal, patternOf, streamOfValue, unknownValue, valueOfStream };

/** The words as one text; a glob among them stays one, also where all else is constant. */
export function joinValues(words: readonly Value[], separator = ' '): Value {
  const joined = joinWords(words, separator);
  if (!joined.known || words.every(({ pattern }) => pattern === undefined)) return joined;
  return { ...joined, pattern: words.map(patternOf).join(patternOf(literal(separator))) };
}

/** The value with another text before it, for a path below a folder. */
export function prefixed(prefix: string, value: Value): Value {
  return joinValues([literal(prefix), value], '');
}

/** The value without its first `length` characters. */
export function withoutPrefix(value: Value, length: number): Value {
  return slice(value, length, value.text.length);
}

/** Part of a value; what was unknown in it stays unknown. */
export function slice(value: Value, start: number, end: number): Value {
  const { pattern, ...rest } = value;
  const text = value.text.slice(start, end);
  if (pattern === undefined) return { ...rest, text };
  const units = patternUnits(pattern).slice(start, end);
  const live = units.some((unit) => unit.length === 1 && '*?['.includes(unit));
  if (live) return { ...rest, text, pattern: units.join('') };
  return { ...rest, text, known: true };
}

/** The two sides of the first `separator`; `undefined` if it is not in the value. */
export function splitValue(value: Value, separator: string): readonly [Value, Value] | undefined {
  const at = value.text.indexOf(separator);
  if (at < 0) return undefined;
  return [slice(value, 0, at), withoutPrefix(value, at + separator.length)];
}

/** The value with every `placeholder` replaced, as `xargs -I` and `find -exec` do. */
export function substitute(value: Value, placeholder: string, by: Value): Value {
  if (placeholder === '' || !value.text.includes(placeholder)) return value;
  const parts: Value[] = [];
  let rest = value;
  for (;;) {
    const split = splitValue(rest, placeholder);
    if (split === undefined) return joinValues([...parts, rest], '');
    parts.push(split[0], by);
    rest = split[1];
  }
}

/** A pattern unit is one character of the text: itself, or escaped by a backslash. */
function patternUnits(pattern: string): string[] {
  return pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
}
