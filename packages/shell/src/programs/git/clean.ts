import { isDryRun } from '../shapes/dry-run.ts';
import { literal } from '../shapes/values.ts';
import { defineVerb, isForced } from './git-verb.ts';
import { valueOfSetting } from './settings.ts';

/** `git clean`: removes files git does not track; refuses without `-f` or `-i`, shows with `-n`. */
export const CLEAN = defineVerb({
  names: ['clean'],
  options: {
    flags: '-q|--quiet -n|--dry-run -f|--force -i|--interactive -d -x -X',
    values: '-e|--exclude',
  },
  describe(call, effects, git) {
    const { options } = call;
    const force = isForced(call);
    const required = valueOfSetting(git.config, 'clean.requireforce');
    const allowed = required !== undefined && !/^(?:true|yes|on|1)$/i.test(required.text);
    const isDry = isDryRun(call, ['-n']);
    const removes = (force || options.has('-i') || allowed) && !isDry;
    const paths = options.operands.length === 0 ? [literal('.')] : options.operands;
    if (removes)
      for (const path of paths)
        effects.action('file.delete', { file_path: git.at(path), recursive: true });
    git.report({
      ...(force && !isDry ? { force } : {}),
      paths,
      ...(removes ? { destroys: ['worktree'] } : {}),
    });
  },
});
