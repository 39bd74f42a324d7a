import { expect, it } from 'vitest';
import { searchedPaths } from './searched-paths.ts';

it.each([
  ['/p', '.env', ['/p/.env']],
  ['/p', '**/.env', ['/p/.env']],
  ['/p', '/etc/../.env', ['/p/.env']],
  ['/p', '.env*', ['/p/.env* (glob)', '/p/**/.env* (glob)']],
  ['/p', '**/.e[n]v', ['/p/.e[n]v (glob)', '/p/**/.e[n]v (glob)']],
  ['/a[1]*', '.env*', ['/a\\[1\\]\\*/.env* (glob)', '/a\\[1\\]\\*/**/.env* (glob)']],
  ['/p', '*.{pem,key}', ['/p/**/*.pem', '/p/**/*.key']],
  ['/p', '{src,lib}/{a,b}.ts', ['/p/src/a.ts', '/p/src/b.ts', '/p/lib/a.ts', '/p/lib/b.ts']],
  ['/p', '.env,.npmrc  id_rsa', ['/p/.env', '/p/.npmrc', '/p/id_rsa']],
  ['/p', '!.env', []],
  ['/p', '', []],
  ['/p', '{', ['/p/{']],
])('in %s, %s names %j', (root, names, expected) => {
  const found = searchedPaths(root, names);
  expect(found.map(({ path, isGlob }) => (isGlob ? `${path} (glob)` : path))).toEqual(expected);
});

it('ends, however much is named', () => {
  for (const names of ['{a,b}'.repeat(400), `{${','.repeat(1e5)}}`.repeat(3), ',a'.repeat(1e5)])
    expect(searchedPaths('/p', names).length).toBeLessThanOrEqual(16);
});
