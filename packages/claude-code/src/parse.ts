import type { Context } from '@agsec/core';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { HookEnvironment, ParseResult } from '@agsec/runtime/hook';
import { isOfCopilot, parseCopilot } from './copilot-payload.ts';
import { isOfCursor, parseCursor } from './cursor-payload.ts';
import { PROJECT_VARIABLE } from './environment.ts';
import { toActions } from './to-actions.ts';
import { isOfVscode, parseVscode } from './vscode-payload.ts';

/**
 * Events that ask nothing of a hook like ours. All others are refused: an event nobody here has
 * seen may be one that guards something.
 */
const HARMLESS_EVENTS: ReadonlySet<string> = new Set([
  'CwdChanged',
  'DirectoryAdded',
  'Elicitation',
  'ElicitationResult',
  'FileChanged',
  'InstructionsLoaded',
  'MessageDisplay',
  'Notification',
  'PermissionDenied',
  'PermissionRequest',
  'PostCompact',
  'PostModelSwitch',
  'PostToolBatch',
  'PreCompact',
  'PreModelSwitch',
  'SessionEnd',
  'SessionStart',
  'Setup',
  'Stop',
  'StopFailure',
  'SubagentStart',
  'SubagentStop',
  'TaskCompleted',
  'TaskCreated',
  'TeammateIdle',
  'UserPromptExpansion',
  'UserPromptSubmit',
  'WorktreeCreate',
  'WorktreeRemove',
]);

/** Reads one payload of the client, or of Cursor, VS Code or Copilot in its place. Pure and total. */
export function parse(input: unknown, environment: HookEnvironment): ParseResult {
  const payload = fieldsOf(input);
  if (payload === undefined) return invalid('the payload is not a JSON object');
  if (isOfCursor(payload)) return parseCursor(payload, environment);
  if (isOfVscode(payload)) return parseVscode(payload, HARMLESS_EVENTS);
  if (isOfCopilot(payload)) return parseCopilot(payload);
  const hook = textField(payload, 'hook_event_name');
  if (hook === undefined) return invalid('hook_event_name is missing');
  if (Object.hasOwn(payload, 'hookEventName')) return invalid('the payload is of two clients');
  if (HARMLESS_EVENTS.has(hook)) return { kind: 'ignored', why: `${hook} asks for no decision` };
  const context = contextOf(payload, environment);
  // Devin Local runs these settings, sends no folder and reads the exit status only.
  if (typeof context === 'string') return invalid(context);
  switch (hook) {
    case 'PreToolUse':
      return parseToolUse(payload, hook, context);
    case 'ConfigChange':
      return parseConfigChange(payload, hook, context);
    case 'PostToolUse':
    case 'PostToolUseFailure': {
      const outcome = hook === 'PostToolUse' ? 'success' : 'failure';
      return { kind: 'outcome', hook, context, ...callId(payload), outcome };
    }
    default:
      return invalid(`${JSON.stringify(hook.slice(0, 80))} is no event agsec knows`);
  }
}

function parseToolUse(payload: Fields, hook: string, context: CallContext): ParseResult {
  const tool = textField(payload, 'tool_name');
  if (tool === undefined || !/^[\x21-\x7e]{1,256}$/.test(tool)) {
    return invalid('tool_name is missing or no name', hook);
  }
  const input = fieldsOf(field(payload, 'tool_input'));
  if (input === undefined) return invalid('tool_input is not an object', hook);
  const server = textField(fieldsOf(field(payload, 'mcp_server')) ?? {}, 'name');
  const mcpServer = server === undefined ? {} : { mcpServer: server };
  const actions = toActions({ tool, input, cwd: context.cwd, ...mcpServer });
  if (!actions.ok) return { kind: 'invalid', issues: actions.issues, hook };
  const { operations } = actions;
  return { kind: 'event', event: { hook, tool, ...callId(payload), context, operations } };
}

function parseConfigChange(payload: Fields, hook: string, context: CallContext): ParseResult {
  const source = textField(payload, 'source');
  if (source === undefined) return invalid('source is missing', hook);
  const path = textField(payload, 'file_path');
  const file = path === undefined ? {} : { file_path: path };
  return { kind: 'config_change', hook, context, source, ...file };
}

type CallContext = Context & { readonly cwd: string };

/** The context of a call, or what is missing to have one. */
function contextOf(payload: Fields, environment: HookEnvironment): CallContext | string {
  const session_id = textField(payload, 'session_id');
  if (session_id === undefined || session_id === '') return 'session_id is missing';
  const cwd = textField(payload, 'cwd');
  if (cwd === undefined || !cwd.startsWith('/')) return 'cwd is not an absolute path';
  const mode = textField(payload, 'permission_mode');
  const subagent = textField(payload, 'agent_type') ?? textField(payload, 'agent_id');
  const project = environment[PROJECT_VARIABLE];
  return {
    agent: 'claude-code',
    session_id,
    cwd,
    headless: 'unknown',
    ...(project?.startsWith('/') ? { workspace_roots: [project] } : {}),
    ...(mode === undefined ? {} : { permission_mode: mode }),
    ...(subagent === undefined ? {} : { subagent }),
  };
}

function callId(payload: Fields): { readonly call_id?: string } {
  const id = textField(payload, 'tool_use_id');
  return id === undefined ? {} : { call_id: id };
}

/** `hook` is left out where it is not one the client's answers are known for. */
function invalid(issue: string, hook?: string): ParseResult {
  return { kind: 'invalid', issues: [issue], ...(hook === undefined ? {} : { hook }) };
}
