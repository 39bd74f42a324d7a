import type { Call } from '../../program.ts';
import { sourcesAndTarget } from '../files/sources-and-target.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { defineVerb, isForced } from './git-verb.ts';

/** `git rm`: deletes files that a commit holds, with `-f` also changes that none holds. */
export const REMOVE = defineVerb({
  names: ['rm'],
  options: {
    flags:
      '-n|--dry-run -q|--quiet --cached -f|--force -r --ignore-unmatch --sparse --pathspec-file-nul',
    values: '--pathspec-from-file',
  },
  describe(call, effects, git) {
    const { options } = call;
    const removes = !isCached(call) && !isDryRun(call, ['-n']);
    const force = isForced(call);
    for (const list of options.values('--pathspec-from-file')) effects.reads(git.at(list));
    if (removes)
      for (const path of options.operands)
        effects.action('file.delete', {
          file_path: git.at(path),
          recursive: options.has('-r') ? true : undefined,
        });
    git.report({
      ...(force ? { force } : {}),
      paths: options.operands,
      ...(removes && force ? { destroys: ['worktree'] } : {}),
    });
  },
});

function isCached({ args, options }: Call): boolean {
  return options.has('--cached') && !args.some(({ text }) => text.startsWith('--no-c'));
}

/** `git mv`. */
export const MOVE = defineVerb({
  names: ['mv'],
  options: { flags: '-v|--verbose -n|--dry-run -f|--force -k --sparse' },
  describe(call, effects, git) {
    const parts = sourcesAndTarget(call);
    if (parts !== undefined && !call.options.has('-n'))
      for (const source of parts.sources)
        effects.action('file.move', { file_path: git.at(source), to: git.at(parts.target) });
    git.report({ ...(isForced(call) ? { force: true } : {}), paths: call.options.operands });
  },
});
