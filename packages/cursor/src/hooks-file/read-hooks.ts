import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import { parseJsonText } from '../json-text.ts';
import { handlerProblems } from './handler.ts';

/** Steps from the root of a hooks file to a value. */
export type HooksPath = readonly (string | number)[];

/** Something for which the client drops the whole file. */
export type HooksProblem = { readonly path: HooksPath; readonly message: string };

export type HooksFile =
  | {
      readonly ok: true;
      readonly file: Fields;
      /** Empty if the client loads the file. */
      readonly problems: readonly HooksProblem[];
    }
  /** Not read at all. */
  | { readonly ok: false; readonly message: string };

/** Events the parser of the client's SDK 1.0.32 knows. One it does not know voids the file. */
const EVENTS: ReadonlySet<string> = new Set([
  'afterAgentResponse',
  'afterAgentThought',
  'afterFileEdit',
  'afterMCPExecution',
  'afterShellExecution',
  'afterTabFileEdit',
  'beforeMCPExecution',
  'beforeReadFile',
  'beforeShellExecution',
  'beforeSubmitPrompt',
  'beforeTabFileRead',
  'postToolUse',
  'postToolUseFailure',
  'preCompact',
  'preToolUse',
  'sessionEnd',
  'sessionStart',
  'stop',
  'subagentStart',
  'subagentStop',
  'workspaceOpen',
]);

/**
 * Reads a hooks file as the client does (measured with the hook loader of its SDK 1.0.32): everything
 * from `//` to the end of a line is taken for a comment, in a text, too; then it must be JSON, and any
 * defect drops the whole file without a word. Total.
 */
export function readHooks(text: string): HooksFile {
  const value = parseJsonText(text.replace(/\/\/.*$/gm, ''));
  const file = fieldsOf(value);
  if (file !== undefined) return { ok: true, file, problems: problemsOf(file) };
  if (value !== undefined) return { ok: false, message: 'is not a JSON object' };
  const message = text.includes('//')
    ? 'is not JSON once Cursor has cut every line at its first //, in texts, too'
    : 'is not JSON';
  return { ok: false, message };
}

/** The handlers of an event, those that are objects. */
export function handlersOf(file: Fields, event: string): readonly Fields[] {
  const handlers = field(fieldsOf(field(file, 'hooks')) ?? {}, event);
  if (!Array.isArray(handlers)) return [];
  return handlers.map(fieldsOf).filter((handler) => handler !== undefined);
}

/** The events of a file that has handlers for them. */
export function eventsOf(file: Fields): readonly string[] {
  return Object.keys(fieldsOf(field(file, 'hooks')) ?? {});
}

function problemsOf(file: Fields): readonly HooksProblem[] {
  const version = field(file, 'version');
  const problems: HooksProblem[] =
    typeof version === 'number' ? [] : [{ path: ['version'], message: 'must be a number' }];
  const hooks = fieldsOf(field(file, 'hooks'));
  if (hooks === undefined) return [...problems, { path: ['hooks'], message: 'must be an object' }];
  return [...problems, ...Object.entries(hooks).flatMap(eventProblems)];
}

function eventProblems([event, handlers]: readonly [string, unknown]): readonly HooksProblem[] {
  const path = ['hooks', event];
  if (!EVENTS.has(event)) return [{ path, message: 'is no event Cursor knows' }];
  if (!Array.isArray(handlers)) return [{ path, message: 'must be a list' }];
  return handlers.flatMap((handler, index) => handlerProblems(handler, [...path, index]));
}
