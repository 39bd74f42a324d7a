import type { JsonNode } from './json-tree.ts';

/** A value that can be written as JSON. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** How a text breaks and indents its lines. */
export type JsonLayout = { readonly eol: '\n' | '\r\n'; readonly unit: string };

/** The layout of a text, from its first line break and the first indented line below the root. */
export function layoutOf(text: string, root: JsonNode | undefined): JsonLayout {
  const firstBreak = text.indexOf('\n');
  const eol = firstBreak > 0 && text[firstBreak - 1] === '\r' ? '\r\n' : '\n';
  const first = root?.members[0]?.start ?? root?.elements[0]?.start;
  const indent = first === undefined ? '' : (ownIndent(text, first) ?? '');
  return { eol, unit: indent === '' ? '  ' : indent };
}

/** A value as JSON over several lines, for a place whose line is indented by `indent`. */
export function layOut(value: JsonValue, { eol, unit }: JsonLayout, indent: string): string {
  return JSON.stringify(value, null, unit).split('\n').join(`${eol}${indent}`);
}

/** The blanks that the line of an offset begins with. */
export function lineIndent(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** The blanks before an offset if nothing else stands before it in its line and it is not the first line. */
export function ownIndent(text: string, offset: number): string | undefined {
  const lineBreak = text.lastIndexOf('\n', offset - 1);
  const before = text.slice(lineBreak + 1, offset);
  return lineBreak !== -1 && /^[ \t]*$/.test(before) ? before : undefined;
}

/**
 * Start of the line break and blanks that an offset's line begins with, or of the one blank before
 * it: what a value was set apart by from what precedes it. Never before `limit`.
 */
export function separatorStart(text: string, offset: number, limit: number): number {
  const indent = ownIndent(text, offset);
  if (indent !== undefined) {
    const lineBreak = offset - indent.length - 1;
    const start = text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
    if (start >= limit) return start;
  }
  return text[offset - 1] === ' ' && offset - 1 >= limit ? offset - 1 : offset;
}
