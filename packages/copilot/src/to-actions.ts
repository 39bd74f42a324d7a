import {
  type Build,
  buildOf,
  copilotPatch,
  type Fields,
  fieldsOf,
  InputReader,
  intoFile,
  onFile,
  type ToolCall,
  vscodeTool,
} from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import type { Dialect } from './payload.ts';
import { pascalTool } from './tool-names.ts';
import { skill, task, writeAgent } from './tools/agents.ts';
import { edit, editor, requestedEdit } from './tools/files.ts';
import { mcpCall, mcpTool, requestedMcpName } from './tools/mcp.ts';
import { glob, grep } from './tools/search.ts';
import { bash, powershell } from './tools/shell.ts';
import { webFetch, webSearch } from './tools/web.ts';

export type ActionsResult =
  | { readonly ok: true; readonly operations: readonly ToolOperation[] }
  | { readonly ok: false; readonly issues: readonly string[] };

/** A call as the client sends it; the input of some tools is text. */
export type RawCall = Omit<ToolCall, 'input'> & { readonly input: unknown };

/**
 * The actions of a tool call. A tool nobody here knows is one of an MCP server or `unknown.<tool>`;
 * an input the client's own schema would refuse is not ok, because nobody can say what it would do.
 */
export function toActions(call: RawCall, dialect: Dialect): ActionsResult {
  const text = typeof call.input === 'string' ? call.input : undefined;
  const fields = text === undefined ? fieldsOf(call.input) : jsonFields(text);
  const name = dialect === 'runtime-pascal' ? pascalTool(call.tool, call.input) : call.tool;
  if (name === 'apply_patch' && dialect !== 'vscode') return patchActions(call, fields, text);
  if (fields === undefined) return refused(call.tool, ['the arguments are not an object']);
  const build = dialect === 'vscode' ? vscodeTool(name) : runtimeBuild(name);
  return built(build, { ...call, input: fields });
}

/**
 * The actions of a call the permission service asks about, after `preToolUse` was asked. It alone
 * says where the name of an MCP server ends.
 */
export function requestedActions(call: RawCall): ActionsResult {
  const input = fieldsOf(call.input);
  if (input === undefined) return refused(call.tool, ['the arguments are not an object']);
  const name = requestedMcpName(call.tool);
  if (name !== undefined) return built(mcpCall(name), { ...call, input });
  const build = call.tool === 'edit' ? requestedEdit : runtimeBuild(call.tool);
  return built(build, { ...call, input });
}

function built(build: Build, call: ToolCall): ActionsResult {
  const input = new InputReader(call.input, 'toolArgs');
  const operations = build(input, call);
  if (input.issues.length > 0) return refused(call.tool, input.issues);
  return { ok: true, operations };
}

/** The patch is the whole input; in an object its field `input`. */
function patchActions(
  { tool, cwd }: RawCall,
  fields: Fields | undefined,
  text: string | undefined,
): ActionsResult {
  const input = new InputReader(fields ?? {}, 'toolArgs');
  const patch = fields === undefined ? (text ?? '') : input.filled('input');
  const operations = copilotPatch(patch, cwd, input, 'toolArgs');
  if (input.issues.length > 0) return refused(tool, input.issues);
  return { ok: true, operations };
}

function runtimeBuild(name: string): Build {
  return buildOf(TOOLS, BOOKKEEPING, name) ?? mcpTool;
}

function refused(tool: string, issues: readonly string[]): ActionsResult {
  return { ok: false, issues: issues.map((issue) => `${tool}: ${issue}`) };
}

/** Older clients and the cloud agent send the arguments as the JSON text of an object. */
function jsonFields(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Tools of the client's own bookkeeping. `sql` and `session_store_sql` work on databases of the
 * session; the client refuses ATTACH, VACUUM INTO and extensions (measured with 1.0.102).
 */
const BOOKKEEPING: readonly string[] = [
  'ask_user',
  'exit_plan_mode',
  'fetch_copilot_cli_documentation',
  'list_agents',
  'list_bash',
  'list_powershell',
  'read_agent',
  'read_bash',
  'read_powershell',
  'report_intent',
  'session_store_sql',
  'sql',
  'stop_bash',
  'stop_powershell',
  'task_complete',
  'update_todo',
] as const;

/**
 * Native tool to actions: every tool of 1.0.102 whose effects are known, and those of older clients.
 * Fields: payloads recorded from it, and its hooks reference. `write_bash` types into a program that
 * runs, so it is not listed and thus `unknown`.
 */
const TOOLS: { readonly [tool: string]: Build } = {
  bash,
  create: intoFile('file.write', 'path', 'file_text'),
  edit,
  glob,
  grep,
  powershell,
  rg: grep,
  semantic_code_search: webSearch,
  skill,
  str_replace_editor: editor,
  task,
  view: onFile('file.read', 'path'),
  web_fetch: webFetch,
  web_search: webSearch,
  write_agent: writeAgent,
};
