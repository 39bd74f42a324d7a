import type { Context, Params, ParamValue } from '@agsec/core';
import type { ParsedEvent } from '@agsec/runtime';

/** One request of `agsec check`, read from JSON. */
export type CheckRequest = {
  readonly id: ParamValue;
  readonly event: ParsedEvent;
};

export type RequestResult =
  | { readonly ok: true; readonly request: CheckRequest }
  | { readonly ok: false; readonly id: ParamValue; readonly problem: string };

/** Reads `{"id", "action", "params", "context"}`; says what is wrong with anything else. */
export function readRequest(bytes: Uint8Array): RequestResult {
  const parsed = parseJson(bytes);
  if (!isRecord(parsed)) return bad(null, 'a request is a JSON object');
  const id = isParamValue(parsed['id']) ? parsed['id'] : null;
  const { action, params = {}, context = {} } = parsed;
  if (typeof action !== 'string' || action === '')
    return bad(id, '"action" has to be a name such as "bash.execute"');
  if (!isRecord(params) || !isParams(params)) return bad(id, '"params" has to be an object');
  if (!isRecord(context)) return bad(id, '"context" has to be an object');
  const problem = contextProblem(context);
  if (problem !== undefined) return bad(id, problem);
  return { ok: true, request: { id, event: eventOf(action, params, contextOf(context)) } };
}

/** A tool's own action as an event that no agent has sent. */
export function eventOf(action: string, params: Params, context: Context): ParsedEvent {
  return {
    hook: 'check',
    tool: action,
    context,
    operations: [{ action: { name: action, params, origin: 'tool', unknown: [] } }],
  };
}

type Fields = { readonly [name: string]: unknown };

const TEXTS = [
  'agent',
  'session_id',
  'cwd',
  'home',
  'permission_mode',
  'subagent',
  'user',
] as const;

/** A wrong value in a known place is no value at all to decide by. Other names are free. */
function contextProblem(fields: Fields): string | undefined {
  const text = TEXTS.find((name) => fields[name] !== undefined && typeof fields[name] !== 'string');
  if (text !== undefined) return `"context.${text}" has to be a text`;
  const { agent, workspace_roots: roots, headless } = fields;
  // It is a folder's name among the policies.
  if (typeof agent === 'string' && !/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(agent))
    return '"context.agent" has to be a name such as "claude-code"';
  if (roots !== undefined && !isTexts(roots))
    return '"context.workspace_roots" has to be a list of paths';
  if (headless !== undefined && headless !== 'yes' && headless !== 'no' && headless !== 'unknown')
    return '"context.headless" has to be "yes", "no" or "unknown"';
  return undefined;
}

function contextOf(fields: Fields): Context {
  const texts = TEXTS.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const { workspace_roots: roots, headless } = fields;
  return {
    agent: 'unknown',
    ...Object.fromEntries(texts),
    ...(isTexts(roots) ? { workspace_roots: roots } : {}),
    ...(headless === 'yes' || headless === 'no' || headless === 'unknown' ? { headless } : {}),
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isParams(value: Fields): value is Params {
  return Object.values(value).every(isParamValue);
}

function isParamValue(value: unknown): value is ParamValue {
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isParamValue);
  if (typeof value === 'object') return Object.values(value).every(isParamValue);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function bad(id: ParamValue, problem: string): RequestResult {
  return { ok: false, id, problem };
}
