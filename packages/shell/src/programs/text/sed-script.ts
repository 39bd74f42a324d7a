/** What a sed script does besides changing text. */
export type SedPower =
  | { readonly kind: 'read' | 'write'; readonly file: string }
  /** `e COMMAND`, or the replacement of `s///e`, which runs what the line then is. */
  | { readonly kind: 'run'; readonly command: string; readonly partOfLine: boolean }
  /** `e` alone runs the input itself. */
  | { readonly kind: 'run-input' };

type SedScript = {
  readonly powers: readonly SedPower[];
  /** False if the script could not be read to its end. */
  readonly complete: boolean;
};

/** Reads a script as GNU sed does (info sed, "sed scripts"); never throws, linear. */
export function readSedScript(script: string): SedScript {
  return new SedReader(script).read();
}

const TEXT_COMMANDS = 'aic';
const LABEL_COMMANDS = 'btTv';
const PLAIN_COMMANDS = '=dDgGhHlLnNpPqQxzF';

class SedReader {
  readonly #script: string;
  readonly #powers: SedPower[] = [];
  #at = 0;

  constructor(script: string) {
    this.#script = script;
  }

  read(): SedScript {
    while (this.#skip(/[\s;{}]*/y)) {
      if (this.#at >= this.#script.length) break;
      if (!this.#command()) return { powers: this.#powers, complete: false };
    }
    return { powers: this.#powers, complete: true };
  }

  #command(): boolean {
    if (!this.#addresses()) return false;
    this.#skip(/[\s!]*/y);
    const letter = this.#script[this.#at] ?? '';
    if (letter === '') return false;
    if (letter === '{' || letter === '}') return true;
    this.#at += 1;
    if (letter === '#') return this.#skip(/[^\n]*/y);
    if (letter === ':') return this.#skip(/[^\n;]*/y);
    if (LABEL_COMMANDS.includes(letter)) return this.#skip(/[^\n;}]*/y);
    if (TEXT_COMMANDS.includes(letter)) return this.#text();
    if ('rRwW'.includes(letter)) return this.#file(letter.toLowerCase() === 'r' ? 'read' : 'write');
    if (letter === 'e') return this.#run();
    if (letter === 's') return this.#substitute();
    if (letter === 'y') return this.#transliterate();
    return PLAIN_COMMANDS.includes(letter) && this.#skip(/[ \t]*\d*/y);
  }

  /**
   * Up to two addresses: `3`, `$`, `/re/I`, `\cREc`, `first~step`, `addr,+4`, `addr,~4`; `*` for a
   * number that is not known.
   */
  #addresses(): boolean {
    if (!this.#address()) return false;
    this.#skip(/[ \t]*/y);
    if (this.#script[this.#at] !== ',') return true;
    this.#at += 1;
    this.#skip(/[ \t]*[+~]?/y);
    return this.#address();
  }

  #address(): boolean {
    const letter = this.#script[this.#at];
    if (letter === '/' || letter === '\\') {
      this.#at += letter === '\\' ? 1 : 0;
      if (this.#delimited(true) === undefined) return false;
      return this.#skip(/[IM]*/y);
    }
    return this.#skip(/\$|[\d*]+(?:~[\d*]+)?|/y);
  }

  /** `a text`, or `a\` and lines that end in a backslash but for the last. */
  #text(): boolean {
    return this.#skip(/[ \t]*(?:\\[ \t]*\n)?(?:[^\n\\]|\\[\s\S])*\\?/y);
  }

  #file(kind: 'read' | 'write'): boolean {
    const file = this.#restOfLine();
    if (file !== '') this.#powers.push({ kind, file });
    return file !== '';
  }

  #run(): boolean {
    const rest = this.#take(/[ \t]*([^\n;}]*[^\n]*)/y);
    const command = rest.trim();
    if (command === '' || command === '}' || command.startsWith(';'))
      this.#powers.push({ kind: 'run-input' });
    else this.#powers.push({ kind: 'run', command, partOfLine: false });
    return true;
  }

  #substitute(): boolean {
    const delimiter = this.#script[this.#at];
    if (this.#delimited(true) === undefined || delimiter === undefined) return false;
    this.#at -= 1;
    const replacement = this.#delimited();
    if (replacement === undefined) return false;
    const flags = this.#take(/[gpiImMe0-9]*/y);
    if (flags.includes('e'))
      this.#powers.push({ kind: 'run', command: plainText(replacement), partOfLine: true });
    if (this.#script[this.#at] !== 'w') return true;
    this.#at += 1;
    return this.#file('write');
  }

  #transliterate(): boolean {
    if (this.#delimited() === undefined) return false;
    this.#at -= 1;
    return this.#delimited() !== undefined;
  }

  /**
   * The text up to the next unescaped delimiter, which is the character here. In a pattern a bracket
   * expression (`[/]`) may hold the delimiter.
   */
  #delimited(isPattern = false): string | undefined {
    const delimiter = this.#script[this.#at];
    if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') return undefined;
    let index = this.#at + 1;
    while (index < this.#script.length) {
      const character = this.#script[index];
      if (character === delimiter) {
        const text = this.#script.slice(this.#at + 1, index);
        this.#at = index + 1;
        return text.replaceAll(`\\${delimiter}`, delimiter);
      }
      if (character === '\\') index += 2;
      else if (character === '[' && isPattern) index = this.#behindBracket(index);
      else index += 1;
    }
    return undefined;
  }

  #behindBracket(start: number): number {
    const bracket = /\[\^?\]?(?:\[[:.=][^\]]*\]|[^\]\n])*\]/y;
    bracket.lastIndex = start;
    const match = bracket.exec(this.#script);
    return match === null ? start + 1 : start + match[0].length;
  }

  #restOfLine(): string {
    return this.#take(/[^\n]*/y).trim();
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#script)?.[0] ?? '';
    this.#at += match.length;
    return match;
  }

  #skip(pattern: RegExp): true {
    this.#take(pattern);
    return true;
  }
}

/** The replacement as text; what only the run can tell (`&`, `\1`) stands as `*`. */
function plainText(replacement: string): string {
  return replacement.replace(/\\([\s\S])|&/g, (whole, escaped: string | undefined) => {
    if (whole === '&' || escaped === undefined) return '*';
    if (escaped === 'n') return '\n';
    return /[0-9LUElu]/.test(escaped) ? '*' : escaped;
  });
}
