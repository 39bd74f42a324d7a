const SIMPLE: { readonly [letter: string]: string } = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  '0': '\0',
  '\n': '',
};

/** Resolves backslash escapes as the C family of languages writes them; unknown ones keep the letter. */
export function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (_all, hex, braced, four, eight, octal, letter) => {
      const digits = hex ?? braced ?? four ?? eight;
      if (typeof digits === 'string') return codePoint(Number.parseInt(digits, 16));
      if (typeof octal === 'string') return codePoint(Number.parseInt(octal, 8));
      return typeof letter === 'string' ? (SIMPLE[letter] ?? letter) : '';
    },
  );
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd';
}
