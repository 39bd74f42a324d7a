import { defineVerb, isForced } from './git-verb.ts';

/** `git tag`: `-d` removes tags, `-f` moves one; `-F` reads a message. */
export const TAG = defineVerb({
  names: ['tag'],
  options: {
    flags:
      '-l|--list -d|--delete -v|--verify -a|--annotate -e|--edit -s|--sign --no-sign -f|--force --create-reflog -i|--ignore-case --no-column --omit-empty',
    values:
      '-m|--message -F|--file --cleanup -u|--local-user --sort --format --points-at --trailer',
    optional: '-n --column --color --contains --no-contains --merged --no-merged',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const file of options.values('-F')) if (file.text !== '-') effects.reads(git.at(file));
    const removes = options.has('-d');
    const force = isForced(call);
    const names = options.operands;
    git.report({
      ...(removes ? { delete: true, branches: names } : {}),
      ...(force ? { force } : {}),
      ...((removes || force) && names.length > 0 ? { destroys: [removes ? 'name' : 'refs'] } : {}),
    });
  },
});
