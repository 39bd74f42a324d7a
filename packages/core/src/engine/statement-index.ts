import { matchesActionPattern, patternNamespace } from './action-pattern.ts';
import type {
  CompiledLayer,
  CompiledStatement,
  Needles,
  StatementGroup,
} from './compiled-policy.ts';
import type { Subject } from './fact.ts';
import { addPossible, guardsOf } from './needles.ts';

/** The groups of a layer by the namespaces of their patterns. */
type StatementIndex = {
  readonly groupsOf: (namespace: string) => readonly StatementGroup[];
  /** The groups that name an action. */
  readonly named: Map<string, readonly StatementGroup[]>;
};

/** Action names whose groups are kept; a long-lived process may meet any number of names. */
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
  return groupsThatName(layer, name).flatMap(({ needles, statements }) =>
    needles.flatMap((_, row) => statements(row)),
  );
}

/** The same for an action, but for those of which it is plain that they do not match it. */
export function possibleStatements(
  layer: CompiledLayer,
  subject: Subject,
): readonly CompiledStatement[] {
  const found: CompiledStatement[] = [];
  for (const group of groupsThatName(layer, subject.action.name)) {
    addPossible(group, subject, found);
  }
  return found;
}

/**
 * Statements in groups by the namespaces of their patterns, for storing a layer so that it can be read
 * as it is needed. A group with a pattern of any namespace stands at `''` alone, another one in each
 * of its namespaces.
 */
export function groupsByNamespace(
  statements: readonly CompiledStatement[],
): ReadonlyMap<string, readonly StatementGroup[]> {
  const byNamespace = new Map<string, StatementGroup[]>();
  for (const group of groupsOf(statements)) {
    const namespaces = new Set(group.actions.map((pattern) => patternNamespace(pattern) ?? ''));
    for (const namespace of namespaces.has('') ? [''] : namespaces) {
      const same = byNamespace.get(namespace);
      if (same === undefined) byNamespace.set(namespace, [group]);
      else same.push(group);
    }
  }
  return byNamespace;
}

function groupsThatName(layer: CompiledLayer, name: string): readonly StatementGroup[] {
  let index = indexes.get(layer);
  if (index === undefined) {
    index = { groupsOf: groupsOfLayer(layer), named: new Map() };
    indexes.set(layer, index);
  }
  const known = index.named.get(name);
  if (known !== undefined) return known;
  const { groupsOf, named } = index;
  const found = [...new Set(['', name.split('.', 1)[0] ?? ''])].flatMap((namespace) =>
    groupsOf(namespace).filter((group) => doesName(group, name)),
  );
  if (named.size >= KEPT_NAMES) named.clear();
  named.set(name, found);
  return found;
}

function doesName({ actions, notActions }: StatementGroup, name: string): boolean {
  const isNamed = (pattern: string) => matchesActionPattern(pattern, name);
  return actions.some(isNamed) && !notActions.some(isNamed);
}

function groupsOfLayer(layer: CompiledLayer): StatementIndex['groupsOf'] {
  const { inNamespace } = layer;
  if (inNamespace === undefined) {
    const groups = groupsByNamespace(layer.statements);
    return (namespace) => groups.get(namespace) ?? [];
  }
  const read = new Map<string, readonly StatementGroup[]>();
  return (namespace) => {
    const known = read.get(namespace);
    if (known !== undefined) return known;
    const groups = inNamespace(namespace);
    // Names of a long-lived process may have any namespace; those of a layer are few.
    if (groups.length > 0) read.set(namespace, groups);
    return groups;
  };
}

/** A group while it is made: its rows by their needles, as JSON. */
type GrowingGroup = Pick<StatementGroup, 'actions' | 'notActions' | 'params'> & {
  readonly rows: Map<
    string,
    { readonly needles: readonly Needles[]; readonly same: CompiledStatement[] }
  >;
};

function groupsOf(statements: readonly CompiledStatement[]): readonly StatementGroup[] {
  const groups = new Map<string, GrowingGroup>();
  for (const statement of statements) {
    const { actions, notActions } = statement;
    const guards = guardsOf(statement);
    const params = guards.map(({ param }) => param);
    const group = JSON.stringify([actions, notActions, params]);
    const { rows } = getOrAdd(groups, group, { actions, notActions, params, rows: new Map() });
    const needles = guards.map((guard) => guard.needles);
    getOrAdd(rows, JSON.stringify(needles), { needles, same: [] }).same.push(statement);
  }
  return [...groups.values()].map(({ rows: byNeedles, ...group }) => {
    const rows = [...byNeedles.values()];
    return {
      ...group,
      needles: rows.map(({ needles }) => needles),
      statements: (row) => rows[row]?.same ?? [],
    };
  });
}

function getOrAdd<T>(map: Map<string, T>, key: string, value: T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, value);
  return value;
}
