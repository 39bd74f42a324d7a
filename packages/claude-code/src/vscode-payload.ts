import type { Context } from '@agsec/core';
import {
  type Fields,
  field,
  fieldsOf,
  InputReader,
  textField,
  vscodeTool,
} from '@agsec/runtime/adapter';
import type { ParseResult } from '@agsec/runtime/hook';

/**
 * True for a payload of VS Code's local harness, which runs the hooks of Claude Code's settings, too,
 * but in its own words: only it writes `hookEventName` (its source and documentation).
 */
export function isOfVscode(payload: Fields): boolean {
  return (
    textField(payload, 'hookEventName') !== undefined && !Object.hasOwn(payload, 'hook_event_name')
  );
}

/** Reads one payload of VS Code. `harmless` are events that ask nothing of a hook. Pure and total. */
export function parseVscode(payload: Fields, harmless: ReadonlySet<string>): ParseResult {
  const hook = textField(payload, 'hookEventName') ?? '';
  if (harmless.has(hook)) return { kind: 'ignored', why: `${hook} asks for no decision` };
  switch (hook) {
    case 'PreToolUse':
      return parseCall(payload, hook);
    case 'PostToolUse':
    case 'PostToolUseFailure': {
      const context = contextOf(payload);
      if (context === undefined) return invalid(NO_FOLDER, hook);
      const outcome = hook === 'PostToolUse' ? 'success' : 'failure';
      return { kind: 'outcome', hook, context, ...callId(payload), outcome };
    }
    default:
      // Answered by the exit status, which counts for any event.
      return invalid('this event of VS Code is not one agsec knows');
  }
}

function parseCall(payload: Fields, hook: string): ParseResult {
  const tool = textField(payload, 'tool_name');
  if (tool === undefined || !/^[\x21-\x7e]{1,256}$/.test(tool)) {
    return invalid('tool_name is missing or no name', hook);
  }
  const input = fieldsOf(field(payload, 'tool_input'));
  if (input === undefined) return invalid('tool_input is not an object', hook);
  const context = contextOf(payload);
  if (context === undefined) return invalid(NO_FOLDER, hook);
  const reader = new InputReader(input);
  const operations = vscodeTool(tool)(reader, { tool, input, cwd: context.cwd });
  if (reader.issues.length > 0) {
    return { kind: 'invalid', issues: reader.issues.map((issue) => `${tool}: ${issue}`), hook };
  }
  return { kind: 'event', event: { hook, tool, ...callId(payload), context, operations } };
}

const NO_FOLDER = 'cwd is not an absolute path';

/** `cwd` is the folder of the window; the model does not choose it. */
function contextOf(payload: Fields): (Context & { readonly cwd: string }) | undefined {
  const cwd = textField(payload, 'cwd');
  if (!cwd?.startsWith('/')) return undefined;
  const session_id = textField(payload, 'sessionId');
  return {
    // Who asks: VS Code types lines into a terminal that stays open, as Claude Code never does.
    agent: 'copilot',
    cwd,
    headless: 'unknown',
    ...(session_id ? { session_id } : {}),
  };
}

function callId(payload: Fields): { readonly call_id?: string } {
  const id = textField(payload, 'tool_use_id');
  return id === undefined ? {} : { call_id: id };
}

function invalid(issue: string, hook?: string): ParseResult {
  return { kind: 'invalid', issues: [issue], ...(hook === undefined ? {} : { hook }) };
}
