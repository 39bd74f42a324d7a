/** A text of which parts may not be known; these stand as `*`. */
export type AwkText = { readonly text: string; readonly known: boolean };

/** What an awk program does besides reading its input and printing. */
export type AwkPower =
  | { readonly kind: 'read' | 'write'; readonly file: AwkText; readonly append?: boolean }
  | { readonly kind: 'run'; readonly command: AwkText }
  /** The environment as a whole is used, or one variable of it. */
  | { readonly kind: 'environment'; readonly name?: string };

type Token = {
  readonly kind: 'string' | 'number' | 'name' | 'regex' | 'mark';
  readonly text: string;
};

const TOKEN =
  /(#[^\n]*|\\\n|[ \t\r]+)|"((?:[^"\\\n]|\\[\s\S])*)"|(\d[\w.]*|\.\d+)|(@?[A-Za-z_]\w*)|(\|&|\|\||&&|>>|[-+*/%^=!<>]=|\+\+|--|[\s\S])/y;

/** Reads an awk program; `variables` are those given by `-v`. Never throws, linear. */
export function readAwkProgram(
  program: string,
  variables: ReadonlyMap<string, string> = new Map(),
): readonly AwkPower[] {
  const { tokens, complete } = tokenize(program);
  const powers = new AwkReader(tokens, constantsOf(tokens, variables)).read();
  return complete ? powers : [...powers, { kind: 'run', command: { text: '*', known: false } }];
}

/** Slashes that open a pattern nothing closes; with more of them the program is not read on. */
const MOST_OPEN = 20;

/** `complete` is false if what is code and what is pattern could not be told apart to the end. */
function tokenize(program: string): { tokens: readonly Token[]; complete: boolean } {
  const tokens: Token[] = [];
  let at = 0;
  let open = 0;
  while (at < program.length) {
    const last = tokens.at(-1);
    if (program[at] === '/' && startsRegex(last)) {
      const regex = /\/(?:[^/\\\n[]|\\[\s\S]|\[\^?\]?(?:[^\]\\\n]|\\[\s\S])*\])*\//y;
      regex.lastIndex = at;
      const match = regex.exec(program);
      if (match !== null) {
        tokens.push({ kind: 'regex', text: match[0] });
        at += match[0].length;
        continue;
      }
      open += 1;
      if (open > MOST_OPEN) return { tokens, complete: false };
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(program);
    if (match === null) break;
    at += match[0].length;
    const [, space, string, number, name, mark] = match;
    if (space !== undefined) continue;
    if (string !== undefined) tokens.push({ kind: 'string', text: unquote(string) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'mark', text: mark ?? '' });
  }
  return { tokens, complete: true };
}

/** A slash divides behind a value and starts a pattern anywhere else. */
function startsRegex(last: Token | undefined): boolean {
  if (last === undefined || last.kind === 'regex') return true;
  if (last.kind === 'mark') return ![')', ']', '$', '++', '--'].includes(last.text);
  return last.kind === 'name' && STATEMENT_WORDS.has(last.text);
}

const STATEMENT_WORDS = new Set([
  'print',
  'printf',
  'return',
  'in',
  'if',
  'while',
  'do',
  'else',
  'case',
]);
const ENDS = new Set([';', '\n', '}', ')', ',']);

function unquote(source: string): string {
  return source.replace(
    /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|([\s\S]))/g,
    (_, octal, hex, letter) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      return (
        { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\n': '' }[
          String(letter)
        ] ?? letter
      );
    },
  );
}

/** Variables that hold one constant wherever they are set. */
function constantsOf(
  tokens: readonly Token[],
  variables: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const constants = new Map(variables);
  const seen = new Set(variables.keys());
  for (const [index, token] of tokens.entries()) {
    const operator = tokens[index + 1]?.text ?? '';
    if (token.kind !== 'name' || !/^(?:[-+*/%^]?=|\+\+|--)$/.test(operator)) continue;
    if (tokens[index + 1]?.kind !== 'mark') continue;
    const value =
      operator === '=' && !seen.has(token.text)
        ? concatenation(tokens, index + 2, constants)
        : undefined;
    if (value?.known) constants.set(token.text, value.text);
    else constants.delete(token.text);
    seen.add(token.text);
  }
  return constants;
}

/** Longest expression that is worked out; a longer one ends in an unknown part. */
const MOST_TOKENS = 200;

/** Strings, numbers and constants side by side up to the end of an expression, or to `end`. */
function concatenation(
  tokens: readonly Token[],
  from: number,
  constants: ReadonlyMap<string, string>,
  end = tokens.length,
): AwkText {
  let text = '';
  let known = true;
  let depth = 0;
  for (let index = from; index < end; index += 1) {
    if (index - from > MOST_TOKENS) return { text: `${text}*`, known: false };
    const token = tokens[index];
    if (token === undefined || (depth === 0 && endsExpression(tokens, index))) break;
    if (token.text === '(' && token.kind === 'mark') depth += 1;
    else if (token.text === ')' && token.kind === 'mark') depth -= 1;
    else {
      const constant = constantOf(token, constants);
      known &&= constant !== undefined;
      if (constant !== undefined) text += constant;
      else if (!text.endsWith('*')) text += '*';
      // A field: what follows the dollar sign is its number.
      if (token.text === '$' && token.kind === 'mark') index += 1;
    }
  }
  return { text, known };
}

function constantOf(token: Token, constants: ReadonlyMap<string, string>): string | undefined {
  if (token.kind === 'string' || token.kind === 'number') return token.text;
  return token.kind === 'name' ? constants.get(token.text) : undefined;
}

function endsExpression(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return true;
  if (token.kind === 'mark')
    return ENDS.has(token.text) || token.text === '|' || token.text === '|&';
  return token.kind === 'name' && token.text === 'getline';
}

class AwkReader {
  readonly #tokens: readonly Token[];
  readonly #constants: ReadonlyMap<string, string>;
  readonly #powers: AwkPower[] = [];

  constructor(tokens: readonly Token[], constants: ReadonlyMap<string, string>) {
    this.#tokens = tokens;
    this.#constants = constants;
  }

  read(): readonly AwkPower[] {
    let printing = false;
    let depth = 0;
    for (const [index, token] of this.#tokens.entries()) {
      if (token.kind === 'name') {
        if (token.text === 'print' || token.text === 'printf') [printing, depth] = [true, 0];
        else this.#word(token.text, index);
      } else if (token.kind === 'mark') {
        if (token.text === '(' || token.text === '[') depth += 1;
        if (token.text === ')' || token.text === ']') depth -= 1;
        if (printing && depth <= 0) this.#redirection(token.text, index);
        if (token.text === ';' || token.text === '\n' || token.text === '}') printing = false;
      }
    }
    return this.#powers;
  }

  #word(name: string, index: number): void {
    if (name === 'system' && this.#tokens[index + 1]?.text === '(')
      this.#powers.push({ kind: 'run', command: this.#value(index + 2) });
    else if (name === 'getline') this.#getline(index);
    else if (name === '@include' || name === '@load') {
      const file = this.#value(index + 1);
      this.#powers.push({ kind: 'read', file });
    } else if (name === 'ENVIRON') this.#environment(index);
    else if (name === 'ARGV') this.#argument(index);
  }

  /** `"cmd" | getline`, `getline line < "file"`. */
  #getline(index: number): void {
    const before = this.#tokens[index - 1]?.text;
    if (before === '|' || before === '|&')
      this.#powers.push({ kind: 'run', command: this.#valueBefore(index - 1) });
    for (let next = index + 1; next < this.#tokens.length && next < index + 8; next += 1) {
      const token = this.#tokens[next];
      if (token?.kind === 'mark' && token.text === '<') {
        this.#powers.push({ kind: 'read', file: this.#value(next + 1) });
        return;
      }
      if (token === undefined || (token.kind === 'mark' && ENDS.has(token.text))) return;
    }
  }

  #redirection(mark: string, index: number): void {
    if (mark === '>' || mark === '>>')
      this.#powers.push({ kind: 'write', file: this.#value(index + 1), append: mark === '>>' });
    else if ((mark === '|' || mark === '|&') && this.#tokens[index + 1]?.text !== 'getline')
      this.#powers.push({ kind: 'run', command: this.#value(index + 1) });
  }

  #environment(index: number): void {
    const [open, key, close] = this.#tokens.slice(index + 1, index + 4);
    const named = open?.text === '[' && key?.kind === 'string' && close?.text === ']';
    // `ENVIRON[key]` in a loop over ENVIRON was reported by the loop itself.
    if (named) this.#powers.push({ kind: 'environment', name: key.text });
    else this.#powers.push({ kind: 'environment' });
  }

  /** `ARGV[1] = "file"` makes awk read another file. */
  #argument(index: number): void {
    for (let next = index + 1; next < this.#tokens.length && next < index + 8; next += 1)
      if (this.#tokens[next]?.text === '=' && this.#tokens[next - 1]?.text === ']')
        this.#powers.push({ kind: 'read', file: this.#value(next + 1) });
  }

  #value(from: number): AwkText {
    return concatenation(this.#tokens, from, this.#constants);
  }

  /** The expression that ends before a token. */
  #valueBefore(end: number): AwkText {
    let start = end;
    let depth = 0;
    while (start > 0 && end - start < MOST_TOKENS) {
      const token = this.#tokens[start - 1];
      if (token === undefined) break;
      if (token.text === ')') depth += 1;
      if (token.text === '(') depth -= 1;
      if (
        depth < 0 ||
        (depth === 0 && /^[;\n{}]$|^=$|^&&$|^\|\|$/.test(token.text) && token.kind === 'mark')
      )
        break;
      if (depth === 0 && token.kind === 'name' && STATEMENT_WORDS.has(token.text)) break;
      start -= 1;
    }
    return concatenation(this.#tokens, start, this.#constants, end);
  }
}
