import type { Call, Value } from '../../program.ts';
import { behindDashes, defineVerb, isForced, type Loss, lossOf } from './git-verb.ts';

/**
 * `git checkout`: switches to a branch, or writes files of a commit or the index over those in the
 * worktree. A single word without `--` may be either: it counts as a path if it looks like one.
 */
export const CHECKOUT = defineVerb({
  names: ['checkout'],
  options: {
    flags:
      '-l --guess --no-guess --overlay --no-overlay -q|--quiet --progress --no-progress -m|--merge -d|--detach -f|--force --overwrite-ignore --no-overwrite-ignore --ignore-other-worktrees -2|--ours -3|--theirs -p|--patch --ignore-skip-worktree-bits --pathspec-file-nul --no-track --no-recurse-submodules',
    values: '-b -B --conflict --orphan --pathspec-from-file -U|--unified --inter-hunk-context',
    optional: '--recurse-submodules -t|--track',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const list of options.values('--pathspec-from-file')) effects.reads(git.at(list));
    const paths = pathsOf(call);
    const force = isForced(call);
    const overwrites =
      force || paths.length > 0 || options.has('-p') || options.has('--pathspec-from-file');
    const isNamed = paths.length > 0 && !force && !options.has('--pathspec-from-file');
    const destroys: Loss[] = [
      ...(overwrites ? [isNamed ? lossOf(paths) : ('worktree' as const)] : []),
      ...(options.has('-B') ? (['refs'] as const) : []),
    ];
    git.report({
      ...(force ? { force } : {}),
      ...branchesOf(call, paths),
      ...(paths.length > 0 ? { paths } : {}),
      ...(destroys.length > 0 ? { destroys } : {}),
    });
  },
});

/** Words that name files: behind `--`, behind a commit, or looking like a path. */
function pathsOf(call: Call): readonly Value[] {
  const { options } = call;
  const dashed = behindDashes(call);
  if (dashed.length > 0) return dashed;
  const creates = ['-b', '-B', '--orphan', '-t', '-d'].some((key) => options.has(key));
  const endsWithDashes = call.args.at(-1)?.text === '--';
  if (creates || endsWithDashes) return [];
  const { operands } = options;
  if (options.has('-2') || options.has('-3')) return operands;
  const [first, ...others] = operands;
  if (first === undefined) return [];
  return looksLikePath(first) ? operands : others;
}

/** `1.x`, `v2.0.rc1`: the end of a version is no file's ending. */
const VERSION = /(?:^|\/)v?\d+(?:\.\d+)*\.(?:x|rc|alpha|beta|dev|pre|post)\d*$/i;

function looksLikePath({ text }: Value): boolean {
  if (VERSION.test(text)) return false;
  return (
    /^\.{1,2}(?:\/|$)|^\/|\/$|^:[/(!^]|[*?[]/.test(text) ||
    /(?:^|\/)\.[\w-]+$|\.[A-Za-z][A-Za-z0-9]{0,4}$/.test(text)
  );
}

function branchesOf({ options }: Call, paths: readonly Value[]): { branches?: readonly Value[] } {
  const made = ['-b', '-B', '--orphan'].flatMap((key) => options.values(key));
  if (made.length > 0) return { branches: made };
  const [first] = options.operands;
  return first !== undefined && paths.length === 0 ? { branches: [first] } : {};
}
