import { CliError } from '../context.ts';

/** A condition as a statement holds it: fact path and test. */
export type ConditionEntry = readonly [
  fact: string,
  test: { readonly op: string; readonly value?: unknown },
];

/**
 * Reads `params.file_path glob **\/x`: a fact path, an operator, and the rest as the value. A value
 * in brackets is a list, `true` and `false` are booleans, digits are a number, other text is text;
 * JSON is read as JSON. Throws `CliError` for what has no operator.
 */
export function parseCondition(text: string): ConditionEntry {
  const [, fact, op, value = ''] = /^\s*(\S+)\s+(\S+)\s*(.*?)\s*$/s.exec(text) ?? [];
  if (fact === undefined || op === undefined)
    throw new CliError(
      'bad-condition',
      `"${text}" is no condition.`,
      "For example: --when 'params.host in [a.example, b.example]'",
    );
  return value === '' ? [fact, { op }] : [fact, { op, value: readValue(value) }];
}

function readValue(text: string): unknown {
  const json = readJson(text);
  if (json !== undefined) return json;
  if (!/^\[.*\]$/s.test(text)) return text;
  return text
    .slice(1, -1)
    .split(',')
    .map((each) => readValue(each.trim()));
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value ?? undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
