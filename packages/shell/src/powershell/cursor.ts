/** Deepest nesting of brackets, blocks and strings that is followed. */
const MAX_DEPTH = 120;

/** Most things that are read of one text; more could not be followed anyway. */
const MAX_READINGS = 4_000;

/** Most words of commands that are read of one text. */
const MAX_WORDS = 8_000;

/** A place in PowerShell source, and what the reading of it has to remember. */
export class Cursor {
  readonly text: string;
  at = 0;
  /** Environment variables the script itself has set so far, in lower case. */
  readonly ownEnvironment = new Set<string>();
  #depth = 0;
  #readings = 0;
  #words = 0;
  #isSpent = false;

  constructor(text: string) {
    // Typographic quotes are quotes (PowerShell source, CharTraits.cs).
    this.text = text.replace(/[\u2018-\u201B]/g, "'").replace(/[\u201C-\u201E]/g, '"');
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The text was too deep or too long to be read to its end. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** How much was read so far: statements, values and words. */
  get work(): number {
    return this.#readings + this.#words;
  }

  peek(offset = 0): string {
    return this.text.charAt(this.at + offset);
  }

  looksAt(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.at += text.length;
    return true;
  }

  /** What a sticky pattern matches here, taken. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at += found[0].length;
    return found;
  }

  /** Passes over blanks, continued lines and comments, but not over the end of a line. */
  skipBlanks(): void {
    for (;;) {
      const start = this.at;
      this.match(/(?:[ \t\f\v\u00A0\uFEFF]|`\r?\n)+/y);
      if (this.looksAt('<#')) this.at = after(this.text, '#>', this.at);
      else if (this.peek() === '#') this.match(/[^\r\n]*/y);
      if (this.at === start) return;
    }
  }

  /** As `skipBlanks`, and over ends of lines. */
  skipLines(): void {
    for (;;) {
      const start = this.at;
      this.skipBlanks();
      this.match(/[\r\n]+/y);
      if (this.at === start) return;
    }
  }

  /** Reads one level deeper; gives `undefined`, with all of the source used up, when that is too deep or too much. */
  deeper<Result>(read: () => Result): Result | undefined {
    this.#readings += 1;
    if (this.#depth >= MAX_DEPTH || this.#readings > MAX_READINGS) return this.#giveUp();
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Counts a word about to be read; beyond the bound all of the source is used up. */
  countWord(): void {
    this.#words += 1;
    if (this.#words > MAX_WORDS) this.#giveUp();
  }

  #giveUp(): undefined {
    this.#isSpent = true;
    this.at = this.text.length;
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
