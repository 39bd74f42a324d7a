import { PLACEHOLDERS } from '../engine/placeholder.ts';
import { quoteForMessage } from './issue.ts';
import { suggest } from './nearest.ts';

const FORM = /\$\{[^}]*\}?/g;

/** What is wrong with the placeholders of a text; `undefined` if nothing is. */
export function checkPlaceholders(text: string): string | undefined {
  const known = PLACEHOLDERS.map((name) => `\${context.${name}}`);
  for (const [written] of text.matchAll(FORM)) {
    if (known.includes(written)) continue;
    return `${quoteForMessage(written)} is no placeholder.${suggest(written, known)} To find the text itself, use regex with \\$\\{.`;
  }
  return undefined;
}

const PATH_START = /^(?:~(?=\/|$)|\$\{context\.(?:home|cwd|workspace_roots)\}(?=\/|$))/;

export type PathText =
  /** `sample` is the text with every placeholder replaced by something it can stand for. */
  | { readonly ok: true; readonly sample: string; readonly placed: boolean }
  | { readonly ok: false; readonly message: string };

/** Reads a path or path glob: a folder placeholder or `~` can only begin it, as a whole segment. */
export function readPathText(text: string): PathText {
  const refusal = checkPlaceholders(text);
  if (refusal !== undefined) return { ok: false, message: refusal };
  const placed = PATH_START.test(text);
  const rest = text.replace(PATH_START, '/x').replace(/\$\{context\.user\}/g, 'x');
  if (rest.includes('${')) {
    return {
      ok: false,
      message: `${quoteForMessage(text)}: a placeholder of a folder stands at the start, with a / behind it`,
    };
  }
  if (/^~/.test(rest)) {
    return {
      ok: false,
      message: `${quoteForMessage(text)}: only ~/ is read, as your home; write /home/name for another`,
    };
  }
  return { ok: true, sample: rest, placed };
}
