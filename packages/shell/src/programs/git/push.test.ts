import { describe, expect, it } from 'vitest';
import { gitActionsOf, lossesOf } from './told-git.ts';

/** The facts of a call's git action, without its words. */
function facts(line: string) {
  const [action] = gitActionsOf(line);
  const { args: _args, cwd: _cwd, ...rest } = { ...action?.params };
  const unknown = (action?.unknown ?? []).filter((key) => key !== 'args');
  return { ...rest, ...(unknown.length > 0 ? { unknown } : {}) };
}

describe('git push', () => {
  const current = { branches: ['*'], unknown: ['branches'] };
  it.each([
    ['git push', { ...current }],
    ['git push origin', { remote: 'origin', ...current }],
    ['git push origin main', { remote: 'origin', branches: ['main'] }],
    ['git push -u origin HEAD', { remote: 'origin', ...current }],
    ['git push origin HEAD:main', { remote: 'origin', branches: ['main'] }],
    ['git push origin HEAD:refs/heads/main', { remote: 'origin', branches: ['main'] }],
    ['git push origin v1:refs/tags/v1', { remote: 'origin', branches: ['refs/tags/v1'] }],
    ['git push origin tag v1', { remote: 'origin', branches: ['refs/tags/v1'] }],
    ['git push --all origin', { remote: 'origin', ...current }],
    ['git push --force', { force: true, ...current, destroys: ['remote'] }],
    ['git push -f', { force: true, ...current, destroys: ['remote'] }],
    [
      'git push -uf origin x',
      { remote: 'origin', force: true, branches: ['x'], destroys: ['remote'] },
    ],
    [
      'git push --forc origin main',
      { remote: 'origin', force: true, branches: ['main'], destroys: ['remote'] },
    ],
    [
      'git push --force=true origin main',
      { remote: 'origin', force: true, branches: ['main'], destroys: ['remote'] },
    ],
    [
      'git push origin +main',
      { remote: 'origin', force: true, branches: ['main'], destroys: ['remote'] },
    ],
    ['git push origin refs/heads/x:+main', { remote: 'origin', branches: ['+main'] }],
    [
      'git push origin +HEAD:main',
      { remote: 'origin', force: true, branches: ['main'], destroys: ['remote'] },
    ],
    [
      'git push origin :old',
      { remote: 'origin', delete: true, branches: ['old'], destroys: ['remote'] },
    ],
    [
      'git push -d origin old',
      { remote: 'origin', delete: true, branches: ['old'], destroys: ['remote'] },
    ],
    [
      'git push --del origin old',
      { remote: 'origin', delete: true, branches: ['old'], destroys: ['remote'] },
    ],
    [
      'git push --mirror origin',
      { remote: 'origin', force: true, delete: true, ...current, destroys: ['remote'] },
    ],
    [
      'git push --prune origin refs/heads/*',
      { remote: 'origin', delete: true, ...current, destroys: ['remote'] },
    ],
    [
      'git push --force-with-lease origin x',
      { remote: 'origin', force_with_lease: true, branches: ['x'] },
    ],
    [
      'git push --force-with-lease=x:abc origin x',
      { remote: 'origin', force_with_lease: true, branches: ['x'] },
    ],
    [
      'git push --force-with-lease origin +x',
      {
        remote: 'origin',
        force: true,
        force_with_lease: true,
        branches: ['x'],
        destroys: ['remote'],
      },
    ],
    [
      'git push --force-with-lease --force',
      { force: true, force_with_lease: true, ...current, destroys: ['remote'] },
    ],
    ['git push -o --force origin x', { remote: 'origin', branches: ['x'] }],
    ['git push --repo=o --force-if-includes', { remote: 'o', ...current }],
    ['git push -n --force origin main', { remote: 'origin' }],
    ['git push --dry-run --mirror o', { remote: 'o' }],
    ['git push -n --force o', { remote: 'o' }],
    [
      'git -c remote.o.push=+main push o',
      {
        remote: 'o',
        force: true,
        branches: ['main'],
        config: ['remote.o.push=+main'],
        destroys: ['remote'],
      },
    ],
  ])('%s', (line, expected) => {
    expect(facts(line)).toEqual(expected);
  });

  it('is seen behind every global option', () => {
    for (const options of [
      '-C r',
      '-C r -C s',
      '--git-dir=.git',
      '--git-dir .git --work-tree .',
      '-c a.b=c',
      '--no-pager -P',
      '--exec-path=/x',
      '--namespace n',
      '-p --literal-pathspecs',
      '--config-env=a.b=HOME',
      '--super-prefix=x/',
    ])
      expect(lossesOf(`git ${options} push -f`)).toEqual(['remote']);
    expect(lossesOf('git-push -f')).toEqual(['remote']);
    expect(lossesOf('/usr/lib/git-core/git-push --force o x')).toEqual(['remote']);
  });
});

describe('pushes by other words', () => {
  const pushes = (line: string) =>
    gitActionsOf(line)
      .filter(({ name }) => name === 'git.push')
      .map(({ params }) => params);

  it.each([
    'git send-pack --force origin x',
    'git send-pack origin +x',
    'git-send-pack -f origin x',
    'git config remote.origin.push +x',
    'git config --global --add remote.origin.push +refs/heads/*:refs/heads/*',
    'git config set remote.origin.push +x',
    'git config REMOTE.origin.PUSH +x',
    'git config remote.my.fork.push +x',
    'git config remote.origin.mirror true',
    'git -c remote.origin.mirror=true push',
    'git remote add --mirror=push o https://h/r.git',
    'git remote add --mirror o https://h/r.git',
    'git -c remote.origin.push=+x push',
    'git -c alias.p=send-pack p --force origin x',
  ])('%s forces', (line) => {
    expect(pushes(line)).toContainEqual(expect.objectContaining({ force: true }));
  });

  it.each([
    ['git config remote.origin.push HEAD:main', ['main']],
    ['git config remote.origin.push HEAD:refs/for/x', ['refs/for/x']],
    ['git -c remote.origin.push=x push', ['x']],
    ['git send-pack origin x', ['x']],
  ])('%s names its branch', (line, branches) => {
    expect(pushes(line)).toContainEqual(expect.objectContaining({ branches }));
  });

  it.each([
    'git config --get remote.origin.push',
    'git config --unset remote.origin.push',
    'git config remote.origin.mirror false',
    'git config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*',
    'git remote add --mirror=fetch o https://h/r.git',
    'git remote add o https://h/r.git',
    'git config push.default current',
    'git config branch.x.pushRemote origin',
  ])('%s pushes nothing', (line) => {
    expect(pushes(line)).toEqual([]);
  });

  it('the refspecs of another remote, or of the call itself, do not count', () => {
    for (const line of [
      'git -c remote.up.push=+x push origin',
      'git -c remote.o.push=+x push o feature',
      'git send-pack -n --force origin x',
    ])
      expect(pushes(line).every(({ force }) => force !== true)).toBe(true);
  });
});
