import {
  type Fields,
  field,
  fieldsOf,
  InputReader,
  mcpOperation,
  one,
  textField,
} from '@agsec/runtime/adapter';
import { parseJsonText } from './json-text.ts';
import { type ActionsResult, actionsOf, toActions } from './to-actions.ts';

/** A call as one of the client's hooks tells of it. */
export type HookCall =
  | {
      readonly kind: 'call';
      readonly tool: string;
      /** The folder the call says it runs in. */
      readonly folder?: string;
      /** Another hook is asked about the same call, and answers in full. */
      readonly secondary?: boolean;
      /** Its actions, in the folder it runs in. */
      build(cwd: string | undefined): ActionsResult;
    }
  /** Another hook is asked about the same call and knows more of it. */
  | { readonly kind: 'elsewhere'; readonly hook: string }
  | { readonly kind: 'invalid'; readonly issues: readonly string[] };

/**
 * The call a payload tells of; `undefined` for a hook that is not known.
 *
 * Three tools are asked about twice. `beforeShellExecution` answers in full for a shell line, because
 * it alone can ask a person; `beforeMCPExecution` for an MCP tool, because it alone names the server;
 * `preToolUse` for a read, because it comes before the file is opened.
 */
export function readCall(hook: string, payload: Fields): HookCall | undefined {
  return Object.hasOwn(READERS, hook) ? READERS[hook]?.(payload) : undefined;
}

const READERS: { readonly [hook: string]: (payload: Fields) => HookCall } = {
  preToolUse,
  beforeShellExecution,
  beforeMCPExecution,
  beforeReadFile: (payload) => fileRead(payload, 'Read'),
  beforeTabFileRead: (payload) => fileRead(payload, 'TabRead'),
  beforeSubmitPrompt: (payload) => prompt(payload),
  subagentStart,
};

function preToolUse(payload: Fields): HookCall {
  const tool = textField(payload, 'tool_name');
  if (tool === undefined || !/^[\x21-\x7e]{1,256}$/.test(tool)) {
    return invalid('tool_name is missing or no name');
  }
  if (tool.startsWith('MCP:')) return { kind: 'elsewhere', hook: 'beforeMCPExecution' };
  const input = fieldsOf(field(payload, 'tool_input'));
  if (input === undefined) return invalid('tool_input is not an object');
  const folder = firstText(
    field(input, 'cwd'),
    field(input, 'working_directory'),
    field(payload, 'cwd'),
  );
  if (folder === undefined) return invalid('cwd is not a text');
  const build = (cwd: string | undefined) => toActions({ tool, input, cwd: cwd ?? '' });
  return { kind: 'call', tool, folder, secondary: tool === 'Shell', build };
}

/** The first that is there and not empty; '' if none is, `undefined` if that is no text. */
function firstText(...values: readonly unknown[]): string | undefined {
  const given = values.find((value) => value !== undefined && value !== '');
  if (given === undefined) return '';
  return typeof given === 'string' ? given : undefined;
}

function beforeShellExecution(payload: Fields): HookCall {
  const input = new InputReader(payload, 'payload');
  const command = input.filled('command');
  const folder = input.optionalText('cwd') ?? '';
  return {
    kind: 'call',
    tool: 'Shell',
    folder,
    build: (cwd = '') => actionsOf(input, 'Shell', one('bash.execute', { cwd, command })),
  };
}

/** A call without a server's name is refused, as the client's own documentation advises. */
function beforeMCPExecution(payload: Fields): HookCall {
  const input = new InputReader(payload, 'payload');
  const tool = input.filled('tool_name');
  const server = input.filled('mcp_server_name');
  const text = input.text('tool_input');
  const fields = fieldsOf(text.trim() === '' ? {} : parseJsonText(text));
  if (fields === undefined) return invalid('tool_input is no JSON object');
  const reader = new InputReader(fields);
  const args = reader.args();
  const issues = [...input.issues, ...reader.issues];
  if (issues.length > 0) return { kind: 'invalid', issues };
  const name = `MCP:${tool}`;
  return {
    kind: 'call',
    tool: name,
    build: (cwd = '') => actionsOf(reader, name, mcpOperation({ server, tool, args, cwd })),
  };
}

function fileRead(payload: Fields, tool: 'Read' | 'TabRead'): HookCall {
  const input = new InputReader(payload, 'payload');
  const file_path = input.filled('file_path');
  const build = (cwd = '') => actionsOf(input, tool, one('file.read', { cwd, file_path }));
  return { kind: 'call', tool, secondary: tool === 'Read', build };
}

/** What a person writes is theirs and not recorded; a policy may still halt it. */
function prompt(payload: Fields): HookCall {
  const input = new InputReader(payload, 'payload');
  input.text('prompt');
  const tool = 'UserPromptSubmit';
  const build = (cwd = '') => actionsOf(input, tool, one(`internal.${tool}`, { cwd, args: {} }));
  return { kind: 'call', tool, build };
}

function subagentStart(payload: Fields): HookCall {
  const input = new InputReader(payload, 'payload');
  const type = input.optionalText('subagent_type');
  const task = input.text('task');
  const params = { prompt: task, ...(type === undefined ? {} : { type }) };
  const build = (cwd = '') => actionsOf(input, 'Task', one('agent.spawn', { cwd, ...params }));
  return { kind: 'call', tool: 'Task', build };
}

function invalid(issue: string): HookCall {
  return { kind: 'invalid', issues: [issue] };
}
