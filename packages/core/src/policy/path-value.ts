import { quoteForMessage } from './issue.ts';
import { readPathText } from './placeholder-syntax.ts';

/** What a path is compared by: equal to it, contained in it, or beginning with it. */
export type PathUse = 'equal' | 'folder' | 'prefix';

function absoluteFix(text: string, use: PathUse): string {
  if (use === 'folder') return `begin with /, ~/ or \${context.workspace_roots}/`;
  if (use === 'prefix') return `use contains, or begin with /, ~/ or \${context.workspace_roots}/`;
  const name = text.replace(/^(?:\.\/)+/, '');
  return `use glob with ${quoteForMessage(`**/${name}`)}, or begin with /, ~/ or \${context.workspace_roots}/`;
}

/**
 * What is wrong with a text that is compared with paths, which are absolute and normalised;
 * `undefined` if it is fine.
 */
export function checkPathValue(text: string, use: PathUse): string | undefined {
  const read = readPathText(text);
  if (!read.ok) return read.message;
  const { sample } = read;
  const shown = quoteForMessage(text);
  if (text === '') return 'a path cannot be empty; write / for the root';
  if (/\p{Cc}/u.test(text)) return `${shown}: a path in a policy cannot hold control characters`;
  if (!sample.startsWith('/')) {
    return `${shown} is relative and paths are compared in full, so it can never match; ${absoluteFix(text, use)}`;
  }
  const dotted = use === 'prefix' ? /\/\.{1,2}\// : /\/\.{1,2}(?:\/|$)/;
  if (sample.includes('//') || dotted.test(sample)) {
    return `${shown}: paths are compared without //, . and ..; leave them out`;
  }
  if (use === 'equal' && sample.length > 1 && sample.endsWith('/')) {
    return `${shown}: paths are compared without a slash at the end; leave it out, or use within`;
  }
  if (use === 'folder' && /[*?]/.test(text)) {
    return `${shown}: within takes folders, not globs; use glob`;
  }
  return undefined;
}
