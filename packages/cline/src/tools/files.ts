import { applyReplacements, field, isFields, one, patchOperations } from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import { type Build, type ClineCall, refuseEmpty, stringsIn } from './tool-input.ts';

/** Every name under which the client takes the path of a file to read (3.0.65). */
const PATHS = ['files', 'paths', 'file_paths', 'path', 'file_path', 'filePath'] as const;

/** Each file is an operation of its own. */
export const readFiles: Build = (input, call) => {
  const paths = stringsIn(call.input, PATHS, input, call);
  refuseEmpty(paths, 'files', input);
  if (paths.includes('')) input.refuse('a path is empty');
  return paths.flatMap((path) =>
    one('file.read', { cwd: call.cwd, file_path: call.readFile(path) }),
  );
};

/** Searches of all files below the folder the client was started in, one for each query. */
export const searchCodebase: Build = (input, call) => {
  const { cwd } = call;
  const queries = stringsIn(call.input, ['queries'], input, call);
  refuseEmpty(queries, 'queries', input);
  return queries.flatMap((pattern) =>
    one('file.grep', { cwd, file_path: cwd, pattern, recursive: true }),
  );
};

/**
 * Creates a file, replaces a text that is in it once, or puts text in before a line. Without a text to
 * replace or a line the client only creates.
 */
export const editor: Build = (input, call) => {
  const { cwd } = call;
  const file_path = call.file(input.filled('path'));
  const content = input.text('new_text');
  const fields = isFields(call.input) ? call.input : {};
  const [old, line] = [field(fields, 'old_text'), field(fields, 'insert_line')];
  if (old !== undefined && old !== null && typeof old !== 'string') {
    input.refuse('old_text is not a text');
  }
  if (isAbsent(line) && typeof old !== 'string') {
    return one('file.write', { cwd, file_path, content });
  }
  const resultingText = isAbsent(line)
    ? (current: string | undefined) =>
        afterEdit(current, typeof old === 'string' ? old : '', content)
    : () => undefined;
  const [operation] = one('file.edit', { cwd, file_path, content });
  return operation === undefined ? [] : [{ ...operation, resultingText }];
};

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** A file that is not there is made of the new text alone, whatever was to be replaced. */
function afterEdit(current: string | undefined, from: string, to: string): string | undefined {
  if (current === undefined) return to;
  return from === '' ? undefined : applyReplacements(current, [{ from, to, all: false }]);
}

const BEGIN = '*** Begin Patch';
const END = '*** End Patch';
const AROUND = /^(?:%%bash|apply_patch|EOF|```)/;

/**
 * `apply_patch`, a text or an object with it. The client takes what stands between the marks, or a
 * patch without marks, and cuts blanks off paths (3.0.65).
 */
export const applyPatch: Build = (input, call) => {
  const patch = typeof call.input === 'string' ? call.input : input.filled('input');
  const operations = patchOperations(marked(patch), call.cwd, input, 'input');
  return operations.map((operation) => withPaths(operation, call));
};

function marked(patch: string): string {
  const lines = patch.split('\n').map((line) => line.replace(/\r$/, ''));
  const begin = lines.findIndex((line) => line.startsWith(BEGIN));
  const end = lines.findLastIndex((line) => line.startsWith(END));
  // One mark alone, or both the wrong way round, is for the reader to refuse.
  if (begin >= 0 || end >= 0)
    return begin < 0 || end < begin ? patch : lines.slice(begin, end + 1).join('\n');
  const isAround = (line: string): boolean => line.trim() === '' || AROUND.test(line);
  const first = lines.findIndex((line) => !isAround(line));
  const last = lines.findLastIndex((line) => !isAround(line));
  return [BEGIN, ...lines.slice(Math.max(first, 0), last + 1), END].join('\n');
}

function withPaths(operation: ToolOperation, call: ClineCall): ToolOperation {
  const { action } = operation;
  const { file_path, to } = action.params;
  const paths = {
    ...(typeof file_path === 'string' ? { file_path: call.file(file_path.trim()) } : {}),
    ...(typeof to === 'string' ? { to: call.file(to.trim()) } : {}),
  };
  return {
    ...operation,
    action: { ...action, params: { ...action.params, cwd: call.cwd, ...paths } },
  };
}

/** The text of a whole file, of the extension before its version 4. */
export const writeToFile: Build = (input, { cwd, file }) =>
  one('file.write', { cwd, file_path: file(input.filled('path')), content: input.text('content') });

/** Blocks of what is searched and what it becomes; where they fit is for the client to find. */
export const replaceInFile: Build = (input, { cwd, file }) =>
  one('file.edit', { cwd, file_path: file(input.filled('path')), content: input.text('diff') });

export const listFiles: Build = (input, { cwd, file, input: given }) => {
  const recursive = isFields(given) ? String(field(given, 'recursive') ?? '') : '';
  const all = recursive.toLowerCase() === 'true' ? { recursive: true } : {};
  return one('file.list', { cwd, file_path: file(input.filled('path')), ...all });
};

export const searchFiles: Build = (input, { cwd, file }) => {
  const names = input.optionalText('file_pattern');
  return one('file.grep', {
    cwd,
    file_path: file(input.filled('path')),
    pattern: input.text('regex'),
    recursive: true,
    ...(names === undefined ? {} : { glob: names }),
  });
};

/** Reads the definitions out of all source files of a folder. */
export const listDefinitions: Build = (input, { cwd, file }) =>
  one('file.grep', { cwd, file_path: file(input.filled('path')), pattern: '', recursive: true });
