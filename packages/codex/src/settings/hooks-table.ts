import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';

/** Steps from the root of a file to a value. */
export type FilePath = readonly (string | number)[];

/** Something that makes the client drop all hooks of a file. */
export type HooksProblem = { readonly path: FilePath; readonly message: string };

/** A matcher group of an event with its handlers. */
export type HookGroup = {
  readonly group: Fields;
  /** Place of the group in the event's list, as the client counts for its trust. */
  readonly index: number;
  readonly handlers: readonly unknown[];
};

/** The groups of an event in a table of hooks, those that are groups. */
export function groupsOf(hooks: Fields, event: string): readonly HookGroup[] {
  const groups = field(hooks, event);
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((each, index) => {
    const group = fieldsOf(each);
    const handlers = group === undefined ? undefined : field(group, 'hooks');
    return group !== undefined && Array.isArray(handlers) ? [{ group, index, handlers }] : [];
  });
}

/** Events for which a table has handlers that are not `isOurs`. */
export function foreignEvents(
  hooks: Fields,
  isOurs: (handler: unknown) => boolean,
): readonly string[] {
  return Object.keys(hooks).filter((event) =>
    groupsOf(hooks, event).some(({ handlers }) => handlers.some((handler) => !isOurs(handler))),
  );
}

/** What is wrong with a table of hooks, `path` being where it stands. */
export function tableProblems(hooks: unknown, path: FilePath): readonly HooksProblem[] {
  const table = fieldsOf(hooks);
  if (table === undefined) return [{ path, message: 'must be an object' }];
  return Object.entries(table).flatMap(([event, groups]) => {
    const at = [...path, event];
    // The client passes over names it does not know, whatever they hold.
    if (!/^[A-Z]/.test(event)) return [];
    if (!Array.isArray(groups)) return [{ path: at, message: 'must be a list' }];
    return groups.flatMap((group, index) => groupProblems(group, [...at, index]));
  });
}

function groupProblems(value: unknown, path: FilePath): readonly HooksProblem[] {
  const group = fieldsOf(value);
  if (group === undefined) return [{ path, message: 'must be an object' }];
  const matcher = field(group, 'matcher');
  const wrong =
    matcher === undefined || matcher === null || typeof matcher === 'string'
      ? []
      : [{ path: [...path, 'matcher'], message: 'must be a string' }];
  const handlers = field(group, 'hooks');
  if (handlers === undefined) return wrong;
  if (!Array.isArray(handlers))
    return [...wrong, { path: [...path, 'hooks'], message: 'must be a list' }];
  return [
    ...wrong,
    ...handlers.flatMap((handler, index) => handlerProblems(handler, [...path, 'hooks', index])),
  ];
}

function handlerProblems(value: unknown, path: FilePath): readonly HooksProblem[] {
  const handler = fieldsOf(value);
  if (handler === undefined) return [{ path, message: 'must be an object' }];
  if (field(handler, 'type') !== 'command') return [];
  const command = field(handler, 'command');
  if (typeof command !== 'string') return [{ path, message: 'needs a command, a string' }];
  const timeout = field(handler, 'timeout');
  if (timeout === undefined || (Number.isInteger(timeout) && Number(timeout) >= 0)) return [];
  return [{ path: [...path, 'timeout'], message: 'must be a whole number of seconds' }];
}
