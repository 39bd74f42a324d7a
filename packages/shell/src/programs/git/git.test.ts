import { describe, expect, it } from 'vitest';
import { analysisOf, gitActionsOf, othersOf, type Words } from './told-git.ts';

describe('git reads and writes files', () => {
  it.each([
    ['git show HEAD:.env', ['file.read file_path=.env']],
    ['git show :.env', ['file.read file_path=.env']],
    ['git show :2:.env', ['file.read file_path=.env']],
    ['git cat-file blob HEAD:.env', ['file.read file_path=.env']],
    ['git cat-file -p HEAD:.env', ['file.read file_path=.env']],
    ['git cat-file -t HEAD:.env', []],
    ['git diff -- .env', ['file.read file_path=.env']],
    ['git diff .env', ['file.read file_path=.env']],
    ['git diff --stat -- .env', []],
    ['git diff main..feature', []],
    ['git diff --no-index a.txt b.txt', ['file.read file_path=a.txt', 'file.read file_path=b.txt']],
    ['git diff --output=/etc/x', ['file.write file_path=/etc/x']],
    ['git log -p -- .env', ['file.read file_path=.env']],
    ['git log -- .env', []],
    ['git blame .env', ['file.read file_path=.env']],
    ['git grep KEY -- .env', ['file.grep file_path=.env pattern=KEY recursive=true']],
    ['git hash-object -w .env', ['file.read file_path=.env']],
    ['git commit -F .env', ['file.read file_path=.env']],
    ['git tag -F .env v1', ['file.read file_path=.env']],
    ['git config -f .env --list', ['file.read file_path=.env']],
    ['git config -f x a.b c', ['file.edit file_path=x']],
    ['git archive -o x.tar HEAD', ['file.write file_path=x.tar']],
    ['git bundle create x HEAD', ['file.write file_path=x']],
    ['git format-patch -3 -o d', ['file.write file_path=d recursive=true']],
    ['git format-patch --stdout HEAD~3', []],
    ['git apply p', ['file.read file_path=p', 'file.write file_path=. recursive=true']],
    ['git apply --check p', ['file.read file_path=p']],
    ['git rm -r d', ['file.delete file_path=d recursive=true']],
    ['git rm -n d', []],
    ['git mv a b', ['file.move file_path=a to=b']],
    ['git clean -fd', ['file.delete file_path=. recursive=true']],
    ['git -C r clean -f d', ['file.delete file_path=r/d recursive=true']],
    ['git -C /r show HEAD:.env', ['file.read file_path=/r/.env']],
    ['git clone https://h/a.git', ['file.write file_path=a recursive=true']],
    ['git clone git@h:o/a b', ['file.write file_path=b recursive=true']],
    ['git credential fill', ['secret.read kind=git-credential']],
    ['git add .env', []],
  ])('%s', (line, expected) => {
    expect(othersOf(line)).toEqual(expected);
  });
});

describe('facts of a git command', () => {
  const settings = (line: Words) => gitActionsOf(line)[0]?.params['config'];

  it('lists settings as git prints them', () => {
    expect(settings('git -c CORE.HooksPath=/x commit')).toEqual(['core.hookspath=/x']);
    expect(settings('git config core.hooksPath /x')).toEqual(['core.hookspath=/x']);
    expect(settings('git -c remote.Up.URL=x fetch')).toEqual(['remote.Up.url=x']);
    expect(settings('git -c a.b fetch')).toEqual(['a.b=true']);
    expect(settings('git clone --template=/t a')).toEqual(['init.templatedir=/t']);
    expect(settings('git --exec-path=/x status')).toEqual(['exec-path=/x']);
    expect(settings('git config --get core.hooksPath')).toBeUndefined();
  });

  it('says which folder -C and --git-dir mean', () => {
    const place = (line: string) => gitActionsOf(line)[0]?.params['cwd'];
    expect(place('git -C a -C b status')).toBe('/w/a/b');
    expect(place('git -C /r status')).toBe('/r');
    expect(place('git --git-dir=/r/.git status')).toBe('/r');
    expect(place('git --git-dir /r/.git --work-tree=/t status')).toBe('/t');
    expect(place('git status')).toBe('/w');
  });

  it('knows its paths and remotes', () => {
    const params = (line: string) => gitActionsOf(line)[0]?.params;
    expect(params('git add -f a b')).toMatchObject({ force: true, paths: ['a', 'b'] });
    expect(params('git remote add o u')).toMatchObject({ remote: 'u' });
    expect(params('git branch -d x y')).toMatchObject({ delete: true, branches: ['x', 'y'] });
    expect(params('git checkout main')).toMatchObject({ branches: ['main'] });
    expect(params('git foo --bar x')).toMatchObject({ args: ['--bar', 'x'] });
  });

  it('does not guess a command it cannot read', () => {
    expect(analysisOf(['git', '*']).actions.map(({ name }) => name)).toEqual(['command.run']);
  });
});

describe('what the repository ignores, added by force', () => {
  const reads = (line: string) => othersOf(line).filter((each) => each.startsWith('file.read'));

  it.each([
    ['git add -f .env', 'file.read file_path=.env'],
    ['git stage --force .env', 'file.read file_path=.env'],
    ['git add -vf -- .env', 'file.read file_path=.env'],
    ['git -C sub add -f .env', 'file.read file_path=sub/.env'],
  ])('%s', (line, expected) => {
    expect(reads(line)).toContain(expected);
  });

  it.each(['git add .env', 'git add -A', 'git add -nf .env'])('%s reads nothing', (line) => {
    expect(reads(line)).toEqual([]);
  });
});
