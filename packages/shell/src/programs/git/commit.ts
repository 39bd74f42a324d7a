import { defineVerb, isForced } from './git-verb.ts';

/** `git commit`, `merge-file`, `notes`: `-F` and `-t` read a file into what others will see. */
export const COMMIT = defineVerb({
  names: ['commit', 'notes', 'commit-tree'],
  options: {
    flags:
      '-q|--quiet -v|--verbose --reset-author -s|--signoff --no-signoff -e|--edit --no-edit --status --no-status -a|--all -i|--include --interactive -p|--patch -o|--only -n|--no-verify --verify --dry-run --short --branch --ahead-behind --porcelain --long -z|--null --amend --no-post-rewrite --pathspec-file-nul --allow-empty --allow-empty-message --no-gpg-sign -f|--force',
    values:
      '-F|--file --author --date -m|--message -c|--reedit-message -C|--reuse-message --squash --trailer -t|--template --cleanup --pathspec-from-file --fixup --ref',
    optional: '-S|--gpg-sign -u|--untracked-files',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const key of ['-F', '-t', '--pathspec-from-file'])
      for (const file of options.values(key)) if (file.text !== '-') effects.reads(git.at(file));
    git.report({ ...(options.operands.length > 0 ? { paths: options.operands } : {}) });
  },
});

/** `git add`: `-f` also takes files that are ignored. */
export const ADD = defineVerb({
  names: ['add', 'stage'],
  options: {
    flags:
      '-n|--dry-run -v|--verbose -i|--interactive -p|--patch -e|--edit -f|--force -u|--update --renormalize -N|--intent-to-add -A|--all --no-all --ignore-removal --no-ignore-removal --refresh --ignore-errors --ignore-missing --sparse --pathspec-file-nul',
    values: '--chmod --pathspec-from-file',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const list of options.values('--pathspec-from-file')) effects.reads(git.at(list));
    // What the repository ignores goes into its history all the same, and from there to others.
    if (isForced(call) && !options.has('-n'))
      for (const path of options.operands) effects.action('file.read', { file_path: git.at(path) });
    git.report({ ...(isForced(call) ? { force: true } : {}), paths: options.operands });
  },
});
