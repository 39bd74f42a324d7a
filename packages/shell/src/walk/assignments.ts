import type { ArrayValue, Assignment, Word } from 'unbash';
import type { Value } from '../program.ts';
import { evaluateText } from '../values/arithmetic.ts';
import { expandFields, expandSingle } from '../values/expand-word.ts';
import type { Expansion } from '../values/expansion.ts';
import { elementKey } from '../values/parameter.ts';
import { CLEAN, joinAllTaints, joinTaints } from '../values/taint.ts';
import { joinWords, literal, unknownValue } from '../values/value.ts';
import { readScalar, resolveReference } from '../values/variables.ts';
import { assign, type ShellState } from './state.ts';
import { list, table, taintOf, type Variable } from './variable.ts';

/** How a declaration changes what `=` does. */
export type AssignmentKind = { readonly integer?: boolean; readonly table?: boolean };

/** Carries out `name=value`, `name+=value`, `name[key]=value`, `name=(…)`; gives a scalar's value. */
export function runAssignment(
  node: Assignment,
  expansion: Expansion,
  kind: AssignmentKind = {},
): Value | undefined {
  const { name, value, index } = node;
  const append = node.append === true;
  if (value.type === 'ArrayValue') {
    assignArray(name, value, append, expansion, kind);
    return undefined;
  }
  const given = expandSingle(value, expansion);
  if (index !== undefined) {
    assignElement(name, index, given, append, expansion);
    return undefined;
  }
  const result = append ? appended(name, given, expansion) : given;
  const final = isInteger(name, kind, expansion) ? integerOf(result, expansion) : result;
  const variable = resolveReference(name, expansion);
  if (variable?.kind === 'list' && variable.elements.size > 0)
    setElement(name, variable, '0', final, expansion);
  else assign(expansion.frame.state, name, final);
  return final;
}

function appended(name: string, given: Value, expansion: Expansion): Value {
  const before = readScalar(name, expansion);
  if (before.kind === 'unset') return given;
  if (isInteger(name, {}, expansion)) return joinWords([before.value, given], '+');
  return joinWords([before.value, given], '');
}

/** Variables of bash's own that are declared `-i`. */
const COUNTERS: ReadonlySet<string> = new Set(['HISTCMD', 'OPTIND', 'RANDOM', 'SECONDS']);

function isInteger(name: string, kind: AssignmentKind, expansion: Expansion): boolean {
  return kind.integer ?? expansion.frame.state.variables.get(name)?.integer ?? COUNTERS.has(name);
}

/** A variable declared `-i` holds the value of the expression. */
function integerOf(value: Value, expansion: Expansion): Value {
  const number = evaluateText(value, expansion);
  return number === undefined ? unknownValue(value.taint) : literal(String(number), value.taint);
}

function assignElement(
  name: string,
  index: Word,
  given: Value,
  append: boolean,
  expansion: Expansion,
): void {
  const subscript = expandSingle(index, expansion);
  const variable = resolveReference(name, expansion);
  const current = variable ?? list([], CLEAN);
  const key = elementKey(current.kind === 'table', subscript, current.elements.size, expansion);
  const before = key === undefined ? undefined : current.elements.get(key);
  const value = append && before !== undefined ? joinWords([before, given], '') : given;
  nameCommand(name, subscript.text, value, expansion.frame.state);
  setElement(name, current, key, value, expansion);
}

/** Sets one element; of a key that is not known nothing is known afterwards. */
function setElement(
  name: string,
  variable: Variable,
  key: string | undefined,
  value: Value,
  { frame }: Expansion,
): void {
  const elements = new Map(
    variable.kind === 'scalar' ? scalarElement(variable) : variable.elements,
  );
  if (key === undefined) {
    const rest = joinTaints(taintOf([variable]), value.taint);
    const kind = variable.kind === 'table' ? 'table' : 'list';
    frame.state.variables.set(name, { ...variable, ...list([], rest), kind });
    return;
  }
  // Beside elements of which there may be more or fewer nobody knows which one an index names.
  const sure = variable.rest === undefined && ![...elements.values()].some((each) => each.splits);
  if (variable.kind !== 'table' && !sure) {
    const rest = joinTaints(taintOf([variable]), value.taint);
    frame.state.variables.set(name, { ...variable, ...list([], rest) });
    return;
  }
  elements.set(key, value);
  const kind = variable.kind === 'table' ? 'table' : 'list';
  frame.state.variables.set(name, {
    ...variable,
    kind,
    values: [],
    elements: inOrder(elements, kind),
  });
}

/** Elements of the shell's own tables of names (bash; zsh/parameter) are what the names run. */
function nameCommand(table: string, name: string, value: Value, state: ShellState): void {
  if (!/^(?:BASH_(?:ALIASES|CMDS)|g?aliases|commands|functions)$/.test(table)) return;
  state.aliases.set(name, { bodies: [value] });
  if (/^(?:BASH_CMDS|commands)$/.test(table)) state.redefined.set(name, true);
}

function scalarElement(variable: Variable): readonly (readonly [string, Value])[] {
  const [value] = variable.values;
  return value === undefined ? [] : [['0', value]];
}

/** An indexed array lists its elements by number, whatever the order they were set in. */
function inOrder(elements: Map<string, Value>, kind: 'list' | 'table'): ReadonlyMap<string, Value> {
  if (kind === 'table') return elements;
  return new Map([...elements].sort(([left], [right]) => Number(left) - Number(right)));
}

const KEYED = /^\[((?:[^\]\\]|\\.)*)\]\+?=/;

function assignArray(
  name: string,
  array: ArrayValue,
  append: boolean,
  expansion: Expansion,
  kind: AssignmentKind,
): void {
  const { state } = expansion.frame;
  const before = resolveReference(name, expansion);
  const isTable = kind.table ?? before?.kind === 'table';
  const exported = before?.exported ?? false;
  if (isTable) {
    const elements = new Map(append ? before?.elements : []);
    let rest = append ? before?.rest : undefined;
    const words = array.elements.flatMap((element) => keyedOrWords(element, expansion));
    for (const [key, value] of pairs(words)) {
      if (key.known) elements.set(key.text, value);
      else rest = joinTaints(rest ?? CLEAN, value.taint);
    }
    state.variables.set(name, { ...table(elements, rest), exported });
    return;
  }
  const old = append ? [...(before?.elements.values() ?? before?.values ?? [])] : [];
  const words: Value[] = [];
  let keyed = false;
  for (const element of array.elements) {
    if (KEYED.test(element.text)) keyed = true;
    words.push(...keyedOrWords(element, expansion).slice(KEYED.test(element.text) ? 1 : 0));
  }
  const values = [...old, ...words];
  // Keys move elements; so does an array whose length is not known when more is added.
  const unsure = keyed || (append && (before === undefined || before.rest !== undefined));
  const taint = joinAllTaints([taintOf([before]), ...words.map((word) => word.taint)]);
  state.variables.set(name, { ...(unsure ? list([], taint) : list(values)), exported });
}

/** `[key]=value` as two words, anything else as the words it expands to. */
function keyedOrWords(element: Word, expansion: Expansion): readonly Value[] {
  const match = KEYED.exec(element.text);
  if (match === null) return expandFields(element, expansion);
  const value = expandSingle(element, expansion);
  const prefix = value.text.indexOf(']=');
  const key = literal(stripQuotes(match[1] ?? ''));
  if (prefix < 0 || !value.known) return [key, unknownValue(value.taint)];
  return [key, literal(value.text.slice(prefix + 2), value.taint)];
}

function stripQuotes(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}

function pairs(words: readonly Value[]): readonly (readonly [Value, Value])[] {
  const result: (readonly [Value, Value])[] = [];
  for (let index = 0; index < words.length; index += 2) {
    const key = words[index];
    if (key !== undefined) result.push([key, words[index + 1] ?? literal('')]);
  }
  return result;
}
