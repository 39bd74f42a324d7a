import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { analyseCode } from './code/index.ts';
import type { Language, RunFromCode, ShellAnalysis } from './contract.ts';
import { generateScript } from './fuzz/generate-script.ts';
import { Random } from './fuzz/random.ts';
import { MAX_LINE_LENGTH } from './parse/parse-line.ts';
import { PLACE } from './testing/line.ts';
import { MAX_ACTIONS, MAX_COMMANDS } from './walk/recorder.ts';

const NOTHING: ShellAnalysis = { actions: [], unknown: [], simpleCommands: [], scripts: [] };
const IGNORE: RunFromCode = { line: () => NOTHING, argv: () => NOTHING };

/** Beginnings whose repetition makes a parser nest, look ahead or give up. */
const HOSTILE: readonly [string, ...string[]] = [
  '(',
  ...['{ ', '[', '"', "'", '`', '$(', '${x:-', '<(', '$((', '$((1+', '((', '[[ ', '<<a\n'],
  ...['<<<', 'if ', 'case x in ', 'for x in ', 'while ', 'f() { ', 'function f ', 'coproc '],
  ...['a|', 'a;', 'a&', 'a&&', '!', '\\', '\n', ' ', '\0', '\u2063', '*', '?', '{a,b}', '{1..9}'],
  ...['~/', '$x', '${x}', '${!x}', '$@', 'x=', 'x+=(', '>', '2>&1 ', '>&', '-', '--a=', '#', '@('],
  ...['eval ', 'sudo ', 'env a=b ', 'xargs ', 'sh -c ', "sh -c '", 'trap x ', 'alias a=', '. x '],
  ...['echo x > f; sh f; ', 'a() { a; }; a ', 'x=$x$x; ', 'cd x; ', 'read x; $x ', 'PATH=a:b c; '],
];

const LANGUAGES: readonly Language[] = [
  ...(['python', 'javascript', 'typescript', 'ruby', 'perl', 'php', 'lua'] as const),
  ...(['powershell', 'cmd', 'awk', 'sql'] as const),
];

function filled(seed: string, length: number): string {
  return seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
}

describe('any line is read to an end', () => {
  it.each(HOSTILE)(
    '%j, again and again',
    (seed) => {
      for (const length of [seed.length * 3, MAX_LINE_LENGTH]) {
        const analysis = analyse(filled(seed, length), PLACE, { code: analyseCode });
        expect(analysis.actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
        expect(analysis.simpleCommands.length).toBeLessThanOrEqual(MAX_COMMANDS);
      }
    },
    60_000,
  );

  it('of random characters and pieces', () => {
    const random = new Random(4711);
    for (let round = 0; round < 300; round += 1) {
      const pieces = Array.from({ length: 40 }, () => random.pick(HOSTILE));
      const line = pieces.join(random.pick(['', ' ', '\n']));
      const analysis = analyse(line, PLACE, { code: analyseCode });
      expect(analysis.actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
    }
  }, 60_000);

  it('and says so of one that is too long', () => {
    const { unknown, actions } = analyse('a '.repeat(500_000), PLACE);
    expect(unknown).toEqual(['too-long']);
    expect(actions).toEqual([]);
  });

  it.each([
    ['lines', (inner: string) => `sh -c ${quoted(inner)}`],
    ['substitutions', (inner: string) => `echo $(${inner})`],
    ['subshells', (inner: string) => `( ${inner} )`],
    ['wrappers', (inner: string) => `sudo ${inner}`],
    ['branches', (inner: string) => `if a; then ${inner}; fi`],
  ])('however deep %s nest', (_name, nest) => {
    let line = 'rm x';
    for (let depth = 0; depth < 60 && line.length < MAX_LINE_LENGTH / 2; depth += 1)
      line = nest(line);
    const { unknown, simpleCommands } = analyse(line, PLACE);
    if (!simpleCommands.includes('rm x')) expect(unknown).not.toEqual([]);
  });
});

describe('any code is read to an end', () => {
  it.each(LANGUAGES)(
    '%s',
    (language) => {
      const random = new Random(7);
      for (const seed of HOSTILE) {
        const code = random.pick(['', '"', "'", '(']) + filled(seed, 4_000);
        const analysis = analyseCode(language, code, PLACE, IGNORE);
        expect(analysis.actions.length).toBeLessThanOrEqual(512);
      }
    },
    60_000,
  );
});

const WORDS: readonly [string, ...string[]] = [
  ...([
    'rm',
    '-rf',
    'src/a b',
    './x',
    'cat',
    '.env',
    'git',
    'push',
    '--force',
    'a*b',
    '$x',
  ] as const),
];

describe('what bash does not see changes nothing', () => {
  const random = new Random(20_261_122);
  const lines = Array.from({ length: 200 }, () => {
    const count = 1 + random.below(5);
    return Array.from({ length: count }, (_, index) =>
      index === 0 ? random.pick(['rm', 'cat', 'git', 'echo', 'x']) : random.pick(WORDS),
    );
  });

  it('quotes and backslashes', () => {
    for (const words of lines) {
      const plain = words.map(quoted).join(' ');
      const disguised = words.map((word) => disguise(word)).join(' ');
      expect({ disguised, found: found(disguised) }).toEqual({ disguised, found: found(plain) });
    }
  });

  it('blanks, continued lines and comments', () => {
    for (const words of lines) {
      const plain = words.map(quoted).join(' ');
      const gap = () => random.pick([' ', '\t', '   ', ' \\\n', ' \\\n\t']);
      const spaced = words.map(quoted).reduce((line, word) => line + gap() + word);
      const before = random.pick(['', ' ', '\n\n', '# note\n', '\t']);
      const after = random.pick(['', ' ', '\n', ' # rm -rf /', ';', '\n\n# end']);
      expect(found(before + spaced + after)).toEqual(found(plain));
    }
  });

  it('braces and semicolons around a list', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const script = generateScript(seed);
      if (!/\n/.test(script)) expect(found(`{ ${script}\n}`)).toEqual(found(script));
    }
  });

  function found(line: string): ShellAnalysis {
    return analyse(line, PLACE, { code: analyseCode });
  }

  /** The word in another spelling of the same. */
  function disguise(word: string): string {
    return [...word]
      .map((character) =>
        random.pick([
          () => `'${character}'`,
          () => (/[$`"\\]/.test(character) ? `"\\${character}"` : `"${character}"`),
          () => `\\${character}`,
          () => (/[\w/.-]/.test(character) ? character : `'${character}'`),
          () => `''${quoted(character)}""`,
        ])(),
      )
      .join('');
  }
});

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
