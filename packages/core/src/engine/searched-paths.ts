import { posix } from 'node:path';

type SearchedPath = { readonly path: string; readonly isGlob: boolean };

/** More names than this are not followed one by one. */
const MOST = 16;

/**
 * The files below `root` to which a search is narrowed by the globs in `names`, as ripgrep and the
 * tools above it read them: several with blanks or commas between them, `{a,b}`, and `!` for what is
 * left out. What a disk holds is asked (`isGlob`) only for names with a dot before them: the others are
 * many, and rarely secrets.
 */
export function searchedPaths(root: string, names: string): readonly SearchedPath[] {
  return namesIn(names).flatMap((name): readonly SearchedPath[] => {
    if (!/[*?[\]\\]/.test(name)) return [{ path: posix.join(root, name), isGlob: false }];
    if (!/^\.[^/]*$/.test(name)) return [{ path: posix.join(root, '**', name), isGlob: false }];
    const folder = root.replace(/[*?[\]\\]/g, '\\$&');
    return [folder, posix.join(folder, '**')].map((each) => ({
      path: posix.join(each, name),
      isGlob: true,
    }));
  });
}

function namesIn(text: string): readonly string[] {
  const names: string[] = [];
  const words = text.split(/\s+/).flatMap((word) => (word.includes('{') ? word : word.split(',')));
  const pending = words.reverse();
  while (pending.length > 0 && names.length < MOST) {
    const next = pending.pop() ?? '';
    const [, before, inner, after] = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(next) ?? [];
    if (inner !== undefined) {
      for (const each of inner.split(',', MOST).reverse()) pending.push(`${before}${each}${after}`);
      continue;
    }
    const name = next.replace(/^(?:\*\*\/|\/)+/, '');
    if (name !== '' && !name.startsWith('!')) names.push(name);
  }
  return names;
}
