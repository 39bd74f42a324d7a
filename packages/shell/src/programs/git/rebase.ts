import { appliesPatch } from '../files/patch.ts';
import { readInputs } from '../files/reading.ts';
import { literal } from '../shapes/values.ts';
import { behindDashes, defineVerb, isForced } from './git-verb.ts';

/**
 * `git rebase`: `-x` runs shell lines. The commits it replaces stay in the reflog; `--abort` throws
 * the resolution of conflicts away.
 */
export const REBASE = defineVerb({
  names: ['rebase'],
  options: {
    flags:
      '--keep-base --no-keep-base --no-verify --verify -q|--quiet -v|--verbose -n|--no-stat --stat --signoff --committer-date-is-author-date --reset-author-date|--ignore-date --ignore-whitespace -f|--force-rebase --no-ff --continue --skip --abort --quit --edit-todo --show-current-patch --apply -m|--merge -i|--interactive --rerere-autoupdate --no-rerere-autoupdate --autosquash --no-autosquash --update-refs --no-update-refs --autostash --no-autostash --fork-point --no-fork-point --root --reschedule-failed-exec --no-reschedule-failed-exec --reapply-cherry-picks --no-reapply-cherry-picks --no-rebase-merges --no-gpg-sign --keep-empty --no-keep-empty',
    values: '--onto -C --whitespace --empty -x|--exec -s|--strategy -X|--strategy-option --trailer',
    optional: '-S|--gpg-sign -r|--rebase-merges',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const command of options.values('-x')) effects.line(command, { wrapper: 'git' });
    const [, branch] = options.operands;
    git.report({
      ...(branch === undefined ? {} : { branches: [branch] }),
      ...(options.has('--abort') || options.has('--skip') ? { destroys: ['resolution'] } : {}),
    });
  },
});

/** `git merge`, `cherry-pick`, `revert`, `am`: `--abort` throws what was resolved so far away. */
export const MERGE = defineVerb({
  names: ['merge', 'cherry-pick', 'revert', 'am'],
  options: {
    flags:
      '-n|--no-stat --stat --summary --squash --no-squash --commit --no-commit -e|--edit --no-edit --ff --no-ff --ff-only --rerere-autoupdate --verify-signatures -v|--verbose -q|--quiet --abort --quit --continue --skip --allow-unrelated-histories --progress --autostash --no-autostash --overwrite-ignore --signoff --no-verify -x --allow-empty --allow-empty-message --keep-redundant-commits --reference -i|--interactive -3|--3way -u|--utf8 -k|--keep --keep-non-patch --keep-cr --no-keep-cr -c|--scissors --ignore-space-change --ignore-whitespace --reject -r|--resolved --committer-date-is-author-date --ignore-date --retry',
    values:
      '--cleanup -s|--strategy -X|--strategy-option -m|--message|--mainline -F|--file --into-name --quoted-cr --whitespace --directory --exclude --include -C -p --patch-format --resolvemsg --empty',
    optional: '--log -S|--gpg-sign --show-current-patch',
  },
  describe(call, effects, git) {
    const { options, name } = call;
    for (const file of options.values('-F')) if (file.text !== '-') effects.reads(git.at(file));
    const goesOn = ['--abort', '--skip', '--continue', '--quit', '-r', '--retry'];
    if (name === 'am' && !goesOn.some((key) => options.has(key))) {
      const patches = options.operands.map((patch) => git.at(patch));
      appliesPatch(effects, readInputs(call, effects, patches).text, git.at(literal('.')), 1);
    }
    const aborts = ['--abort', '--skip'].some((key) => options.has(key));
    git.report({ ...(aborts ? { destroys: ['resolution'] } : {}) });
  },
});

/** `git bisect run COMMAND …`. */
export const BISECT = defineVerb({
  names: ['bisect'],
  options: { stopAtOperand: true, flags: '--no-checkout --first-parent' },
  describe(call, effects, git) {
    const [command, ...argv] = call.options.operands;
    if (command?.text === 'run') effects.run(argv, { wrapper: 'git' });
    git.report({});
  },
});

/** `git submodule foreach COMMAND`; `update --force` and `deinit --force` lose changes. */
export const SUBMODULE = defineVerb({
  names: ['submodule', 'submodule--helper'],
  options: {
    flags:
      '-q|--quiet --cached --recursive -f|--force --all --init --remote -N|--no-fetch --checkout --merge --rebase --recommend-shallow --single-branch --progress --files --summary',
    values: '-b|--branch --name --reference --depth -j|--jobs --filter -n|--summary-limit',
    stopAtOperand: false,
  },
  describe(call, effects, git) {
    const { operands } = call.options;
    const command = operands[0]?.text ?? '';
    if (command === 'foreach') {
      const at = call.args.findIndex(({ text }) => text === 'foreach');
      const words = call.args.slice(at + 1);
      const start = words.findIndex(({ text }) => !/^(?:--recursive|-q|--quiet|--)$/.test(text));
      const argv = start < 0 ? [] : words.slice(start);
      const [only] = argv;
      if (argv.length === 1 && only !== undefined) effects.line(only, { wrapper: 'git' });
      else if (argv.length > 0) effects.run(argv, { wrapper: 'git' });
      return git.report({});
    }
    const force = isForced(call);
    const loses = force && /^(?:update|deinit)$/.test(command);
    const address = /^(?:add|set-url)$/.test(command) ? operands[1] : undefined;
    const paths = behindDashes(call);
    git.report({
      ...(force ? { force } : {}),
      ...(address === undefined ? {} : { remote: address }),
      ...(paths.length > 0 ? { paths } : {}),
      ...(loses ? { destroys: ['worktree'] } : {}),
    });
  },
});
