import { type Fields, field, type InputReader, isFields, one } from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import { type Dialect, unstring } from '../payload.ts';

/** A call with what its builder needs of the surroundings. */
export type ClineCall = {
  readonly tool: string;
  readonly input: unknown;
  readonly dialect: Dialect;
  /** Folder of shell lines, searches and written files. */
  readonly cwd: string;
  /** Where a path leads that is written or listed. */
  file(path: string): string;
  /** Where a path leads that is read. */
  readFile(path: string): string;
  /** A field's value, as the model made it; the extension has made text of lists and objects. */
  structured(value: unknown): unknown;
};

/**
 * Makes the actions of one tool. `input` reads the fields of an object, and takes note of everything
 * the client's own schema would refuse.
 */
export type Build = (input: InputReader, call: ClineCall) => readonly ToolOperation[];

/** The client's own bookkeeping: nothing outside its session is touched. */
export const internalTool: Build = (input, { tool, cwd }) =>
  one(`internal.${tool}`, { cwd, args: input.args() });

/** A tool nobody here knows; its arguments that look like paths are still judged as paths. */
export const unknownTool: Build = (input, { tool, cwd }) =>
  one(`unknown.${tool}`, { cwd, args: input.args() });

/**
 * Strings of an input that the client takes in several shapes: one, a list, or an object with them
 * under one of `names`. All that are there count, since which shape wins is the client's affair.
 */
export function stringsIn(
  value: unknown,
  names: readonly string[],
  input: InputReader,
  call: Pick<ClineCall, 'structured'>,
): readonly string[] {
  const given = call.structured(value);
  if (typeof given === 'string') return [given];
  if (Array.isArray(given)) return given.flatMap((each) => stringsIn(each, names, input, call));
  if (isFields(given)) {
    const found = names.filter((name) => isGiven(given, name));
    if (found.length > 0)
      return found.flatMap((name) => stringsIn(field(given, name), names, input, call));
  }
  input.refuse(
    `${names[0]} holds what is neither text nor an object with one of: ${names.join(', ')}`,
  );
  return [];
}

function isGiven(fields: Fields, name: string): boolean {
  const value = field(fields, name);
  return value !== undefined && value !== null;
}

/** The fields of a call with lists and objects as the model made them. */
export function structuredFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, unstring(value)]));
}

/** Notes that a list without entries is no call anybody could judge. */
export function refuseEmpty(list: readonly unknown[], name: string, input: InputReader): void {
  if (list.length === 0 && input.issues.length === 0) input.refuse(`${name} is empty`);
}
