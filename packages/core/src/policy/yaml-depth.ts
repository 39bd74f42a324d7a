import { CST, type LineCounter, Parser } from 'yaml';

/**
 * Offset of the first list or map that is nested more than `limit` deep; `undefined` if none is.
 *
 * The library composes values by recursion and relies on the stack running out, at which point V8
 * may end the process instead of throwing (it does when a regular expression is compiled there).
 * Its parser works without recursion, and so does this. Line starts are added to `lines`.
 */
export function findDeepNesting(
  text: string,
  limit: number,
  lines: LineCounter,
): number | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [];
  for (const token of new Parser(lines.addNewLine).parse(text)) open.push({ token, depth: 0 });
  let first: number | undefined;
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { token, depth } = entry;
    if (token.type === 'document' && token.value !== undefined) {
      open.push({ token: token.value, depth: 0 });
    }
    if (!CST.isCollection(token)) continue;
    if (depth >= limit) {
      first = Math.min(first ?? token.offset, token.offset);
      continue;
    }
    for (const { key, value } of token.items) {
      if (key !== undefined && key !== null) open.push({ token: key, depth: depth + 1 });
      if (value !== undefined) open.push({ token: value, depth: depth + 1 });
    }
  }
  return first;
}
