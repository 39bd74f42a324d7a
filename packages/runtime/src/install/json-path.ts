import { type EditFailure, failureAt, type JsonMember, type JsonNode } from './json-tree.ts';

/** A step on the way from the root: a container, and the member of it that leads on. */
export type PathStep = { readonly node: JsonNode; readonly member: JsonMember };

export type PathResult =
  | {
      readonly ok: true;
      /** The array at the end of the path; if keys are missing, the object that lacks the first. */
      readonly node: JsonNode;
      readonly missing: readonly string[];
      /** From the root to the object that holds `node`, then `node` itself. */
      readonly chain: PathChain;
    }
  | { readonly ok: false; readonly failure: EditFailure };

export type PathChain = { readonly steps: readonly PathStep[]; readonly last: JsonNode };

/**
 * Follows keys from the root to an array. Something else in the way is a failure with its place; so
 * is a key that is written twice, since programs do not agree which one counts.
 */
export function followPath(text: string, root: JsonNode, path: readonly string[]): PathResult {
  const steps: PathStep[] = [];
  let node = root;
  for (const [index, key] of path.entries()) {
    if (node.type !== 'object') return wrongType(text, node, path.slice(0, index), 'an object');
    const [member, second] = node.members.filter((candidate) => candidate.key === key);
    if (second !== undefined) {
      const message = `${JSON.stringify(key)} is written twice in the same object; remove one`;
      return { ok: false, failure: failureAt(text, second.start, message) };
    }
    if (member === undefined) {
      return { ok: true, node, missing: path.slice(index), chain: { steps, last: node } };
    }
    steps.push({ node, member });
    node = member.value;
  }
  if (node.type !== 'array') return wrongType(text, node, path, 'a list');
  return { ok: true, node, missing: [], chain: { steps, last: node } };
}

function wrongType(
  text: string,
  node: JsonNode,
  path: readonly string[],
  wanted: string,
): PathResult {
  const where = path.length === 0 ? 'the file' : `"${path.join('.')}"`;
  const article = /^[aeio]/.test(node.type) ? 'an' : 'a';
  const is = node.type === 'null' ? 'null' : `${article} ${node.type}`;
  const message = `${where} has to be ${wanted}, and is ${is}`;
  return { ok: false, failure: failureAt(text, node.start, message) };
}
