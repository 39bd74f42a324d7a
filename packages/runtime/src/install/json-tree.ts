import { type Node, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { EditOutcome } from '../adapter.ts';

/** `json`: as `JSON.parse` has it. `jsonc`: also comments and trailing commas. */
export type JsonDialect = 'json' | 'jsonc';

/** A value in a JSON text and where it stands. */
export type JsonNode = {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  readonly start: number;
  readonly end: number;
  /** Members of an object in order. */
  readonly members: readonly JsonMember[];
  /** Elements of an array in order. */
  readonly elements: readonly JsonNode[];
};

export type JsonMember = {
  readonly key: string;
  /** From the key's quote to the end of the value. */
  readonly start: number;
  readonly end: number;
  readonly value: JsonNode;
};

export type JsonTreeResult =
  /** `root` is undefined where there is nothing but blanks and comments. */
  | { readonly ok: true; readonly root: JsonNode | undefined }
  | { readonly ok: false; readonly failure: EditFailure };

export type EditFailure = Extract<EditOutcome, { readonly ok: false }>;

/** Parses a JSON text without a byte order mark. What is not JSON is a failure with its place. */
export function readJsonTree(text: string, dialect: JsonDialect): JsonTreeResult {
  const errors: ParseError[] = [];
  const strict = dialect === 'json';
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: strict, allowTrailingComma: !strict });
  } catch (error) {
    // Nested so deep that the parser runs out of stack.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, failure: failureAt(text, 0, 'it is nested too deep') };
  }
  if (root === undefined && isBlank(text, dialect)) return { ok: true, root: undefined };
  const first = errors[0];
  if (first !== undefined || root === undefined) {
    const problem = first === undefined ? 'a value is missing' : problemOf(first);
    return {
      ok: false,
      failure: failureAt(text, first?.offset ?? 0, `it is not JSON: ${problem}`),
    };
  }
  const rejected = strict ? rejection(text) : undefined;
  if (rejected !== undefined) return { ok: false, failure: rejected };
  return { ok: true, root: nodeOf(root) };
}

/** A failure at an offset of a text, with its line and column counted from 1. */
export function failureAt(text: string, offset: number, message: string): EditFailure {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { ok: false, message, line, column: offset - before.lastIndexOf('\n') };
}

/** The value of a part of a text that was parsed. */
export function nodeValue(text: string, node: Pick<JsonNode, 'start' | 'end'>): unknown {
  return parse(text.slice(node.start, node.end), [], { allowTrailingComma: true });
}

function isBlank(text: string, dialect: JsonDialect): boolean {
  return dialect === 'json' ? text.trim() === '' : skipBlanks(text, 0) === text.length;
}

/** Offset of the first character from `offset` on that is neither blank nor part of a comment. */
export function skipBlanks(text: string, offset: number): number {
  const blanks = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  blanks.lastIndex = offset;
  return offset + (blanks.exec(text)?.[0].length ?? 0);
}

/** The parser takes some texts that are not JSON (a tab in a string); the agent's does not. */
function rejection(text: string): EditFailure | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = Number(/position ([0-9]+)/.exec(error.message)?.[1] ?? 0);
    return failureAt(text, offset, `it is not JSON: ${error.message}`);
  }
}

const PROBLEMS: { readonly [code: string]: string } = {
  InvalidSymbol: 'a word that is no value stands here',
  InvalidNumberFormat: 'a number is malformed',
  PropertyNameExpected: 'a name in double quotes is missing (or a comma is too much)',
  ValueExpected: 'a value is missing (or a comma is too much)',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'something stands behind the end',
  InvalidCommentToken: 'a comment stands here, and comments are not allowed in this file',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a text is not closed',
  UnexpectedEndOfNumber: 'a number is not complete',
  InvalidUnicode: 'an escape \\u is malformed',
  InvalidEscapeCharacter: 'an escape is not known',
  InvalidCharacter: 'a character stands here that has to be escaped',
};

function problemOf(error: ParseError): string {
  const code = printParseErrorCode(error.error);
  return PROBLEMS[code] ?? code;
}

function nodeOf(node: Node): JsonNode {
  const { type, offset: start, length, children = [] } = node;
  return {
    type: type === 'property' ? 'null' : type,
    start,
    end: start + length,
    members: type === 'object' ? children.flatMap(memberFrom) : [],
    elements: type === 'array' ? children.map(nodeOf) : [],
  };
}

function memberFrom(property: Node): readonly JsonMember[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  const end = value.offset + value.length;
  return [{ key: String(key.value), start: property.offset, end, value: nodeOf(value) }];
}
