const KIB = 1024;

/** Lengths a text is tried with; the kernel takes no path longer than 4 KiB. */
const LENGTHS = [4, 8, 16, 32, 64].map((each) => each * KIB);
const PATH_LENGTHS = [0.5, 1, 2, 4].map((each) => each * KIB - 1);

/**
 * Families of patterns that are hard to match, each growing with `size`, with the texts (as long as
 * asked) on which they hurt. The worst of a family is the largest size that loads.
 */
export const FAMILIES = [
  regex('nested repeats', (size) => `^(?:${'('.repeat(size)}a+${')+'.repeat(size)})$`, [
    text('a', '!'),
  ]),
  regex('overlapping alternatives', (size) => `(?:${range(size, runOf('a')).join('|')})+b`, [
    text('a', 'c', 'b'),
    text('aac', 'c', 'b'),
  ]),
  regex('optional letters', (size) => `[xa]${'a?'.repeat(size)}[xa]${'a'.repeat(size)}b`, [
    text('a', 'c', 'b'),
    text('aaaaaaab', 'c'),
  ]),
  regex('counted class', (size) => `a[ab]{${size}}c`, [text('abaababc', 'b'), text('a', 'b', 'c')]),
  regex('any text before any text', (size) => `${'.*a'.repeat(size)}b`, [
    text('a', 'c', 'b'),
    text('xa', 'c', 'b'),
  ]),
  regex('words without case', (size) => `(?i)(?:${range(size, letters).join('|')})+!`, [
    text('worda', 'x', '!'),
    text('WordaWORDBworD', 'x', '!'),
  ]),
  regex('white space', (size) => `(?:\\s*\\w+\\s*){${size}}=`, [
    text('a ', '!', '='),
    text(' ', '!', '='),
  ]),
  regex('address', () => '^(([a-z])+.)+[A-Z]([a-z])+$', [text('a', '!'), text('aA', '!')]),
  pathGlob('stars in a name', (size) => `**/${'*a'.repeat(size)}b`, [
    text('a', '/b', '/'),
    text('a', '/ab', '/'),
  ]),
  pathGlob('any folders', (size) => `${'**/a/'.repeat(size)}**/c`, [
    text('/a', '/x/c'),
    text('/a', '/c/d'),
  ]),
  pathGlob('classes', (size) => `**/${'*[a-c]?'.repeat(size)}z`, [
    text('abc', '/z', '/'),
    text('/abc', '/z'),
  ]),
  textGlob('stars in a line', (size) => `${'*a'.repeat(size)}*b`, [
    text('a', 'c', 'b'),
    text('ab', 'c'),
  ]),
];

/** Largest size that is tried. */
export const SIZE_LIMIT = 512;

function regex(name, pattern, texts) {
  const lengths = LENGTHS;
  return { name: `regex: ${name}`, op: 'regex', fact: 'params.command', lengths, pattern, texts };
}

function pathGlob(name, pattern, texts) {
  const lengths = PATH_LENGTHS;
  return {
    name: `path glob: ${name}`,
    op: 'glob',
    fact: 'params.file_path',
    lengths,
    pattern,
    texts,
  };
}

function textGlob(name, pattern, texts) {
  const lengths = LENGTHS;
  return {
    name: `text glob: ${name}`,
    op: 'glob',
    fact: 'params.command',
    lengths,
    pattern,
    texts,
  };
}

/** A text of a length: `unit` over and over between a start and an end. */
function text(unit, end, start = '') {
  return (length) => {
    const rest = length - start.length - end.length;
    return start + unit.repeat(Math.ceil(rest / unit.length)).slice(0, rest) + end;
  };
}

function range(count, item) {
  return Array.from({ length: count }, (_, index) => item(index));
}

function runOf(letter) {
  return (index) => letter.repeat(index + 1);
}

/** `worda`, `wordb` … */
function letters(index) {
  const digits = index.toString(26).replace(/./g, (digit) => {
    return String.fromCharCode(97 + Number.parseInt(digit, 26));
  });
  return `word${digits}`;
}
