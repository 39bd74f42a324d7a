import {
  type Build,
  InputReader,
  internalTool,
  intoFile,
  onFile,
  type ToolCall,
  unknownTool,
} from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import { spawn } from './tools/agents.ts';
import { edit, grep, lints, list } from './tools/files.ts';
import { fetchResource, listResources } from './tools/mcp.ts';
import { shell, typeIntoShell } from './tools/shell.ts';
import { webFetch, webSearch } from './tools/web.ts';

export type ActionsResult =
  | { readonly ok: true; readonly operations: readonly ToolOperation[] }
  | { readonly ok: false; readonly issues: readonly string[] };

/**
 * The actions of a call of `preToolUse`. A tool nobody here knows is `unknown.<Tool>`; an input the
 * client's own schema would refuse is not ok, because nobody can say what it would do. A `cwd` of ''
 * is one that is not known.
 */
export function toActions(call: ToolCall): ActionsResult {
  const input = new InputReader(call.input);
  const build = Object.hasOwn(TOOLS, call.tool) ? TOOLS[call.tool] : undefined;
  return actionsOf(input, call.tool, (build ?? unknownTool)(input, call));
}

/** Operations with what was wrong about their input. */
export function actionsOf(
  { issues }: InputReader,
  tool: string,
  operations: readonly ToolOperation[],
): ActionsResult {
  if (issues.length > 0) return { ok: false, issues: issues.map((issue) => `${tool}: ${issue}`) };
  return { ok: true, operations: operations.map(withoutUnknownFolder) };
}

function withoutUnknownFolder(operation: ToolOperation): ToolOperation {
  const { cwd, ...params } = operation.action.params;
  return cwd === '' ? { ...operation, action: { ...operation.action, params } } : operation;
}

/**
 * Native tool to actions: the tools of the client's SDK 1.0.32 whose effects are known, and the edit
 * tools of older clients. `ComputerUse` and `RecordScreen` say nothing of what they do, so they are
 * `unknown`. MCP tools come through `beforeMCPExecution`.
 */
const TOOLS: { readonly [tool: string]: Build } = {
  Delete: onFile('file.delete', 'file_path'),
  Edit: edit,
  Fetch: webFetch,
  FetchMcpResource: fetchResource,
  Grep: grep,
  List: list,
  ListMcpResources: listResources,
  Read: onFile('file.read', 'file_path'),
  ReadLints: lints,
  Shell: shell,
  StrReplace: edit,
  Task: spawn,
  TodoWrite: internalTool,
  WebFetch: webFetch,
  WebSearch: webSearch,
  Write: intoFile('file.write', 'file_path', 'content'),
  WriteShellStdin: typeIntoShell,
};
