/** What stands for itself after a backslash, in `echo -e`, `printf` and `$'…'`. */
const SIMPLE: { readonly [letter: string]: string } = {
  '\\': '\\',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `echo -e` and `%b` write octal as `\0NNN`, a `printf` format as `\NNN`. */
type EscapeDialect = 'echo' | 'printf';

/** A text after its backslash escapes; `stopped` if `\c` ended all output. */
type Unescaped = { readonly text: string; readonly stopped: boolean };

const ESCAPE =
  /\\(?:(0[0-7]{0,3}|[1-7][0-7]{0,2})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([\s\S]))/g;

/** Backslash escapes as bash's `echo -e` and `printf` read them (bash(1), "echo", "printf"). */
export function resolveEscapes(source: string, dialect: EscapeDialect): Unescaped {
  const end = dialect === 'echo' ? findStop(source) : -1;
  const text = (end < 0 ? source : source.slice(0, end)).replace(
    ESCAPE,
    (whole, octal: string, hex: string, short: string, long: string, letter: string) => {
      if (octal !== undefined) return octalText(octal, dialect);
      const code = hex ?? short ?? long;
      if (code !== undefined) return characterOf(Number.parseInt(code, 16));
      return SIMPLE[letter] ?? (dialect === 'printf' && `"'?`.includes(letter) ? letter : whole);
    },
  );
  return { text, stopped: end >= 0 };
}

function octalText(digits: string, dialect: EscapeDialect): string {
  if (dialect === 'echo') return characterOf(Number.parseInt(digits, 8) & 0xff);
  const used = digits.slice(0, 3);
  return characterOf(Number.parseInt(used, 8) & 0xff) + digits.slice(3);
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Where `\c` stands as an escape of its own. */
function findStop(source: string): number {
  for (let index = 0; index < source.length; index += 1) {
    if (source[index] !== '\\') continue;
    if (source[index + 1] === 'c') return index;
    index += 1;
  }
  return -1;
}
