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
        ...current,
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
