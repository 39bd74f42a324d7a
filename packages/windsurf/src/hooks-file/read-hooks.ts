import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';

/** Steps from the root of a hooks file to a value. */
export type HooksPath = readonly (string | number)[];

/** Something with which nobody knows whether the client loads the file. */
export type HooksProblem = { readonly path: HooksPath; readonly message: string };

export type HooksFile =
  | { readonly ok: true; readonly file: Fields; readonly problems: readonly HooksProblem[] }
  /** Not JSON, or not an object. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a hooks file. What the client does with a defect is documented nowhere, so that anything but
 * strict JSON of the documented shape counts as one (docs.windsurf.com/windsurf/cascade/hooks). Total.
 */
export function readHooks(text: string): HooksFile {
  const value = jsonOf(text);
  const file = fieldsOf(value);
  if (file === undefined) {
    return { ok: false, message: value === undefined ? 'is not JSON' : 'is not a JSON object' };
  }
  return { ok: true, file, problems: problemsOf(file) };
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

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function problemsOf(file: Fields): readonly HooksProblem[] {
  const hooks = fieldsOf(field(file, 'hooks'));
  if (hooks === undefined) return [{ path: ['hooks'], message: 'must be an object' }];
  return Object.entries(hooks).flatMap(([event, handlers]) => {
    const path = ['hooks', event];
    if (!Array.isArray(handlers)) return [{ path, message: 'must be a list' }];
    return handlers.flatMap((handler, index) => handlerProblems(handler, [...path, index]));
  });
}

const KINDS = {
  command: 'string',
  powershell: 'string',
  show_output: 'boolean',
  working_directory: 'string',
} as const;

const WORDS = { string: 'a string', boolean: 'true or false' } as const;

function handlerProblems(value: unknown, path: HooksPath): readonly HooksProblem[] {
  const handler = fieldsOf(value);
  if (handler === undefined) return [{ path, message: 'must be an object' }];
  const commands = [field(handler, 'command'), field(handler, 'powershell')];
  if (commands.every((command) => command === undefined)) {
    return [{ path, message: 'needs a command, a string' }];
  }
  return Object.entries(KINDS).flatMap(([name, kind]) => {
    const given = field(handler, name);
    if (given === undefined || typeof given === kind) return [];
    return [{ path: [...path, name], message: `must be ${WORDS[kind]}` }];
  });
}
