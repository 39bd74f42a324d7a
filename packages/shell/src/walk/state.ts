import type { Surroundings } from '../contract.ts';
import { CAPTURED, type Endpoint } from '../flow/descriptors.ts';
import type { Value } from '../program.ts';
import { literal, unknownValue } from '../values/value.ts';
import { ANYWHERE, type Folders, joinFolders } from './folders.ts';
import { Layered } from './layered.ts';
import type { FunctionBody } from './tree.ts';
import { joinVariables, scalar, type Variable } from './variable.ts';

/** Positional parameters; `open` if there may be more than `words`. */
export type Positional = { readonly words: readonly Value[]; readonly open: boolean };

/** What a name runs after the line defined it; none if it was removed again. */
export type Definition<Body> = {
  readonly bodies: readonly Body[];
  /** It may still run what it would run without the line. */
  readonly maybe?: true;
  /** A function that shells started from here have too (`export -f`). */
  readonly exported?: true;
};

/** What every shell starts with, whatever its environment says. */
const DEFAULT_IFS: Variable = scalar(literal(' \t\n'));

const OPEN_POSITIONAL: Positional = { words: [], open: true };

/**
 * What a shell holds at one point of a line: variables, folder, functions, aliases, traps, file
 * descriptors, options. A fork is a subshell or a branch.
 */
export class ShellState {
  readonly surroundings: Surroundings;
  /** Some variable may hold one of several values. */
  mayHaveAlternatives: boolean;
  readonly variables: Layered<Variable>;
  readonly functions: Layered<Definition<FunctionBody>>;
  readonly aliases: Layered<Definition<Value>>;
  readonly traps: Layered<Definition<Value>>;
  readonly descriptors: Layered<Endpoint>;
  /** Names that may no longer run what PATH gave (`hash -p`, `enable -f`); `*`: any (`PATH=…`). */
  readonly redefined: Layered<true>;
  readonly options: Layered<boolean>;
  folders: Folders;
  oldFolders: Folders;
  folderStack: readonly Folders[];
  positional: Positional;
  /** `$0`; absent where it is the name of whatever shell reads the line. */
  shellName: Value | undefined;
  /** The commands that follow are not reached this way (`exit`, `return`, `break`). */
  left = false;

  constructor(surroundings: Surroundings, from?: ShellState) {
    this.surroundings = surroundings;
    this.mayHaveAlternatives = from?.mayHaveAlternatives ?? false;
    this.variables = from?.variables.fork() ?? new Layered();
    this.functions = from?.functions.fork() ?? new Layered();
    this.aliases = from?.aliases.fork() ?? new Layered();
    this.traps = from?.traps.fork() ?? new Layered();
    this.descriptors = from?.descriptors.fork() ?? new Layered();
    this.redefined = from?.redefined.fork() ?? new Layered();
    this.options = from?.options.fork() ?? new Layered();
    this.folders = from?.folders ?? [surroundings.cwd];
    this.oldFolders = from?.oldFolders ?? ANYWHERE;
    this.folderStack = from?.folderStack ?? [];
    this.positional = from?.positional ?? positionalOf(surroundings);
    this.shellName = from?.shellName;
  }

  /** A copy that goes its own way from here on. */
  fork(): ShellState {
    return new ShellState(this.surroundings, this);
  }

  /** What a program started from here hands to a shell of its own: exported variables. */
  child(surroundings: Surroundings = this.surroundings): ShellState {
    const state = new ShellState(surroundings);
    state.folders = this.folders;
    state.mayHaveAlternatives = this.mayHaveAlternatives;
    for (const [number, endpoint] of this.descriptors.entries())
      state.descriptors.set(number, number === '1' ? CAPTURED : endpoint);
    for (const [name, variable] of this.variables.entries())
      if (variable.exported) state.variables.set(name, variable);
    // Only bash takes functions over from its environment.
    for (const [name, definition] of this.functions.entries())
      if (definition.exported) state.functions.set(name, { ...definition, maybe: true });
    if (this.redefined.get('*')) state.redefined.set('*', true);
    return state;
  }

  /** True if going on from here is going on from there. */
  isSame(other: ShellState): boolean {
    return (
      this.left === other.left &&
      this.folders === other.folders &&
      this.positional === other.positional &&
      this.folderStack === other.folderStack &&
      this.oldFolders === other.oldFolders &&
      this.variables.isSame(other.variables) &&
      this.functions.isSame(other.functions) &&
      this.aliases.isSame(other.aliases) &&
      this.traps.isSame(other.traps) &&
      this.descriptors.isSame(other.descriptors) &&
      this.redefined.isSame(other.redefined) &&
      this.options.isSame(other.options)
    );
  }

  /** Sets an exported variable. */
  export(name: string, value: Value): void {
    this.variables.set(name, scalar(value, { exported: true }));
    if (name === 'PATH') this.redefined.set('*', true);
  }

  option(name: string): boolean {
    return this.options.get(name) ?? false;
  }

  /**
   * Goes on after several ways of which one was gone, each a fork of this state. Ways that left
   * the commands do not count, unless all did.
   */
  join(ways: readonly ShellState[]): void {
    const going = ways.filter((way) => !way.left);
    const counted = going.length === 0 ? ways : going;
    this.mayHaveAlternatives ||= ways.some((way) => way.mayHaveAlternatives);
    const [first] = counted;
    if (first === undefined) return;
    this.variables.merge(
      counted.map((way) => way.variables),
      (values, name) => this.#joinVariables(values, name),
    );
    this.functions.merge(
      counted.map((way) => way.functions),
      unite,
    );
    this.aliases.merge(
      counted.map((way) => way.aliases),
      unite,
    );
    this.traps.merge(
      counted.map((way) => way.traps),
      unite,
    );
    this.descriptors.merge(
      counted.map((way) => way.descriptors),
      eitherEndpoint,
    );
    this.redefined.merge(
      counted.map((way) => way.redefined),
      lastOf,
    );
    this.options.merge(
      counted.map((way) => way.options),
      (values) => values.some((value) => value),
    );
    this.#joinPlaces(first, counted);
    this.left = going.length === 0;
  }

  #joinVariables(values: readonly (Variable | undefined)[], name: string): Variable | undefined {
    if (values.every((value) => value === undefined)) return undefined;
    const joined = joinVariables(
      name === 'IFS' ? values.map((value) => value ?? DEFAULT_IFS) : values,
    );
    this.mayHaveAlternatives ||= joined.values.length > 1;
    return joined;
  }

  #joinPlaces(first: ShellState, ways: readonly ShellState[]): void {
    this.folders = ways.map((way) => way.folders).reduce(joinFolders);
    this.oldFolders = ways.map((way) => way.oldFolders).reduce(joinFolders);
    const sameStack = ways.every((way) => way.folderStack === first.folderStack);
    this.folderStack = sameStack ? first.folderStack : [];
    const samePositional = ways.every((way) => way.positional === first.positional);
    this.positional = samePositional ? first.positional : OPEN_POSITIONAL;
  }
}

/** Sets a plain variable, keeping whether it is exported. */
export function assign(state: ShellState, name: string, value: Value): void {
  const target = referenceTarget(state, name);
  const before = state.variables.get(target);
  if (before?.fixed) return;
  const exported = (before?.exported ?? isEnvironment(target)) || state.option('allexport');
  const change = before?.change;
  state.variables.set(
    target,
    scalar(changed(value, change), {
      exported,
      integer: before?.integer ?? false,
      ...(change === undefined ? {} : { change }),
    }),
  );
  if (target === 'PATH') state.redefined.set('*', true);
}

/** Sets a plain variable to one of several values. */
export function assignOneOf(state: ShellState, name: string, values: readonly Value[]): void {
  const [first] = values;
  if (first === undefined) return;
  assign(state, name, first);
  const target = referenceTarget(state, name);
  const variable = state.variables.get(target);
  if (values.length === 1 || variable === undefined || variable.fixed) return;
  state.mayHaveAlternatives = true;
  state.variables.set(target, { ...variable, values });
}

function changed(value: Value, change: Variable['change']): Value {
  if (change === undefined) return value;
  if (!value.known) return unknownValue(value.taint);
  const text = change === 'upper' ? value.text.toUpperCase() : value.text.toLowerCase();
  return { ...value, text };
}

/** The variable a name stands for: itself, unless it is a name reference. */
export function referenceTarget(state: ShellState, name: string): string {
  let target = name;
  for (let hops = 0; hops < 8; hops += 1) {
    const reference = state.variables.get(target)?.reference;
    if (reference === undefined) break;
    target = reference;
  }
  return target;
}

/** Variables that every environment exports. */
function isEnvironment(name: string): boolean {
  return /^(?:PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|TERM|LANG)$/.test(name);
}

function unite<Body>(
  definitions: readonly (Definition<Body> | undefined)[],
): Definition<Body> | undefined {
  const bodies = new Set(definitions.flatMap((definition) => definition?.bodies ?? []));
  const maybe = definitions.some(
    (each) => each === undefined || each.maybe || each.bodies.length === 0,
  );
  const exported = definitions.some((each) => each?.exported);
  return {
    bodies: [...bodies],
    ...(maybe ? { maybe: true as const } : {}),
    ...(exported ? { exported: true as const } : {}),
  };
}

function eitherEndpoint(endpoints: readonly (Endpoint | undefined)[]): Endpoint | undefined {
  const distinct = [...new Set(endpoints)];
  const [first] = distinct;
  return distinct.length === 1 ? first : { kind: 'either', endpoints: distinct };
}

function lastOf<V>(values: readonly (V | undefined)[]): V | undefined {
  return values.findLast((value) => value !== undefined);
}

function positionalOf(surroundings: Surroundings): Positional {
  const words = (surroundings.positional ?? []).map((text) =>
    text === null ? unknownValue({ unknown: true }) : literal(text),
  );
  return { words, open: false };
}
