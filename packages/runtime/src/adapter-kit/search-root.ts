/**
 * Where a search starts: the given folder, or the session's, as the client reads it. Relative paths
 * are put behind the session's folder without collapsing `..`, so that links are walked as they
 * stand; a leading `~` stays, because the client opens it, and a path with blanks at an end stays as
 * it is, because the client cuts them off and then looks for both.
 */
export function searchRoot(path: string | undefined, cwd: string): string {
  if (path === undefined || path.trim() === '') return cwd;
  return path === path.trim() ? below(cwd, path) : path;
}

/** The folder a glob pattern starts in: its leading part without wildcards, below `root`. */
export function globRoot(pattern: string, root: string): string {
  const wildcard = pattern.search(/[*?[\]{}!()\\]/);
  const plain = wildcard < 0 ? pattern : pattern.slice(0, wildcard);
  const folder = wildcard < 0 ? plain : plain.slice(0, plain.lastIndexOf('/') + 1);
  if (folder === '') return root;
  return folder === '/' ? '/' : below(root, folder.replace(/\/+$/, ''));
}

function below(folder: string, path: string): string {
  if (path.startsWith('/') || path === '~' || path.startsWith('~/')) return path;
  if (path === '.') return folder;
  return `${folder === '/' ? '' : folder}/${path}`;
}
