import type { Taint, Value } from '../program.ts';
import { joinAllTaints } from '../values/taint.ts';
import { literal, unknownValue } from '../values/value.ts';

/** Most values a variable keeps side by side before it counts as not known. */
const MAX_ALTERNATIVES = 6;

/** What a shell variable may hold where it is read. */
export type Variable = {
  /** `unset`: it surely does not exist. `list`: an indexed array. `table`: an associative one. */
  readonly kind: 'scalar' | 'list' | 'table' | 'unset';
  /** Of a scalar: every value it may have, one if the line fixes it. */
  readonly values: readonly Value[];
  /** Of an array: its elements by key, in order. */
  readonly elements: ReadonlyMap<string, Value>;
  /** Of an array: taint of what else it may hold; absent if it holds `elements` and no more. */
  readonly rest: Taint | undefined;
  readonly exported: boolean;
  readonly integer: boolean;
  /** `declare -u` and `declare -l`: what is assigned changes its case. */
  readonly change?: 'upper' | 'lower';
  /** `readonly`: bash refuses every later assignment, and goes on with the next command. */
  readonly fixed?: true;
  /** `declare -n`: name of the variable it stands for. */
  readonly reference?: string;
};

/** Among the values of a variable: it does not exist. */
export const NO_VALUE: Value = literal('');
/** Among the values of a variable: whatever the environment gave it, if anything. */
export const FROM_ENVIRONMENT: Value = unknownValue();

function isPlaceholder(value: Value | undefined): boolean {
  return value === NO_VALUE || value === FROM_ENVIRONMENT;
}

const NO_ELEMENTS: ReadonlyMap<string, Value> = new Map();

export const UNSET: Variable = {
  kind: 'unset',
  values: [],
  elements: NO_ELEMENTS,
  rest: undefined,
  exported: false,
  integer: false,
};

export function scalar(value: Value, flags: Partial<Variable> = {}): Variable {
  return { ...UNSET, kind: 'scalar', values: [value], ...flags };
}

export function list(values: readonly Value[], rest?: Taint): Variable {
  const elements = new Map(values.map((value, index) => [String(index), value]));
  return { ...UNSET, kind: 'list', elements, rest };
}

export function table(elements: ReadonlyMap<string, Value>, rest?: Taint): Variable {
  return { ...UNSET, kind: 'table', elements, rest };
}

/** What a variable holds where several ways through the line meet. */
export function joinVariables(variables: readonly (Variable | undefined)[]): Variable {
  const present = variables.filter((variable) => variable !== undefined);
  const [first] = present;
  if (first === undefined) return UNSET;
  if (present.length === variables.length && present.every((other) => sameVariable(first, other)))
    return first;
  const exported = present.some((variable) => variable.exported);
  const integer = present.some((variable) => variable.integer);
  const direct = present.every((variable) => variable.reference === undefined);
  if (
    direct &&
    present.every((variable) => variable.kind === 'scalar' || variable.kind === 'unset')
  ) {
    const values = distinct(variables.flatMap(possibleValues));
    if (values.length <= MAX_ALTERNATIVES)
      return { ...UNSET, kind: 'scalar', values, exported, integer };
  }
  const arrays = present.filter(
    (variable) => variable.kind === 'list' || variable.kind === 'table',
  );
  const taint = taintOf(present);
  if (arrays.length === 0)
    return { ...UNSET, kind: 'scalar', values: [unknownValue(taint)], exported, integer };
  return { ...UNSET, kind: arrays[0]?.kind ?? 'list', rest: taint, exported };
}

/** A variable the line never set may hold anything the environment gave it. */
function possibleValues(variable: Variable | undefined): readonly Value[] {
  if (variable === undefined) return [FROM_ENVIRONMENT];
  return variable.kind === 'unset' ? [NO_VALUE] : variable.values;
}

/** All that anything in the variables carries. */
export function taintOf(variables: readonly (Variable | undefined)[]): Taint {
  return joinAllTaints(
    variables.flatMap((variable) =>
      variable === undefined
        ? []
        : [
            ...(variable.rest === undefined ? [] : [variable.rest]),
            ...[...variable.values, ...variable.elements.values()].map((value) => value.taint),
          ],
    ),
  );
}

function sameVariable(left: Variable, right: Variable): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind || left.rest !== right.rest) return false;
  if (left.reference !== right.reference || left.exported !== right.exported) return false;
  if (left.values.length !== right.values.length) return false;
  if (!left.values.every((value, index) => sameValue(value, right.values[index]))) return false;
  if (left.elements.size !== right.elements.size) return false;
  for (const [key, value] of left.elements)
    if (!sameValue(value, right.elements.get(key))) return false;
  return true;
}

function distinct(values: readonly Value[]): readonly Value[] {
  const kept: Value[] = [];
  for (const value of values) if (!kept.some((other) => sameValue(other, value))) kept.push(value);
  return kept;
}

function sameValue(left: Value, right: Value | undefined): boolean {
  if (left === right) return true;
  return (
    !isPlaceholder(left) &&
    !isPlaceholder(right) &&
    right !== undefined &&
    left.text === right.text &&
    left.known === right.known &&
    left.pattern === right.pattern &&
    left.splits === right.splits &&
    left.taint.secret === right.taint.secret &&
    left.taint.remote === right.taint.remote &&
    left.taint.decoded === right.taint.decoded
  );
}
