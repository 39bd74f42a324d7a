import type { Params } from '@agsec/core';
import type { ToolOperation } from '../adapter.ts';
import type { Fields } from './fields.ts';
import type { InputReader } from './input-reader.ts';

/** A tool call as the client sends it. */
export type ToolCall = {
  readonly tool: string;
  readonly input: Fields;
  readonly cwd: string;
  /** Name of the MCP server the client says the tool is of. */
  readonly mcpServer?: string;
};

/** Makes the actions of one tool. What the client's own schema would refuse is noted in `input`. */
export type Build = (input: InputReader, call: ToolCall) => readonly ToolOperation[];

/** A call that is one tool action. */
export function one(name: string, params: Params): readonly ToolOperation[] {
  return [{ action: { name, params, origin: 'tool', unknown: [] } }];
}

/** The client's own bookkeeping: nothing outside its session is touched. */
export const internalTool: Build = (input, { tool, cwd }) =>
  one(`internal.${tool}`, { cwd, args: input.args() });

/** How a tool's actions are made, if the tool is in one of the two lists an adapter keeps. */
export function buildOf(
  tools: { readonly [tool: string]: Build },
  bookkeeping: readonly string[],
  tool: string,
): Build | undefined {
  if (Object.hasOwn(tools, tool)) return tools[tool];
  return bookkeeping.includes(tool) ? internalTool : undefined;
}

/** A tool nobody here knows; its arguments that look like paths are still judged as paths. */
export const unknownTool: Build = (input, { tool, cwd }) =>
  one(`unknown.${tool}`, { cwd, args: input.args() });

/** A tool that acts on the one file its field `path` names. */
export function onFile(name: string, path: string): Build {
  return (input, { cwd }) => one(name, { cwd, file_path: input.filled(path) });
}

/** A tool that puts the text of its field `content` into the file its field `path` names. */
export function intoFile(name: string, path: string, content: string): Build {
  return (input, { cwd }) =>
    one(name, { cwd, file_path: input.filled(path), content: input.text(content) });
}
