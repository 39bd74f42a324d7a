import {
  applyReplacements,
  type Build,
  type InputReader,
  internalTool,
  one,
  onFile,
} from '@agsec/runtime/adapter';

/** Of older clients: one replacement in a file. Newer ones send the whole new text as a `Write`. */
export const edit: Build = (input, { cwd }) => {
  const file_path = input.filled('file_path');
  const content = input.text('new_string');
  const replacement = {
    from: input.text('old_string'),
    to: content,
    all: input.optionalFlag('replace_all') === true,
  };
  return one('file.edit', { cwd, file_path, content }).map(({ action }) => ({
    action,
    resultingText: (current: string | undefined) => applyReplacements(current, [replacement]),
  }));
};

/** A search below a file or folder, else below the folder of the session. */
export const grep: Build = (input, { cwd }) => {
  const names = input.optionalText('glob');
  return one('file.grep', {
    cwd,
    file_path: start(input, cwd),
    pattern: input.text('pattern'),
    recursive: true,
    ...(names === undefined ? {} : { glob: names }),
  });
};

export const list: Build = (input, { cwd }) =>
  one('file.list', { cwd, file_path: start(input, cwd) });

/** What linters say of a file quotes it; without a file it is about those that are open. */
export const lints: Build = (input, call) =>
  input.optionalText('file_path') === undefined
    ? internalTool(input, call)
    : onFile('file.read', 'file_path')(input, call);

/** Relative paths start at the session's folder, which the runtime puts before them. */
function start(input: InputReader, cwd: string): string {
  const path = input.optionalText('file_path') || cwd;
  if (path === '') input.refuse('no folder is known that a search could start in');
  return path;
}
