import { defineVerb, lossOf } from './git-verb.ts';

/** `git restore`: writes over files of the worktree unless only the index is asked for. */
export const RESTORE = defineVerb({
  names: ['restore'],
  options: {
    flags:
      '-S|--staged -W|--worktree --no-staged --no-worktree --ignore-unmerged --overlay --no-overlay -q|--quiet --progress --no-progress -m|--merge -2|--ours -3|--theirs -p|--patch --no-patch --ignore-skip-worktree-bits --pathspec-file-nul',
    values: '-s|--source --conflict --pathspec-from-file -U|--unified --inter-hunk-context',
    optional: '--recurse-submodules',
  },
  describe(call, effects, git) {
    const { options } = call;
    const lists = options.values('--pathspec-from-file');
    for (const list of lists) effects.reads(git.at(list));
    const paths = options.operands;
    const selects = paths.length > 0 || lists.length > 0 || options.has('-p');
    // Which of two opposite options came last is not told apart: then both places count.
    const staged = options.has('-S') && !options.has('--no-staged');
    const worktree = options.has('-W') || !staged;
    git.report({
      ...(paths.length > 0 ? { paths } : {}),
      ...(selects && worktree ? { destroys: [lists.length > 0 ? 'worktree' : lossOf(paths)] } : {}),
    });
  },
});
