import { parser as javascript } from '@lezer/javascript';
import { parser as php } from '@lezer/php';
import { parser as python } from '@lezer/python';
import { describe, expect, it } from 'vitest';
import { MAX_TREE_DEPTH, type Tree } from './lezer-tree.ts';
import { MAX_OPEN, MAX_PARSE_STEPS, MAX_RECOVERY_STEPS, parseBounded } from './parse-bounded.ts';

const PARSERS = { javascript, php: php.configure({ top: 'Program' }), python };

/** Pieces whose repetition makes many tokens, deep brackets, or places that do not parse. */
const PIECES: readonly string[] = [
  ...[
    '(',
    '[',
    'a{',
    'f"{',
    '$(',
    '"$($',
    'qq{',
    '$1$2',
    '*',
    '>',
    ':',
    ';',
    '"',
    "'",
    '`${',
    '/*',
  ],
  ...[
    'a.b',
    'a.b.',
    '1+',
    'a=b;',
    'a=b\n',
    'f(a)\n',
    'if(',
    'if a:\n ',
    'x=>',
    '()=>{',
    'a?b:',
    'a b ',
  ],
];

describe.each(Object.entries(PARSERS))(
  '%s of any kind is parsed in bounded steps',
  (_name, parser) => {
    it.each(PIECES)('%j, again and again', (piece) => {
      const source = piece.repeat(Math.ceil(65_535 / piece.length));
      const { steps } = parseBounded(parser, source);
      expect(steps).toBeLessThanOrEqual(MAX_PARSE_STEPS + MAX_RECOVERY_STEPS + 100);
    });

    it('reads what parses to its end', () => {
      const { trees, rest } = parseBounded(parser, 'f(1);');
      expect(trees.map(({ to }) => to)).toEqual([5]);
      expect(rest).toEqual([]);
    });

    it('reads on behind a fault', () => {
      const { trees, rest } = parseBounded(parser, 'f(1) 2 ) 3; g(2);');
      expect(trees.map(({ to }) => to)).toEqual([17]);
      expect(rest).toEqual([]);
    });

    it('leaves an error for what it left out', () => {
      const { rest } = parseBounded(parser, 'f(1);\n'.repeat(10_000));
      expect(rest).toEqual([{ kind: 'error' }]);
    });
  },
);

describe('what stands too deep in each other', () => {
  it.each([
    ['javascript', javascript],
    ['python', python],
  ] as const)('is an error in %s, and what stands around it is read', (_name, parser) => {
    const depth = (tree: Tree): number =>
      tree.isError ? 0 : 1 + Math.max(0, ...tree.children().map(depth));
    const deep = `f(1)\n${'('.repeat(800)}1${')'.repeat(800)}\ng(2)\n`;
    const [tree] = parseBounded(parser, deep).trees;
    expect(tree && depth(tree)).toBe(MAX_TREE_DEPTH + 1);
    expect(tree?.children().at(-1)?.text).toBe('g(2)');
  });

  it.each([
    ['javascript', javascript],
    ['python', python],
  ] as const)('is where %s is cut', (_name, parser) => {
    const { trees, steps, rest } = parseBounded(parser, `f(1)\n${'['.repeat(5_000)}`);
    expect(steps).toBeLessThanOrEqual(MAX_OPEN + 20);
    expect([trees.length, rest]).toEqual([1, [{ kind: 'error' }]]);
  });
});
