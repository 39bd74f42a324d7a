import { field, fieldsOf } from '@agsec/runtime/adapter';
import type { HooksPath, HooksProblem } from './read-hooks.ts';

type Check = { readonly fits: (value: unknown) => boolean; readonly wanted: string };

const isText: Check = { fits: (value) => typeof value === 'string', wanted: 'a string' };

/** Fields that may be left out. Others are ignored. From the validator of the SDK 1.0.32. */
const OPTIONAL: { readonly [name: string]: Check } = {
  model: isText,
  matcher: { fits: isRegex, wanted: 'a regular expression' },
  timeout: {
    fits: (value) => typeof value === 'number' && value > 0,
    wanted: 'a number of seconds above 0',
  },
  loop_limit: {
    fits: (value) => value === null || (Number.isInteger(value) && Number(value) > 0),
    wanted: 'a whole number above 0, or null',
  },
  failClosed: { fits: (value) => typeof value === 'boolean', wanted: 'true or false' },
};

/** What in one handler makes the client drop the file that holds it. */
export function handlerProblems(value: unknown, path: HooksPath): readonly HooksProblem[] {
  const handler = fieldsOf(value);
  if (handler === undefined) return [{ path, message: 'must be an object' }];
  const type = field(handler, 'type') ?? 'command';
  if (type !== 'command' && type !== 'prompt') {
    return [{ path: [...path, 'type'], message: 'must be command or prompt' }];
  }
  const needed = isText.fits(field(handler, type))
    ? []
    : [{ path, message: `needs ${type}, a string` }];
  const optional = Object.entries(OPTIONAL).flatMap(([name, { fits, wanted }]) => {
    const given = field(handler, name);
    if (given === undefined || fits(given)) return [];
    return [{ path: [...path, name], message: `must be ${wanted}` }];
  });
  return [...needed, ...optional];
}

function isRegex(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return new RegExp(value) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
