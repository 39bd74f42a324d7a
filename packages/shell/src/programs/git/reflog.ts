import { isDryRun } from '../shapes/dry-run.ts';
import { defineVerb } from './git-verb.ts';

/** `git reflog expire|delete|drop`: takes away what would find lost commits again. */
export const REFLOG = defineVerb({
  names: ['reflog'],
  options: {
    flags: '-n|--dry-run --all --rewrite --updateref --stale-fix -v|--verbose --single-worktree',
    values: '--expire --expire-unreachable',
  },
  describe(call, _effects, git) {
    const { options } = call;
    const command = options.operands[0]?.text ?? '';
    const loses = /^(?:expire|delete|drop)$/.test(command) && !isDryRun(call, ['-n']);
    git.report(loses ? { delete: true, destroys: ['history'] } : {});
  },
});
