import type { Params, ParamValue } from '@agsec/core';
import { commandSpans } from './command-secrets.ts';
import { isPlaceholder } from './placeholder.ts';
import { redact } from './redact.ts';
import { classifyName } from './secret-names.ts';
import { mergeSpans } from './span.ts';

/**
 * Parameters of an action with their secrets redacted. Beyond what `redact` sees in each text it
 * knows what a value stands beside: the key that holds it, the flag before it in an argument list,
 * the program the arguments are for.
 */
export function redactParams(params: Params): Params {
  const program = params['name'];
  const entries = Object.entries(params).map(([name, value]): [string, ParamValue] => {
    const isArgv = name === 'args' && isStrings(value) && typeof program === 'string';
    return [name, isArgv ? redactArguments(program, value) : redactMember(name, value)];
  });
  return Object.fromEntries(entries);
}

/** A value under a name; `password: 'hunter2'` is a secret for its name alone. */
export function redactMember(name: string, value: ParamValue): ParamValue {
  if (typeof value === 'string') return redactNamed(name, value);
  if (isStrings(value)) return redactArguments(undefined, value);
  if (isList(value)) return value.map((item) => redactMember(name, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redactMember(key, item)]),
  );
}

function redactNamed(name: string, value: string): string {
  const redacted = redact(value);
  if (redacted !== value || value.length < 3) return redacted;
  const secret = classifyName(name);
  if (secret?.strength !== 'strong' || isPlaceholder(value)) return value;
  return `[redacted:${secret.kind}]`;
}

/** Arguments of a program, one text each, in order. */
export function redactArguments(
  program: string | undefined,
  values: readonly string[],
): readonly string[] {
  const words = [...(program === undefined ? [] : [program]), ...values];
  const hidden = hiddenParts(words);
  const redacted = words.map((word, index) => {
    const before = words[index - 1];
    const flag = before !== undefined && /^--?[A-Za-z][\w-]*$/.test(before) ? before : undefined;
    const part = hidden.get(index);
    if (part !== undefined) return `${redact(word.slice(0, part))}[redacted:password]`;
    return flag === undefined || word.startsWith('-') ? redact(word) : redactNamed(flag, word);
  });
  return program === undefined ? redacted : redacted.slice(1);
}

/** For each word that ends in a secret given by a short flag: where in it the secret starts. */
function hiddenParts(words: readonly string[]): ReadonlyMap<number, number> {
  let offset = 0;
  const placed = words.map((text) => {
    const start = offset;
    offset += text.length + 1;
    return { text, start, end: start + text.length };
  });
  const spans = mergeSpans(commandSpans(placed));
  const parts = placed.map(({ start, end }, index): [number, number] | undefined => {
    const span = spans.find((candidate) => candidate.start >= start && candidate.end <= end);
    return span === undefined ? undefined : [index, span.start - start];
  });
  return new Map(parts.filter((part) => part !== undefined));
}

function isList(value: ParamValue): value is readonly ParamValue[] {
  return Array.isArray(value);
}

function isStrings(value: ParamValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
