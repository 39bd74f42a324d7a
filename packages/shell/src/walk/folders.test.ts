import { describe, expect, it } from 'vitest';
import { PLACE, pathsOf } from '../testing/line.ts';
import { ANYWHERE, changeFolder, joinFolders } from './folders.ts';

describe('where a relative path leads', () => {
  it.each([
    ['cd sub && rm x', ['/p/sub/x']],
    ['cd sub; rm x', ['/p/sub/x', '/p/x']],
    ['cd sub || exit 1; rm x', ['/p/sub/x']],
    ['cd sub || { echo no; exit 1; }; rm x', ['/p/sub/x']],
    ['cd sub || rm x', ['/p/x']],
    ['cd sub || mkdir sub; rm x', ['/p/sub/x', '/p/x']],
    ['if cd sub; then rm a; else rm b; fi', ['/p/sub/a', '/p/b']],
    ['if ! cd sub; then rm a; else rm b; fi', ['/p/a', '/p/sub/b']],
    ['set -e; cd sub; rm x', ['/p/sub/x']],
    ['(cd sub && rm a); rm b', ['/p/sub/a', '/p/b']],
    ['cd sub | rm a; rm b', ['/p/a', '/p/b']],
    ['cd sub & rm b', ['/p/b']],
    ['x=$(cd sub && rm a); rm b', ['/p/sub/a', '/p/b']],
    ['cd /tmp && cd .. && rm x', ['/x']],
    ['cd && rm x', ['/home/u/x']],
    ['cd ~ && rm x', ['/home/u/x']],
    ['cd sub && cd - && rm x', ['/p/x']],
    ['pushd sub && rm a && popd && rm b', ['/p/sub/a', '/p/b']],
    ['cd "$X" && rm x', ['?/x']],
    ['cd "$X" && rm /a', ['/a']],
    ['cd "$(make-folder)" && rm -rf a', ['?/a']],
    ['f() { cd sub; }; f && rm x', ['/p/sub/x']],
    ['f() { cd sub; a; }; f && rm x', ['/p/sub/x', '/p/x']],
    ['eval "cd sub" && rm x', ['/p/sub/x']],
    ['command cd sub && rm x', ['/p/sub/x']],
    ['env -C sub rm x', ['/p/sub/x']],
    ["bash -c 'cd sub && rm a'; rm b", ['/p/sub/a', '/p/b']],
    ['cd a && cd b; rm x', ['/p/a/b/x', '/p/x', '/p/a/x']],
  ])('%s', (line, paths) => {
    expect(new Set(pathsOf(line, 'file.delete'))).toEqual(new Set(paths));
  });

  it('does not end in an endless list of folders', () => {
    const line = 'cd a; cd b; cd c; cd d; cd e; rm x';
    expect(pathsOf(line, 'file.delete')).toEqual(['?/x']);
  });

  it('knows no folder a loop moves through', () => {
    expect(pathsOf('while true; do cd ..; rm x; done', 'file.delete')).toContain('?/x');
  });

  it('has no folder where none is given', () => {
    const { cwd: _cwd, ...elsewhere } = PLACE;
    expect(pathsOf('rm x; cd /tmp && rm y', 'file.delete', elsewhere)).toEqual(['?/x', '/tmp/y']);
  });
});

describe('folders', () => {
  it('join into a bounded list, the likelier first', () => {
    expect(joinFolders(['/a'], ['/b', '/a'])).toEqual(['/a', '/b']);
    expect(joinFolders(['/a', '/b', '/c'], ['/d', '/e'])).toEqual(ANYWHERE);
  });

  it('are left for an absolute path whatever they were', () => {
    expect(changeFolder(ANYWHERE, '/x/../y/')).toEqual(['/y']);
    expect(changeFolder(ANYWHERE, 'x')).toEqual([undefined]);
  });
});
