import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** What a statement is no longer to speak about. */
export type Exception =
  /** An action by its whole name. */
  | { readonly kind: 'action'; readonly name: string }
  /** Actions whose fact has exactly this value. */
  | { readonly kind: 'value'; readonly fact: string; readonly value: string };

/**
 * The text of a policy file in which the statement `sid` leaves something out; the statement keeps its
 * comments and gets its spaces anew, the rest stays byte for byte. `undefined` where that cannot be written: no such statement, one in brackets, or one
 * whose conditions hold one by one (`match: any`).
 */
export function withException(text: string, sid: string, exception: Exception): string | undefined {
  const found = findStatement(text, sid);
  if (found === undefined) return undefined;
  const { item, start, end, indent } = found;
  const done =
    exception.kind === 'action' ? leaveOut(item, exception.name) : notIn(item, exception);
  if (!done) return undefined;
  // Its comment stands above the dash, which stays.
  item.commentBefore = null;
  item.spaceBefore = false;
  const margin = ' '.repeat(indent);
  const lines = new Document(item).toString({ lineWidth: 0 }).trimEnd().split('\n');
  const rest = text.slice(end);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  // The first line stands behind the dash that is there already.
  return text.slice(0, start) + lines.join(`${eol}${margin}`) + rest;
}

type Found = {
  readonly item: YAMLMap;
  /** Where the statement begins, behind its dash, and where its last character ends. */
  readonly start: number;
  readonly end: number;
  /** Columns before its keys. */
  readonly indent: number;
};

function findStatement(text: string, sid: string): Found | undefined {
  const list: unknown = parseDocument(text, { keepSourceTokens: true }).get('statements');
  if (!isSeq(list) || list.srcToken?.type !== 'block-seq') return undefined;
  const item = list.items.find((each) => isMap(each) && each.get('sid') === sid);
  if (!isMap(item) || item.flow || item.get('match') === 'any') return undefined;
  const [start = 0, to = 0] = item.range ?? [];
  const end = start + text.slice(start, to).trimEnd().length;
  return { item, start, end, indent: start - (text.lastIndexOf('\n', start - 1) + 1) };
}

function leaveOut(item: YAMLMap, name: string): boolean {
  const left: unknown = item.get('not_actions', true);
  if (isSeq(left)) left.add(name);
  else if (left === undefined) insertAfter(item, 'actions', 'not_actions', [name]);
  else return false;
  return true;
}

/** A test more for the fact; a list of values that are left out already takes it in. */
function notIn(item: YAMLMap, { fact, value }: { readonly fact: string; readonly value: string }) {
  const added = { op: 'not_in', value: [value] };
  const conditions: unknown = item.get('conditions', true);
  if (conditions === undefined) {
    insertAfter(item, 'actions', 'conditions', { [fact]: added });
    return true;
  }
  if (!isMap(conditions)) return false;
  const test: unknown = conditions.get(fact, true);
  if (test === undefined) conditions.set(fact, nodeOf(added));
  else if (isSeq(test)) return extend(test, value, added);
  else if (isMap(test) || isScalar(test)) return extendOne(conditions, fact, test, value, added);
  else return false;
  return true;
}

type Test = { readonly op: string; readonly value: readonly string[] };

function extend(tests: YAMLSeq, value: string, added: Test): boolean {
  if (!tests.items.every(isMap)) return false;
  const known = tests.items.map(exactListOf).find((list) => list !== undefined);
  if (known !== undefined) known.add(value);
  else tests.add(nodeOf(added));
  return true;
}

function extendOne(
  conditions: YAMLMap,
  fact: string,
  test: YAMLMap | { readonly value?: unknown },
  value: string,
  added: Test,
): boolean {
  const known = isMap(test) ? exactListOf(test) : undefined;
  if (known !== undefined) known.add(value);
  else {
    const before = isMap(test) ? test : nodeOf({ op: '==', value: test.value });
    const list = nodeOf([]);
    if (!isSeq(list)) return false;
    list.add(before);
    list.add(nodeOf(added));
    conditions.set(fact, list);
  }
  return true;
}

/** The list of a test that leaves out exact values. */
function exactListOf(test: unknown): YAMLSeq | undefined {
  if (!isMap(test) || test.get('op') !== 'not_in') return undefined;
  const list: unknown = test.get('value', true);
  return isSeq(list) ? list : undefined;
}

function nodeOf(value: unknown) {
  return new Document(value).contents;
}

function insertAfter(item: YAMLMap, before: string, key: string, value: unknown): void {
  const at = item.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === before);
  const pair: Pair = new Document().createPair(key, value);
  item.items.splice(at + 1, 0, pair);
}
