import { posix } from 'node:path';
import { InputReader, isFields } from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import type { Workspace } from './parse.ts';
import { type NativeCall, unstring } from './payload.ts';
import * as agents from './tools/agents.ts';
import { executeCommand, runCommands } from './tools/commands.ts';
import * as files from './tools/files.ts';
import { accessMcpResource, serverTool, useMcpTool } from './tools/mcp.ts';
import { type Build, internalTool, structuredFields } from './tools/tool-input.ts';
import * as web from './tools/web.ts';

export type ActionsResult =
  | { readonly ok: true; readonly operations: readonly ToolOperation[] }
  | { readonly ok: false; readonly issues: readonly string[] };

/**
 * The actions of a tool call. A tool nobody here knows is `unknown.<tool>`; an input the client's own
 * schema would refuse is not ok, because nobody can say what it would do.
 */
export function toActions(call: NativeCall, workspace: Workspace): ActionsResult {
  const { tool, input } = call;
  const build = buildOf(tool);
  const isText = call.dialect === 'editor';
  const fields = isFields(input) ? input : {};
  const reader = new InputReader(
    build === undefined && isText ? structuredFields(fields) : fields,
    'input',
  );
  if (!isFields(input) && !TAKES_ANY_SHAPE.has(tool)) reader.refuse('input is not an object');
  const operations = (build ?? serverTool)(reader, {
    tool,
    input,
    dialect: call.dialect,
    cwd: workspace.cwd,
    file: (path) => fileIn(workspace, workspace.cwd, path),
    readFile: (path) => fileIn(workspace, workspace.roots[0], path),
    structured: isText ? unstring : (value) => value,
  });
  if (reader.issues.length === 0) return { ok: true, operations };
  return { ok: false, issues: reader.issues.map((issue) => `${tool}: ${issue}`) };
}

/** Tools for which the client takes a bare text or list, too (3.0.65). */
const TAKES_ANY_SHAPE: ReadonlySet<string> = new Set([
  'apply_patch',
  'read_files',
  'run_commands',
  'search_codebase',
]);

/**
 * Where a path of a file tool leads, if a relative one starts in `folder`: the command line client
 * reads from the workspace root and writes from the folder it was started in (3.0.65). It opens no `~`.
 * With several open folders the extension takes `@name:path` for a path below the one so named.
 */
function fileIn({ roots, dialect }: Workspace, folder: string, path: string): string {
  if (path.startsWith('/')) return path;
  const [, name, rest] = (dialect === 'editor' ? /^@([^:]+):(.*)$/s.exec(path) : null) ?? [];
  const named = roots.find((root) => posix.basename(root) === name);
  if (named !== undefined && rest !== undefined) return below(named, rest);
  return below(folder, path);
}

function below(folder: string, path: string): string {
  return `${folder === '/' ? '' : folder}/${path}`;
}

function buildOf(tool: string): Build | undefined {
  if (Object.hasOwn(TOOLS, tool)) return TOOLS[tool];
  return BOOKKEEPING.includes(tool) ? internalTool : undefined;
}

/** Tools of the client's own bookkeeping. */
const BOOKKEEPING: readonly string[] = [
  'act_mode_respond',
  'ask_followup_question',
  'ask_question',
  'condense',
  'focus_chain',
  'generate_explanation',
  'load_mcp_documentation',
  'new_task',
  'plan_mode_respond',
  'report_bug',
  'submit_and_exit',
  'summarize_task',
  'switch_to_act_mode',
  'team_attach_outcome_fragment',
  'team_await_runs',
  'team_cancel_run',
  'team_cleanup',
  'team_create_outcome',
  'team_finalize_outcome',
  'team_list_outcomes',
  'team_list_runs',
  'team_mission_log',
  'team_read_mailbox',
  'team_review_outcome_fragment',
  'team_shutdown_teammate',
  'team_status',
  'team_task',
] as const;

/**
 * Native tool to actions: the tools of the command line client 3.0.65, which version 4 of the
 * extension has too, and those of the extension before it (its documentation).
 */
const TOOLS: { readonly [tool: string]: Build } = {
  access_mcp_resource: accessMcpResource,
  apply_patch: files.applyPatch,
  attempt_completion: agents.attemptCompletion,
  browser_action: web.browserAction,
  editor: files.editor,
  execute_command: executeCommand,
  fetch_web_content: web.fetchWebContent,
  list_code_definition_names: files.listDefinitions,
  list_files: files.listFiles,
  new_rule: files.writeToFile,
  read_file: files.readFiles,
  read_files: files.readFiles,
  replace_in_file: files.replaceInFile,
  run_commands: runCommands,
  search_codebase: files.searchCodebase,
  search_files: files.searchFiles,
  skills: agents.skill,
  spawn_agent: agents.spawnAgent,
  team_broadcast: agents.broadcast,
  team_run_task: agents.runTeamTask,
  team_send_message: agents.sendTeamMessage,
  team_spawn_teammate: agents.spawnTeammate,
  use_mcp_tool: useMcpTool,
  use_skill: agents.useSkill,
  use_subagents: agents.useSubagents,
  web_fetch: web.webFetch,
  web_search: web.webSearch,
  write_to_file: files.writeToFile,
};
