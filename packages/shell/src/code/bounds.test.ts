import { describe, expect, it, vi } from 'vitest';
import type { Language, RunFromCode, ShellAnalysis } from '../contract.ts';
import { analyseCode } from './index.ts';
import { type ScriptLanguage, tokenize } from './read/script-tokens.ts';
import { readScript } from './read/scripting.ts';

const NOTHING: ShellAnalysis = { actions: [], unknown: [], simpleCommands: [], scripts: [] };

/** How many lines and programs the code had read, and how long they were together. */
function analysed(language: Language, code: string) {
  let runs = 0;
  let length = 0;
  const run: RunFromCode = {
    line: ({ text }) => {
      runs += 1;
      length += text.length;
      return NOTHING;
    },
    argv: (words) => {
      runs += 1;
      for (const { text } of words) length += text.length;
      return NOTHING;
    },
  };
  const { actions, unknown } = analyseCode(language, code, { cwd: '/w' }, run);
  return { runs, length, actions, unknown };
}

const many = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join('');

/** Values that hold themselves twice, and texts that double: 2^200 things if each were looked at. */
const DOUBLING: readonly (readonly [Language, string])[] = [
  ['python', `${'x = [x, x]\n'.repeat(200)}f(x)\nprint(x, x[0], x[i])`],
  ['python', `${"d = {'a': d, 'b': d}\n".repeat(200)}f(d)\nprint(d)`],
  ['python', `x = 'ab'\n${'x = x + x\n'.repeat(200)}open(x)`],
  ['python', `x = 'ab'\n${"x = '%s%s' % (x, x)\n".repeat(200)}open(x)`],
  ['python', `x = 'ab'\n${'x = x.join([x, x])\n'.repeat(200)}open(x)`],
  ['python', `x = 'a'\n${"x = x.replace('a', 'aa')\n".repeat(200)}open(x)`],
  ['python', `x = [1]\n${'x = x + x\n'.repeat(200)}f(*x)`],
  ['javascript', `${'x = { a: x, b: x };'.repeat(200)}f(x);`],
  ['javascript', `x = 'ab';${'x = `${x}${x}`;'.repeat(200)}fs.rmSync(x);`],
  ['php', `$x = 'ab';${'$x = "$x$x";'.repeat(200)}unlink($x);`],
  ['php', `${'$x = [$x, $x];'.repeat(200)}print_r($x);`],
  ['perl', `my $x = 'ab';${'$x = "$x$x";'.repeat(200)}unlink $x;`],
  ['ruby', `x = 'ab'\n${'x = "#{x}#{x}"\n'.repeat(200)}File.delete(x)`],
  ['ruby', `${'x = [x, x]\n'.repeat(200)}puts x`],
  ['lua', `x = 'ab'\n${'x = x .. x\n'.repeat(200)}os.remove(x)`],
  ['powershell', `${'$x = @($x, $x);'.repeat(200)}Remove-Item $x; $x -join ','`],
  ['powershell', `${'$x = @{ a = $x; b = $x };'.repeat(200)}Write-Output $x`],
  ['powershell', `$x = 'ab';${'$x = "$x$x";'.repeat(200)}Remove-Item $x`],
  ['cmd', `set x=ab\n${'set x=%x%%x%\n'.repeat(200)}del %x%`],
  ['cmd', `if ${'a'.repeat(8_000)}`],
  ['cmd', `if ${'a""'.repeat(2_500)}`],
  ['cmd', `for ${'/f '.repeat(2_500)}`],
];

describe('what doubles at every statement is followed to an end', () => {
  it.each(DOUBLING)('%s: %j', (language, code) => {
    const { actions } = analysed(language, code);
    const texts = actions.map(({ params }) => String(params['file_path'] ?? ''));
    expect(Math.max(0, ...texts.map(({ length }) => length))).toBeLessThanOrEqual(65_536);
  });
});

/** One command that starts a program, by its number. */
const STARTS: readonly (readonly [Language, (index: number) => string])[] = [
  ['python', (index) => `os.system("rm a${index}")\n`],
  ['javascript', (index) => `require('child_process').execSync("rm a${index}");`],
  ['php', (index) => `system("rm a${index}");`],
  ['perl', (index) => `system("rm a${index}");`],
  ['ruby', (index) => `system "rm a${index}"\n`],
  ['lua', (index) => `os.execute("rm a${index}")\n`],
  ['powershell', (index) => `git push o a${index};`],
  ['cmd', (index) => `git push o a${index}\n`],
];

describe.each(STARTS)('programs that %s starts', (language, start) => {
  it('are read once each', () => {
    const { runs, unknown } = analysed(language, start(1).repeat(100));
    expect(runs).toBe(1);
    expect(unknown).toEqual([]);
  });

  it('are all read where they are a hundred', () => {
    const { runs, unknown } = analysed(language, many(100, start));
    expect(runs).toBe(100);
    expect(unknown).toEqual([]);
  });

  it('are bounded in number where all are the same', () => {
    expect(analysed(language, start(1).repeat(1_000)).unknown).toContain('too-many');
  });

  it('are bounded in number, and it is said so', () => {
    const { runs, unknown } = analysed(language, many(400, start));
    expect(runs).toBeLessThanOrEqual(128);
    expect(unknown).toContain('too-many');
  });
});

describe('lines that code puts together', () => {
  it('are bounded in length together, and it is said so', () => {
    const long = `x = '${'a'.repeat(20_000)}'\n${many(50, (index) => `os.system(x + '${index}')\n`)}`;
    const { length, unknown } = analysed('python', long);
    expect(length).toBeLessThanOrEqual(32_768);
    expect(unknown).toContain('too-many');
  });

  it('are read however long the only one is', () => {
    const { runs, unknown } = analysed('python', `os.system('echo ${'a'.repeat(50_000)}')`);
    expect([runs, unknown]).toEqual([1, []]);
  });

  it('are still read behind much harmless code', () => {
    const { runs, unknown } = analysed('python', `${'x = f(1)\n'.repeat(500)}os.system('ls')`);
    expect([runs, unknown]).toEqual([1, []]);
  });

  it('that are code of the language itself are bounded in length together', () => {
    const code = `x = "${'f(1);'.repeat(4_000)}"\n${many(50, (index) => `exec(x + "${index}")\n`)}`;
    expect(analysed('python', code).unknown).toContain('too-many');
  });
});

const PIECES: { readonly [language in ScriptLanguage]: readonly string[] } = {
  ruby: ['a{', 'a.b', '"#{a}"', '"#{', '%w[', 'a b ', '(', '[', '{', '#c\n', 'x=1\n', '<<A\n', '/'],
  perl: ['a;', '$a{', 's/a/b/;', 's{a}', 's/a/s{b}{c}e/e;', '"$a";', '"${', '<<A,', '<', 'map {'],
  lua: ['a.b', 'a(', 'a:b()', '[[', '[=[', '--[[', 'a"b"', 'f{', 'x=x..x\n', 'function(', '"'],
};

/** Matches tried and characters cut out while a script is read. */
function workFor(language: ScriptLanguage, source: string): number {
  let work = 0;
  const spies = [
    vi.spyOn(RegExp.prototype, 'exec'),
    vi.spyOn(String.prototype, 'indexOf'),
    vi.spyOn(String.prototype, 'startsWith'),
  ];
  try {
    tokenize(source, language);
    readScript(source, language);
    for (const spy of spies) work += spy.mock.calls.length;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return work;
}

describe.each(['ruby', 'perl', 'lua'] as const)(
  '%s takes twice the work at twice the length',
  (language) => {
    it.each(PIECES[language])('%j, again and again', (piece) => {
      const once = workFor(language, piece.repeat(500));
      expect(once).toBeGreaterThan(0);
      expect(workFor(language, piece.repeat(1_000))).toBeLessThanOrEqual(2 * once + 50);
    });
  },
);
