import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Ended } from './run-command.ts';

// How Cursor reads hooks files and answers, from cursor.com/docs/hooks, and where that is silent from
// running the hook loader, validator and runner of the vendor's SDK 1.0.32 on 2026-11-22. Written
// independently of packages/cursor, which it is to test.

/** One handler of a hooks file. */
export type Handler = {
  readonly command: string;
  /** Seconds; docs: default 60. */
  readonly timeout: number;
  readonly failClosed: boolean;
  readonly matcher: string | undefined;
};

export type Handlers = { readonly [event: string]: readonly Handler[] };

type Json = { readonly [name: string]: unknown };

/** docs, "Hook events"; the parser of 3.x knows these, and `workspaceOpen`. */
export const EVENTS_OF_3 = [
  ...['beforeShellExecution', 'afterShellExecution', 'beforeMCPExecution', 'afterMCPExecution'],
  ...['beforeReadFile', 'afterFileEdit', 'beforeTabFileRead', 'afterTabFileEdit', 'stop'],
  ...[
    'beforeSubmitPrompt',
    'afterAgentResponse',
    'afterAgentThought',
    'sessionStart',
    'sessionEnd',
  ],
  ...['preCompact', 'subagentStart', 'subagentStop', 'preToolUse', 'postToolUse'],
  ...['postToolUseFailure', 'workspaceOpen'],
] as const;

/** Those of 1.7 (blog.gitbutler.com, October 2025). */
export const EVENTS_OF_1_7 = [
  ...['beforeSubmitPrompt', 'beforeShellExecution', 'beforeMCPExecution', 'beforeReadFile'],
  ...['afterFileEdit', 'stop'],
] as const;

/**
 * The handlers of a hooks file; none if there is any defect in it, which the client does not tell of
 * (SDK: unknown event, no numeric version, invalid matcher, a timeout in quotes, `//` in a text).
 */
export function parseHooksFile(text: string, events: readonly string[]): Handlers {
  const file = jsonOf(text.replace(/\/\/.*$/gm, ''));
  if (!isObject(file) || typeof file['version'] !== 'number' || !isObject(file['hooks'])) return {};
  const all: { [event: string]: readonly Handler[] } = {};
  for (const [event, list] of Object.entries(file['hooks'])) {
    if (!events.includes(event) || !Array.isArray(list)) return {};
    const handlers = list.map(handlerOf);
    if (handlers.some((handler) => handler === undefined)) return {};
    all[event] = handlers.filter((handler) => handler !== undefined);
  }
  return all;
}

function handlerOf(value: unknown): Handler | undefined {
  if (!isObject(value)) return undefined;
  const { command, timeout = 60, failClosed = false, matcher } = value;
  if (typeof command !== 'string' || typeof failClosed !== 'boolean') return undefined;
  if (typeof timeout !== 'number' || timeout <= 0) return undefined;
  if (matcher !== undefined && (typeof matcher !== 'string' || !isRegex(matcher))) return undefined;
  return { command, timeout, failClosed, matcher };
}

/** Tools of Claude Code that matchers name, and what Cursor makes of them (SDK). */
const TOOLS_OF_CLAUDE: { readonly [name: string]: string } = { Bash: 'Shell', Edit: 'Write' };

/**
 * The handlers Cursor makes of Claude Code's settings (SDK, run): those of `PreToolUse`, by `command`
 * alone, never fail-closed; a group without a matcher is passed over. The documentation ("Third-party
 * hooks") has the same files and names.
 */
export function parseClaudeSettings(text: string): Handlers {
  const settings = jsonOf(text);
  const hooks = isObject(settings) ? settings['hooks'] : undefined;
  const groups = isObject(hooks) ? hooks['PreToolUse'] : undefined;
  if (!Array.isArray(groups)) return {};
  return { preToolUse: groups.flatMap(handlersOfGroup) };
}

function handlersOfGroup(group: unknown): readonly Handler[] {
  if (!isObject(group)) return [];
  const { matcher, hooks } = group;
  if (typeof matcher !== 'string' || !Array.isArray(hooks)) return [];
  const named = matcher === '*' ? '' : (TOOLS_OF_CLAUDE[matcher] ?? matcher);
  return hooks.flatMap((hook) => {
    const handler = isObject(hook)
      ? handlerOf({ command: hook['command'], timeout: hook['timeout'], matcher: named })
      : undefined;
    return handler === undefined ? [] : [handler];
  });
}

/** SDK: a project's file, or its folder, that is a symbolic link is not read. */
export function isOwnFile(project: string): boolean {
  const path = join(project, '.cursor/hooks.json');
  return realpathSync(path) === join(realpathSync(project), '.cursor/hooks.json');
}

/** SDK: an unanchored regular expression over the subject; empty and `*` take all. */
export function matches({ matcher }: Handler, subject: string): boolean {
  if (matcher === undefined || matcher === '' || matcher === '*') return true;
  return new RegExp(matcher).test(subject);
}

export type Permission = 'allow' | 'deny' | 'ask';

/** What came of one hook: `undefined` where it has no say, and the step goes on. */
export type Answer = { readonly permission: Permission; readonly message: string } | undefined;

const NO_ASKING: readonly string[] = ['beforeReadFile', 'beforeTabFileRead'];

/** What one hook's end means for an event that takes a permission (SDK, all rows run). */
export function answerOf(event: string, { failClosed }: Handler, ended: Ended): Answer {
  const { exitCode, stdout, stderr } = ended;
  const failed: Answer = failClosed ? { permission: 'deny', message: 'Hook failed' } : undefined;
  if (exitCode === 2) {
    return { permission: 'deny', message: stdout || `Hook blocked with message: ${stderr}` };
  }
  if (exitCode !== 0) return failed;
  if (stdout.trim() === '') return failed;
  const answer = jsonOf(stdout.slice(stdout.indexOf('{')));
  const invalid: Answer = { permission: 'deny', message: 'Hook returned invalid output' };
  if (!isObject(answer)) return invalid;
  const { permission, user_message } = answer;
  if (permission === undefined) return undefined;
  const message = typeof user_message === 'string' ? user_message : '';
  if (permission === 'ask' && NO_ASKING.includes(event)) return invalid;
  if (permission !== 'allow' && permission !== 'deny' && permission !== 'ask') return invalid;
  return { permission, message };
}

const STRICTNESS: readonly (Permission | undefined)[] = [undefined, 'allow', 'ask', 'deny'];

/** SDK: of all hooks the strictest answer counts; messages are joined. */
export function merged(answers: readonly Answer[]): NonNullable<Answer> | undefined {
  const given = answers.filter((answer) => answer !== undefined);
  const permission = given
    .map((answer) => answer.permission)
    .toSorted((one, other) => STRICTNESS.indexOf(other) - STRICTNESS.indexOf(one))[0];
  if (permission === undefined) return undefined;
  const messages = given.filter((answer) => answer.permission === permission && answer.message);
  return { permission, message: messages.map(({ message }) => message).join('\n\n---\n\n') };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
