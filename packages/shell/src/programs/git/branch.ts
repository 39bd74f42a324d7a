import { defineVerb, isForced } from './git-verb.ts';

/**
 * `git branch`. `-d` refuses to lose commits, so it removes a name and destroys nothing; `-D` does
 * not ask. Branches of remotes (`-r`) come back with the next fetch. `-M NEW` renames the current
 * branch; with two names a branch that has the new one is lost.
 */
export const BRANCH = defineVerb({
  names: ['branch'],
  options: {
    flags:
      '-v|--verbose -vv -q|--quiet --unset-upstream -r|--remotes -a|--all -d|--delete -D -m|--move -M -c|--copy -C -l|--list --show-current --create-reflog --edit-description -f|--force -i|--ignore-case --recurse-submodules --no-track --no-color --no-column --omit-empty',
    values: '-u|--set-upstream-to --sort --points-at --format',
    optional: '-t|--track --color --abbrev --column --contains --no-contains --merged --no-merged',
  },
  describe(call, _effects, git) {
    const { options } = call;
    const deletes = options.has('-d') || options.has('-D');
    const moves = ['-m', '-M', '-c', '-C'].some((key) => options.has(key));
    const lists = [
      '-l',
      '--show-current',
      '--contains',
      '--no-contains',
      '--merged',
      '--no-merged',
      '--points-at',
    ].some((key) => options.has(key));
    const force = ['-D', '-M', '-C'].some((key) => options.has(key)) || isForced(call);
    const branches = lists && !deletes && !moves ? [] : options.operands;
    const losesDeleted = deletes && force && !options.has('-r');
    const losesTarget = force && !deletes && (moves ? branches.length > 1 : branches.length > 0);
    git.report({
      ...(deletes ? { delete: true } : {}),
      ...(force ? { force } : {}),
      ...(branches.length > 0 ? { branches } : {}),
      ...(losesDeleted && branches.length > 0 ? { destroys: ['name'] } : {}),
      ...(losesTarget ? { destroys: ['refs'] } : {}),
    });
  },
});
