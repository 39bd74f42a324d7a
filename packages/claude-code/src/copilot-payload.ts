import type { Context } from '@agsec/core';
import {
  copilotPatch,
  type Fields,
  field,
  fieldsOf,
  InputReader,
  internalTool,
  mcpOperation,
  textField,
  unknownTool,
} from '@agsec/runtime/adapter';
import type { ParseResult, ToolOperation } from '@agsec/runtime/hook';
import { type ActionsResult, toActions } from './to-actions.ts';

const HOOK = 'PreToolUse';

/**
 * True for a call of the Copilot command line, which runs the hooks of Claude Code's settings in a
 * project it trusts, with Claude Code's names and its own arguments (measured with 1.0.102). It says
 * when; Claude Code does not, and names the call and the transcript.
 */
export function isOfCopilot(payload: Fields): boolean {
  return (
    textField(payload, 'timestamp') !== undefined &&
    !Object.hasOwn(payload, 'transcript_path') &&
    !Object.hasOwn(payload, 'tool_use_id') &&
    textField(payload, 'hook_event_name') === HOOK
  );
}

/** Reads one call of the Copilot command line. Pure and total. */
export function parseCopilot(payload: Fields): ParseResult {
  const tool = textField(payload, 'tool_name');
  if (tool === undefined || !/^[\x21-\x7e]{1,256}$/.test(tool)) {
    return invalid(['tool_name is missing or no name']);
  }
  const context = contextOf(payload);
  if (context === undefined) return invalid(['cwd is not an absolute path']);
  const actions = copilotActions(tool, field(payload, 'tool_input'), context.cwd);
  if (!actions.ok) return invalid(actions.issues);
  const { operations } = actions;
  return { kind: 'event', event: { hook: HOOK, tool, context, operations } };
}

/** `cwd` is the session's. A sub-agent has a session of its own, and counts to the one it is of. */
function contextOf(payload: Fields): (Context & { readonly cwd: string }) | undefined {
  const cwd = textField(payload, 'cwd');
  if (!cwd?.startsWith('/')) return undefined;
  const session_id = textField(payload, 'parent_agent_id') ?? textField(payload, 'session_id');
  const subagent = textField(payload, 'agent_type') ?? textField(payload, 'agent_id');
  return {
    // Who asks: what a policy lets Claude Code do need not be right in Copilot.
    agent: 'copilot',
    cwd,
    headless: 'unknown',
    ...(session_id ? { session_id } : {}),
    ...(subagent === undefined ? {} : { subagent }),
  };
}

function copilotActions(tool: string, input: unknown, cwd: string): ActionsResult {
  if (tool === 'Edit' && typeof input === 'string') {
    const reader = new InputReader({});
    return read(tool, reader, copilotPatch(input, cwd, reader, 'tool_input'));
  }
  const fields = fieldsOf(input);
  if (fields === undefined) return { ok: false, issues: ['tool_input is not an object'] };
  const same = Object.hasOwn(SAME_AS, tool) ? SAME_AS[tool] : undefined;
  if (same === undefined) return ownTool(tool, fields, cwd);
  const results = same
    .inputs(fields)
    .map((each) => toActions({ tool: same.tool, input: each, cwd }));
  const issues = results.flatMap((result) => (result.ok ? [] : result.issues));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, operations: results.flatMap((each) => (each.ok ? each.operations : [])) };
}

/** A tool without a name of Claude Code's. That of an MCP server is `<server>-<tool>`. */
function ownTool(tool: string, input: Fields, cwd: string): ActionsResult {
  const reader = new InputReader(input);
  if (BOOKKEEPING.has(tool)) return read(tool, reader, internalTool(reader, { tool, input, cwd }));
  const at = tool.lastIndexOf('-');
  const [server, name] = [tool.slice(0, Math.max(at, 0)), tool.slice(at + 1)];
  if (server === '' || name === '') {
    return read(tool, reader, unknownTool(reader, { tool, input, cwd }));
  }
  return read(tool, reader, mcpOperation({ server, tool: name, args: reader.args(), cwd }));
}

function read(
  tool: string,
  { issues }: InputReader,
  operations: readonly ToolOperation[],
): ActionsResult {
  if (issues.length === 0) return { ok: true, operations };
  return { ok: false, issues: issues.map((issue) => `${tool}: ${issue}`) };
}

/** A tool of Claude Code's, and its inputs that together do what one of Copilot's does. */
type Same = { readonly tool: string; inputs(fields: Fields): readonly Fields[] };

const renamed =
  (names: { readonly [own: string]: string }): Same['inputs'] =>
  (fields) => [
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        Object.hasOwn(names, name) ? (names[name] ?? name) : name,
        value,
      ]),
    ),
  ];

/** `paths` is one place or several, each searched on its own. Without, it is the session's folder. */
const eachPlace: Same['inputs'] = ({ paths, path, ...rest }) => {
  const places = [...(Array.isArray(paths) ? paths : [paths]), path].filter(
    (place) => place !== undefined,
  );
  return places.length === 0 ? [rest] : places.map((place) => ({ ...rest, path: place }));
};

const shellInput: Same['inputs'] = ({ command, mode, detach }) => [
  { command, run_in_background: mode === 'async' || detach === true },
];

/** Tools that have a name of Claude Code's: the client's hooks reference, and payloads recorded from it. */
const SAME_AS: { readonly [tool: string]: Same } = {
  Agent: { tool: 'Agent', inputs: renamed({ agent_type: 'subagent_type' }) },
  AskUserQuestion: { tool: 'AskUserQuestion', inputs: (fields) => [fields] },
  Bash: { tool: 'Bash', inputs: shellInput },
  Edit: {
    tool: 'Edit',
    inputs: renamed({ path: 'file_path', old_str: 'old_string', new_str: 'new_string' }),
  },
  Glob: { tool: 'Glob', inputs: eachPlace },
  Grep: { tool: 'Grep', inputs: eachPlace },
  Read: { tool: 'Read', inputs: renamed({ path: 'file_path' }) },
  Task: { tool: 'Task', inputs: renamed({ agent_type: 'subagent_type' }) },
  TodoWrite: { tool: 'TodoWrite', inputs: (fields) => [fields] },
  WebFetch: { tool: 'WebFetch', inputs: (fields) => [fields] },
  WebSearch: { tool: 'WebSearch', inputs: (fields) => [fields] },
  Write: { tool: 'Write', inputs: renamed({ path: 'file_path', file_text: 'content' }) },
  semantic_code_search: { tool: 'WebSearch', inputs: (fields) => [fields] },
  skill: { tool: 'Skill', inputs: (fields) => [fields] },
};

/** Tools of the client's own bookkeeping. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'exit_plan_mode',
  'fetch_copilot_cli_documentation',
  'list_agents',
  'list_bash',
  'read_agent',
  'read_bash',
  'report_intent',
  'session_store_sql',
  'sql',
  'stop_bash',
  'task_complete',
  'update_todo',
]);

function invalid(issues: readonly string[]): ParseResult {
  return { kind: 'invalid', issues, hook: HOOK };
}
