import type { Context } from '@agsec/core';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { HookEnvironment, ParseResult } from '@agsec/runtime/hook';
import { DEVIN_IGNORED, devinOperations } from './devin-local.ts';
import { FOLDER_VARIABLE } from './environment.ts';
import { type ActionsResult, toActions, toolOf } from './to-actions.ts';

/**
 * Events that ask nothing of a hook: they come after the fact, and the client ignores what is
 * answered. All others are refused: an event nobody here has seen may be one that guards something.
 */
const HARMLESS_EVENTS: ReadonlySet<string> = new Set([
  'post_cascade_response',
  'post_cascade_response_with_transcript',
  'post_mcp_tool_use',
  'post_read_code',
  'post_run_command',
  'post_setup_worktree',
  'post_write_code',
]);

/** Reads one payload of the client, or of Devin Local, which it starts as well. Pure and total. */
export function parse(input: unknown, environment: HookEnvironment): ParseResult {
  const payload = fieldsOf(input);
  if (payload === undefined) return invalid(['the payload is not a JSON object']);
  const action = textField(payload, 'agent_action_name');
  if (action !== undefined) return parseCascade(action, payload, environment);
  const event = textField(payload, 'hook_event_name');
  if (event !== undefined) return parseDevin(event, payload, environment);
  return invalid(['agent_action_name is missing']);
}

function parseCascade(hook: string, payload: Fields, environment: HookEnvironment): ParseResult {
  if (HARMLESS_EVENTS.has(hook)) return { kind: 'ignored', why: `${hook} asks for no decision` };
  const tool = toolOf(hook);
  if (tool === undefined) return unknownEvent(hook);
  const session = textField(payload, 'trajectory_id');
  if (!session) return invalid(['trajectory_id is missing'], hook);
  const info = fieldsOf(field(payload, 'tool_info'));
  if (info === undefined) return invalid(['tool_info is not an object'], hook);
  const context = contextOf(session, environment);
  return event(hook, tool, context, toActions(hook, info, context.cwd ?? ''));
}

function parseDevin(hook: string, payload: Fields, environment: HookEnvironment): ParseResult {
  if (DEVIN_IGNORED.has(hook)) return { kind: 'ignored', why: `${hook} asks for no decision` };
  if (hook !== 'PreToolUse') return unknownEvent(hook);
  const session = textField(payload, 'session_id');
  if (!session) return invalid(['session_id is missing'], hook);
  const tool = textField(payload, 'tool_name');
  if (tool === undefined || !/^[\x21-\x7e]{1,256}$/.test(tool)) {
    return invalid(['tool_name is missing or no name'], hook);
  }
  const fields = fieldsOf(field(payload, 'tool_input'));
  if (fields === undefined) return invalid(['tool_input is not an object'], hook);
  const context = contextOf(session, environment);
  return event(hook, tool, context, devinOperations(tool, fields, context.cwd ?? ''));
}

function event(hook: string, tool: string, context: Context, result: ActionsResult): ParseResult {
  if (!result.ok) return invalid(result.issues, hook);
  return { kind: 'event', event: { hook, tool, context, operations: result.operations } };
}

/**
 * The folder the hook was started in is the workspace, unless it is one that no project is: there
 * the client has none, and paths inside it must not count as the project's.
 */
function contextOf(session_id: string, environment: HookEnvironment): Context {
  const folder = environment[FOLDER_VARIABLE];
  const context = { agent: 'windsurf', session_id, headless: 'unknown' } as const;
  if (!folder?.startsWith('/') || folder === '/' || folder === environment['HOME']) return context;
  return { ...context, cwd: folder, workspace_roots: [folder] };
}

function unknownEvent(hook: string): ParseResult {
  return invalid([`${JSON.stringify(hook.slice(0, 80))} is no event agsec knows`]);
}

function invalid(issues: readonly string[], hook?: string): ParseResult {
  return { kind: 'invalid', issues, ...(hook === undefined ? {} : { hook }) };
}
