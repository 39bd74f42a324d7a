import type { Context } from '@agsec/core';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { HookEnvironment, ParseResult } from '@agsec/runtime/hook';
import { FOLDER_VARIABLE } from './environment.ts';
import { type Dialect, readCall } from './payload.ts';
import { toActions } from './to-actions.ts';

/** The hook that is asked about calls, by the name of its file. */
export const HOOK = 'PreToolUse';

/**
 * Native event names, each under its file's: the command line client sends the one, the extension
 * the other. Events that ask nothing of a hook like ours are listed; all others are refused, because
 * an event nobody here has seen may be one that guards something.
 */
const EVENTS: { readonly [name: string]: 'call' | 'outcome' | 'harmless' } = {
  tool_call: 'call',
  PreToolUse: 'call',
  tool_result: 'outcome',
  PostToolUse: 'outcome',
  agent_start: 'harmless',
  TaskStart: 'harmless',
  agent_resume: 'harmless',
  TaskResume: 'harmless',
  agent_abort: 'harmless',
  TaskCancel: 'harmless',
  agent_end: 'harmless',
  TaskComplete: 'harmless',
  agent_error: 'harmless',
  TaskError: 'harmless',
  prompt_submit: 'harmless',
  UserPromptSubmit: 'harmless',
  PreCompact: 'harmless',
  session_shutdown: 'harmless',
  SessionShutdown: 'harmless',
};

/** Reads one payload of the client. Pure and total. */
export function parse(input: unknown, environment: HookEnvironment): ParseResult {
  const payload = fieldsOf(input);
  if (payload === undefined) return invalid('the payload is not a JSON object');
  const name = textField(payload, 'hookName');
  if (name === undefined) return invalid('hookName is missing');
  switch (Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined) {
    case 'call':
      return parseCall(payload, environment);
    case 'outcome':
      return parseOutcome(payload);
    case 'harmless':
      return { kind: 'ignored', why: `${name} asks for no decision` };
    default:
      return invalid(`${JSON.stringify(name.slice(0, 80))} is no event agsec knows`);
  }
}

function parseCall(payload: Fields, environment: HookEnvironment): ParseResult {
  const call = readCall(payload);
  if (typeof call === 'string') return invalid(call, HOOK);
  const workspace = workspaceOf(payload, call.dialect, environment);
  if (typeof workspace === 'string') return invalid(workspace, HOOK);
  const context = contextOf(payload, workspace);
  if (context === undefined) return invalid('taskId is missing', HOOK);
  const actions = toActions(call, workspace);
  if (!actions.ok) return { kind: 'invalid', issues: actions.issues, hook: HOOK };
  const { tool, id } = call;
  const { operations } = actions;
  const callId = id === undefined ? {} : { call_id: id };
  return { kind: 'event', event: { hook: HOOK, tool, ...callId, context, operations } };
}

function parseOutcome(payload: Fields): ParseResult {
  const result = fieldsOf(field(payload, 'tool_result')) ?? {};
  const { success } = fieldsOf(field(payload, 'postToolUse')) ?? {};
  const id = textField(result, 'id');
  const session_id = sessionOf(payload);
  return {
    kind: 'outcome',
    hook: 'PostToolUse',
    context: { agent: 'cline', ...(session_id === undefined ? {} : { session_id }) },
    ...(id === undefined ? {} : { call_id: id }),
    outcome: success === true ? 'success' : 'failure',
  };
}

/** Where the client works. */
export type Workspace = {
  /** Open folders; files are read from the first. */
  readonly roots: readonly [string, ...(readonly string[])];
  /** Folder of shell lines, searches and written files. */
  readonly cwd: string;
  readonly dialect: Dialect;
};

function workspaceOf(
  payload: Fields,
  dialect: Dialect,
  environment: HookEnvironment,
): Workspace | string {
  const roots = field(payload, 'workspaceRoots');
  if (!Array.isArray(roots) || !roots.every(isAbsolute)) {
    return 'workspaceRoots is not a list of absolute paths';
  }
  const [first, ...more] = roots;
  if (first === undefined) return 'no folder is open; open one in Cline';
  const started = environment[FOLDER_VARIABLE];
  const cwd = dialect === 'cli' && isAbsolute(started) ? started : first;
  return { roots: [first, ...more], cwd, dialect };
}

function isAbsolute(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('/');
}

function contextOf(payload: Fields, { roots, cwd }: Workspace): Context | undefined {
  const session_id = sessionOf(payload);
  if (session_id === undefined) return undefined;
  const parent = textField(payload, 'parent_agent_id');
  const subagent = parent === undefined ? undefined : textField(payload, 'agent_id');
  return {
    agent: 'cline',
    session_id,
    cwd,
    workspace_roots: roots,
    headless: 'unknown',
    ...(subagent === undefined ? {} : { subagent }),
  };
}

/** The session a call belongs to, the same for its sub-agents; the extension only names the task. */
function sessionOf(payload: Fields): string | undefined {
  const session = fieldsOf(field(payload, 'sessionContext'));
  const id = session && textField(session, 'rootSessionId');
  return id || textField(payload, 'taskId') || undefined;
}

/** `hook` is left out where it is not one the client's answers are known for. */
function invalid(issue: string, hook?: string): ParseResult {
  return { kind: 'invalid', issues: [issue], ...(hook === undefined ? {} : { hook }) };
}
