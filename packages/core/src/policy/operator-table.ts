import type { ParamKind } from '../catalogue.ts';
import { OPERATOR_ALIASES, OPERATORS, type Operator } from './policy.ts';

/** What an operator takes as `value`. */
export type ValueShape = 'none' | 'scalar' | 'scalars' | 'number' | 'text' | 'texts';

/** What kind of fact an operator can ask about. */
export type FactShape = 'any' | 'number' | 'text' | 'member' | 'path' | 'host';

export type OperatorRow = {
  readonly value: ValueShape;
  readonly facts: FactShape;
  readonly summary: string;
};

/**
 * Every operator: what it takes, what it can ask about, what it means. Load-time checks, the JSON
 * Schema and documentation are made from this table. `texts` takes one text or a list of which any
 * will do (`contains_all`: all).
 */
export const OPERATOR_TABLE: { readonly [operator in Operator]: OperatorRow } = {
  '==': { value: 'scalar', facts: 'any', summary: 'is the value' },
  '!=': { value: 'scalar', facts: 'any', summary: 'is not the value' },
  '>': { value: 'number', facts: 'number', summary: 'is a greater number' },
  '<': { value: 'number', facts: 'number', summary: 'is a lesser number' },
  '>=': { value: 'number', facts: 'number', summary: 'is that number or a greater one' },
  '<=': { value: 'number', facts: 'number', summary: 'is that number or a lesser one' },
  in: { value: 'scalars', facts: 'any', summary: 'is one of the list' },
  not_in: { value: 'scalars', facts: 'any', summary: 'is none of the list' },
  contains: {
    value: 'scalar',
    facts: 'member',
    summary: 'a list has the element, a text the substring',
  },
  not_contains: {
    value: 'scalar',
    facts: 'member',
    summary: 'a list does not have the element, a text not the substring',
  },
  contains_any: { value: 'texts', facts: 'member', summary: 'contains one of the list' },
  contains_all: { value: 'texts', facts: 'member', summary: 'contains all of the list' },
  starts_with: { value: 'texts', facts: 'text', summary: 'begins with the text' },
  ends_with: { value: 'texts', facts: 'text', summary: 'ends with the text' },
  regex: {
    value: 'text',
    facts: 'text',
    summary: "the pattern is found in it; Python's re without look-around and back-references",
  },
  not_regex: { value: 'text', facts: 'text', summary: 'the pattern is not found in it' },
  glob: {
    value: 'texts',
    facts: 'text',
    summary:
      'fits the glob: of a path, * is within a folder and ** across folders; of another text, * and ? are anything',
  },
  not_glob: { value: 'texts', facts: 'text', summary: 'does not fit the glob' },
  within: { value: 'texts', facts: 'path', summary: 'is the folder or below it' },
  not_within: { value: 'texts', facts: 'path', summary: 'is neither the folder nor below it' },
  cidr: { value: 'texts', facts: 'host', summary: 'is an address of the network' },
  exists: { value: 'none', facts: 'any', summary: 'the action has it' },
  not_exists: { value: 'none', facts: 'any', summary: 'the action does not have it' },
};

/** The operator a name or alias stands for; `undefined` if there is none. */
export function findOperator(name: string): Operator | undefined {
  const alias = Object.entries(OPERATOR_ALIASES).find(([known]) => known === name)?.[1];
  return alias ?? OPERATORS.find((operator) => operator === name);
}

/** Every name an operator can be written with, aliases after the operator. */
export function operatorNames(operator: Operator): readonly string[] {
  const aliases = Object.entries(OPERATOR_ALIASES)
    .filter(([, target]) => target === operator)
    .map(([alias]) => alias);
  return [operator, ...aliases];
}

/** Whether an operator can hold for a fact of this kind. */
export function operatorFits(operator: Operator, kind: ParamKind): boolean {
  const { facts } = OPERATOR_TABLE[operator];
  if (kind === 'free' || facts === 'any') return true;
  if (kind === 'number' || kind === 'boolean') return facts === kind;
  switch (facts) {
    case 'number':
      return false;
    case 'path':
      return kind === 'path' || kind === 'paths';
    case 'host':
      return kind === 'host';
    case 'text':
    case 'member':
      return true;
  }
}
