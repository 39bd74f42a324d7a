import type { Value } from '../program.ts';
import { escapeGlob } from '../values/value.ts';

/**
 * A path as PowerShell means it, with `/` between its segments. With `live`, `*`, `?` and `[…]`
 * in it are a pattern, as for `-Path`; for `-LiteralPath` they are text.
 */
export function filePath(word: Value, live: boolean): Value {
  const text = slashed(word.text);
  const pattern =
    word.pattern === undefined ? undefined : slashed(word.pattern, /\\\\|\\(?![*?[\]])/g);
  if (pattern !== undefined) return { ...word, text, pattern };
  if (live && /[*?[]/.test(text)) return { ...word, text, pattern: text };
  return { ...word, text };
}

function slashed(text: string, separators: RegExp = /\\/g): string {
  return text
    .replace(/^(?:microsoft\.powershell\.core[\\/])?filesystem::/i, '')
    .replace(separators, '/');
}

/** A folder's entry of a name, of which some may be a pattern. */
export function inFolder(folder: Value, entry: string): Value {
  const base =
    folder.text === '.' || folder.text === '' ? '' : `${folder.text.replace(/\/+$/, '')}/`;
  const escaped = folder.pattern === undefined ? escapeGlob(base) : base;
  return {
    text: `${base}${entry}`,
    known: false,
    pattern: `${escaped}${entry}`,
    taint: folder.taint,
  };
}

/** The drive of a path that is no file: `env`, `hklm`, `cert`, `function` …; one letter is a disk. */
export function drive(word: Value): string | undefined {
  const provider =
    /^(?:microsoft\.powershell\.\w+\\)?(registry|environment|variable|function|alias|certificate|wsman)::/i.exec(
      word.text,
    );
  const named = provider?.[1] ?? /^([a-z]{2,}):(?!\/\/)/i.exec(word.text)?.[1];
  return named?.toLowerCase();
}
