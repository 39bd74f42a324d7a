import {
  applyReplacements,
  type Fields,
  field,
  InputReader,
  mcpOperation,
  one,
  type Replacement,
} from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';

export type ActionsResult =
  | { readonly ok: true; readonly operations: readonly ToolOperation[] }
  | { readonly ok: false; readonly issues: readonly string[] };

/** Makes the actions of one event; `cwd` is '' where no folder is known. */
type Build = (info: InputReader, cwd: string, fields: Fields) => readonly ToolOperation[];

/** What an event's call is called in answers and in the log. */
export function toolOf(hook: string): string | undefined {
  return Object.hasOwn(HOOKS, hook) ? hook.replace(/^pre_/, '') : undefined;
}

/**
 * The actions of an event, from its `tool_info`. What the client's own documentation does not allow
 * is not ok, because nobody can say what it would do.
 */
export function toActions(hook: string, info: Fields, cwd: string): ActionsResult {
  const build = Object.hasOwn(HOOKS, hook) ? HOOKS[hook] : undefined;
  const input = new InputReader(info, 'tool_info');
  return actionsOf(input, hook, build?.(input, cwd, info) ?? []);
}

/** Operations with what was wrong about their input. */
export function actionsOf(
  { issues }: InputReader,
  name: string,
  operations: readonly ToolOperation[],
): ActionsResult {
  if (issues.length > 0) return { ok: false, issues: issues.map((issue) => `${name}: ${issue}`) };
  if (operations.length === 0) return { ok: false, issues: [`${name}: nothing is known of it`] };
  return { ok: true, operations: operations.map(withoutUnknownFolder) };
}

function withoutUnknownFolder(operation: ToolOperation): ToolOperation {
  const { cwd, ...params } = operation.action.params;
  return cwd === '' ? { ...operation, action: { ...operation.action, params } } : operation;
}

/** Fields: docs.windsurf.com/windsurf/cascade/hooks, "Hook Events". */
const HOOKS: { readonly [hook: string]: Build } = {
  pre_mcp_tool_use: callTool,
  pre_read_code: read,
  pre_run_command: run,
  pre_user_prompt: prompt,
  pre_write_code: write,
};

/** A file, or a folder with everything below it: the event does not say which. */
function read(info: InputReader, cwd: string): readonly ToolOperation[] {
  return withUnknown(one('file.read', { cwd, file_path: info.filled('file_path') }), 'recursive');
}

/** Edits of a file one after the other. Without them nobody can know what will stand in it. */
function write(info: InputReader, cwd: string, fields: Fields): readonly ToolOperation[] {
  const file_path = info.filled('file_path');
  const edits = field(fields, 'edits') === undefined ? [] : info.list('edits');
  if (edits.length === 0) return withUnknown(one('file.write', { cwd, file_path }), 'content');
  const replacements = edits.map((each) => replacementOf(each, info));
  const content = replacements.map(({ to }) => to).join('\n');
  return one('file.edit', { cwd, file_path, content }).map(({ action }) => ({
    action,
    resultingText: (current: string | undefined) => applyReplacements(current, replacements),
  }));
}

function replacementOf(fields: Fields, info: InputReader): Replacement {
  const edit = new InputReader(fields, 'tool_info.edits[]');
  const replacement = { from: edit.text('old_string'), to: edit.text('new_string'), all: false };
  for (const issue of edit.issues) info.refuse(issue);
  return replacement;
}

function run(info: InputReader, cwd: string): readonly ToolOperation[] {
  const command = info.filled('command_line');
  const folder = info.optionalText('cwd') || cwd;
  const below = folder.startsWith('/') || cwd === '' ? folder : `${cwd}/${folder}`;
  return one('bash.execute', { cwd: below.startsWith('/') ? below : '', command });
}

function callTool(info: InputReader, cwd: string): readonly ToolOperation[] {
  const server = info.filled('mcp_server_name');
  const tool = info.filled('mcp_tool_name');
  const fields = info.optionalFields('mcp_tool_arguments');
  if (fields === undefined) info.refuse('tool_info.mcp_tool_arguments is missing');
  const input = new InputReader(fields ?? {}, 'tool_info.mcp_tool_arguments');
  const args = input.args();
  for (const issue of input.issues) info.refuse(issue);
  return mcpOperation({ server, tool, args, cwd });
}

/** What a person writes is theirs and not recorded; `agsec halt` still stops it. */
function prompt(info: InputReader, cwd: string): readonly ToolOperation[] {
  info.text('user_prompt');
  return one('internal.user_prompt', { cwd, args: {} });
}

function withUnknown(
  operations: readonly ToolOperation[],
  param: string,
): readonly ToolOperation[] {
  return operations.map((operation) => ({
    ...operation,
    action: { ...operation.action, unknown: [param] },
  }));
}
