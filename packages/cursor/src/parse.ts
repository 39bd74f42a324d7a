import type { Context } from '@agsec/core';
import { type Fields, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { HookEnvironment, ParseResult } from '@agsec/runtime/hook';
import { type HookCall, readCall } from './calls.ts';
import { type Common, callFolder, commonOf } from './payload.ts';

/**
 * Events that ask nothing of a hook like ours. All others are refused: an event nobody here has
 * seen may be one that guards something. From the parser of the client's SDK 1.0.32.
 */
const HARMLESS_EVENTS: ReadonlySet<string> = new Set([
  'afterAgentResponse',
  'afterAgentThought',
  'afterFileEdit',
  'afterMCPExecution',
  'afterShellExecution',
  'afterTabFileEdit',
  'preCompact',
  'sessionEnd',
  'sessionStart',
  'stop',
  'subagentStop',
  'workspaceOpen',
]);

/** Reads one payload of the client. Pure and total. */
export function parse(input: unknown, environment: HookEnvironment): ParseResult {
  const payload = fieldsOf(input);
  if (payload === undefined) return invalid(['the payload is not a JSON object']);
  const hook = textField(payload, 'hook_event_name');
  if (hook === undefined) return invalid(['hook_event_name is missing']);
  if (HARMLESS_EVENTS.has(hook)) return { kind: 'ignored', why: `${hook} asks for no decision` };
  const common = commonOf(payload, environment);
  if (hook === 'postToolUse' || hook === 'postToolUseFailure') {
    return typeof common === 'string' ? invalid([common]) : outcome(hook, payload, common);
  }
  const call = readCall(hook, payload);
  if (call === undefined) {
    return invalid([`${JSON.stringify(hook.slice(0, 80))} is no event agsec knows`]);
  }
  if (typeof common === 'string') return invalid([common], hook);
  return parseCall(hook, call, payload, common);
}

function parseCall(
  hook: string,
  call: HookCall,
  payload: Fields,
  { context, folder }: Common,
): ParseResult {
  if (call.kind === 'invalid') return invalid(call.issues, hook);
  if (call.kind === 'elsewhere') return { kind: 'ignored', why: `${call.hook} is asked about it` };
  const cwd = callFolder(call.folder, folder);
  const built = call.build(cwd);
  if (!built.ok) return invalid(built.issues, hook);
  return {
    kind: 'event',
    event: {
      hook,
      tool: call.tool,
      ...callId(payload),
      ...(call.secondary ? { secondary: true } : {}),
      context: withFolder(context, cwd),
      operations: built.operations,
    },
  };
}

/**
 * Without a folder of the session, that of a call is left out: it would be taken for the session's,
 * and the model chooses it.
 */
function withFolder(context: Context, cwd: string | undefined): Context {
  return cwd === undefined || context.workspace_roots === undefined ? context : { ...context, cwd };
}

function outcome(hook: string, payload: Fields, { context }: Common): ParseResult {
  const result = hook === 'postToolUse' ? 'success' : 'failure';
  return { kind: 'outcome', hook, context, ...callId(payload), outcome: result };
}

function callId(payload: Fields): { readonly call_id?: string } {
  const id = textField(payload, 'tool_use_id');
  return id === undefined || id === '' ? {} : { call_id: id };
}

/** `hook` is left out where it is not one the client's answers are known for. */
function invalid(issues: readonly string[], hook?: string): ParseResult {
  return { kind: 'invalid', issues, ...(hook === undefined ? {} : { hook }) };
}
