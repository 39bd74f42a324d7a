import { defineVerb, isForced } from './git-verb.ts';

/** `git worktree remove`: refuses to lose changes unless forced; `prune` only forgets. */
export const WORKTREE = defineVerb({
  names: ['worktree'],
  options: {
    flags:
      '-f|--force -n|--dry-run -v|--verbose --porcelain -d|--detach --checkout --no-checkout --lock -q|--quiet --track --no-track --guess-remote --orphan -z --relative-paths',
    values: '-b -B --reason --expire',
  },
  describe(call, effects, git) {
    const { options } = call;
    const [command, path] = options.operands;
    const force = isForced(call);
    const removes = command?.text === 'remove' && path !== undefined;
    if (removes && force)
      effects.action('file.delete', { file_path: git.at(path), recursive: true });
    if (command?.text === 'add' && path !== undefined)
      effects.action('file.write', { file_path: git.at(path), recursive: true });
    git.report({
      ...(removes ? { delete: true } : {}),
      ...(force ? { force } : {}),
      ...(path === undefined ? {} : { paths: [path] }),
      ...(removes && force ? { destroys: ['worktree'] } : {}),
      ...(command?.text === 'add' && options.has('-B') ? { destroys: ['refs'] } : {}),
    });
  },
});
