import type { SqlToken } from './sql-tokens.ts';

/** True if a `WHERE` of the clause itself can leave rows out. */
export function hasRealWhere(clause: readonly SqlToken[]): boolean {
  let depth = 0;
  for (const [index, token] of clause.entries()) {
    if (token.kind === 'mark' && token.text === '(') depth += 1;
    if (token.kind === 'mark' && token.text === ')') depth -= 1;
    if (depth === 0 && token.kind === 'word' && (token.text === 'WHERE' || token.text === 'USING'))
      return token.text === 'USING' || !isAlwaysTrue(clause.slice(index + 1));
    if (depth === 0 && token.kind === 'word' && token.text === 'LIMIT') return true;
  }
  return false;
}

const ENDS_WHERE = /^(?:RETURNING|ORDER|LIMIT|OPTION|SETTINGS|ALLOW)$/;

/** A condition that holds for every row: no column in it, or an `OR` with such a part. */
function isAlwaysTrue(tokens: readonly SqlToken[]): boolean {
  const end = tokens.findIndex(({ kind, text }) => kind === 'word' && ENDS_WHERE.test(text));
  const condition = end < 0 ? tokens : tokens.slice(0, end);
  const parts = splitAt(condition, 'OR');
  return parts.some((part) => splitAt(part, 'AND').every(isConstantTruth));
}

function splitAt(tokens: readonly SqlToken[], word: string): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === '(') depth += 1;
    if (token.kind === 'mark' && token.text === ')') depth -= 1;
    if (depth === 0 && token.kind === 'word' && token.text === word) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

const CONSTANT_WORDS = new Set([
  'TRUE',
  'NOT',
  'FALSE',
  'IS',
  'NULL',
  'LIKE',
  'IN',
  'BETWEEN',
  'AND',
  'OR',
]);

function isConstantTruth(tokens: readonly SqlToken[]): boolean {
  if (tokens.length === 0) return true;
  const isConstant = tokens.every(
    ({ kind, text }) =>
      kind === 'number' || kind === 'string' || kind === 'mark' || CONSTANT_WORDS.has(text),
  );
  if (isConstant) return !(tokens.length === 1 && /^(?:FALSE|0)$/.test(tokens[0]?.text ?? ''));
  const [left, operator, right] = tokens;
  return (
    tokens.length === 3 &&
    operator?.text === '=' &&
    left?.kind !== 'string' &&
    left?.text === right?.text
  );
}
