import type { Taint, Value } from '../../program.ts';
import { CLEAN, joinAllTaints } from '../../values/taint.ts';
import { joinWords, literal, unknownValue } from '../../values/value.ts';
import type { FunctionNode } from '../syntax.ts';
import type { Scope } from './scope.ts';

/** What an expression is known to be. */
export type Thing =
  | { readonly kind: 'word'; readonly value: Value; readonly constant?: number | boolean | null }
  | {
      readonly kind: 'list';
      readonly items: readonly Thing[];
      readonly complete: boolean;
      readonly taint: Taint;
      /** Things in it, those in its own lists and records included. */
      readonly size: number;
    }
  | {
      readonly kind: 'record';
      readonly entries: ReadonlyMap<string, Thing>;
      readonly taint: Taint;
      readonly size: number;
    }
  /** One of several, depending on what only the running program knows. */
  | { readonly kind: 'choice'; readonly options: readonly Thing[]; readonly taint: Taint }
  /** Something of the language's library, by its qualified name. */
  | { readonly kind: 'api'; readonly path: string }
  /** An object of a type the knowledge tables name, made from `of`. */
  | {
      readonly kind: 'instance';
      readonly type: string;
      readonly of: Thing;
      readonly taint: Taint;
    }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly scope: Scope };

/** Most alternatives that are kept side by side. */
const MAX_OPTIONS = 8;

/** Longest text that is put together, in UTF-16 units; of a longer one only the origin is known. */
export const MAX_TEXT = 65_536;

export function word(text: string, taint: Taint = CLEAN): Thing {
  return { kind: 'word', value: literal(text, taint) };
}

export function wordOf(value: Value): Thing {
  return { kind: 'word', value };
}

export function constant(value: number | boolean | null): Thing {
  return { kind: 'word', value: literal(String(value)), constant: value };
}

export function unknownThing(taint: Taint = CLEAN): Thing {
  return { kind: 'word', value: unknownValue(taint) };
}

/** A list. Its taint and size are made here, once, since a list may hold another many times. */
export function list(
  items: readonly Thing[],
  complete = true,
  taint = joinAllTaints(items.map(taintOf)),
): Thing {
  return { kind: 'list', items, complete, taint, size: sizeOf(items) };
}

export function record(entries: ReadonlyMap<string, Thing>): Thing {
  const things = [...entries.values()];
  const taint = joinAllTaints(things.map(taintOf));
  return { kind: 'record', entries, taint, size: sizeOf(things) };
}

function sizeOf(things: readonly Thing[]): number {
  let size = 0;
  for (const thing of things)
    size += thing.kind === 'list' || thing.kind === 'record' ? 1 + thing.size : 1;
  return size;
}

export function instance(type: string, of: Thing, taint: Taint = taintOf(of)): Thing {
  return { kind: 'instance', type, of, taint };
}

/** One thing that may be any of these. */
export function choice(options: readonly Thing[]): Thing {
  const flat = options.flatMap((option) => (option.kind === 'choice' ? option.options : [option]));
  const distinct: Thing[] = [];
  for (const option of flat) {
    if (!distinct.some((other) => same(other, option))) distinct.push(option);
    if (distinct.length > MAX_OPTIONS) return unknownThing(joinAllTaints(flat.map(taintOf)));
  }
  const [only] = distinct;
  if (only !== undefined && distinct.length === 1) return only;
  return { kind: 'choice', options: distinct, taint: joinAllTaints(distinct.map(taintOf)) };
}

function same(left: Thing, right: Thing): boolean {
  if (left === right) return true;
  if (left.kind === 'word' && right.kind === 'word')
    return (
      left.value.known &&
      right.value.known &&
      left.value.text === right.value.text &&
      left.value.taint === right.value.taint
    );
  return left.kind === 'api' && right.kind === 'api' && left.path === right.path;
}

export function taintOf(thing: Thing): Taint {
  switch (thing.kind) {
    case 'word':
      return thing.value.taint;
    case 'list':
    case 'record':
    case 'choice':
    case 'instance':
      return thing.taint;
    case 'api':
    case 'function':
      return CLEAN;
  }
}

/** The thing as text, each alternative a word of its own. Never empty. */
export function wordsOf(thing: Thing): readonly Value[] {
  switch (thing.kind) {
    case 'word':
      return [thing.value];
    case 'choice':
      return thing.options.flatMap(wordsOf);
    case 'instance':
      // A path object is its text; of anything else only the origin is known.
      return thing.type === 'path' ? wordsOf(thing.of) : [unknownValue(thing.taint)];
    default:
      return [unknownValue(taintOf(thing))];
  }
}

/** The thing as one word. */
export function asWord(thing: Thing): Value {
  const words = wordsOf(thing);
  const [only] = words;
  return only !== undefined && words.length === 1
    ? only
    : unknownValue(joinAllTaints(words.map((each) => each.taint)));
}

/** The elements of a list as words; `undefined` if the thing is no list. */
export function listWords(thing: Thing): readonly Value[] | undefined {
  if (thing.kind !== 'list') return undefined;
  const words = thing.items.map(asWord);
  return thing.complete ? words : [...words, unknownValue(taintOf(thing))];
}

/** What a function that is called for each of a thing's elements is given. */
export function elementsOf(thing: Thing): Thing {
  if (thing.kind === 'list') return choice(thing.items);
  return thing.kind === 'instance' && thing.type.startsWith('many ') ? thing.of : thing;
}

/** Two texts, one after the other, with every combination of their alternatives. */
export function concat(left: Thing, right: Thing): Thing {
  const combined = wordsOf(left).flatMap((first) =>
    wordsOf(right).map((second) => wordOf(joinWords([first, second], ''))),
  );
  return choice(combined);
}

/** True, false, or undefined when not known. */
export function truth(thing: Thing | undefined): boolean | undefined {
  if (thing === undefined) return false;
  if (thing.kind === 'word') {
    if (thing.constant !== undefined) return Boolean(thing.constant);
    return thing.value.known ? thing.value.text !== '' : undefined;
  }
  if (thing.kind === 'list') return thing.complete ? thing.items.length > 0 : undefined;
  return undefined;
}
