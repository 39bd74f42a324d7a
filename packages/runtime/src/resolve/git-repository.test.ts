import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Action, Params } from '@agsec/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from './disk.ts';
import { parseGitConfig } from './git-config.ts';
import { resolveGitPush } from './git-push.ts';
import { findRepository, readGitSettings } from './git-repository.ts';
import { Lookups } from './lookups.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-git-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const lookups = () => new Lookups(nodeDisk('linux'));

describe('a repository read from its files', () => {
  it('is the nearest .git above, with the branch HEAD names', () => {
    put({ 'repo/.git/HEAD': 'ref: refs/heads/feature/x\n', 'repo/src/a.ts': '' });
    expect(findRepository(`${root}/repo/src`, lookups())).toEqual({
      root: `${root}/repo`,
      branch: 'feature/x',
      gitFolder: `${root}/repo/.git`,
    });
  });

  it('follows a worktree to its own HEAD and the shared configuration', () => {
    put({
      'main/.git/HEAD': 'ref: refs/heads/main\n',
      'main/.git/worktrees/w/HEAD': 'ref: refs/heads/topic\n',
      'main/.git/worktrees/w/commondir': '../..\n',
      'w/.git': `gitdir: ${root}/main/.git/worktrees/w\n`,
    });
    put({ 'main/.git/config': '[push]\n default = current\n' });
    const repository = findRepository(`${root}/w`, lookups());
    expect(repository).toMatchObject({ root: `${root}/w`, branch: 'topic' });
    if (repository === undefined) throw new Error('no repository');
    const settings = readGitSettings(repository, undefined, lookups());
    expect(settings?.get('push.default')).toBe('current');
  });

  it('has no branch when HEAD is detached or a reftable holds it', () => {
    put({ 'a/.git/HEAD': `${'0'.repeat(40)}\n`, 'b/.git/HEAD': 'ref: refs/heads/.invalid\n' });
    expect(findRepository(`${root}/a`, lookups())?.branch).toBeUndefined();
    expect(findRepository(`${root}/b`, lookups())?.branch).toBeUndefined();
  });

  it('is none outside a repository', () => {
    expect(findRepository(root, lookups())).toBeUndefined();
  });
});

describe('a git configuration file', () => {
  it('reads sections, subsections, quotes, comments and continued lines', () => {
    const config = parseGitConfig(
      [
        '[Push] default = "cur\\',
        'rent" ; chosen',
        '[remote "my.Remote"]',
        '\turl = git@host:x.git # fetch',
        '\tmirror',
        'not a setting at all [',
      ].join('\n'),
    );
    expect(config.get('push.default')).toBe('current');
    expect(config.get('remote.my.Remote.url')).toBe('git@host:x.git');
    expect(config.get('remote.my.Remote.mirror')).toBe('true');
    expect(config.hasIncludes).toBe(false);
  });

  it('notes that another file may say more', () => {
    expect(parseGitConfig('[includeIf "gitdir:~/w/"]\npath = x').hasIncludes).toBe(true);
  });
});

describe('git push without a refspec', () => {
  function push(params: Params = {}, unknown: readonly string[] = ['branches']): Action {
    const action: Action = {
      name: 'git.push',
      params: { cwd: `${root}/repo`, branches: ['*'], args: ['origin'], ...params },
      origin: 'derived',
      unknown,
    };
    return resolveGitPush(action, `${root}/home`, lookups());
  }

  it('pushes the branch that is checked out, to its remote', () => {
    put({
      'repo/.git/HEAD': 'ref: refs/heads/main\n',
      'repo/.git/config': '[branch "main"]\n remote = fork\n merge = refs/heads/main\n',
    });
    expect(push({ args: [] }).params['remote']).toBe('fork');
    expect(push().params).toMatchObject({ branches: ['main'] });
    expect(push().unknown).toEqual([]);
  });

  it('pushes to the upstream branch where that is configured', () => {
    put({
      'repo/.git/HEAD': 'ref: refs/heads/topic\n',
      'repo/.git/config':
        '[push]\n default = upstream\n[branch "topic"]\n merge = refs/heads/main\n',
    });
    expect(push().params['branches']).toEqual(['main']);
  });

  it("obeys the user's own configuration", () => {
    put({
      'repo/.git/HEAD': 'ref: refs/heads/topic\n',
      'home/.gitconfig': '[push]\n default = matching\n',
    });
    expect(push().unknown).toEqual(['branches']);
  });

  it('is unknown, and perhaps forced, where the remote has push refspecs or mirrors', () => {
    put({
      'repo/.git/HEAD': 'ref: refs/heads/topic\n',
      'repo/.git/config': '[remote "origin"]\n push = +refs/heads/*:refs/heads/*\n',
    });
    expect(push().unknown).toEqual(['branches', 'force', 'delete']);
  });

  it('is unknown where other files are included', () => {
    put({
      'repo/.git/HEAD': 'ref: refs/heads/topic\n',
      'repo/.git/config': '[include]\n path = ../evil\n',
    });
    expect(push().unknown).toEqual(['branches']);
  });

  it('reads HEAD as the branch it names, and leaves written branches alone', () => {
    put({ 'repo/.git/HEAD': 'ref: refs/heads/main\n' });
    expect(push({ branches: ['HEAD'] }, []).params['branches']).toEqual(['main']);
    expect(push({ branches: ['topic'] }, []).params['branches']).toEqual(['topic']);
  });

  it('stays unknown outside a repository and without a folder', () => {
    expect(push().unknown).toEqual(['branches']);
    expect(push({ cwd: null }).unknown).toEqual(['branches']);
  });

  it.each<[string, Params, readonly string[]]>([
    ['all branches are pushed', { args: ['--all'] }, ['branches']],
    ['a refspec is there but not known', { args: ['origin', '*'] }, ['branches']],
    ['words of the line are not known', { args: ['*'] }, ['branches', 'args']],
  ])('is not the current branch where %s', (_, params, unknown) => {
    put({ 'repo/.git/HEAD': 'ref: refs/heads/main\n' });
    expect(push(params, unknown).params['branches']).toEqual(['*']);
  });
});
