import { type Build, globRoot, one, searchRoot } from '@agsec/runtime/adapter';

/** Searches each of the given places, or the session's folder. */
export const grep: Build = (input, { cwd }) => {
  const pattern = input.text('pattern');
  const names = input.optionalText('glob');
  return rootsOf(input.optionalTexts('paths'), input.optionalText('path')).flatMap((root) =>
    one('file.grep', {
      cwd,
      file_path: searchRoot(root, cwd),
      pattern,
      recursive: true,
      ...(names === undefined ? {} : { glob: names }),
    }),
  );
};

export const glob: Build = (input, { cwd }) => {
  const pattern = input.filled('pattern');
  return rootsOf(input.optionalTexts('paths'), input.optionalText('path')).flatMap((root) =>
    one('file.glob', {
      cwd,
      file_path: globRoot(pattern, searchRoot(root, cwd)),
      pattern,
      recursive: true,
    }),
  );
};

/** Newer clients send `paths`, a text or a list; older ones `path`. */
function rootsOf(
  paths: readonly string[] | undefined,
  path: string | undefined,
): readonly (string | undefined)[] {
  const all = [...(paths ?? []), ...(path === undefined ? [] : [path])];
  return all.length === 0 ? [undefined] : all;
}
