import type { Call, Effects, Value } from '../../program.ts';
import { foundPaths, printedPaths } from '../search/found-paths.ts';
import { literal, splitValue } from '../shapes/values.ts';
import { behindDashes, defineVerb, type GitContext } from './git-verb.ts';

/** `REV:path` names a file as a commit holds it, `:path` and `:2:path` as the index does. */
export function pathInRevision(word: Value): Value | undefined {
  if (word.text.startsWith(':/')) return undefined;
  const sides = splitValue(word, ':');
  if (sides === undefined) return undefined;
  const inStage = sides[0].text === '' && /^\d:/.test(sides[1].text);
  const path = inStage ? splitValue(sides[1], ':')?.[1] : sides[1];
  return path?.text === '' ? undefined : path;
}

/** Options of the `log` and `diff` families that print no content. */
const NO_CONTENT = [
  '--name-only',
  '--name-status',
  '--stat',
  '--shortstat',
  '--numstat',
  '--summary',
  '--dirstat',
  '--quiet',
  '-s',
];

const DIFF_FLAGS =
  '-p|-u|--patch -s|--no-patch --raw --patch-with-raw --minimal --patience --histogram --numstat --shortstat --summary --patch-with-stat -z --name-only --name-status --no-color --color-moved-ws --no-color-moved --check --full-index --binary -B -M -C -D --find-copies-harder -l -R -a|--text --ignore-cr-at-eol --ignore-space-at-eol -b|--ignore-space-change -w|--ignore-all-space --ignore-blank-lines -W|--function-context --exit-code --quiet --ext-diff --no-ext-diff --textconv --no-textconv --no-index --cached|--staged --merge-base --no-prefix --default-prefix --pickaxe-all --pickaxe-regex --oneline --graph --all --decorate --no-decorate --follow --merges --no-merges --reverse --full-diff --first-parent --no-renames --indent-heuristic --no-indent-heuristic -c --cc -m -t -q --root -1 -2 -3 -0 --branches --tags --remotes --stdin --no-walk --show-signature --left-right --cherry-pick --cherry-mark --name-only --parents --children --boundary --simplify-by-decoration --source --walk-reflogs|-g --no-notes --abbrev-commit --no-abbrev-commit --date-order --topo-order';

const DIFF_VALUES =
  '--output -O -S -G -n|--max-count --skip --since|--after --until|--before --author --committer --grep --grep-reflog -L --diff-algorithm --word-diff-regex --inter-hunk-context --src-prefix --dst-prefix --line-prefix --rotate-to --skip-to --output-indicator-new --output-indicator-old --output-indicator-context -I|--ignore-matching-lines --ws-error-highlight --anchored --encoding --find-object';

const DIFF_OPTIONAL =
  '-U|--unified --stat --dirstat -X|--dirstat --compact-summary --color --color-moved --word-diff --color-words --submodule --relative --abbrev --find-renames --find-copies --break-rewrites --diff-filter --ignore-submodules --format --pretty --date --show-notes --notes --ita-invisible-in-index --diff-merges --expand-tabs --min-parents --max-parents --glob --exclude';

/** `git show`, `log`, `diff` and their like: print what commits and files hold. */
export const SHOW = defineVerb({
  names: [
    'show',
    'log',
    'diff',
    'whatchanged',
    'diff-tree',
    'diff-files',
    'diff-index',
    'range-diff',
    'reflog-show',
    'shortlog',
  ],
  options: { flags: DIFF_FLAGS, values: DIFF_VALUES, optional: DIFF_OPTIONAL },
  describe(call, effects, git) {
    const { options } = call;
    for (const file of options.values('--output'))
      effects.action('file.write', { file_path: git.at(file) });
    for (const order of options.values('-O')) effects.reads(git.at(order));
    const paths = pathsShown(call);
    for (const path of paths) effects.reads(git.at(path));
    if (options.has('--name-only'))
      effects.stdout(
        printedPaths(foundPaths([literal('.')], undefined), options.has('-z') ? '\0' : '\n'),
      );
    git.report({ ...(paths.length > 0 ? { paths } : {}) });
  },
});

function pathsShown(call: Call): readonly Value[] {
  const { options, name } = call;
  const operands = options.operands.slice(0, options.operands.length - behindDashes(call).length);
  const named = operands.flatMap((word) => pathInRevision(word) ?? []);
  if (NO_CONTENT.some((key) => options.has(key))) return [];
  const patches =
    name !== 'log' || ['-p', '-S', '-G', '-L', '-c', '--cc', '-U'].some((key) => options.has(key));
  if (!patches || name === 'shortlog') return named;
  const plain = operands.filter((word) => pathInRevision(word) === undefined && mayBePath(word));
  return [...named, ...plain, ...behindDashes(call)];
}

/** A word without `--` may be a commit or a path; ranges and the like are commits. */
function mayBePath({ text }: Value): boolean {
  return /[./]/.test(text) && !/\.\.|@\{|[~^]/.test(text);
}

/** `git blame` and `annotate`: each line of a file with its commit. */
export const BLAME = defineVerb({
  names: ['blame', 'annotate'],
  options: {
    flags:
      '--incremental -b --root --show-stats --progress --score-debug -f|--show-name -n|--show-number -p|--porcelain --line-porcelain -c -t -l -s -e|--show-email -w --color-lines --color-by-age --minimal',
    values: '--ignore-rev --ignore-revs-file -S --contents -L --since --date',
    optional: '-C -M --abbrev',
  },
  describe(call, effects, git) {
    const dashed = behindDashes(call);
    const file = dashed.at(0) ?? call.options.operands.at(-1);
    for (const other of [
      ...call.options.values('--contents'),
      ...call.options.values('--ignore-revs-file'),
    ])
      if (other.text !== '-') effects.reads(git.at(other));
    if (file !== undefined) effects.reads(git.at(file));
    git.report(file === undefined ? {} : { paths: [file] });
  },
});

/** `git cat-file`: an object's content, unless only its type, size or existence is asked for. */
export const CAT_FILE = defineVerb({
  names: ['cat-file'],
  options: {
    flags:
      '-e -p -t -s --allow-unknown-type --use-mailmap --mailmap -z -Z --batch-all-objects --buffer --follow-symlinks --unordered --textconv --filters',
    values: '--path --filter',
    optional: '--batch --batch-check --batch-command',
  },
  describe(call, effects, git) {
    const { options } = call;
    const tells = ['-e', '-t', '-s'].some((key) => options.has(key));
    const named = options.operands.flatMap((word) => pathInRevision(word) ?? []);
    const paths = [...named, ...options.values('--path'), ...namedInBatch(call)];
    if (!tells) for (const path of paths) effects.reads(git.at(path));
    git.report({ ...(paths.length > 0 ? { paths } : {}) });
  },
});

function namedInBatch(call: Call): readonly Value[] {
  const prints = call.options.has('--batch') || call.options.has('--batch-command');
  const { stdin } = call;
  if (!prints || stdin?.text === undefined) return [];
  return stdin.text.split('\n').flatMap((line) => {
    const text = line.replace(/^contents\s+/, '').trim();
    return text === '' ? [] : (pathInRevision({ text, known: true, taint: stdin.taint }) ?? []);
  });
}

/** `git hash-object`, `merge-file`, `diff --no-index` read plain files; with `-w` into the repository. */
export const HASH_OBJECT = defineVerb({
  names: ['hash-object'],
  options: { flags: '-w --stdin --stdin-paths --no-filters --literally', values: '-t --path' },
  describe(call, effects, git) {
    for (const path of call.options.operands) effects.reads(git.at(path));
    git.report({ paths: call.options.operands });
  },
});

/** Reports a search below the folder git runs in. */
export function searchesFiles(
  effects: Effects,
  git: GitContext,
  pattern: Value | undefined,
  paths: readonly Value[],
): void {
  for (const path of paths)
    effects.action('file.grep', { file_path: git.at(path), pattern, recursive: true });
}

/** `git ls-files`: names of tracked files, for `| xargs` and `$(…)`; `*` of a pathspec crosses folders. */
export const LS_FILES = defineVerb({
  names: ['ls-files'],
  options: {
    flags:
      '-z -t -v -f -c|--cached -d|--deleted -m|--modified -o|--others -i|--ignored -s|--stage -k|--killed -u|--unmerged --directory --no-empty-directory --eol --exclude-standard --full-name --recurse-submodules --error-unmatch --debug --deduplicate --sparse --resolve-undo',
    values: '-x|--exclude -X|--exclude-from --exclude-per-directory --with-tree --format',
    optional: '--abbrev',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const list of options.values('-X')) effects.reads(git.at(list));
    const paths = options.operands;
    const names = foundPaths([literal('.')], paths.length === 0 ? undefined : paths);
    const end = options.has('-z') ? '\0' : '\n';
    effects.stdout(printedPaths(names, end));
    git.report({ ...(paths.length > 0 ? { paths } : {}) });
  },
});
