import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import { type HooksProblem, tableProblems } from './hooks-table.ts';

export type HooksFile =
  | { readonly ok: true; readonly hooks: Fields; readonly problems: readonly HooksProblem[] }
  /** Not JSON, or not an object. */
  | { readonly ok: false; readonly message: string };

/** What may stand at the top of a hooks file; anything else and the client drops it whole. */
const MEMBERS = ['description', 'hooks'];

/**
 * Reads a `hooks.json`. `problems` are what makes the client drop it, with a warning few people see,
 * and run none of its hooks: as measured with 0.169, and values of another type than it documents.
 */
export function readHooks(text: string): HooksFile {
  const value = jsonOf(text);
  const file = fieldsOf(value);
  if (file === undefined) {
    return { ok: false, message: value === undefined ? 'is not JSON' : 'is not a JSON object' };
  }
  const hooks = field(file, 'hooks');
  const unknown = Object.keys(file)
    .filter((name) => !MEMBERS.includes(name))
    .map((name) => ({ path: [name], message: 'is no member Codex knows here' }));
  const problems = hooks === undefined ? [] : tableProblems(hooks, ['hooks']);
  return { ok: true, hooks: fieldsOf(hooks) ?? {}, problems: [...unknown, ...problems] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
