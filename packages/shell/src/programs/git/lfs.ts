import { defineVerb } from './git-verb.ts';

/**
 * `git lfs`: `migrate import` and `export` rewrite commits, unless they only make a new one;
 * `unlock --force` takes what another holds. `prune` keeps what the remote does not have.
 */
export const LFS = defineVerb({
  names: ['lfs'],
  options: {
    flags:
      '--everything --no-rewrite --fixup --yes --verbose --skip-fetch -f|--force -d|--dry-run -l|--local --system --worktree --skip-smudge --skip-repo --above-only --all -r|--recent',
    values:
      '-I|--include -X|--exclude --include-ref --exclude-ref --above --top --unit --object-map --remote -m|--message --to',
    abbreviations: false,
  },
  describe(call, _effects, git) {
    const [command, verb] = call.options.operands.map(({ text }) => text);
    const rewrites =
      command === 'migrate' &&
      (verb === 'import' || verb === 'export') &&
      !call.options.has('--no-rewrite');
    const force = call.options.has('-f');
    git.report({
      ...(force ? { force } : {}),
      ...(rewrites ? { destroys: ['history'] } : {}),
      ...(command === 'unlock' && force ? { destroys: ['remote'] } : {}),
    });
  },
});
