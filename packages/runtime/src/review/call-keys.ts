import type { Action, Event, Operation, Params } from '@agsec/core';
import { formsOf } from '../resolve/action-values.ts';
import { readRegularFile } from '../resolve/regular-file.ts';
import { sha256Hex } from '../state/sha256.ts';
import { canonicalJson } from './canonical-json.ts';

/** How far a yes reaches: this call, or the same call again within the scope. */
export const GRANT_SCOPES = ['once', 'session', '1h', 'project'] as const;

export type GrantScope = (typeof GRANT_SCOPES)[number];

/**
 * What an answer to a call is found by: one SHA-256 a scope. Absent where the call has no such scope:
 * no session, no workspace.
 */
export type CallKeys = {
  readonly [scope in GrantScope]?: string;
} & { readonly once: string };

/** Most script files of one call. */
const MOST_FILES = 64;

/** A file up to this size is known by its content, a larger one by size and times. */
const CONTENT_LIMIT = 1024 * 1024;

/**
 * The keys of a call. They cover the agent, the tool, the text of its line or code, what all of it
 * would do, with the true forms of every path, and the content of the local scripts it runs; `once`
 * also the session and the folder. What does not change what happens (a description, a timeout) is
 * in none. `undefined` if the call runs more scripts than are looked at.
 */
export function callKeys(event: Event): CallKeys | undefined {
  const files = scriptFiles(event);
  if (files.length > MOST_FILES) return undefined;
  const { agent, session_id: session, cwd } = event.context;
  const roots = event.context.workspace_roots?.toSorted();
  const call = canonicalJson({
    agent,
    tool: event.tool,
    operations: event.operations.map((operation) => partsOf(operation, cwd)),
    files: files.map((path) => [path, contentOf(path)]),
  });
  const keyOf = (scope: GrantScope, place: object): string =>
    sha256Hex(`${scope}\n${canonicalJson(place)}\n${call}`);
  return {
    once: keyOf('once', { session, cwd, roots }),
    ...(session === undefined ? {} : { session: keyOf('session', { session }) }),
    '1h': keyOf('1h', {}),
    ...(roots === undefined ? {} : { project: keyOf('project', { roots }) }),
  };
}

function partsOf({ action, derived, analysis }: Operation, cwd: string | undefined): object {
  return {
    unknown: [...analysis.unknown].sort(),
    actions: [action, ...derived].map((each) => actionParts(each, cwd)),
  };
}

/** What an action does. That an earlier call wrote the script it comes from is no part of it. */
function actionParts({ name, params, via, unknown, forms }: Action, cwd?: string): object {
  return {
    name,
    params: withoutCwd(params, cwd),
    unknown: [...unknown].sort(),
    forms: forms ?? {},
    via: via === undefined ? [] : [via.name, via.wrappers, via.file ?? ''],
  };
}

/** The folder of the session is a matter of scope; another one is a part of the call. */
function withoutCwd(params: Params, cwd: string | undefined): object {
  const entries = Object.entries(params).filter(([name, value]) => name !== 'cwd' || value !== cwd);
  return Object.fromEntries(entries);
}

/** Local files whose content decides what the call does. */
function scriptFiles(event: Event): readonly string[] {
  const actions = event.operations.flatMap(({ action, derived }) => [action, ...derived]);
  const paths = actions.flatMap((action) => [
    ...(action.via?.file === undefined ? [] : [action.via.file]),
    ...(action.name === 'code.execute' ? formsOf(action, 'file_path') : []),
    ...(action.name === 'command.run' ? formsOf(action, 'path') : []),
  ]);
  return [...new Set(paths)].filter((path) => path.startsWith('/')).sort();
}

function contentOf(path: string): string {
  try {
    const file = readRegularFile(path, CONTENT_LIMIT);
    if (file.kind === 'not-regular') return 'not-regular';
    if (file.kind === 'read') return sha256Hex(file.bytes);
    const { dev, ino, size, mtimeMs, ctimeMs } = file.stats;
    return `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}
