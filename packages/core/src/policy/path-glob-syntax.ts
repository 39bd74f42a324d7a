import micromatch from 'micromatch';
import { detailForMessage } from './issue.ts';

/**
 * micromatch without braces, extglobs and negation. `strictBrackets` and `debug` make it throw
 * where it would fall back to a pattern that matches nothing.
 */
const MICROMATCH_OPTIONS = {
  dot: true,
  nobrace: true,
  noextglob: true,
  nonegate: true,
  strictBrackets: true,
  debug: true,
} as const;

const MAX_LENGTH = 1024;

/** Checked in order; the first that applies is the one that is reported. */
const REFUSALS: readonly { readonly when: RegExp; readonly say: string }[] = [
  {
    when: /^!/,
    say: 'a glob cannot begin with !; use the operator not_glob',
  },
  {
    when: /\p{Cc}/u,
    say: 'a glob cannot hold control characters; write ? for one',
  },
  {
    when: /\\(?![*?[\](){}!|+@"])/,
    say: 'a backslash in a glob stands before one of *?[](){}!|+@"; write ? for a backslash in a name',
  },
];

/** The same, of the pattern without its escapes. */
const BARE_REFUSALS: readonly { readonly when: RegExp; readonly say: string }[] = [
  {
    when: /[?*+@!]\(/,
    say: 'extended globs are not read; write a list of globs, or a regex',
  },
  {
    when: /[{}]/,
    say: 'braces are not read; write a list of globs, or \\{ and \\} for the characters',
  },
  {
    when: /[()|]/,
    say: 'alternatives in parentheses are not read; write a list of globs, or \\( \\| \\) for the characters',
  },
  { when: /"/, say: 'a " would be dropped; write \\" for the character' },
  { when: /\[!/, say: 'a class is negated with ^, not !: [^a-z]' },
  { when: /\[\^?\[:|\[[^\]]*\[/, say: 'a class cannot hold [; write the characters: [A-Za-z0-9]' },
  { when: /\[[^\]]*\//, say: 'a class cannot hold a slash; a slash parts two names' },
  { when: /\]\+/, say: 'a + after a class would repeat it; write \\+ for the character' },
  { when: /\*{3}/, say: 'write * for a part of a name and ** for any folders' },
  {
    when: /[^/]\*\*|\*\*[^/]/,
    say: '** only stands for folders as a whole segment; write **/*.ts for files of all folders, * for a part of a name',
  },
  { when: /^\/\*\*\/./, say: 'write **/ at the start instead of /**/, which leaves out the root' },
  { when: /\/\//, say: 'write one slash: paths are compared without doubled slashes' },
  {
    when: /(?:^|\/)\.{1,2}(?:\/|$)/,
    say: 'paths are compared without . and .. segments; leave them out',
  },
  {
    when: /.\/$/,
    say: 'paths are compared without a slash at the end; write /** for all that is below',
  },
];

/**
 * What is wrong with a path glob, and what to write instead; `undefined` if it is fine. It is
 * tested against absolute, normalised paths, so a pattern that can only match others is refused.
 * Placeholders must have been replaced by a path before.
 */
export function checkPathGlob(pattern: string): string | undefined {
  if (pattern === '') return 'a glob cannot be empty';
  if (pattern.length > MAX_LENGTH) return `a glob has at most ${MAX_LENGTH} characters`;
  const direct = REFUSALS.find(({ when }) => when.test(pattern));
  if (direct !== undefined) return direct.say;
  const bare = pattern.replace(/\\./gs, 'x');
  const found = BARE_REFUSALS.find(({ when }) => when.test(bare));
  if (found !== undefined) return found.say;
  if (!/^(?:\/|\*\*(?:\/|$))/.test(pattern)) {
    return `a path glob is compared with absolute paths and this one can never match; write **/${pattern}, or begin with /, ~/ or \${context.workspace_roots}/`;
  }
  return micromatchRefusal(pattern);
}

function micromatchRefusal(pattern: string): string | undefined {
  try {
    micromatch.makeRe(pattern, MICROMATCH_OPTIONS);
    return undefined;
  } catch (error) {
    return `micromatch does not take this glob (${detailForMessage(error)})`;
  }
}
