import type { Taint, Value } from '../program.ts';

/** Stands in expanded text for what a variable holds that is not known. */
export const HOLE = '\uE000';

export type Redirection = {
  readonly stream: string;
  readonly append: boolean;
  readonly input: boolean;
  readonly to: string;
};

/** The text of one command, and whether what the one before prints flows into it. */
export type CommandText = { readonly text: string; readonly piped: boolean };

/** Cuts text at `&`, `|`, brackets and ends of lines that no quote or caret makes plain. */
export function splitCommands(text: string): readonly CommandText[] {
  const commands: CommandText[] = [];
  let piped = false;
  let start = 0;
  // Where the command's first and last visible characters so far stand.
  let first = -1;
  let last = -1;
  const cut = (end: number, next: number, pipes: boolean) => {
    const part = text.slice(start, end).trim();
    if (part !== '') commands.push({ text: part, piped });
    piped = pipes;
    start = next;
    first = -1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '^') at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (character === '"') at = endOfQuote(text, at);
    else if (character === '&' && text.charAt(at - 1) !== '>') cut(at, at + 1, false);
    else if (character === '|') {
      const isOr = text.charAt(at + 1) === '|';
      cut(at, at + (isOr ? 2 : 1), !isOr);
      if (isOr) at += 1;
    } else if (/[\r\n]/.test(character)) cut(at, at + 1, false);
    else if (character === '(' && (first < 0 || isCommandStart(text, first, last)))
      cut(at, at + 1, piped);
    else if (character === ')') cut(at, at + 1, false);
    if (start > at || /\s/.test(character)) continue;
    if (first < 0) first = Math.min(at, text.length - 1);
    last = at;
  }
  cut(text.length, text.length, false);
  return commands;
}

/** A bracket groups commands where a command may begin; after `in` it holds the items of `for`. */
function isCommandStart(text: string, first: number, last: number): boolean {
  if (last - first > 'else'.length) return false;
  return /^(?:@|else)$/i.test(text.slice(first, last + 1));
}

/** The place of the quote that closes the one at `at`; a line's end closes it too. */
function endOfQuote(text: string, at: number): number {
  const end = /["\r\n]/g;
  end.lastIndex = at + 1;
  const found = end.exec(text);
  if (found === null) return text.length;
  return found[0] === '"' ? found.index : found.index - 1;
}

/** The words of one command, quotes and carets resolved, and its redirections. */
export function readWords(text: string): {
  readonly words: readonly string[];
  readonly redirections: readonly Redirection[];
} {
  const words: string[] = [];
  const redirections: Redirection[] = [];
  let pending: Omit<Redirection, 'to'> | undefined;
  const token = /(\d?)(>>?|<)(?:&(\d))?|((?:"[^"\r\n]*(?:"|$)|\^[\s\S]|[^\s"^<>])+)|\s+|[\s\S]/gy;
  for (const found of text.matchAll(token)) {
    const [, stream = '', operator, duplicate, word] = found;
    if (operator !== undefined && duplicate === undefined)
      pending = { stream, append: operator === '>>', input: operator === '<' };
    else if (word !== undefined) {
      const plain = resolved(word);
      if (pending === undefined) words.push(plain);
      else redirections.push({ ...pending, to: plain });
      pending = undefined;
    }
  }
  return { words, redirections };
}

function resolved(word: string): string {
  return word.replace(/"([^"]*)"?|\^([\s\S])/g, (_all, quoted?: string, escaped?: string) =>
    quoted === undefined ? (escaped ?? '') : quoted,
  );
}

/** A word with its holes as what is not known. */
export function wordValue(text: string, taint: Taint): Value {
  if (!text.includes(HOLE)) return { text, known: true, taint };
  const open = text.replaceAll(HOLE, '*');
  return { text: open, known: false, pattern: open, taint };
}
