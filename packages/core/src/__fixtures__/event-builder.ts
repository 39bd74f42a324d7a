import type { Action, AnalysisUnknown, Operation, Params } from '../action.ts';
import type { Context, Event } from '../event.ts';

type ActionOptions = Partial<Omit<Action, 'name' | 'params' | 'origin'>>;

/** The tool's own action. */
export function tool(name: string, params: Params = {}, options: ActionOptions = {}): Action {
  return { name, params, origin: 'tool', unknown: [], ...options };
}

/** An action that a line, code or an implication would do. */
export function derived(name: string, params: Params = {}, options: ActionOptions = {}): Action {
  const via = { name: 'program', wrappers: [] };
  return { name, params, origin: 'derived', via, unknown: [], ...options };
}

/** `command.run` of one simple command, split at spaces. */
export function run(text: string, params: Params = {}, options: ActionOptions = {}): Action {
  const [name = '', ...args] = text.split(' ');
  const all = { name, args, flags: [], wrappers: [], env: [], command: text, ...params };
  return derived('command.run', all, { via: { name, wrappers: [] }, ...options });
}

/** One operation; `unknown` says why it could not be read to the end. */
export function operation(
  action: Action,
  parts: readonly Action[] = [],
  unknown: readonly AnalysisUnknown[] = [],
): Operation {
  return { action, derived: parts, analysis: { complete: unknown.length === 0, unknown } };
}

/**
 * A shell line as the runtime hands it over: its forms are the line as sent and the simple
 * commands, an allow sees the simple commands only.
 */
export function shellLine(
  line: string,
  parts: readonly Action[] = [run(line)],
  unknown: readonly AnalysisUnknown[] = [],
): Operation {
  const commands = parts.flatMap(({ name, params }) =>
    name === 'command.run' && typeof params['command'] === 'string' ? [params['command']] : [],
  );
  const action = tool(
    'bash.execute',
    { command: line },
    { forms: { command: [line, ...commands] }, allowForms: { command: commands } },
  );
  return operation(action, parts, unknown);
}

export const CONTEXT: Context = {
  agent: 'claude-code',
  session_id: 'session',
  cwd: '/work/app',
  workspace_roots: ['/work/app'],
  home: '/home/ada',
  user: 'ada',
  os: 'linux',
};

/** An event of one or several operations. */
export function event(
  operations: Operation | Action | readonly Operation[],
  context: Context = CONTEXT,
): Event {
  const list = isList(operations) ? operations : [operations];
  return {
    hook: 'PreToolUse',
    tool: 'Tool',
    context,
    operations: list.map((each) => ('action' in each ? each : operation(each))),
  };
}

function isList(value: Operation | Action | readonly Operation[]): value is readonly Operation[] {
  return Array.isArray(value);
}
