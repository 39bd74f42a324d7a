import {
  type Build,
  buildOf,
  InputReader,
  intoFile,
  onFile,
  type ToolCall,
} from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import { cron, sendMessage, skill, slashCommand, spawn, wakeUp, workflow } from './tools/agents.ts';
import { edit, exitWorktree, glob, grep, list, multiEdit } from './tools/files.ts';
import { listResources, mcpTool, readResource } from './tools/mcp.ts';
import { monitor, powershell, shell } from './tools/shell.ts';
import { webFetch, webSearch } from './tools/web.ts';

export type ActionsResult =
  | { readonly ok: true; readonly operations: readonly ToolOperation[] }
  | { readonly ok: false; readonly issues: readonly string[] };

/**
 * The actions of a tool call. A tool nobody here knows is `unknown.<Tool>`; an input the client's
 * own schema would refuse is not ok, because nobody can say what it would do.
 */
export function toActions(call: ToolCall): ActionsResult {
  const input = new InputReader(call.input);
  const build = buildOf(TOOLS, BOOKKEEPING, call.tool);
  const operations = (build ?? mcpTool)(input, call);
  if (input.issues.length === 0) return { ok: true, operations };
  return { ok: false, issues: input.issues.map((issue) => `${call.tool}: ${issue}`) };
}

/** Tools of the client's own bookkeeping. */
const BOOKKEEPING: readonly string[] = [
  'AgentOutputTool',
  'AskUserQuestion',
  'BashOutput',
  'CronDelete',
  'CronList',
  'EnterPlanMode',
  'EnterWorktree',
  'ExitPlanMode',
  'KillBash',
  'KillShell',
  'ListAgents',
  'ReadNotifications',
  'RefreshMcpTools',
  'ReportFindings',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskStop',
  'TaskUpdate',
  'TodoRead',
  'TodoWrite',
  'ToolSearch',
] as const;

/**
 * Native tool to actions: every tool of 2.1.328 whose effects are known, and those of older
 * clients. Fields: the client's `sdk-tools.d.ts` and payloads recorded from it. Tools that talk to
 * services of its maker (Artifact, Projects, RemoteTrigger …) are not listed, so `unknown`.
 */
const TOOLS: { readonly [tool: string]: Build } = {
  Agent: spawn,
  Bash: shell,
  CronCreate: cron,
  Edit: edit,
  ExitWorktree: exitWorktree,
  Glob: glob,
  Grep: grep,
  ListMcpResourcesTool: listResources,
  LS: list,
  Monitor: monitor,
  MultiEdit: multiEdit,
  NotebookEdit: intoFile('notebook.edit', 'notebook_path', 'new_source'),
  NotebookRead: onFile('file.read', 'notebook_path'),
  PowerShell: powershell,
  Read: onFile('file.read', 'file_path'),
  ReadMcpResourceDirTool: readResource('read_resource_dir'),
  ReadMcpResourceTool: readResource('read_resource'),
  ScheduleWakeup: wakeUp,
  SendMessage: sendMessage,
  Skill: skill,
  SlashCommand: slashCommand,
  Task: spawn,
  WebFetch: webFetch,
  WebSearch: webSearch,
  Workflow: workflow,
  Write: intoFile('file.write', 'file_path', 'content'),
};
