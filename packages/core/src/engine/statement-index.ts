import { matchesActionPattern, patternNamespace } from './action-pattern.ts';
import type { CompiledLayer, CompiledStatement } from './compiled-policy.ts';

/** The statements of a layer by the patterns that name their actions. */
type StatementIndex = {
  /** Statements by pattern, by the pattern's namespace (`''`: any). */
  readonly byNamespace: ReadonlyMap<string, ReadonlyMap<string, readonly CompiledStatement[]>>;
  readonly candidates: Map<string, readonly CompiledStatement[]>;
};

/** Action names whose candidates are kept; a long-lived process may meet any number of names. */
const KEPT_NAMES = 512;

const indexes = new WeakMap<CompiledLayer, StatementIndex>();

/**
 * The statements of a layer that speak about an action name, each once. The index is made on the
 * first call for a layer, in one pass; no pattern or regex is compiled for statements that are not
 * candidates.
 */
export function candidateStatements(
  layer: CompiledLayer,
  name: string,
): readonly CompiledStatement[] {
  let index = indexes.get(layer);
  if (index === undefined) {
    index = buildIndex(layer.statements);
    indexes.set(layer, index);
  }
  const known = index.candidates.get(name);
  if (known !== undefined) return known;
  const found = findCandidates(index, name);
  if (index.candidates.size >= KEPT_NAMES) index.candidates.clear();
  index.candidates.set(name, found);
  return found;
}

function buildIndex(statements: readonly CompiledStatement[]): StatementIndex {
  const byPattern = new Map<string, CompiledStatement[]>();
  const byNamespace = new Map<string, Map<string, readonly CompiledStatement[]>>();
  for (const statement of statements) {
    for (const pattern of statement.actions) {
      const same = byPattern.get(pattern);
      if (same !== undefined) {
        same.push(statement);
        continue;
      }
      const list = [statement];
      byPattern.set(pattern, list);
      const namespace = patternNamespace(pattern) ?? '';
      const patterns = byNamespace.get(namespace);
      if (patterns === undefined) byNamespace.set(namespace, new Map([[pattern, list]]));
      else patterns.set(pattern, list);
    }
  }
  return { byNamespace, candidates: new Map() };
}

function findCandidates(index: StatementIndex, name: string): readonly CompiledStatement[] {
  const lists: (readonly CompiledStatement[])[] = [];
  for (const namespace of new Set(['', name.split('.', 1)[0] ?? ''])) {
    for (const [pattern, statements] of index.byNamespace.get(namespace) ?? []) {
      if (matchesActionPattern(pattern, name)) lists.push(statements);
    }
  }
  const [only] = lists;
  const found = lists.length === 1 && only !== undefined ? only : [...new Set(lists.flat())];
  return found.some(({ notActions }) => notActions.length > 0)
    ? found.filter(({ notActions }) => !notActions.some((not) => matchesActionPattern(not, name)))
    : found;
}
