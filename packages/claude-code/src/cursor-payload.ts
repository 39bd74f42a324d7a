import type { Context } from '@agsec/core';
import {
  type Build,
  type Fields,
  field,
  fieldsOf,
  InputReader,
  onFile,
  textField,
  unknownTool,
} from '@agsec/runtime/adapter';
import type { HookEnvironment, ParseResult, ToolOperation } from '@agsec/runtime/hook';
import { PROJECT_VARIABLE } from './environment.ts';
import { type ActionsResult, toActions } from './to-actions.ts';

/** The hook by which Cursor asks the PreToolUse hooks of Claude Code's settings. */
export const CURSOR_HOOK = 'preToolUse';

/**
 * True for a payload of Cursor, which runs the hooks of Claude Code's settings, too, but in its own
 * words (measured with the hook runner of its SDK 1.0.32).
 */
export function isOfCursor(payload: Fields): boolean {
  return textField(payload, 'cursor_version') !== undefined;
}

/** Reads one payload of Cursor. Pure and total. */
export function parseCursor(payload: Fields, environment: HookEnvironment): ParseResult {
  const hook = textField(payload, 'hook_event_name');
  // Answered by the exit status, which counts for any event.
  if (hook !== CURSOR_HOOK) return invalid('this event of Cursor is not one agsec knows');
  const context = contextOf(payload, environment);
  if (typeof context === 'string') return invalid(context, hook);
  const tool = textField(payload, 'tool_name');
  const input = fieldsOf(field(payload, 'tool_input'));
  if (tool === undefined || !/^[\x21-\x7e]{1,256}$/.test(tool)) {
    return invalid('tool_name is missing or no name', hook);
  }
  if (input === undefined) return invalid('tool_input is not an object', hook);
  const cwd = folderOf(input, payload) ?? context.workspace_roots?.[0];
  const actions = cursorActions(tool, input, cwd);
  if (!actions.ok) return { kind: 'invalid', issues: actions.issues, hook };
  const { operations } = actions;
  const id = textField(payload, 'tool_use_id');
  const call = { hook, tool, ...(id === undefined ? {} : { call_id: id }) };
  // Without roots the folder would be taken for the session's, and the model chose it.
  const isKnown = context.workspace_roots !== undefined && cwd !== undefined;
  const folder = isKnown ? { cwd } : {};
  return { kind: 'event', event: { ...call, context: { ...context, ...folder }, operations } };
}

function contextOf(payload: Fields, environment: HookEnvironment): Context | string {
  const session_id = textField(payload, 'session_id') || textField(payload, 'conversation_id');
  if (!session_id) return 'session_id is missing';
  const roots = field(payload, 'workspace_roots') ?? [];
  if (!Array.isArray(roots)) return 'workspace_roots is not a list';
  const named = roots.filter((root) => typeof root === 'string' && root.startsWith('/'));
  if (named.length < roots.length) return 'workspace_roots holds what is no absolute path';
  const project = environment[PROJECT_VARIABLE];
  const workspace_roots = named.length === 0 && project?.startsWith('/') ? [project] : named;
  return {
    // Who asks: what a policy lets Claude Code do need not be right in Cursor's terminal.
    agent: 'cursor',
    session_id,
    headless: 'unknown',
    ...(workspace_roots.length === 0 ? {} : { workspace_roots }),
  };
}

function folderOf(input: Fields, payload: Fields): string | undefined {
  const given = [
    textField(input, 'cwd'),
    textField(input, 'working_directory'),
    textField(payload, 'cwd'),
  ];
  return given.find((folder) => folder?.startsWith('/'));
}

/** A window without a folder says of most tools no folder either, and their paths may do without. */
function cursorActions(tool: string, input: Fields, cwd: string | undefined): ActionsResult {
  if (cwd !== undefined) return actionsIn(tool, input, cwd);
  if (SEARCHES.has(tool) && !/^[/~]/.test(textField(input, 'file_path') ?? '')) {
    return { ok: false, issues: [`${tool}: no folder is known that a search could start in`] };
  }
  const actions = actionsIn(tool, input, '');
  return actions.ok ? { ok: true, operations: actions.operations.map(withoutFolder) } : actions;
}

const SEARCHES: ReadonlySet<string> = new Set(['Grep', 'List']);

function withoutFolder(operation: ToolOperation): ToolOperation {
  const { cwd: _unknown, ...params } = operation.action.params;
  return { ...operation, action: { ...operation.action, params } };
}

function actionsIn(tool: string, input: Fields, cwd: string): ActionsResult {
  const same = Object.hasOwn(SAME_AS, tool) ? SAME_AS[tool] : undefined;
  if (same !== undefined) return toActions({ tool: same.tool, input: same.input(input), cwd });
  const build = Object.hasOwn(OWN_TOOLS, tool) ? OWN_TOOLS[tool] : undefined;
  const reader = new InputReader(input);
  const operations = (build ?? unknownTool)(reader, { tool, input, cwd });
  if (reader.issues.length === 0) return { ok: true, operations };
  return { ok: false, issues: reader.issues.map((issue) => `${tool}: ${issue}`) };
}

type Same = { readonly tool: string; input(fields: Fields): Fields };

const unchanged = (fields: Fields): Fields => fields;

function pathOf(fields: Fields): Fields {
  const { file_path, ...rest } = fields;
  return file_path === undefined ? rest : { ...rest, path: file_path };
}

/** Tools of Cursor that are tools of Claude Code by another name. All others are `unknown`. */
const SAME_AS: { readonly [tool: string]: Same } = {
  Edit: { tool: 'Edit', input: unchanged },
  Fetch: { tool: 'WebFetch', input: unchanged },
  Grep: { tool: 'Grep', input: pathOf },
  List: { tool: 'LS', input: pathOf },
  Read: { tool: 'Read', input: unchanged },
  Shell: { tool: 'Bash', input: ({ command }) => ({ command }) },
  StrReplace: { tool: 'Edit', input: unchanged },
  Task: { tool: 'Task', input: unchanged },
  TodoWrite: { tool: 'TodoWrite', input: unchanged },
  WebFetch: { tool: 'WebFetch', input: unchanged },
  Write: { tool: 'Write', input: unchanged },
};

/** Tools of Cursor that Claude Code has none for. */
const OWN_TOOLS: { readonly [tool: string]: Build } = {
  Delete: onFile('file.delete', 'file_path'),
};

function invalid(issue: string, hook?: string): ParseResult {
  return { kind: 'invalid', issues: [issue], ...(hook === undefined ? {} : { hook }) };
}
