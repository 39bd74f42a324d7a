import type { Context } from '@agsec/core';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { HeldCall, ParsedEvent, ParseResult } from '@agsec/runtime/hook';
import { readHeldLine } from './asking/held-line.ts';
import { toActions } from './to-actions.ts';

/**
 * Events that ask nothing of a hook like ours. All others are refused: an event nobody here has
 * seen may be one that guards something.
 */
const HARMLESS_EVENTS: ReadonlySet<string> = new Set([
  'Interrupt',
  'PostCompact',
  'PreCompact',
  'SessionEnd',
  'Stop',
  'SubagentStart',
  'SubagentStop',
  'UserPromptSubmit',
]);

/** Reads one payload of the client. Pure and total. */
export function parse(input: unknown): ParseResult {
  const payload = fieldsOf(input);
  if (payload === undefined) return invalid('the payload is not a JSON object');
  const hook = textField(payload, 'hook_event_name');
  if (hook === undefined) return invalid('hook_event_name is missing');
  if (HARMLESS_EVENTS.has(hook)) return { kind: 'ignored', why: `${hook} asks for no decision` };
  const context = contextOf(payload);
  if (typeof context === 'string') return invalid(context, hook);
  switch (hook) {
    case 'PreToolUse':
    case 'PermissionRequest':
      return parseToolUse(payload, hook, context);
    case 'SessionStart':
      return { kind: 'session', hook, context };
    case 'PostToolUse':
      return { kind: 'outcome', hook, context, ...callId(payload), outcome: 'success' };
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
  const held = hook === 'PermissionRequest' && tool === 'Bash' ? heldIn(input) : undefined;
  const asked = held === undefined ? input : { ...input, command: held.line };
  const actions = toActions({ tool, input: asked, cwd: context.cwd });
  if (!actions.ok) return { kind: 'invalid', issues: actions.issues, hook };
  const { operations } = actions;
  const call = { hook, tool, ...callId(payload), ...turnOf(payload), context, operations };
  return { kind: 'event', event: held === undefined ? call : { ...call, held } };
}

/** The client asks about a call that a review has put into our program: what is judged is the call. */
function heldIn(input: Fields): HeldCall | undefined {
  return readHeldLine(textField(input, 'command') ?? '');
}

/** Where the client has written down who answers in this turn. */
function turnOf(payload: Fields): Pick<ParsedEvent, 'turn'> {
  const transcript = textField(payload, 'transcript_path');
  const id = textField(payload, 'turn_id');
  return transcript === undefined || id === undefined ? {} : { turn: { transcript, id } };
}

type CallContext = Context & { readonly cwd: string };

/**
 * The context of a call, or what is missing to have one. Its `cwd` may be one the model chose
 * (`workdir`), so it says nothing about the workspace.
 */
function contextOf(payload: Fields): CallContext | string {
  const session_id = textField(payload, 'session_id');
  if (session_id === undefined || session_id === '') return 'session_id is missing';
  const cwd = textField(payload, 'cwd');
  if (cwd === undefined || !cwd.startsWith('/')) return 'cwd is not an absolute path';
  const mode = textField(payload, 'permission_mode');
  const subagent = textField(payload, 'agent_type') ?? textField(payload, 'agent_id');
  return {
    agent: 'codex',
    session_id,
    cwd,
    headless: headlessIn(mode),
    ...(mode === undefined ? {} : { permission_mode: mode }),
    ...(subagent === undefined ? {} : { subagent }),
  };
}

/**
 * Whether nobody can be asked: `bypassPermissions` stands for the approval policy `never`, which
 * `codex exec` always has. `default` says that the client asks, not whom: with `--approve-for-me` a
 * model answers (measured with 0.169).
 */
function headlessIn(mode: string | undefined): 'yes' | 'unknown' {
  return mode === 'bypassPermissions' ? 'yes' : 'unknown';
}

function callId(payload: Fields): { readonly call_id?: string } {
  const id = textField(payload, 'tool_use_id');
  return id === undefined ? {} : { call_id: id };
}

/** `hook` is left out where it is not one the client's answers are known for. */
function invalid(issue: string, hook?: string): ParseResult {
  return { kind: 'invalid', issues: [issue], ...(hook === undefined ? {} : { hook }) };
}
