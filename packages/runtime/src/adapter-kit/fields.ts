import type { ParamValue } from '@agsec/core';

/** A JSON object of a payload. Fields are read with the functions below, never directly. */
export type Fields = { readonly [name: string]: unknown };

/** Deepest nesting of a tool's arguments that is read; deeper ones are refused. */
const DEEPEST = 64;

/** `value` as a JSON object, or undefined if it is none. */
export function fieldsOf(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

/** True if `value` is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own field; never one of the prototype. */
export function field(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** An own field that is a string, or undefined. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = field(fields, name);
  return typeof value === 'string' ? value : undefined;
}

/** True if two values of JSON say the same, whatever the order of their fields. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => isSameJson(each, other[at]));
  }
  const [left, right] = [fieldsOf(one), fieldsOf(other)];
  if (left === undefined || right === undefined) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSameJson(left[name], right[name]))
  );
}

/** True if `value` holds only what JSON can say, not deeper than 64 levels. */
export function isParamValue(value: unknown, depth: number = 0): value is ParamValue {
  if (depth > DEEPEST) return false;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return true;
    case 'object':
      return value === null || Object.values(value).every((each) => isParamValue(each, depth + 1));
    default:
      return false;
  }
}
