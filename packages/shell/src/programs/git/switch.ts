import { defineVerb, isForced, type Loss } from './git-verb.ts';

/** `git switch`: `-f` and `--discard-changes` throw changes away, `-C` moves a branch. */
export const SWITCH = defineVerb({
  names: ['switch'],
  options: {
    flags:
      '--guess --no-guess --discard-changes -q|--quiet --progress --no-progress -m|--merge -d|--detach -f|--force --overwrite-ignore --ignore-other-worktrees --no-track',
    values: '-c|--create -C|--force-create --conflict --orphan',
    optional: '--recurse-submodules -t|--track',
  },
  describe(call, _effects, git) {
    const { options } = call;
    const force = isForced(call) || options.has('--discard-changes');
    const made = ['-c', '-C', '--orphan'].flatMap((key) => options.values(key));
    const destroys: Loss[] = [
      ...(force ? (['worktree'] as const) : []),
      ...(options.has('-C') ? (['refs'] as const) : []),
    ];
    git.report({
      ...(force ? { force } : {}),
      branches: made.length > 0 ? made : options.operands.slice(0, 1),
      ...(destroys.length > 0 ? { destroys } : {}),
    });
  },
});
