import { behindDashes, defineVerb } from './git-verb.ts';

/** `git stash`: `drop` and `clear` lose entries; all else keeps what it holds. */
export const STASH = defineVerb({
  names: ['stash'],
  options: {
    flags:
      '-k|--keep-index --no-keep-index -q|--quiet -u|--include-untracked -a|--all -p|--patch -S|--staged --index --only-untracked --pathspec-file-nul --stat --name-only',
    values: '-m|--message --pathspec-from-file',
  },
  describe(call, effects, git) {
    const [command] = call.options.operands;
    for (const list of call.options.values('--pathspec-from-file')) effects.reads(git.at(list));
    const loses = command?.text === 'drop' || command?.text === 'clear';
    const paths = behindDashes(call);
    git.report({
      ...(paths.length > 0 ? { paths } : {}),
      ...(loses ? { delete: true, destroys: [command.text === 'drop' ? 'name' : 'refs'] } : {}),
    });
  },
});
