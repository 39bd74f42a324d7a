import type { Call, Effects } from '../../program.ts';
import { defineVerb, isForced } from './git-verb.ts';

/** Filters of `git filter-branch`: shell text run for every commit. */
const FILTERS = [
  '--env-filter',
  '--tree-filter',
  '--index-filter',
  '--parent-filter',
  '--msg-filter',
  '--commit-filter',
  '--tag-name-filter',
  '--setup',
];

/** `git filter-branch`: rewrites commits. */
export const FILTER_BRANCH = defineVerb({
  names: ['filter-branch'],
  options: {
    flags: '-f|--force --prune-empty',
    values: `${FILTERS.join(' ')} --subdirectory-filter --original -d --state-branch`,
  },
  describe(call, effects, git) {
    for (const filter of FILTERS)
      for (const text of call.options.values(filter)) effects.line(text, { wrapper: 'git' });
    git.report({ ...(isForced(call) ? { force: true } : {}), destroys: ['history'] });
  },
});

/** `git filter-repo`: rewrites commits; its callbacks are Python. */
export const FILTER_REPO = defineVerb({
  names: ['filter-repo'],
  options: {
    flags:
      '-h --version --analyze --invert-paths -f|--force --dry-run --debug --stdin --quiet --no-ff --replace-refs --preserve-commit-hashes --preserve-commit-encoding --use-base-name --partial --proceed --sensitive-data-removal --no-fetch --cleanup --refs',
    values:
      '--report-dir --path --path-match --path-glob --path-regex --path-rename --paths-from-file --subdirectory-filter --to-subdirectory-filter --replace-text --strip-blobs-bigger-than --strip-blobs-with-ids --tag-rename --replace-message --mailmap --use-mailmap --source --target --date-format --filename-callback --file-info-callback --message-callback --name-callback --email-callback --refname-callback --blob-callback --commit-callback --tag-callback --reset-callback --done-callback --prune-empty --prune-degenerate',
  },
  describe(call, effects, git) {
    const { options } = call;
    runsCallbacks(call, effects);
    for (const key of ['--paths-from-file', '--replace-text', '--replace-message', '--mailmap'])
      for (const file of options.values(key)) effects.reads(git.at(file));
    const only = ['--analyze', '--dry-run', '-h', '--version'].some((key) => options.has(key));
    git.report({
      ...(isForced(call) ? { force: true } : {}),
      ...(only ? {} : { destroys: ['history'] }),
    });
  },
});

function runsCallbacks(call: Call, effects: Effects): void {
  for (const name of [
    'filename',
    'file-info',
    'message',
    'name',
    'email',
    'refname',
    'blob',
    'commit',
    'tag',
    'reset',
    'done',
  ])
    for (const code of call.options.values(`--${name}-callback`))
      effects.code('python', code, 'inline');
}
