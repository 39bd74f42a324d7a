import type { Action } from '../action.ts';
import { LONGEST_PATH } from '../match/path-within.ts';
import { impliedVia } from './implied-via.ts';

export type FileArgumentOptions = {
  /**
   * Tells whether a text names an existing file; asked about arguments that are not called like a
   * path. The caller touches the disk, and bounds how often.
   */
  readonly namesFile?: (text: string) => boolean;
};

/** Most arguments looked at in one call; beyond it the tool reads a path that is not known. */
const MOST_ARGUMENTS = 256;

/** A name that ends in one of these is a path: `source_file`. */
const PATH_ENDINGS = setOf('file source src destination dest dir directory folder');

/** A name that holds one of these is a path: `path_or_url`. */
const PATH_WORDS = setOf('path filepath filename uri');

const SOURCE_WORDS = setOf('source src from old');
const TARGET_WORDS = setOf('destination dest to new target');
const MOVE_WORDS = setOf('move mv rename');
const DELETE_WORDS = setOf('delete del remove rm rmdir unlink trash erase destroy purge');
const WRITE_WORDS = setOf(
  'write create edit update save put append insert replace patch modify set copy cp mkdir touch ' +
    'overwrite truncate upload download export',
);

/** A string somewhere in the arguments: its dotted name, the words of its own key, its text. */
type Argument = {
  readonly name: string;
  readonly words: ReadonlySet<string>;
  readonly last: string;
  readonly text: string;
};

/**
 * What a tool of another program does to the files its arguments name: it reads them, and writes
 * or deletes them when the tool's own name says so. An argument names a file if it is called path,
 * file, uri or the like, is a `file:` URI, or names a file that exists.
 */
export function impliedByArguments(
  source: Action,
  options: FileArgumentOptions,
): readonly Action[] {
  const tool = new Set(toWords(toolName(source)));
  const { found, isComplete } = collectStrings(source.params['args']);
  const implied = found.flatMap((argument) => {
    const path = pathOf(argument, options);
    if (path === undefined) return [];
    const unknown = isUnknown(source, argument.name) || path.length > LONGEST_PATH;
    return effectsOn(argument, tool).map((name) => fileAction(source, name, path, unknown));
  });
  if (isComplete && !source.unknown.some((name) => isUnknownPath(name, found))) return implied;
  const anything = { words: new Set<string>() };
  return [
    ...implied,
    ...effectsOn(anything, tool).map((name) => fileAction(source, name, undefined, true)),
  ];
}

/** The path an argument names; `undefined` if it is not one. */
function pathOf(argument: Argument, { namesFile }: FileArgumentOptions): string | undefined {
  const { text } = argument;
  if (text === '') return undefined;
  const uri = /^file:(?:\/\/[^/?#]*)?(\/[^?#]*)/i.exec(text)?.[1];
  if (uri !== undefined) return decodeUri(uri);
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return undefined;
  if (text.length > LONGEST_PATH)
    return isPathName(argument) && !text.includes('\n') ? text : undefined;
  return isPathName(argument) || namesFile?.(text) === true ? text : undefined;
}

function isPathName({ words, last }: Pick<Argument, 'words' | 'last'>): boolean {
  if (PATH_ENDINGS.has(last)) return true;
  for (const word of words) if (PATH_WORDS.has(word)) return true;
  return last === 'name' && words.has('file');
}

function effectsOn(
  argument: Pick<Argument, 'words'>,
  tool: ReadonlySet<string>,
): readonly string[] {
  const isSource = overlaps(argument.words, SOURCE_WORDS);
  const isTarget = overlaps(argument.words, TARGET_WORDS);
  const moves = overlaps(tool, MOVE_WORDS);
  const names = ['file.read'];
  if ((moves || overlaps(tool, WRITE_WORDS)) && !isSource) names.push('file.write');
  if ((moves && !isTarget) || overlaps(tool, DELETE_WORDS)) names.push('file.delete');
  return names;
}

function fileAction(
  source: Action,
  name: string,
  path: string | undefined,
  unknown: boolean,
): Action {
  const { cwd } = source.params;
  return {
    name,
    origin: 'derived',
    params: {
      ...(path === undefined ? {} : { file_path: path }),
      ...(cwd === undefined ? {} : { cwd }),
    },
    via: impliedVia(source),
    unknown: unknown ? ['file_path'] : [],
  };
}

function toolName({ name, params }: Action): string {
  const { tool } = params;
  const own = name.split('.').slice(name.startsWith('mcp.') ? 2 : 1);
  return [...own, ...(typeof tool === 'string' ? [tool] : [])].join(' ');
}

/** All strings of the arguments, however nested; `isComplete` is false if there were too many. */
function collectStrings(args: unknown): {
  readonly found: readonly Argument[];
  readonly isComplete: boolean;
} {
  const found: Argument[] = [];
  const pending: { readonly name: string; readonly key: string; readonly value: unknown }[] = [
    { name: 'args', key: '', value: args },
  ];
  for (const { name, key, value } of pending) {
    if (pending.length > MOST_ARGUMENTS) return { found, isComplete: false };
    if (typeof value === 'string') {
      const words = toWords(key);
      found.push({ name, words: new Set(words), last: words.at(-1) ?? '', text: value });
    } else if (Array.isArray(value)) {
      for (const element of value) pending.push({ name, key, value: element });
    } else if (typeof value === 'object' && value !== null) {
      for (const [inner, element] of Object.entries(value)) {
        pending.push({ name: `${name}.${inner}`, key: inner, value: element });
      }
    }
  }
  return { found, isComplete: true };
}

function isUnknown({ unknown }: Action, name: string): boolean {
  return unknown.some((other) => name === other || name.startsWith(`${other}.`));
}

/** An unknown argument that could be a path and of which no text was found. */
function isUnknownPath(name: string, found: readonly Argument[]): boolean {
  if (name !== 'args' && !name.startsWith('args.')) return false;
  if (found.some((argument) => argument.name === name)) return false;
  const words = toWords(name.slice(name.lastIndexOf('.') + 1));
  return name === 'args' || isPathName({ words: new Set(words), last: words.at(-1) ?? '' });
}

/** `filePaths`, `file_paths` and `FILE-PATHS` are `file` and `path`. */
function toWords(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/ies$/, 'y').replace(/s$/, ''));
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the server that takes it reads it as it stands.
    return text;
  }
}

function overlaps(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const word of one) if (other.has(word)) return true;
  return false;
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
