import type * as z from 'zod';
import { type Field, findField, keysOf, type Place } from './fields.ts';
import { quoteForMessage } from './issue.ts';
import { suggest } from './nearest.ts';
import type { Reporter } from './reporter.ts';
import type { ValuePath } from './yaml-document.ts';

type Issue = z.core.$ZodIssue;

/** The part that was checked: what it is, where it stands, what it holds. */
export type Checked = { readonly place: Place; readonly path: ValuePath; readonly input: unknown };

/** Turns what zod found in one part of a file into issues with a place and a remedy. */
export function reportShape(reporter: Reporter, checked: Checked, issues: readonly Issue[]): void {
  const seen = new Set<string>();
  for (const issue of issues.flatMap(flattenUnion)) {
    const at = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    // One value can fail several checks; the first says enough.
    const place = JSON.stringify(at);
    if (issue.code !== 'unrecognized_keys' && seen.has(place)) continue;
    seen.add(place);
    reportOne(reporter, checked, issue, at);
  }
}

/** Of the branches of a union, the one that got furthest says what is wrong. */
function flattenUnion(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const deepest = issue.errors.find((branch) => branch.some(({ path }) => path.length > 0));
  if (deepest === undefined) return [issue];
  return deepest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function valueAt(input: unknown, path: ValuePath): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

function reportOne(reporter: Reporter, checked: Checked, issue: Issue, at: ValuePath): void {
  const path = [...checked.path, ...at];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const message = `unknown key ${quoteForMessage(key)}.${suggest(key, keysOf(checked.place))}`;
      reporter.key([...path, key], 'unknown-key', message);
    }
    return;
  }
  const [name] = at;
  const key = typeof name === 'string' ? name : '';
  const field = findField(checked.place, key);
  const value = valueAt(checked.input, at);
  const write = field === undefined ? '' : ` Write for example ${field.example}.`;
  if (key === '') {
    const message = `this is ${describe(value)}, where a map of ${keysOf(checked.place).join(', ')} belongs`;
    reporter.value(path, 'wrong-type', message);
  } else if (value === undefined && at.length === 1) {
    reporter.value(checked.path, 'missing-key', `${key} is missing.${write}`);
  } else if (value === null || value === '' || issue.code === 'too_small') {
    const message = `${key} has no value.${write} If nothing belongs there, leave the key out.`;
    reporter.value(path, 'empty-value', message);
  } else if (issue.code === 'too_big') {
    reporter.value(path, 'text-too-long', `${key} has at most ${issue.maximum} characters`);
  } else if (issue.code === 'invalid_format') {
    const message = `${key} holds a character that cannot be shown; remove it`;
    reporter.value(path, 'control-character', message);
  } else if (issue.code === 'invalid_value') {
    reportUnknownValue(reporter, path, key, value, issue.values, field);
  } else {
    const message = `${key} cannot be ${describe(value)}: it is ${field?.is ?? 'something else'}.${write}`;
    reporter.value(path, 'wrong-type', message);
  }
}

function reportUnknownValue(
  reporter: Reporter,
  path: ValuePath,
  key: string,
  value: unknown,
  values: readonly unknown[],
  field: Field | undefined,
): void {
  const known = values.map(String);
  const hint =
    typeof value === 'string' ? suggest(value, known) : ` Write one of: ${known.join(', ')}.`;
  const is = field === undefined ? '' : ` ${key} is ${field.is}.`;
  reporter.value(path, 'unknown-value', `${key} cannot be ${quoteForMessage(value)}.${hint}${is}`);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `${typeof value === 'string' ? 'the text' : `the ${typeof value}`} ${quoteForMessage(value)}`;
}
