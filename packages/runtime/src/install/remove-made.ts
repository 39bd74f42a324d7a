import { type JsonValue, layOut } from './json-layout.ts';
import type { PathChain } from './json-path.ts';
import { isMade, itemsOf, removeItem } from './json-splice.ts';
import type { JsonNode } from './json-tree.ts';

/** Behind the brace of a root that was put into a file without one: the file itself was there. */
export const FILE_WAS_BLANK = ' ';

type Item = { readonly start: number; readonly end: number };

/**
 * The text without an element, and without each container around it that was made for it and would
 * now be empty; undefined if that is the whole file.
 */
export function removeWithMade(
  body: string,
  { steps, last }: PathChain,
  element: JsonNode,
  newFile: { readonly [key: string]: JsonValue } | undefined,
): string | undefined {
  let container = last;
  let item: Item = element;
  for (const { node, member } of steps.toReversed()) {
    if (!isMade(body, container, item)) return removeItem(body, container, item);
    container = node;
    item = member;
  }
  return removeFromRoot(body, container, item, newFile);
}

function removeFromRoot(
  body: string,
  root: JsonNode,
  item: Item,
  newFile: { readonly [key: string]: JsonValue } | undefined,
): string | undefined {
  const lead = body.slice(root.start + 1, item.start);
  const isFirst = itemsOf(root)[0] === item;
  const isOnly = isFirst && itemsOf(root).length === 1;
  if (isOnly && root.start === 0 && lead === FILE_WAS_BLANK) return body.slice(root.end);
  const rest = removeItem(body, root, item);
  if (root.start !== 0 || !/^\r?\n?$/.test(body.slice(root.end))) return rest;
  if (isMade(body, root, item)) return undefined;
  // In a file that was there our member stands behind the others.
  const bare = newFile === undefined ? '' : `${layOut(newFile, { eol: '\n', unit: '  ' }, '')}\n`;
  return isFirst && rest === bare ? undefined : rest;
}
