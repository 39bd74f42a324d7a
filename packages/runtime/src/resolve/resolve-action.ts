import { type Action, findActionEntry, type ParamValue } from '@agsec/core';
import type { DerivedAction } from '@agsec/shell';
import { stringsOf } from './action-values.ts';
import { globOnDisk } from './glob-on-disk.ts';
import type { Lookups } from './lookups.ts';
import { escapeGlob, hasGlob, unescapeGlob } from './name-glob.ts';
import { type PathBase, pathForms } from './path-forms.ts';

/** An action whose paths still stand as written. */
export type UnresolvedAction = Action & Partial<Pick<DerivedAction, 'globs' | 'elsewhere'>>;

/** What became of one path. */
type ResolvedPath = {
  readonly value: string;
  readonly forms: readonly string[];
  readonly known: boolean;
};

/**
 * Gives every path of an action its forms. Which parameters are paths is the catalogue's word. A
 * glob keeps itself as a form, next to all it names on disk. A path of another machine stays as
 * written; a relative one that nobody knows the folder of does too, and is unknown.
 */
export function resolveAction(
  unresolved: UnresolvedAction,
  base: PathBase,
  lookups: Lookups,
): Action {
  const { globs = [], elsewhere, ...action } = unresolved;
  if (elsewhere) return action;
  const params: Record<string, ParamValue> = { ...action.params };
  const forms: Record<string, readonly string[]> = { ...action.forms };
  const unknown = new Set(action.unknown);
  for (const name of pathParameters(action)) {
    const resolve = pathResolver(base, lookups, globs.includes(name), unknown.has(name));
    const value = action.params[name];
    const resolved = stringsOf(value).map(resolve);
    const [first] = resolved;
    if (first === undefined) continue;
    params[name] = Array.isArray(value) ? resolved.map((path) => path.value) : first.value;
    const all = [...new Set(resolved.flatMap((path) => path.forms))];
    if (Array.isArray(value) || all.length > 1) forms[name] = all;
    if (resolved.some((path) => !path.known)) unknown.add(name);
  }
  if (replacesFile({ ...action, params }, lookups)) params['overwrites'] = true;
  const changed = { ...action, params, unknown: [...unknown] };
  return Object.keys(forms).length === 0 ? changed : { ...changed, forms };
}

/** True for a copy to a place where a file stands already. */
function replacesFile({ name, params }: Action, lookups: Lookups): boolean {
  const { file_path: path, from, keeps } = params;
  if (name !== 'file.write' || from === undefined || keeps === true) return false;
  if (typeof path !== 'string' || !path.startsWith('/')) return false;
  const there = lookups.kind(path);
  return !there.spent && there.found === 'file';
}

/** Names of the parameters the catalogue calls paths and the action has. */
export function pathParameters(action: Action): readonly string[] {
  const entry = findActionEntry(action.name);
  if (entry === undefined) return [];
  return Object.keys(entry.params).filter((name) => {
    const kind = entry.params[name];
    return (kind === 'path' || kind === 'paths') && action.params[name] !== undefined;
  });
}

/**
 * One path of a parameter. Of a value that is not known to its end only the beginning is looked up,
 * and one whose beginning is not known stays as it is: it may be absolute.
 */
function pathResolver(
  base: PathBase,
  lookups: Lookups,
  isGlob: boolean,
  isUnknown: boolean,
): (path: string) => ResolvedPath {
  return (written) => {
    const text = isGlob ? unescapeGlob(written) : written;
    const isAnywhere = isUnknown && text.startsWith('*');
    const own = isAnywhere ? undefined : pathForms(text, base, lookups);
    if (own === undefined) return { value: text, forms: [text], known: false };
    if (!isGlob || !hasGlob(written) || (isUnknown && !namesHidden(written))) {
      return { value: own.absolute, forms: own.forms, known: own.walked };
    }
    const named = globForms(absolutePattern(written, base.cwd), lookups);
    const forms = [...new Set([...own.forms, ...named.forms])];
    return { value: own.absolute, forms, known: own.walked && named.complete };
  };
}

/**
 * True for a name with a dot before it and a hole in it (`.e*`). Of what is not known to its end only
 * such names are looked up: others are many, and rarely secrets.
 */
function namesHidden(pattern: string): boolean {
  return /(?:^|\/)\.[^/.][^/]*$/.test(pattern);
}

function absolutePattern(pattern: string, cwd: string = ''): string {
  return pattern.startsWith('/') ? pattern : `${escapeGlob(cwd)}/${pattern}`;
}

function globForms(
  pattern: string,
  lookups: Lookups,
): { readonly forms: readonly string[]; readonly complete: boolean } {
  const matches = globOnDisk(pattern, lookups);
  const named = matches.paths.map((path) => pathForms(path, {}, lookups));
  return {
    forms: named.flatMap((match) => match?.forms ?? []),
    complete: matches.complete && named.every((match) => match?.walked),
  };
}
