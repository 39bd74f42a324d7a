import type { Action, Operation, ParamValue } from '../action.ts';
import { type FileArgumentOptions, impliedByArguments } from './implied-file-arguments.ts';
import { impliedVia } from './implied-via.ts';
import { searchedPaths } from './searched-paths.ts';

/** What reads and notes of an action an implied action takes over under another parameter name. */
type Carry = {
  /** Parameter of the source that becomes `file_path`. */
  readonly path: string;
  /** Parameters taken over under their own name. */
  readonly keep?: readonly string[];
  /** Parameter of the source that becomes `from`. */
  readonly from?: string;
};

type Implication = { readonly name: string } & Carry;

/** What an analyser notes on an action until its paths are resolved; implied actions inherit it. */
type Notes = { readonly globs?: readonly string[] };

/**
 * What an action does besides its own name, of every tool. `file.move` of `a` to `b` reads and
 * deletes `a` and writes `b`. Each implied action implies in its turn.
 */
const IMPLICATIONS: { readonly [source: string]: readonly Implication[] } = {
  'file.grep': [{ name: 'file.read', path: 'file_path', keep: ['recursive'] }],
  'file.edit': [
    { name: 'file.read', path: 'file_path' },
    { name: 'file.write', path: 'file_path', keep: ['content'] },
  ],
  'notebook.edit': [{ name: 'file.edit', path: 'file_path', keep: ['content'] }],
  'file.move': [
    { name: 'file.read', path: 'file_path' },
    { name: 'file.delete', path: 'file_path' },
    { name: 'file.write', path: 'to', keep: ['keeps'], from: 'file_path' },
  ],
  'file.copy': [
    { name: 'file.read', path: 'file_path', keep: ['recursive'] },
    { name: 'file.write', path: 'to', keep: ['recursive', 'keeps'], from: 'file_path' },
  ],
  'file.link': [
    { name: 'file.read', path: 'to' },
    { name: 'file.write', path: 'file_path' },
  ],
};

/**
 * The operation with all that its actions imply appended to `derived`; the same object when there
 * is nothing to add. The runtime calls it before it resolves paths, so that implied actions get
 * forms like any other; `evaluate` calls it again for callers that do not.
 *
 * What an action implies is not added a second time: implied actions carry the name of their
 * source in `via.name`, and the sources found there are taken as done. So the function may be
 * applied any number of times, also after paths were resolved or globs expanded.
 */
export function withImpliedActions(
  operation: Operation,
  options: FileArgumentOptions = {},
): Operation {
  const { action, derived } = operation;
  const done = new Set(derived.map(({ via }) => via?.name));
  const pending = [action, ...derived].filter(({ name }) => !done.has(name));
  const added: Action[] = [];
  for (const source of pending) {
    const implied = impliedBy(source, options);
    added.push(...implied);
    pending.push(...implied);
  }
  return added.length === 0 ? operation : { ...operation, derived: [...derived, ...added] };
}

function impliedBy(source: Action, options: FileArgumentOptions): readonly Action[] {
  if (source.name.startsWith('mcp.') || source.name.startsWith('unknown.')) {
    return impliedByArguments(source, options);
  }
  if (!Object.hasOwn(IMPLICATIONS, source.name)) return [];
  const implied = (IMPLICATIONS[source.name] ?? []).flatMap((implication) =>
    hasParam(source, implication.path) ? [imply(source, implication)] : [],
  );
  return source.name === 'file.grep' ? [...implied, ...searchedFiles(source)] : implied;
}

function imply(source: Action, { name, path, keep = [], from }: Implication): Action {
  const renamed = (param: string): string | undefined => {
    if (param === path) return 'file_path';
    if (param === from) return 'from';
    return keep.includes(param) || param === 'cwd' ? param : undefined;
  };
  const list = (params: readonly string[]) => params.flatMap((param) => renamed(param) ?? []);
  const record = <T>(values: { readonly [param: string]: T }): { [param: string]: T } =>
    Object.fromEntries(
      Object.entries(values).flatMap(([param, value]) => {
        const target = renamed(param);
        return target === undefined ? [] : [[target, value]];
      }),
    );
  const { forms, allowForms, doubtful, globs, ...rest }: Action & Notes = source;
  return {
    ...rest,
    name,
    origin: 'derived',
    params: record(source.params),
    via: impliedVia(source),
    unknown: list(source.unknown),
    ...(forms === undefined ? {} : { forms: record(forms) }),
    ...(allowForms === undefined ? {} : { allowForms: record(allowForms) }),
    ...(doubtful === undefined ? {} : { doubtful: list(doubtful) }),
    ...(globs === undefined ? {} : { globs: list(globs) }),
  };
}

/** A search narrowed by names reads the files so named: `glob: ".env*"` below the root. */
function searchedFiles(source: Action): readonly (Action & Notes)[] {
  const { glob, file_path: root } = source.params;
  if (typeof glob !== 'string' || typeof root !== 'string') return [];
  const { forms: _forms, allowForms: _allowForms, ...rest } = source;
  const read = imply(rest, { name: 'file.read', path: 'file_path' });
  return searchedPaths(root, glob).map(({ path, isGlob }) => ({
    ...read,
    params: { ...read.params, file_path: path },
    ...(isGlob ? { globs: ['file_path'] } : {}),
  }));
}

function hasParam({ params, unknown }: Action, name: string): boolean {
  const value: ParamValue | undefined = params[name];
  return (value !== undefined && value !== null) || unknown.includes(name);
}
