import { type Build, buildOf, InputReader, onFile, type ToolCall } from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import { message, spawn } from './tools/agents.ts';
import { listResources, mcpTool, readResource } from './tools/mcp.ts';
import { applyPatch, shell, typedInto } from './tools/shell.ts';

export type ActionsResult =
  | { readonly ok: true; readonly operations: readonly ToolOperation[] }
  | { readonly ok: false; readonly issues: readonly string[] };

/**
 * The actions of a tool call. A tool nobody here knows is `unknown.<tool>`; an input the client's
 * own schema would refuse is not ok, because nobody can say what it would do.
 */
export function toActions(call: ToolCall): ActionsResult {
  const input = new InputReader(call.input);
  const name = bareName(call.tool);
  const build = buildOf(TOOLS, BOOKKEEPING, name);
  const operations = (build ?? mcpTool)(input, call);
  if (input.issues.length === 0) return { ok: true, operations };
  return { ok: false, issues: input.issues.map((issue) => `${call.tool}: ${issue}`) };
}

/** The client writes the namespace of a built-in tool before its name, with nothing between. */
function bareName(tool: string): string {
  return tool.replace(/^(?:collaboration|multi_agent_v1)(?=[a-z])/, '');
}

/** Tools of the client's own bookkeeping. */
const BOOKKEEPING: readonly string[] = [
  'clocksleep',
  'close_agent',
  'create_goal',
  'get_goal',
  'interrupt_agent',
  'list_agents',
  'request_user_input',
  'resume_agent',
  'update_goal',
  'update_plan',
  'wait_agent',
] as const;

/**
 * Native tool to actions, by the names hooks are told: every tool of 0.169 whose effects are known.
 * Its shells, whatever their name for the model, are all `Bash`. Tools that ask for more rights or
 * install plugins are not listed, so `unknown`.
 */
const TOOLS: { readonly [tool: string]: Build } = {
  apply_patch: applyPatch,
  Bash: shell,
  followup_task: message,
  list_mcp_resources: listResources('list_resources'),
  list_mcp_resource_templates: listResources('list_resource_templates'),
  read_mcp_resource: readResource,
  send_input: message,
  send_message: message,
  spawn_agent: spawn,
  view_image: onFile('file.read', 'path'),
  write_stdin: typedInto,
};
