import micromatch from 'micromatch';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../__fixtures__/seeded-random.ts';
import { compilePathGlob } from './path-glob.ts';

/** What micromatch makes of a pattern: its regex with the flag `s`, or the pattern itself. */
function micromatchOf(pattern: string): (path: string) => boolean {
  const options = { dot: true, nobrace: true, noextglob: true, nonegate: true };
  const regex = new RegExp(micromatch.makeRe(pattern, options).source, 's');
  return (path) => path === pattern || regex.test(path);
}

const matches = (pattern: string, path: string): boolean => compilePathGlob(pattern)(path);

describe('path globs', () => {
  it.each([
    ['**/.env', '/work/app/.env'],
    ['**/.env', '/.env'],
    ['**/*', '/work/.ssh/id'],
    ['/work/**', '/work'],
    ['/work/**', '/work/.git/config'],
    ['/work/*/x', '/work/.a/x'],
    ['**/*.pem', '/a/b\nc/key.pem'],
    ['**/a*', '/x/a\nb'],
    ['app/[id]/page.tsx', 'app/[id]/page.tsx'],
    ['app/[id]/page.tsx', 'app/i/page.tsx'],
    ['/[[:alpha:]][[:digit:]]', '/a1'],
    ['/a\\*b', '/a*b'],
    ['./x', 'x'],
    ['**', '/'],
  ])('%j matches %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  it.each([
    ['**/.env', '/work/app/.env.example'],
    ['**/.env', '/work/app/x.env'],
    ['/work/*', '/work/a/b'],
    ['/work/**', '/workshop'],
    ['/a?c', '/a/c'],
    ['/[^a]', '//'],
    ['/a\\*b', '/axb'],
    ['**.ts', '/a/b.ts'],
    ['/**/x', '/x'],
    ['*', ''],
  ])('%j does not match %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  it.each([
    'graph',
    'print',
    'punct',
    'ascii',
    'space',
    'blank',
    'cntrl',
    'upper',
    'lower',
    'word',
    'xdigit',
    'alnum',
  ])('reads the POSIX class %s as micromatch does, for every character', (name) => {
    const glob = compilePathGlob(`/[[:${name}:]]`);
    const oracle = micromatchOf(`/[[:${name}:]]`);
    for (let unit = 1; unit < 256; unit += 1) {
      // A normalised path does not end in a slash.
      if (unit === 47) continue;
      const path = `/${String.fromCharCode(unit)}`;
      expect([unit, glob(path)]).toEqual([unit, oracle(path)]);
    }
  });

  it('stands in for micromatch on random patterns and paths', () => {
    const random = new SeededRandom(20_260_101);
    let compared = 0;
    let matched = 0;
    while (compared < 20_000) {
      const atoms = [random.pick(['', '/', '**/']), ...random.some(ATOMS, 7)];
      const pattern = atoms.join('');
      if (!isComparable(pattern, atoms)) continue;
      const path = random.chance(0.6) ? pathLike(pattern, random) : randomPath(random);
      if (!isNormalised(path)) continue;
      compared += 1;
      const expected = micromatchOf(pattern)(path);
      if (expected) matched += 1;
      expect({ pattern, path, matches: matches(pattern, path) }).toEqual({
        pattern,
        path,
        matches: expected,
      });
    }
    // Without enough of both answers the comparison would show nothing.
    expect(matched).toBeGreaterThan(2_000);
    expect(compared - matched).toBeGreaterThan(2_000);
  });
});

describe('hostile path globs take linear steps', () => {
  const steps = (pattern: string, path: string): number => {
    const meter = { steps: 0 };
    compilePathGlob(pattern)(path, meter);
    return meter.steps;
  };

  it.each([
    ['/*a*a*a*a*a*a*a*ab', (size: number) => `/${'a'.repeat(size)}/ab`],
    ['**/a/**/a/**/a/**/a/**/c', (size: number) => `${'/a'.repeat(size / 2)}/xc`],
    ['/[a-c]*[a-c]*[a-c]*[^a-c]*z', (size: number) => `/${'abc'.repeat(size / 3)}z/z`],
    ['/**/*?*?*?*?*?b', (size: number) => `${'/aaaa'.repeat(size / 5)}/b/ab`],
  ])('%s', (pattern, pathOf) => {
    const few = steps(pattern, pathOf(1_000));
    const many = steps(pattern, pathOf(4_000));
    expect(few).toBeGreaterThan(1_000);
    expect(many).toBeLessThan(few * 4.5);
    expect(many).toBeLessThan(2 * (pattern.length + 4) * (4_000 + 20));
  });
});

const ATOMS = [
  ...['a', 'b', '.', '.', '*', '*', '*', '**', '**', '?', '/', '/', '/'],
  ...[
    '[ab]',
    '[a-c]',
    '[^a]',
    '[id]',
    '[.]',
    '[^a-c.]',
    '[]a]',
    '[^]a]',
    '[[:alpha:]]',
    '[^[:digit:]]',
  ],
  ...['\\*', '\\[', '\\?', '\\(', '\n', '-', 'é', '@', '~', ' ', '+', '!'],
];

const NAMES = [
  'a',
  'b',
  'ab',
  '.a',
  'a.b',
  'i',
  '[id]',
  '*',
  '\n',
  '..a',
  '-',
  'é',
  '.env',
  ' a',
  '(',
];

/** Leaves out what is not of the dialect, and where picomatch 2.3.2 itself goes wrong. */
function isComparable(pattern: string, atoms: readonly string[]): boolean {
  if (pattern === '' || /\*{3}|\/\/|.\/$/.test(pattern)) return false;
  // `+` after a class repeats it, doubled signs get half an escape: both are refused at load.
  if (/\]\+|([-+@!~ é\n])\1/.test(pattern)) return false;
  // `*.*` alone wants a character behind the dot, `x/*.*` does not.
  if (pattern === '*.*' || pattern === '**/*.*') return false;
  // A POSIX class makes picomatch rebuild the pattern, and lose all but the last of joined texts.
  const isPlain = (atom: string | undefined) =>
    atom !== undefined && !/^[*?/[]/.test(atom) && atom !== '';
  return !(
    pattern.includes('[:') &&
    atoms.some((atom, index) => isPlain(atom) && isPlain(atoms[index + 1]))
  );
}

function randomPath(random: SeededRandom): string {
  const names = random
    .some(NAMES, 4)
    .map((name) => name + random.pick(['', '', random.pick(NAMES)]));
  return (random.chance(0.8) ? '/' : '') + names.join('/');
}

/** A path that the pattern might have been written for. */
function pathLike(pattern: string, random: SeededRandom): string {
  const written = pattern
    .replace(/\[(?:\[:|\^)?.*?\]+/gs, () => random.pick(['a', 'b', 'i', '.', '[id]', '1']))
    .replace(/\\(.)/gs, '$1')
    .replace(/\*\*\/?/g, () => random.pick(['', 'a/', 'b/.c/', 'x']))
    .replace(/[*?]/g, () => random.pick(['', 'a', '.b', 'ab', '\n']));
  return random.chance(0.8) ? written.replace(/\/$/, '') : `${written}a`;
}

function isNormalised(path: string): boolean {
  return path !== '' && !/\/\/|(?:^|\/)\.{1,2}(?:\/|$)|.\/$/.test(path);
}
