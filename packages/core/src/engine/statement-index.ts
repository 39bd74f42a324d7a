import { matchesActionPattern, patternNamespace } from './action-pattern.ts';
import type { CompiledLayer, CompiledStatement } from './compiled-policy.ts';

/** Statements by each of their patterns. */
type Patterns = Map<string, CompiledStatement[]>;

/** The statements of a layer by the patterns that name their actions. */
type StatementIndex = {
  /** The patterns of a namespace (`''`: those of any). */
  readonly patternsOf: (namespace: string) => Patterns;
  readonly candidates: Map<string, readonly CompiledStatement[]>;
};

/** Action names whose candidates are kept; a long-lived process may meet any number of names. */
const KEPT_NAMES = 512;

const indexes = new WeakMap<CompiledLayer, StatementIndex>();

/**
 * The statements of a layer that speak about an action name, each once. The index is made on the
 * first call for a layer, in one pass, or for a layer that is read as it is needed on the first call
 * for a namespace; no pattern or regex is compiled for statements that are not candidates.
 */
export function candidateStatements(
  layer: CompiledLayer,
  name: string,
): readonly CompiledStatement[] {
  let index = indexes.get(layer);
  if (index === undefined) {
    index = { patternsOf: patternsOf(layer), candidates: new Map() };
    indexes.set(layer, index);
  }
  const known = index.candidates.get(name);
  if (known !== undefined) return known;
  const found = findCandidates(index, name);
  if (index.candidates.size >= KEPT_NAMES) index.candidates.clear();
  index.candidates.set(name, found);
  return found;
}

/**
 * Statements by the namespaces of their patterns (`''`: any), for storing a layer so that it can be
 * read as it is needed. A statement stands in each of its namespaces.
 */
export function statementsByNamespace(
  statements: readonly CompiledStatement[],
): ReadonlyMap<string, readonly CompiledStatement[]> {
  const byNamespace = new Map<string, CompiledStatement[]>();
  for (const statement of statements) {
    for (const namespace of new Set(statement.actions.map(namespaceOf))) {
      const same = byNamespace.get(namespace);
      if (same === undefined) byNamespace.set(namespace, [statement]);
      else same.push(statement);
    }
  }
  return byNamespace;
}

function namespaceOf(pattern: string): string {
  return patternNamespace(pattern) ?? '';
}

function patternsOf(layer: CompiledLayer): StatementIndex['patternsOf'] {
  const { inNamespace } = layer;
  if (inNamespace === undefined) {
    const index = indexPatterns(layer.statements);
    return (namespace) => index.get(namespace) ?? new Map();
  }
  const known = new Map<string, Patterns>();
  return (namespace) => {
    const read = known.get(namespace);
    if (read !== undefined) return read;
    const patterns = indexPatterns(inNamespace(namespace)).get(namespace) ?? new Map();
    // Names of a long-lived process may have any namespace; those of a layer are few.
    if (patterns.size > 0) known.set(namespace, patterns);
    return patterns;
  };
}

/** Statements by pattern, by the pattern's namespace. */
function indexPatterns(statements: readonly CompiledStatement[]): ReadonlyMap<string, Patterns> {
  const lists: Patterns = new Map();
  const byNamespace = new Map<string, Patterns>();
  for (const statement of statements) {
    for (const pattern of statement.actions) {
      const same = lists.get(pattern);
      if (same !== undefined) {
        same.push(statement);
        continue;
      }
      const list = [statement];
      lists.set(pattern, list);
      const patterns = byNamespace.get(namespaceOf(pattern));
      if (patterns === undefined) byNamespace.set(namespaceOf(pattern), new Map([[pattern, list]]));
      else patterns.set(pattern, list);
    }
  }
  return byNamespace;
}

function findCandidates(index: StatementIndex, name: string): readonly CompiledStatement[] {
  const lists: (readonly CompiledStatement[])[] = [];
  for (const namespace of new Set(['', name.split('.', 1)[0] ?? ''])) {
    for (const [pattern, statements] of index.patternsOf(namespace)) {
      if (matchesActionPattern(pattern, name)) lists.push(statements);
    }
  }
  const [only] = lists;
  const found = lists.length === 1 && only !== undefined ? only : [...new Set(lists.flat())];
  return found.some(({ notActions }) => notActions.length > 0)
    ? found.filter(({ notActions }) => !notActions.some((not) => matchesActionPattern(not, name)))
    : found;
}
