import { resolveEscapes } from './escapes.ts';
import { endOfInserted } from './inserted-code.ts';

export type ScriptLanguage = 'ruby' | 'perl' | 'lua';

/** One token of Ruby, Perl or Lua: just enough of each to find calls and their constant words. */
export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly spaced: boolean }
  | { readonly kind: 'number'; readonly text: string; readonly spaced: boolean }
  /** A quoted text; `raw` is not interpolated. `use` tells what the language does with it. */
  | {
      readonly kind: 'string';
      readonly text: string;
      readonly raw: boolean;
      readonly use: 'text' | 'words' | 'shell' | 'pattern';
      readonly spaced: boolean;
    }
  | { readonly kind: 'mark'; readonly text: string; readonly spaced: boolean }
  | { readonly kind: 'end'; readonly text: string; readonly spaced: boolean };

const CLOSING: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}', '<': '>' };

const NAMES: { readonly [language in ScriptLanguage]: RegExp } = {
  ruby: /(?:[$@]{0,2}[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*[?!]?|\$[0-9&~!?$])/y,
  perl: /(?:[$@%&]\{?\^?[A-Za-z_]\w*(?:(?:::|')[A-Za-z_]\w*)*\}?|[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*|\$[0-9&_!@/\\,;.]|@_|%ENV)/y,
  lua: /[A-Za-z_]\w*/y,
};

const MARK =
  /(?:\*\*=?|\.\.\.?|=>|->|==+|=~|!~|<=>?|>=|!=|~=|\|\|=?|&&=?|\/\/=?|<<|>>|::|\+=|-=|\.=|[-+*/%.,:;?!=<>|&^~()[\]{}@$#\\])/y;

/** Splits the source into tokens. Never throws; an open quote runs to the end of the source. */
export function tokenize(source: string, language: ScriptLanguage): Token[] {
  return new Tokenizer(source, language).all();
}

class Tokenizer {
  readonly #source: string;
  readonly #language: ScriptLanguage;
  readonly #tokens: Token[] = [];
  /** Here-documents announced on this line, whose bodies begin on the next. */
  readonly #heredocs: { readonly label: string; readonly raw: boolean; readonly at: number }[] = [];
  #at = 0;
  #spaced = false;

  constructor(source: string, language: ScriptLanguage) {
    this.#source = source;
    this.#language = language;
  }

  all(): Token[] {
    while (this.#at < this.#source.length) this.#next();
    return this.#tokens;
  }

  #next(): void {
    const character = this.#source[this.#at] ?? '';
    if (character === '\n') {
      this.#at += 1;
      this.#push({ kind: 'end', text: '\n', spaced: this.#spaced });
      this.#readHeredocs();
      return;
    }
    if (/\s/.test(character)) {
      this.#at += 1;
      this.#spaced = true;
      return;
    }
    if (this.#skipsComment(character)) return;
    if (this.#quotes(character)) return;
    if (this.#match(/[0-9][\w.]*/y, 'number')) return;
    if (this.#match(NAMES[this.#language], 'name')) return;
    if (this.#match(MARK, 'mark')) return;
    this.#at += 1;
  }

  /** Takes a quoted text of whatever kind; false if none begins here. */
  #quotes(character: string): boolean {
    if (character === '`' && this.#namesBackticks()) return true;
    if (character === '"' || character === "'" || character === '`') {
      this.#quoted(character);
      return true;
    }
    if (this.#language === 'lua') return this.#longBracket();
    if (this.#quoteOperator() || this.#heredoc()) return true;
    if (character !== '/' || !this.#startsPattern()) return false;
    this.#delimited(this.#at + 1, '/', true, 'pattern');
    return true;
  }

  /** Ruby's backticks have a name to be called by: ``Kernel.`('ls')``, ``send(:`, 'ls')``. */
  #namesBackticks(): boolean {
    const before = this.#tokens.at(-1);
    const isName =
      this.#language === 'ruby' &&
      !this.#spaced &&
      before?.kind === 'mark' &&
      (before.text === '.' || before.text === ':');
    if (!isName) return false;
    this.#at += 1;
    this.#push({ kind: 'name', text: '`', spaced: false });
    return true;
  }

  #push(token: Token): void {
    this.#tokens.push(token);
    this.#spaced = false;
  }

  #match(expression: RegExp, kind: 'name' | 'number' | 'mark'): boolean {
    expression.lastIndex = this.#at;
    const [text] = expression.exec(this.#source) ?? [];
    if (text === undefined || text === '') return false;
    this.#at += text.length;
    this.#push({ kind, text, spaced: this.#spaced });
    return true;
  }

  #skipsComment(character: string): boolean {
    const isComment =
      this.#language === 'lua'
        ? this.#source.startsWith('--', this.#at)
        : character === '#' &&
          (this.#spaced || this.#at === 0 || this.#tokens.at(-1)?.kind === 'end');
    if (!isComment) return false;
    const end = this.#source.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#source.length : end;
    return true;
  }

  #quoted(quote: string): void {
    const raw = quote === "'" && this.#language !== 'lua';
    this.#delimited(this.#at + 1, quote, raw, quote === '`' ? 'shell' : 'text');
  }

  /** `%w[]`, `%x()` in Ruby; `q()`, `qq{}`, `qw//`, `qx()`, `m//`, `s///` in Perl. */
  #quoteOperator(): boolean {
    const rest = this.#source.slice(this.#at, this.#at + 8);
    const match =
      this.#language === 'ruby'
        ? /^%([qQwWxiIr]?)([^\w\s=])/.exec(rest)
        : /^(q[qwxr]?|m|s|tr|y)\s*([^\w\s,;=)])/.exec(rest);
    if (match === null) return false;
    const [whole, letters = '', open = ''] = match;
    if (this.#language === 'ruby' && letters === '' && !this.#startsPattern()) return false;
    const before = this.#tokens.at(-1);
    if (before?.kind === 'mark' && (before.text === '->' || before.text === '{') && open === '}')
      return false;
    const use = /^[wW]$|^qw$/.test(letters)
      ? 'words'
      : /x$/.test(letters)
        ? 'shell'
        : /^(?:m|s|tr|y|r|qr)$/.test(letters)
          ? 'pattern'
          : 'text';
    const raw = /^(?:q|w|i|qw)$/.test(letters);
    this.#delimited(this.#at + whole.length, CLOSING[open] ?? open, raw, use, open);
    if (/^(?:s|tr|y)$/.test(letters)) this.#secondHalf(open);
    return true;
  }

  /** The replacement of `s/…/…/`. */
  #secondHalf(open: string): void {
    const close = CLOSING[open] ?? open;
    if (close !== open) this.#at = Math.max(this.#at, this.#source.indexOf(open, this.#at) + 1);
    const end = this.#source.indexOf(close, this.#at);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + 1;
    const [flags = ''] = /^[a-z]*/.exec(this.#source.slice(this.#at, this.#at + 8)) ?? [];
    this.#at += flags.length;
    // With the flag e the replacement is code, with another what that comes to is too.
    if (flags.includes('ee')) this.#tokens.push({ kind: 'name', text: 'eval', spaced: true });
    if (flags.includes('e'))
      for (const token of tokenize(text, this.#language)) this.#tokens.push(token);
  }

  /** `/` begins a pattern where an operand is expected. */
  #startsPattern(): boolean {
    const before = this.#tokens.at(-1);
    if (before === undefined || before.kind === 'end') return true;
    if (before.kind === 'mark') return !/^[)\]}]$/.test(before.text);
    return (
      before.kind === 'name' &&
      /^(?:if|unless|and|or|not|when|while|grep|split|return)$/.test(before.text)
    );
  }

  #delimited(
    from: number,
    close: string,
    raw: boolean,
    use: 'text' | 'words' | 'shell' | 'pattern',
    open = close,
  ): void {
    const inserts = this.#language === 'ruby' && !raw;
    let depth = 1;
    let at = from;
    for (; at < this.#source.length; at += 1) {
      const character = this.#source[at];
      if (character === '\\') at += 1;
      else if (inserts && character === '#' && this.#source[at + 1] === '{')
        at = endOfInserted(this.#source, at + 2) ?? at;
      else if (character === close) {
        depth -= 1;
        if (depth === 0) break;
      } else if (character === open && open !== close) depth += 1;
    }
    const text = this.#source.slice(from, at);
    this.#at = at + 1;
    this.#push({ kind: 'string', text, raw, use, spaced: this.#spaced });
  }

  #longBracket(): boolean {
    const [open] = /^\[=*\[/.exec(this.#source.slice(this.#at, this.#at + 12)) ?? [];
    if (open === undefined) return false;
    const close = open.replaceAll('[', ']');
    const end = this.#source.indexOf(close, this.#at + open.length);
    const text = this.#source.slice(this.#at + open.length, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + close.length;
    this.#push({ kind: 'string', text, raw: true, use: 'text', spaced: this.#spaced });
    return true;
  }

  #heredoc(): boolean {
    const match = /^<<([~-]?)(["'`]?)([A-Za-z_]\w*)\2/.exec(
      this.#source.slice(this.#at, this.#at + 80),
    );
    if (match === null) return false;
    const [whole, , quote, label = ''] = match;
    if (quote === '' && this.#tokens.at(-1)?.kind === 'number') return false;
    this.#heredocs.push({ label, raw: quote === "'", at: this.#tokens.length });
    this.#at += whole.length;
    this.#push({
      kind: 'string',
      text: '',
      raw: quote === "'",
      use: quote === '`' ? 'shell' : 'text',
      spaced: this.#spaced,
    });
    return true;
  }

  #readHeredocs(): void {
    for (const { label, at } of this.#heredocs.splice(0)) {
      const end = new RegExp(`^[ \\t]*${label}[ \\t]*;?$`, 'm').exec(this.#source.slice(this.#at));
      const length = end === null ? this.#source.length - this.#at : end.index;
      const text = this.#source.slice(this.#at, this.#at + length);
      const token = this.#tokens[at];
      if (token?.kind === 'string') this.#tokens[at] = { ...token, text };
      this.#at += length + (end === null ? 0 : end[0].length);
    }
  }
}

/** The text of a token as the language reads it, escapes resolved. */
export function plainText(
  token: Token & { readonly kind: 'string' },
  language: ScriptLanguage,
): string {
  if (token.raw) return token.text.replace(/\\(['\\])/g, '$1');
  // Lua's numbers are decimal.
  const text =
    language === 'lua'
      ? token.text.replace(/\\(\d{1,3})|\\z\s*/g, (_, code?: string) =>
          code === undefined ? '' : String.fromCharCode(Number(code)),
        )
      : token.text;
  return resolveEscapes(text);
}
