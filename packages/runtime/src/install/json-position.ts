import { failureAt, type JsonDialect, type JsonNode, readJsonTree } from './json-tree.ts';

/** A place in a text; line and column count from 1. */
export type JsonPosition = { readonly line: number; readonly column: number };

/**
 * Where the value at `path` begins in a JSON text, a byte order mark before it or not; the nearest
 * value around it if there is none. `undefined` where the text is not JSON of the dialect.
 */
export function jsonPosition(
  text: string,
  path: readonly (string | number)[],
  dialect: JsonDialect,
): JsonPosition | undefined {
  const body = text.replace(/^\ufeff/, '');
  const tree = readJsonTree(body, dialect);
  if (!tree.ok || tree.root === undefined) return undefined;
  let node: JsonNode = tree.root;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) break;
    node = next;
  }
  const { line, column } = failureAt(body, node.start, '');
  return line === undefined || column === undefined ? undefined : { line, column };
}

/** Of repeated names the last counts, as for `JSON.parse`. */
function childOf(node: JsonNode, step: string | number): JsonNode | undefined {
  if (typeof step === 'number') return node.elements[step];
  return node.members.findLast(({ key }) => key === step)?.value;
}
