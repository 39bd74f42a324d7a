/** A file that a patch changes or removes, named as the patch names it. */
type PatchTarget = { readonly path: string; readonly removes: boolean };

/**
 * The files a unified diff names, `strip` leading folders taken off their names (`undefined`: all of
 * them, as `patch` without `-p`). Empty for a patch of another form. Linear.
 */
export function patchTargets(patch: string, strip: number | undefined): readonly PatchTarget[] {
  // A context diff spells its names in other ways, an ed script names none.
  if (/^\*\*\* /m.test(patch)) return [];
  const targets = new Map<string, PatchTarget>();
  let before = '';
  for (const line of patch.split('\n')) {
    const [, mark, name] =
      line.match(/^(---|\+\+\+|rename to|copy to|Index:|diff --git .* (?=b\/)) ?([^\t\n]+)/) ?? [];
    if (mark === undefined || name === undefined) continue;
    if (mark === '---') before = name;
    else {
      const removes = name.trim() === '/dev/null';
      // `rename to` and its like name the file without the folder that `-p1` takes off.
      const isPlain = mark !== '+++' && !mark.startsWith('diff');
      const path = stripped(unquoted(removes ? before : name), isPlain ? 0 : strip);
      if (path !== '') targets.set(path, { path, removes });
    }
  }
  return [...targets.values()];
}

function stripped(name: string, strip: number | undefined): string {
  const parts = name.trim().split('/');
  return strip === undefined ? (parts.at(-1) ?? '') : parts.slice(strip).join('/');
}

/** git quotes names with special characters. */
function unquoted(name: string): string {
  const trimmed = name.trim();
  return /^".*"$/.test(trimmed) ? trimmed.slice(1, -1).replace(/\\(["\\])/g, '$1') : trimmed;
}
