import type { Action, ParamValue } from '@agsec/core';
import type { Adapter, HookOutput, ParseResult } from '../src/adapter.ts';

/** A payload of the made-up agent `tester`. */
export type TestPayload = {
  readonly hook: 'call' | 'settings' | 'after' | 'idle' | 'start';
  readonly tool?: string;
  readonly action?: string;
  readonly params?: { readonly [name: string]: ParamValue };
  readonly cwd?: string;
  readonly session?: string;
  /** Replaces the first text by the second in the file the call edits. */
  readonly replace?: readonly [string, string];
  /** `config_change`: the file that changed. */
  readonly file?: string;
};

/**
 * An agent as small as the contract allows, for tests of everything around adapters. Its settings
 * are text files; the hook is asked as long as `<project>/.tester/settings` does not say `off`.
 */
export const testAdapter: Adapter = {
  id: 'tester',
  title: 'Tester',
  environment: ['TESTER_ROOT'],
  capabilities: {
    hooks: [],
    neverReaches: [],
    scopes: ['user'],
    measured: { version: '1', date: '2026-11-22', how: 'made up' },
  },
  parse: (input, environment) => parse(input, environment['TESTER_ROOT']),
  respond: (_event, decision, options) =>
    answer({
      decision: decision.effect,
      matched_by: decision.matched_by,
      reason: decision.reason,
      allow_means: options.allowMeans,
      ...(decision.statement === undefined ? {} : { sid: decision.statement.sid }),
      ...(options.reviewId === undefined ? {} : { review: options.reviewId }),
    }),
  respondNothing: (hook) => answer({ decision: 'none', hook: hook ?? null }),
  respondFailure: ({ code, message, hook }) =>
    answer({ decision: 'deny', failure: code, reason: message, hook: hook ?? null }),
  install: {
    versionCommand: ['tester', '--version'],
    plan: (scope) => ({ scope, edits: [], notes: [] }),
    isInstalled: () => true,
    doctor: () => [],
  },
  protectedFiles: ({ home, projects }) => [
    file(`${home}/.tester/settings`, 'own', 'holds the hook'),
    ...projects.flatMap((folder) => [
      file(`${folder}/.tester/settings`, 'hooks', 'can switch the hook off'),
      file(`${folder}/.tester/servers`, 'executable', 'names programs that are started'),
    ]),
  ],
  staysEffective: (path, text) => !(path.endsWith('.tester/settings') && text?.includes('off')),
  probe: (kind, { home }) => ({
    stdin: JSON.stringify(kind === 'deny' ? probe('rm -rf /', home) : probe('git status', home)),
    denied: ({ stdout }: HookOutput) => stdout.includes('"decision":"deny"'),
  }),
  usualCalls: (lines, { home }) => lines.map((line) => JSON.stringify(probe(line, home))),
};

function probe(command: string, cwd: string): TestPayload {
  return { hook: 'call', tool: 'Shell', action: 'bash.execute', params: { command }, cwd };
}

function file(path: string, protection: 'own' | 'hooks' | 'executable', why: string) {
  return { path, kind: 'file', protection, why } as const;
}

function answer(content: object): HookOutput {
  return { stdout: JSON.stringify(content), stderr: '', exitCode: 0 };
}

function parse(input: unknown, root: string | undefined): ParseResult {
  if (!isPayload(input)) return { kind: 'invalid', issues: ['not a call of tester'] };
  const { hook, session, cwd, tool = '', action = '', params = {}, replace } = input;
  // The one tool whose calls are never understood.
  while (tool === 'Endless');
  const context = {
    agent: 'tester',
    ...(session === undefined ? {} : { session_id: session }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(root === undefined ? {} : { workspace_roots: [root] }),
  };
  if (hook === 'idle') return { kind: 'ignored', why: 'nothing happened' };
  if (hook === 'start') return { kind: 'session', hook, context };
  if (hook === 'after') return { kind: 'outcome', hook, context, outcome: 'success' };
  if (hook === 'settings') {
    const path = input.file === undefined ? {} : { file_path: input.file };
    return { kind: 'config_change', hook, context, source: 'project', ...path };
  }
  const toolAction: Action = { name: action, params, origin: 'tool', unknown: [] };
  const resultingText = (current: string | undefined) =>
    replace === undefined ? undefined : current?.replace(replace[0], replace[1]);
  const operation = { action: toolAction, ...(replace === undefined ? {} : { resultingText }) };
  return { kind: 'event', event: { hook, tool, context, operations: [operation] } };
}

function isPayload(value: unknown): value is TestPayload {
  return (
    typeof value === 'object' &&
    value !== null &&
    'hook' in value &&
    typeof value.hook === 'string' &&
    ['call', 'settings', 'after', 'idle', 'start'].includes(value.hook)
  );
}
