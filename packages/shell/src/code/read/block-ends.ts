import type { ScriptLanguage, Token } from './script-tokens.ts';

/** Words that open a block which `end` closes, wherever they stand. */
const OPENS: { readonly [language in ScriptLanguage]: RegExp } = {
  ruby: /^(?:def|class|module|begin|case|do)$/,
  perl: /^(?!)/,
  lua: /^(?:function|do|if|repeat)$/,
};

/** Ruby: words that open one at the beginning of a statement; behind one they only modify it. */
const OPENS_FIRST = /^(?:if|unless|while|until|for)$/;

/** Loops whose `do` belongs to them. */
const TAKES_DO = /^(?:while|until|for)$/;

const CLOSES = /^(?:end|until)$/;

/**
 * For each word that opens a block, by its place among the tokens: the place of the `end` that
 * closes it, as far as that can be told without a grammar. One pass.
 */
export function matchEnds(
  tokens: readonly Token[],
  language: ScriptLanguage,
): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  let waitsForDo = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'end') waitsForDo = false;
    if (token.kind !== 'name' || isMessage(tokens, index)) continue;
    const { text } = token;
    if (language === 'ruby' ? text === 'end' : language === 'lua' && CLOSES.test(text)) {
      const opener = open.pop();
      if (opener !== undefined) ends.set(opener, index);
    } else if (text === 'do' && waitsForDo) waitsForDo = false;
    else if (opensHere(tokens, index, text, language)) {
      open.push(index);
      waitsForDo = TAKES_DO.test(text);
    }
  }
  return ends;
}

function opensHere(
  tokens: readonly Token[],
  index: number,
  text: string,
  language: ScriptLanguage,
): boolean {
  if (language === 'lua' && TAKES_DO.test(text)) return text !== 'until';
  if (text === 'def' && language === 'ruby') return !isEndless(tokens, index);
  if (OPENS[language].test(text)) return true;
  return language === 'ruby' && OPENS_FIRST.test(text) && isFirst(tokens[index - 1]);
}

/** `x.end`, `:end`: no word of the language. */
function isMessage(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const isKey = tokens[index + 1];
  if (isKey?.kind === 'mark' && isKey.text === ':' && !isKey.spaced) return true;
  return (
    before?.kind === 'mark' &&
    /^(?:\.|:|::)$/.test(before.text) &&
    !(tokens[index]?.spaced ?? false)
  );
}

function isFirst(before: Token | undefined): boolean {
  if (before === undefined || before.kind === 'end') return true;
  if (before.kind === 'mark') return /^[;=({[|]$/.test(before.text) || before.text === '||=';
  return before.kind === 'name' && /^(?:then|do|else|begin|ensure|and|or|not)$/.test(before.text);
}

/** Ruby's `def name(…) = expression` has no end. */
function isEndless(tokens: readonly Token[], index: number): boolean {
  for (let at = index + 1, depth = 0; at < index + 40; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'end') return false;
    if (token.kind !== 'mark') continue;
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    else if (token.text === ';') return false;
    else if (token.text === '=' && depth === 0) return true;
  }
  return false;
}
