import { describe, expect, it } from 'vitest';
import { lossesOf, othersOf } from '../git/told-git.ts';

describe('what other version control loses', () => {
  it.each([
    ['hg strip .', ['history']],
    ['hg update -C', ['worktree']],
    ['hg up --clean default', ['worktree']],
    ['hg -R repo checkout -qC .', ['worktree']],
    ['hg revert --all --no-backup', ['worktree']],
    ['hg revert -C a.c', ['files']],
    ['hg revert -C .', ['worktree']],
    ['hg purge --all', ['worktree']],
    ['hg --config extensions.purge= purge', ['worktree']],
    ['sl clean', ['worktree']],
    ['hg rollback', ['history']],
    ['hg prune -r .', ['refs']],
    ['hg shelve --cleanup', ['refs']],
    ['hg bookmark -d x', ['name']],
    ['svn revert -R .', ['worktree']],
    ['svn revert --depth infinity src', ['worktree']],
    ['svn revert a.c', ['files']],
    ['svn cleanup --remove-unversioned', ['worktree']],
    ['svn resolve --accept theirs-full a.c', ['files']],
    ['svn propset --revprop -r 1 svn:log x', ['history']],
    ['svn rm https://h/trunk -m x', ['remote']],
    ['jj op abandon ..@-', ['history']],
    ['jj operation abandon x', ['history']],
    ['jj util gc --expire=now', ['history']],
    ['jj git push --deleted', ['remote']],
    ['fossil revert', ['files']],
    ['fossil clean -f', ['worktree']],
    ['fossil purge checkins x', ['history']],
    ['fossil stash clear', ['refs']],
    ['bzr uncommit --force', ['history']],
    ['bzr revert --no-backup', ['worktree']],
    ['p4 revert //...', ['worktree']],
    ['p4 obliterate -y //depot/x', ['history']],
    ['p4 client -f -d x', ['remote']],
    ['p4 shelve -d -c 1', ['remote']],
    ['darcs obliterate -a', ['history']],
    ['darcs revert -a', ['worktree']],
    ['sl push --force --to main', ['remote']],
  ])('%s loses %j', (line, losses) => {
    expect(lossesOf(line)).toEqual(losses);
  });

  it.each([
    'hg status',
    'hg update default',
    'hg revert --all',
    'hg revert -C -n a.c',
    'hg purge --print',
    'hg commit -m "strip purge"',
    'hg help strip',
    'hg bookmark x',
    'svn status',
    'svn cleanup',
    'svn resolve --accept working a.c',
    'svn commit -m revert',
    'svn update',
    'jj abandon',
    'jj restore',
    'jj undo',
    'jj op restore x',
    'jj op log',
    'jj git fetch',
    'jj git push --dry-run --deleted',
    'fossil clean -n',
    'fossil purge list',
    'fossil undo',
    'bzr revert',
    'p4 revert -a',
    'p4 obliterate //depot/x',
    'p4 client -o',
    'p4 shelve -c 1',
    'darcs obliterate --dry-run',
    'sl push --to topic',
    'hg push -f',
  ])('%s loses nothing', (line) => {
    expect(lossesOf(line)).toEqual([]);
  });

  it.each([
    ['hg rm a', 'file.delete file_path=a recursive=true'],
    ['svn delete a', 'file.delete file_path=a recursive=true'],
    ['fossil rm --hard a', 'file.delete file_path=a recursive=true'],
    ['bzr rm a', 'file.delete file_path=a recursive=true'],
    ['p4 delete a', 'file.delete file_path=a recursive=true'],
  ])('%s deletes the file', (line, expected) => {
    expect(othersOf(line)).toEqual([expected]);
  });

  it.each([
    'hg rm -A a',
    'hg forget a',
    'svn rm --keep-local a',
    'fossil rm a',
    'bzr rm --keep a',
    'p4 delete -k a',
  ])('%s keeps the file', (line) => {
    expect(othersOf(line)).toEqual([]);
  });

  it.each([
    [['hg', '--config', 'hooks.pre-status=rm x', 'status'], 'hg'],
    [['hg', 'status', '--config', 'hooks.pre-status=rm x'], 'hg'],
    [['hg', '--config', 'alias.y=!rm x', 'y'], 'hg'],
    [['hg', 'pull', '--ssh', 'rm x'], 'hg'],
    [['svn', 'diff', '--diff-cmd', 'rm x'], 'svn'],
    [['svn', 'ls', '--config-option', 'config:tunnels:ssh=rm x'], 'svn'],
    [['jj', 'util', 'exec', '--', 'rm', 'x'], 'jj'],
    [['jj', '--config', 'ui.pager=rm x', 'log'], 'jj'],
    [['jj', 'log', '--config=ui.pager="rm x"'], 'jj'],
    [['jj', '--config', 'ui.editor=["rm", "x"]', 'describe'], 'jj'],
    [['jj', 'config', 'set', '--user', 'ui.diff-editor', 'rm x'], 'jj'],
  ])('%j runs a line of its own', (words, wrapper) => {
    expect(othersOf(words)).toContain(`run ${wrapper} rm x`);
  });

  it.each([
    [['jj', '--config', 'ui.color=never', 'log']],
    [['jj', '--config', 'ui.pager=:builtin', 'log']],
    [['jj', 'config', 'get', 'ui.pager']],
    [['jj', 'config', 'set', '--user', 'user.name', 'rm x']],
  ])('%j runs nothing', (words) => {
    expect(othersOf(words)).toEqual([]);
  });
});
