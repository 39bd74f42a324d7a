import { type JsonLayout, lineIndent, ownIndent, separatorStart } from './json-layout.ts';
import { type JsonNode, skipBlanks } from './json-tree.ts';

/** A part of a container: an element of an array or a member of an object. */
type Item = { readonly start: number; readonly end: number };

/** Parts of a container in order. */
export function itemsOf(container: JsonNode): readonly Item[] {
  return container.type === 'object' ? container.members : container.elements;
}

/**
 * The text with an item put behind the last one of a container. `write` gives the item's text for
 * the indent of its line. Nothing that stands there is touched: a comment behind the last item stays
 * on its line, a trailing comma stays in use.
 *
 * Into an empty container the item goes directly behind the bracket. That is how `removeItem` can
 * tell it from a container that agsec made, which begins with a line break.
 */
export function insertItem(
  text: string,
  container: JsonNode,
  { eol }: JsonLayout,
  write: (indent: string) => string,
): string {
  const last = itemsOf(container).at(-1);
  if (last === undefined) {
    const at = container.start + 1;
    return splice(text, at, at, write(lineIndent(text, container.start)));
  }
  const indent = ownIndent(text, last.start);
  const separator = indent === undefined ? ' ' : `${eol}${indent}`;
  const item = `${separator}${write(indent ?? lineIndent(text, last.start))}`;
  const comma = commaBehind(text, last.end, container.end - 1);
  if (comma !== undefined) {
    const at = indent === undefined ? comma + 1 : endOfLineComments(text, comma + 1);
    return splice(text, at, at, `${item},`);
  }
  const at = indent === undefined ? last.end : endOfLineComments(text, last.end);
  return splice(splice(text, at, at, item), last.end, last.end, ',');
}

/** The text without an item of a container, as it was before `insertItem` put it there. */
export function removeItem(text: string, container: JsonNode, item: Item): string {
  const items = itemsOf(container);
  const index = items.indexOf(item);
  const before = items[index - 1];
  const after = items[index + 1];
  const limit = before?.end ?? container.start + 1;
  const comma = commaBehind(text, item.end, after?.start ?? container.end - 1);
  if (before === undefined && after === undefined && comma === undefined) {
    return splice(text, item.start, item.end, '');
  }
  const start = separatorStart(text, item.start, limit);
  if (comma !== undefined) return splice(text, start, comma + 1, '');
  const removed = splice(text, start, item.end, '');
  const ours = commaBehind(text, limit, item.start);
  return ours === undefined ? removed : splice(removed, ours, ours + 1, '');
}

/** Whether a container holds this item alone and begins with a line break, as one that agsec made. */
export function isMade(text: string, container: JsonNode, item: Item): boolean {
  const lead = text.slice(container.start + 1, item.start);
  const rest = text.slice(item.end, container.end - 1);
  return itemsOf(container).length === 1 && /^\r?\n[ \t]*$/.test(lead) && /^\s*$/.test(rest);
}

export function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Offset of the comma that follows an item before `end`, blanks and comments between. */
function commaBehind(text: string, from: number, end: number): number | undefined {
  const at = skipBlanks(text, from);
  return at < end && text[at] === ',' ? at : undefined;
}

/** End of the comments that stand behind `from` on its line; a block comment may go on below. */
function endOfLineComments(text: string, from: number): number {
  const comments = /(?:[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/[^\r\n]*))*/y;
  comments.lastIndex = from;
  return from + (comments.exec(text)?.[0].length ?? 0);
}
