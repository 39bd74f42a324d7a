import type { Action, ParamValue } from '@agsec/core';

/** The texts in a parameter's value, be it one or a list. */
export function stringsOf(value: ParamValue | undefined): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

/** All forms of a parameter of an action; its value where it has no others. */
export function formsOf(action: Action, param: string): readonly string[] {
  return action.forms?.[param] ?? stringsOf(action.params[param]);
}
