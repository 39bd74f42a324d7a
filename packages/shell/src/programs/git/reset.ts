import { defineVerb } from './git-verb.ts';

/** `git reset`: `--hard` and `--merge` throw away changes that no commit holds. */
export const RESET = defineVerb({
  names: ['reset'],
  options: {
    flags:
      '-q|--quiet --refresh --no-refresh --mixed --soft --hard --merge --keep -p|--patch -N|--intent-to-add --pathspec-file-nul',
    values: '--pathspec-from-file -U|--unified --inter-hunk-context',
    optional: '--recurse-submodules',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const list of options.values('--pathspec-from-file')) effects.reads(git.at(list));
    const hard = options.has('--hard');
    const paths = options.operands.slice(1);
    git.report({
      ...(hard ? { hard } : {}),
      ...(paths.length > 0 ? { paths } : {}),
      ...(hard || options.has('--merge') ? { destroys: ['worktree'] } : {}),
    });
  },
});
