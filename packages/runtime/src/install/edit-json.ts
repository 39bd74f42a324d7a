import type { EditOutcome } from '../adapter.ts';
import { type JsonLayout, type JsonValue, layOut, layoutOf, lineIndent } from './json-layout.ts';
import { followPath } from './json-path.ts';
import { insertItem, removeItem, splice } from './json-splice.ts';
import {
  type EditFailure,
  failureAt,
  type JsonDialect,
  type JsonNode,
  nodeValue,
  readJsonTree,
} from './json-tree.ts';
import { FILE_WAS_BLANK, removeWithMade } from './remove-made.ts';

/** An element that agsec keeps in an array of somebody else's file. */
export type JsonEntry = {
  /** Keys from the root to the array: `['hooks', 'PreToolUse']`. What is missing is made. */
  readonly path: readonly [string, ...string[]];
  /** Whether an element of that array is ours, of whatever version. */
  readonly isOurs: (element: unknown) => boolean;
  /** The element as it should be. `present` is ours as it stands there now, if it does. */
  readonly element: (present: unknown) => JsonValue;
  /**
   * Where an element of somebody else's may hold something of ours: the array under `key` in it
   * loses what is ours on removal, and the rest stays.
   */
  readonly inner?: { readonly key: string; readonly isOurs: (element: unknown) => boolean };
};

export type JsonEditOptions = {
  /** What the agent's own parser takes. A file that it does not take is not touched. */
  readonly dialect: JsonDialect;
  /** Members that a file needs besides ours, written only when there is no file yet. */
  readonly newFile?: { readonly [key: string]: JsonValue };
};

const BOM = '\ufeff';

/**
 * A file's text with each entry in its array: put behind the last element where it is missing,
 * replaced where it is another version, left alone where it is right. All other bytes stay as they
 * are: comments, line ends, tabs, trailing commas, a byte order mark. `undefined`: there is no file.
 */
export function insertEntries(
  text: string | undefined,
  entries: readonly JsonEntry[],
  options: JsonEditOptions,
): EditOutcome {
  return entries.reduce<EditOutcome>(
    (outcome, entry) => (outcome.ok ? insertEntry(outcome.text, entry, options) : outcome),
    { ok: true, text },
  );
}

/**
 * A file's text without our entries, and without the arrays and objects that were made for them:
 * byte for byte the text before `insertEntries`, if nothing else has changed since. `undefined`
 * when the whole file was made for them.
 */
export function removeEntries(
  text: string | undefined,
  entries: readonly Omit<JsonEntry, 'element'>[],
  options: JsonEditOptions,
): EditOutcome {
  return entries.reduceRight<EditOutcome>(
    (outcome, entry) => (outcome.ok ? removeEntry(outcome.text, entry, options) : outcome),
    { ok: true, text },
  );
}

function insertEntry(
  text: string | undefined,
  entry: JsonEntry,
  options: JsonEditOptions,
): EditOutcome {
  if (text === undefined) return { ok: true, text: newFileText(entry, options) };
  const bom = text.startsWith(BOM) ? BOM : '';
  const body = text.slice(bom.length);
  const tree = readJsonTree(body, options.dialect);
  if (!tree.ok) return tree.failure;
  const edited =
    tree.root === undefined ? intoBlank(body, entry) : insertInto(body, tree.root, entry);
  if (typeof edited !== 'string') return edited;
  if (holdsOurs(edited, entry, options)) return { ok: true, text: bom + edited };
  return failureAt(body, 0, 'agsec could not add its entry to this file without breaking it');
}

function newFileText(entry: JsonEntry, { newFile }: JsonEditOptions): string {
  const members = { ...nested(entry, entry.path), ...newFile };
  return `${layOut(members, { eol: '\n', unit: '  ' }, '')}\n`;
}

/** A root before what there is of blanks and comments. */
function intoBlank(body: string, entry: JsonEntry): string {
  const object = layOut(nested(entry, entry.path), layoutOf(body, undefined), '');
  return `{${FILE_WAS_BLANK}${object.slice(1).trimStart()}${body}`;
}

function nested(entry: JsonEntry, path: readonly string[]): { readonly [key: string]: JsonValue } {
  const [key = '', ...deeper] = path;
  return { [key]: nestedValue(entry, deeper) };
}

function nestedValue(entry: JsonEntry, path: readonly string[]): JsonValue {
  return path.length === 0 ? [entry.element(undefined)] : nested(entry, path);
}

function insertInto(body: string, root: JsonNode, entry: JsonEntry): string | EditFailure {
  const found = followPath(body, root, entry.path);
  if (!found.ok) return found.failure;
  const layout = layoutOf(body, root);
  const { node, missing } = found;
  const [key, ...deeper] = missing;
  if (key !== undefined) {
    const value = nestedValue(entry, deeper);
    const member = (indent: string): string =>
      `${JSON.stringify(key)}: ${layOut(value, layout, indent)}`;
    return insertItem(body, node, layout, member);
  }
  const [first, ...repeated] = node.elements.filter((one) => entry.isOurs(nodeValue(body, one)));
  const last = repeated.at(-1);
  if (last !== undefined) return insertInto(...reread(removeItem(body, node, last)), entry);
  if (first !== undefined) return replaceElement(body, first, entry, layout);
  const element = entry.element(undefined);
  return insertItem(body, node, layout, (indent) => layOut(element, layout, indent));
}

/** A text of which an element was taken away, with its new tree. */
function reread(body: string): [string, JsonNode] {
  const tree = readJsonTree(body, 'jsonc');
  if (!tree.ok || tree.root === undefined) throw new Error('removing an element broke the file');
  return [body, tree.root];
}

function replaceElement(
  body: string,
  present: JsonNode,
  entry: JsonEntry,
  layout: JsonLayout,
): string {
  const value = nodeValue(body, present);
  const wanted = entry.element(value);
  if (isEqual(value, wanted)) return body;
  const text = layOut(wanted, layout, lineIndent(body, present.start));
  return splice(body, present.start, present.end, text);
}

function holdsOurs(body: string, entry: JsonEntry, options: JsonEditOptions): boolean {
  const tree = readJsonTree(body, options.dialect);
  if (!tree.ok || tree.root === undefined) return false;
  const found = followPath(body, tree.root, entry.path);
  if (!found.ok || found.missing.length > 0) return false;
  return found.node.elements.some((element) => entry.isOurs(nodeValue(body, element)));
}

function removeEntry(
  text: string | undefined,
  entry: Omit<JsonEntry, 'element'>,
  options: JsonEditOptions,
): EditOutcome {
  if (text === undefined) return { ok: true, text };
  const bom = text.startsWith(BOM) ? BOM : '';
  const body = text.slice(bom.length);
  const tree = readJsonTree(body, options.dialect);
  if (!tree.ok) return tree.failure;
  if (tree.root === undefined) return { ok: true, text };
  const found = followPath(body, tree.root, entry.path);
  if (!found.ok) return found.failure;
  if (found.missing.length > 0) return { ok: true, text };
  const ours = found.node.elements.findLast((element) => entry.isOurs(nodeValue(body, element)));
  if (ours !== undefined) {
    const rest = removeWithMade(body, found.chain, ours, options.newFile);
    if (rest === undefined && bom === '') return { ok: true, text: undefined };
    return removeEntry(bom + (rest ?? ''), entry, options);
  }
  const inner = innerOurs(body, found.node, entry);
  if (inner === undefined) return { ok: true, text };
  return removeEntry(bom + removeItem(body, ...inner), entry, options);
}

/** The last thing of ours in an element of somebody else's, and the array it is in. */
function innerOurs(
  body: string,
  array: JsonNode,
  { inner }: Omit<JsonEntry, 'element'>,
): [JsonNode, JsonNode] | undefined {
  if (inner === undefined) return undefined;
  for (const element of array.elements.toReversed()) {
    const list = element.members.find((member) => member.key === inner.key)?.value;
    const ours = list?.elements.findLast((one) => inner.isOurs(nodeValue(body, one)));
    if (list !== undefined && ours !== undefined) return [list, ours];
  }
  return undefined;
}

/** Whether two JSON values are the same; members may stand in any order. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const left = Object.entries(one);
  const right = new Map<string, unknown>(Object.entries(other));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isEqual(value, right.get(key)))
  );
}
