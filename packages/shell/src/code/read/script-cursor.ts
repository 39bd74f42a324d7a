import type { ScriptLanguage, Token } from './script-tokens.ts';

/** Words that only order the flow; what stands between them is read in sequence. */
export const FLOW = new Set(
  'then else elsif elseif end do begin rescue ensure last next redo break repeat until in and or not my our local state eval while unless if case when foreach for return yield defined BEGIN END'.split(
    ' ',
  ),
);

/** A place among the tokens of a script, and what stands there. */
export class ScriptCursor {
  protected readonly tokens: readonly Token[];
  protected readonly language: ScriptLanguage;
  protected at = 0;

  constructor(tokens: readonly Token[], language: ScriptLanguage) {
    this.tokens = tokens;
    this.language = language;
  }

  protected peek(offset = 0): Token | undefined {
    return this.tokens[this.at + offset];
  }

  protected isMark(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token?.kind === 'mark' && token.text === text;
  }

  protected isName(text: string): boolean {
    const token = this.peek();
    return token?.kind === 'name' && token.text === text;
  }

  protected takes(text: string): boolean {
    if (!this.isMark(text)) return false;
    this.at += 1;
    return true;
  }

  /** A comma, which in Perl may be an arrow. */
  protected takesComma(): boolean {
    return this.takes(',') || (this.language === 'perl' && this.takes('=>'));
  }

  protected isComma(): boolean {
    return this.isMark(',') || (this.language === 'perl' && this.isMark('=>'));
  }

  protected atEnd(): boolean {
    const token = this.peek();
    return (
      token === undefined ||
      token.kind === 'end' ||
      (token.kind === 'mark' && /^[;)\]}]$/.test(token.text))
    );
  }

  protected isFlow(): boolean {
    const token = this.peek();
    return token?.kind === 'name' && FLOW.has(token.text);
  }
}
