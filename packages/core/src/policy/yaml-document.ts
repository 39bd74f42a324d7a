import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { detailForMessage, type PolicyIssueCode, quoteForMessage } from './issue.ts';
import type { PolicyIssue, PolicySource } from './policy.ts';
import { findDeepNesting } from './yaml-depth.ts';

/** A place in a file, 1-based. */
export type Position = { readonly line: number; readonly column: number };

/** Keys and indexes from the top of a file. */
export type ValuePath = readonly (string | number)[];

/** A policy file read as plain data, and where each part of it stands. */
export type YamlFile = {
  readonly value: unknown;
  /** Where the value at a path stands; the nearest value above it if there is none. */
  at(path: ValuePath): Position;
  /** Where the key at a path stands; as `at` if it is none. */
  keyAt(path: ValuePath): Position;
};

export type YamlResult =
  | { readonly ok: true; readonly file: YamlFile }
  | { readonly ok: false; readonly issues: readonly PolicyIssue[] };

/** Policies nest six deep; this leaves room for values of custom actions. */
const MAX_DEPTH = 20;

type Reading = {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly issues: PolicyIssue[];
  readonly values: Map<string, Position>;
  readonly keys: Map<string, Position>;
};

/**
 * Reads one policy file as YAML 1.2, core schema, without anything that makes a value other than
 * it looks: aliases, anchors, tags, directives, merge keys, several documents, duplicate keys.
 */
export function readYaml(source: PolicySource): YamlResult {
  const lines = new LineCounter();
  const reading: Reading = {
    file: source.file,
    text: source.text,
    lines,
    issues: [],
    values: new Map(),
    keys: new Map(),
  };
  const tooDeep = findDeepNesting(source.text, MAX_DEPTH, lines);
  if (tooDeep !== undefined) {
    report(reading, tooDeep, 'yaml-depth', `lists and maps nest at most ${MAX_DEPTH} deep`);
    return { ok: false, issues: reading.issues };
  }
  const document = parseDocument(source.text, {
    logLevel: 'error',
    prettyErrors: false,
    // Its own check compares every pair of keys; `readMap` looks them up.
    uniqueKeys: false,
  });
  reportErrors(reading, [...document.errors, ...document.warnings]);
  const tags = Object.keys(document.directives?.tags ?? {});
  if (document.directives?.yaml.explicit === true || tags.some((tag) => tag !== '!!')) {
    report(reading, 0, 'yaml-directive', DIRECTIVE);
  }
  const value = readNode(reading, document.contents, []);
  if (reading.issues.length > 0) return { ok: false, issues: reading.issues };
  const file: YamlFile = {
    value,
    at: (path) => lookUp(reading.values, path),
    keyAt: (path) => reading.keys.get(pathKey(path)) ?? lookUp(reading.values, path),
  };
  return { ok: true, file };
}

function pathKey(path: ValuePath): string {
  return JSON.stringify(path);
}

function lookUp(positions: ReadonlyMap<string, Position>, path: ValuePath): Position {
  for (let length = path.length; length >= 0; length--) {
    const position = positions.get(pathKey(path.slice(0, length)));
    if (position !== undefined) return position;
  }
  return { line: 1, column: 1 };
}

function positionOf(reading: Reading, offset: number): Position {
  const { line, col } = reading.lines.linePos(offset);
  return line < 1 ? { line: 1, column: 1 } : { line, column: Math.max(1, col) };
}

function report(reading: Reading, offset: number, code: PolicyIssueCode, message: string): void {
  reading.issues.push({ file: reading.file, ...positionOf(reading, offset), code, message });
}

const DIRECTIVE =
  'a % directive changes how YAML is read (yes, no and numbers); remove it, files are YAML 1.2';

const REWRITTEN: {
  readonly [code: string]: { readonly code: PolicyIssueCode; readonly message: string };
} = {
  BAD_ALIAS: {
    code: 'yaml-alias',
    message: 'YAML reads a leading * as an alias; quote patterns that start with * or !: "*"',
  },
  TAG_RESOLVE_FAILED: {
    code: 'yaml-tag',
    message:
      'YAML reads a leading ! as a tag and loses the text; quote patterns that start with * or !, and name exceptions with not_actions or not_glob',
  },
  BAD_DIRECTIVE: { code: 'yaml-directive', message: DIRECTIVE },
  MULTIPLE_DOCS: {
    code: 'yaml-documents',
    message: 'a file is one YAML document; put what follows the --- into a file of its own',
  },
  BAD_SCALAR_START: {
    code: 'yaml-syntax',
    message: 'a text cannot start with this character in YAML; put it in quotes',
  },
  TAB_AS_INDENT: { code: 'yaml-syntax', message: 'YAML is indented with spaces; replace the tab' },
  BAD_DQ_ESCAPE: {
    code: 'yaml-syntax',
    message:
      'in double quotes a backslash is an escape; write \\\\ for a backslash, or use single quotes',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    code: 'yaml-syntax',
    message: 'a text with ": " in it has to stand in quotes',
  },
};

/** One wrong character makes the library report many that follow from it; the first ones say enough. */
const MAX_SYNTAX_ISSUES = 3;

function reportErrors(reading: Reading, errors: readonly YAMLError[]): void {
  let others = 0;
  for (const error of errors) {
    const rewritten = REWRITTEN[error.code];
    if (rewritten !== undefined) report(reading, error.pos[0], rewritten.code, rewritten.message);
    else if (others++ < MAX_SYNTAX_ISSUES) {
      const message = `not valid YAML: ${detailForMessage(error)}; texts with any of {}[]#&*!|>%@ in them are best put in quotes`;
      report(reading, error.pos[0], 'yaml-syntax', message);
    }
  }
}

type Marks = { readonly anchor?: unknown; readonly tag?: unknown; readonly range?: unknown };

function offsetOf(node: Marks | null | undefined): number {
  const range = node?.range;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === 'number' ? start : 0;
}

function checkMarks(reading: Reading, node: Marks): void {
  if (node.anchor !== undefined) {
    report(
      reading,
      offsetOf(node),
      'yaml-anchor',
      'YAML reads a leading & as an anchor and loses the text; put the text in quotes, write repeated values out',
    );
  }
  // Tags that could not be resolved have been reported as warnings.
  const { tag } = node;
  if (typeof tag === 'string' && (tag === '!' || tag.startsWith('tag:yaml.org,2002:'))) {
    report(
      reading,
      offsetOf(node),
      'yaml-tag',
      'a YAML tag changes what a value is; remove it, and put the text in quotes',
    );
  }
}

function readNode(reading: Reading, node: unknown, path: ValuePath): unknown {
  if (isAlias(node)) {
    const name = quoteForMessage(`*${node.source}`);
    const message = `YAML reads a leading * as an alias; quote patterns that start with * or !: ${name}`;
    report(reading, offsetOf(node), 'yaml-alias', message);
    return null;
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  reading.values.set(pathKey(path), positionOf(reading, offsetOf(node)));
  checkMarks(reading, node);
  if (isSeq(node)) {
    return node.items.map((item, index) => readNode(reading, item, [...path, index]));
  }
  if (isMap(node)) return readMap(reading, node.items, path);
  return readScalar(reading, node.value, offsetOf(node));
}

function readScalar(reading: Reading, value: unknown, offset: number): unknown {
  if (typeof value !== 'number') return value;
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!exact) {
    const message = 'this number cannot be kept exactly; put it in quotes if it is a text';
    report(reading, offset, 'number-out-of-range', message);
  }
  return value === 0 ? 0 : value;
}

type YamlPair = { readonly key: unknown; readonly value?: unknown };

function readMap(reading: Reading, pairs: readonly YamlPair[], path: ValuePath): unknown {
  const entries = new Map<string, unknown>();
  for (const pair of pairs) {
    const key = readKey(reading, pair.key, path);
    if (key === undefined) continue;
    const here = [...path, key];
    if (entries.has(key)) {
      const message = `${quoteForMessage(key)} stands twice in this map; keep one of them`;
      report(reading, keyOffset(pair.key), 'duplicate-key', message);
      continue;
    }
    const position = positionOf(reading, keyOffset(pair.key));
    reading.keys.set(pathKey(here), position);
    reading.values.set(pathKey(here), position);
    entries.set(key, readNode(reading, pair.value, here));
  }
  return Object.fromEntries(entries);
}

function keyOffset(key: unknown): number {
  return isScalar(key) || isMap(key) || isSeq(key) || isAlias(key) ? offsetOf(key) : 0;
}

/** A key as a string; `undefined` if it is none, which is reported. */
function readKey(reading: Reading, key: unknown, path: ValuePath): string | undefined {
  if (isAlias(key)) {
    readNode(reading, key, path);
    return undefined;
  }
  if (isScalar(key)) checkMarks(reading, key);
  const value = isScalar(key) ? key.value : undefined;
  if (value === '<<') {
    const message = 'merge keys are not read; write the keys out';
    report(reading, keyOffset(key), 'yaml-merge-key', message);
    return undefined;
  }
  if (typeof value === 'string' && value !== '' && value !== '__proto__') return value;
  const message = 'a key is a text; put it in quotes if it looks like a number or a boolean';
  report(reading, keyOffset(key), 'yaml-key', message);
  return undefined;
}
