import { type Document, isMap, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';
import { CliError } from '../context.ts';

/** A statement as `agsec policy add` writes it. */
export type NewStatement = {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly conditions?: Readonly<Record<string, { readonly op: string; readonly value?: unknown }>>;
  readonly reason?: string;
  readonly hint?: string;
};

/**
 * The text of a policy file with one more statement behind its last; the rest stays byte for byte.
 * `text` has to load. Throws `CliError` for a list that is written in brackets.
 */
export function withStatement(text: string | undefined, statement: NewStatement): string {
  if (text === undefined || text.trim() === '')
    return `version: "1.0"\n\nstatements:\n${itemText(statement, 2)}`;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const list = statementsOf(parseDocument(text, { keepSourceTokens: true }));
  if (list === undefined) {
    const item = itemText(statement, 2).replaceAll('\n', eol);
    return `${closed(text, eol)}${eol}statements:${eol}${item}`;
  }
  const [start = 0, end = 0] = list.range ?? [];
  if (list.items.length === 0)
    return `${text.slice(0, start).trimEnd()}${eol}${itemText(statement, 2).replaceAll('\n', eol)}${text.slice(end).replace(/^\r?\n/, '')}`;
  const indent = indentOf(list);
  if (indent === undefined)
    throw new CliError(
      'flow-list',
      'The statements of this file are written in brackets, so none can be added.',
      'Write one statement a line, or name another file with --file.',
    );
  const item = itemText(statement, indent).replaceAll('\n', eol);
  const at = lineEnd(text, end);
  return `${closed(text.slice(0, at), eol)}${eol}${item}${text.slice(at)}`;
}

/**
 * The text without one statement and the comment directly above it; `undefined` if it has no such
 * statement, or its statements are written in brackets.
 */
export function withoutStatement(text: string, sid: string): string | undefined {
  const list = statementsOf(parseDocument(text, { keepSourceTokens: true }));
  if (list === undefined || indentOf(list) === undefined) return undefined;
  const at = list.items.findIndex((item) => isMap(item) && item.get('sid') === sid);
  const starts = itemStarts(list).map((start) => withComments(text, lineStart(text, start)));
  const from = starts[at];
  if (at < 0 || from === undefined) return undefined;
  const [listStart = 0, listEnd = 0] = list.range ?? [];
  if (list.items.length === 1)
    return `${text.slice(0, listStart).trimEnd()} []${text.slice(lineEnd(text, listEnd, true))}`;
  const next = starts[at + 1];
  if (next !== undefined) return text.slice(0, from) + text.slice(next);
  return text.slice(0, from).replace(/\n\s*$/, '\n') + text.slice(lineEnd(text, listEnd));
}

function itemText(statement: NewStatement, indent: number): string {
  const margin = ' '.repeat(indent);
  return stringify([statement], { lineWidth: 0, defaultStringType: 'PLAIN' }).replace(
    /^(?=.)/gm,
    margin,
  );
}

function statementsOf(document: Document.Parsed): YAMLSeq | undefined {
  const list: unknown = document.get('statements');
  return isSeq(list) ? list : undefined;
}

/** Columns before the dashes of a list; `undefined` for one in brackets. */
function indentOf({ srcToken }: YAMLSeq): number | undefined {
  return srcToken?.type === 'block-seq' ? srcToken.indent : undefined;
}

/** Where the dash of each item stands. */
function itemStarts({ srcToken }: YAMLSeq): readonly number[] {
  if (srcToken?.type !== 'block-seq') return [];
  return srcToken.items.flatMap(
    ({ start }) => start.find((token) => token.type === 'seq-item-ind')?.offset ?? [],
  );
}

function closed(text: string, eol: string): string {
  return text.endsWith('\n') ? text : `${text}${eol}`;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Start of the line after the one that holds the last character before `at`. */
function lineEnd(text: string, at: number, before = false): number {
  let last = at;
  while (last > 0 && /\s/.test(text[last - 1] ?? '')) last -= 1;
  const end = text.indexOf('\n', last);
  if (end < 0) return text.length;
  return before ? end : end + 1;
}

/** Comment lines directly above belong to what follows them. */
function withComments(text: string, start: number): number {
  let at = start;
  while (at > 0) {
    const before = lineStart(text, at - 1);
    if (!/^\s*#/.test(text.slice(before, at))) break;
    at = before;
  }
  return at;
}
