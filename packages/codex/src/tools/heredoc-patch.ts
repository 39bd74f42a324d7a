/** A patch in a shell line, and the folder its paths start in. */
export type HeredocPatch = { readonly text: string; readonly cwd: string };

const START =
  /^\s*(?:cd[ \t]+('[^'\n]*'|"[^"\n]*"|[^\s'"&;|<>]+)[ \t]*&&[ \t]*)?(?:apply_patch|applypatch)[ \t]*<<(-?)[ \t]*(['"]?)([A-Za-z0-9_]+)\3[ \t]*\n/;

/**
 * The patch of a line that is nothing but `apply_patch` with a here-document, perhaps behind one
 * `cd … &&`: what Codex takes for a call of its own tool (invocation.rs of its apply-patch). The
 * text is the here-document as it stands. `undefined` for any other line.
 */
export function heredocPatch(command: string, cwd: string): HeredocPatch | undefined {
  const match = START.exec(command);
  if (match === null) return undefined;
  const [start, folder, dash, , tag = ''] = match;
  const lines = command.slice(start.length).split('\n');
  const end = lines.findIndex((line) => (dash === '-' ? line.replace(/^\t+/, '') : line) === tag);
  if (end < 0 || lines.slice(end + 1).some((line) => line.trim() !== '')) return undefined;
  return { text: lines.slice(0, end).join('\n'), cwd: folderBelow(cwd, folder) };
}

function folderBelow(cwd: string, word: string | undefined): string {
  if (word === undefined) return cwd;
  const folder = word.replace(/^(['"])(.*)\1$/s, '$2');
  return folder.startsWith('/') ? folder : `${cwd === '/' ? '' : cwd}/${folder}`;
}
