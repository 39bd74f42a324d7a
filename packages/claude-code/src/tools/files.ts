import {
  type Build,
  globRoot,
  InputReader,
  one,
  type Replacement,
  replacedFile,
  searchRoot,
} from '@agsec/runtime/adapter';

export const edit: Build = (input, { cwd }) =>
  replacedFile(input.filled('file_path'), cwd, [replacementOf(input)]);

/** Of clients before 2.1: several replacements in one file, one after the other. */
export const multiEdit: Build = (input, { cwd }) => {
  const replacements = input.list('edits').map((fields) => {
    const reader = new InputReader(fields);
    const replacement = replacementOf(reader);
    for (const issue of reader.issues) input.refuse(issue);
    return replacement;
  });
  return replacedFile(input.filled('file_path'), cwd, replacements);
};

function replacementOf(input: InputReader): Replacement {
  return {
    from: input.text('old_string'),
    to: input.text('new_string'),
    all: input.optionalFlag('replace_all') === true,
  };
}

export const glob: Build = (input, { cwd }) => {
  const pattern = input.filled('pattern');
  const file_path = globRoot(pattern, searchRoot(input.optionalText('path'), cwd));
  return one('file.glob', { cwd, file_path, pattern, recursive: true });
};

export const grep: Build = (input, { cwd }) => {
  const names = input.optionalText('glob');
  return one('file.grep', {
    cwd,
    file_path: searchRoot(input.optionalText('path'), cwd),
    pattern: input.text('pattern'),
    recursive: true,
    ...(names === undefined ? {} : { glob: names }),
  });
};

export const list: Build = (input, { cwd }) =>
  one('file.list', { cwd, file_path: searchRoot(input.optionalText('path'), cwd) });

/** Leaving a worktree may throw away what was never committed in it. */
export const exitWorktree: Build = (input, { cwd, tool }) => {
  const left = one(`internal.${tool}`, { cwd, args: input.args() });
  const removes = input.text('action') === 'remove';
  if (!(input.optionalFlag('discard_changes') === true && removes)) return left;
  const lost = { cwd, args: ['remove'], force: true, destroys: ['worktree'] };
  return [...left, ...one('git.worktree', lost)];
};
