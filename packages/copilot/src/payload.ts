import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';

/**
 * Who speaks: Copilot's own runtime (command line, cloud agent, VS Code's Copilot harness), the same
 * to a hook registered in PascalCase, or VS Code's own local harness.
 */
export type Dialect = 'runtime' | 'runtime-pascal' | 'vscode';

/** What is common to all payloads, whatever the dialect. */
export type Sender = {
  readonly dialect: Dialect;
  readonly session?: string;
  readonly cwd?: string;
  readonly subagent?: string;
  readonly callId?: string;
};

/** A payload by its shape. Nothing in it is judged yet. */
export type Payload =
  /** `input` is text where the client sends text: a patch, or the JSON of older clients. */
  | {
      readonly kind: 'tool';
      readonly hook: string;
      readonly sender: Sender;
      /** As the client names it. */
      readonly tool: string;
      readonly input: unknown;
    }
  /** The client's permission service asks; the only event that names an MCP server. */
  | {
      readonly kind: 'permission';
      readonly hook: string;
      readonly sender: Sender;
      readonly tool: string;
      readonly input: unknown;
    }
  | {
      readonly kind: 'outcome';
      readonly hook: string;
      readonly sender: Sender;
      readonly outcome: 'success' | 'failure';
    }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'invalid'; readonly issue: string; readonly hook?: string };

/**
 * Tells a payload by its shape: `hookEventName` is VS Code's, `hook_event_name` the PascalCase one's,
 * neither the runtime's own, which names no event at all.
 */
export function readPayload(input: unknown): Payload {
  const fields = fieldsOf(input);
  if (fields === undefined) return { kind: 'invalid', issue: 'the payload is not a JSON object' };
  const vscode = textField(fields, 'hookEventName');
  if (vscode !== undefined) return named(fields, vscode, 'vscode');
  const pascal = textField(fields, 'hook_event_name');
  if (pascal !== undefined) return named(fields, pascal, 'runtime-pascal');
  return unnamed(fields);
}

/** Events of the two dialects that name theirs and ask nothing of a hook like ours. */
const HARMLESS: ReadonlySet<string> = new Set([
  'ErrorOccurred',
  'Notification',
  'PreCompact',
  'SessionEnd',
  'SessionStart',
  'Stop',
  'SubagentStart',
  'SubagentStop',
  'UserPromptSubmit',
]);

function named(fields: Fields, hook: string, dialect: Dialect): Payload {
  if (HARMLESS.has(hook)) return { kind: 'ignored', why: `${hook} asks for no decision` };
  const sender = senderOf(fields, dialect);
  switch (hook) {
    case 'PreToolUse': {
      const tool = textField(fields, 'tool_name');
      if (tool === undefined) return { kind: 'invalid', issue: 'tool_name is missing', hook };
      return { kind: 'tool', hook, sender, tool, input: field(fields, 'tool_input') };
    }
    case 'PostToolUse':
      return { kind: 'outcome', hook, sender, outcome: 'success' };
    case 'PostToolUseFailure':
      return { kind: 'outcome', hook, sender, outcome: 'failure' };
    default:
      return {
        kind: 'invalid',
        issue: `${JSON.stringify(hook.slice(0, 80))} is no event agsec knows`,
      };
  }
}

/** A member that only one harmless event of the runtime has. */
const HARMLESS_MARKS: readonly (readonly [mark: string, event: string])[] = [
  ['transformedPrompt', 'userPromptTransformed'],
  ['prompt', 'userPromptSubmitted'],
  ['stopReason', 'agentStop'],
  ['agentName', 'subagentStart'],
  ['source', 'sessionStart'],
  ['reason', 'sessionEnd'],
  ['trigger', 'preCompact'],
  ['errorContext', 'errorOccurred'],
];

function unnamed(fields: Fields): Payload {
  const sender = senderOf(fields, 'runtime');
  if (field(fields, 'hookName') === 'permissionRequest') return permission(fields, sender);
  const isCall = ['toolName', 'toolArgs', 'toolInput'].some((name) => Object.hasOwn(fields, name));
  if (!isCall) {
    const mark = HARMLESS_MARKS.find(([name]) => textField(fields, name) !== undefined);
    if (mark !== undefined) return { kind: 'ignored', why: `${mark[1]} asks for no decision` };
    return { kind: 'invalid', issue: 'the payload has the shape of no event agsec knows' };
  }
  const tool = textField(fields, 'toolName');
  const hook = 'preToolUse';
  if (tool === undefined) return { kind: 'invalid', issue: 'toolName is missing', hook };
  if (Object.hasOwn(fields, 'serverName') && Object.hasOwn(fields, 'arguments')) {
    return { kind: 'ignored', why: 'preMcpToolCall can only change the request’s metadata' };
  }
  if (Object.hasOwn(fields, 'toolResult')) {
    return { kind: 'outcome', hook: 'postToolUse', sender, outcome: 'success' };
  }
  if (Object.hasOwn(fields, 'error')) {
    return { kind: 'outcome', hook: 'postToolUseFailure', sender, outcome: 'failure' };
  }
  return { kind: 'tool', hook, sender, tool, input: field(fields, 'toolArgs') };
}

function permission(fields: Fields, sender: Sender): Payload {
  const hook = 'permissionRequest';
  const tool = textField(fields, 'toolName');
  if (tool === undefined) return { kind: 'invalid', issue: 'toolName is missing', hook };
  return { kind: 'permission', hook, sender, tool, input: field(fields, 'toolInput') };
}

/**
 * A sub-agent has a session id of its own; its calls count to the session it was started from, so
 * that what the one has written the other has written.
 */
function senderOf(fields: Fields, dialect: Dialect): Sender {
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => textField(fields, name)).find((value) => value !== undefined);
  const session = text('parentAgentId', 'parent_agent_id', 'sessionId', 'session_id');
  const cwd = text('cwd');
  const subagent = text('agentType', 'agent_type', 'agentId', 'agent_id');
  const callId = text('tool_use_id', 'toolCallId');
  return {
    dialect,
    ...(session === undefined ? {} : { session }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(subagent === undefined ? {} : { subagent }),
    ...(callId === undefined ? {} : { callId }),
  };
}
