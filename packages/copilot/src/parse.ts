import type { Context } from '@agsec/core';
import type { HookEnvironment, ParseResult, ToolOperation } from '@agsec/runtime/hook';
import {
  CLI_VARIABLE,
  LOADER_VARIABLE,
  PROJECT_VARIABLE,
  TERMINAL_VARIABLE,
} from './environment.ts';
import { type Payload, readPayload, type Sender } from './payload.ts';
import { requestedActions, toActions } from './to-actions.ts';

/** Reads one payload of the client, in any of its dialects. Pure and total. */
export function parse(input: unknown, environment: HookEnvironment): ParseResult {
  const payload = readPayload(input);
  switch (payload.kind) {
    case 'ignored':
      return payload;
    case 'invalid':
      return invalid([payload.issue], payload.hook);
    case 'outcome':
      return parseOutcome(payload, environment);
    case 'tool':
    case 'permission':
      return parseCall(payload, environment);
  }
}

function parseCall(
  payload: Extract<Payload, { kind: 'tool' | 'permission' }>,
  environment: HookEnvironment,
): ParseResult {
  const { hook, sender, tool } = payload;
  if (!/^[\x21-\x7e]{1,256}$/.test(tool)) return invalid(['the name of the tool is no name'], hook);
  const context = contextOf(sender, environment);
  if (typeof context === 'string') return invalid([context], hook);
  const call = { tool, input: payload.input, cwd: context.cwd };
  const actions =
    payload.kind === 'tool' ? toActions(call, sender.dialect) : requestedActions(call);
  if (!actions.ok) return invalid(actions.issues, hook);
  return event(payload, context, actions.operations);
}

function event(
  { kind, hook, sender, tool }: Extract<Payload, { kind: 'tool' | 'permission' }>,
  context: Context,
  operations: readonly ToolOperation[],
): ParseResult {
  return {
    kind: 'event',
    event: {
      hook,
      tool,
      ...(sender.callId === undefined ? {} : { call_id: sender.callId }),
      context,
      operations,
      ...(kind === 'permission' && { secondary: true }),
    },
  };
}

function parseOutcome(
  { hook, sender, outcome }: Extract<Payload, { kind: 'outcome' }>,
  environment: HookEnvironment,
): ParseResult {
  const context = contextOf(sender, environment);
  if (typeof context === 'string') return invalid([context], hook);
  const id = sender.callId === undefined ? {} : { call_id: sender.callId };
  return { kind: 'outcome', hook, context, ...id, outcome };
}

type CallContext = Context & { readonly cwd: string };

/** The context of a call, or what is missing to have one. Older clients send no session. */
function contextOf(sender: Sender, environment: HookEnvironment): CallContext | string {
  const { cwd, session, subagent } = sender;
  if (cwd === undefined || !cwd.startsWith('/')) return 'cwd is not an absolute path';
  const project = environment[PROJECT_VARIABLE];
  return {
    agent: 'copilot',
    cwd,
    headless: isInteractive(sender, environment) ? 'no' : 'unknown',
    ...(session === undefined || session === '' ? {} : { session_id: session }),
    ...(project?.startsWith('/') ? { workspace_roots: [project] } : {}),
    ...(subagent === undefined ? {} : { subagent }),
  };
}

/**
 * An interactive session of the command line at a terminal: a person sees its dialog. Each of the
 * three marks is there then; with `-p` in a terminal the loader's is not (measured with 1.0.102).
 */
function isInteractive({ dialect }: Sender, environment: HookEnvironment): boolean {
  return (
    dialect !== 'vscode' &&
    environment[CLI_VARIABLE] === '1' &&
    environment[TERMINAL_VARIABLE] === '1' &&
    environment[LOADER_VARIABLE] !== undefined
  );
}

/** `hook` is left out where it is not one the client's answers are known for. */
function invalid(issues: readonly string[], hook?: string): ParseResult {
  return { kind: 'invalid', issues, ...(hook === undefined ? {} : { hook }) };
}
