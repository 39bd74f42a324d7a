import type { Call, Effects, OptionGrammar, Value } from '../../program.ts';
import { grammarOf, type OptionList } from '../shapes/define-program.ts';

/**
 * What a git command would lose, `destroys` of its action:
 * - `worktree`: changes of files that no commit holds, or files git does not track;
 * - `files`: the same, of no files but those that are named;
 * - `resolution`: what was resolved since a merge, rebase or the like stopped;
 * - `name`: one branch, tag or stash entry that is named is removed; its commits stay for a while;
 * - `refs`: branches, tags or all stash entries of this repository are removed or made to point
 *   elsewhere, so that commits only they held are no longer found by name;
 * - `history`: commits themselves are removed or rewritten, or the reflog that would find them;
 * - `remote`: a branch or tag of another repository is removed or overwritten.
 */
export type Loss = 'worktree' | 'files' | 'resolution' | 'name' | 'refs' | 'history' | 'remote';

/** What writing over these paths loses: named files, or whatever lies below a folder or a pattern. */
export function lossOf(paths: readonly Value[]): Loss {
  const named = paths.every(({ text, known }) => known && !WHOLE.test(text));
  return named && paths.length > 0 ? 'files' : 'worktree';
}

/** `.`, `..`, `/`, `:/` and other magic, globs. */
const WHOLE = /^(?:\.{0,2}\/?)+$|^:|[*?[]/;

/** Facts of one git command, beside its `args` and `config`. A fact that does not hold is left out. */
export type GitFacts = {
  /** It overrides a check that git would make. */
  readonly force?: boolean;
  readonly force_with_lease?: boolean;
  readonly hard?: boolean;
  /** It removes a branch, tag, worktree, remote or entry. */
  readonly delete?: boolean;
  /** Branches it pushes, moves or removes; an unknown one where git takes the current branch. */
  readonly branches?: readonly Value[];
  readonly remote?: Value;
  readonly paths?: readonly Value[];
  /** Settings it makes, besides those of `-c`, as `section.name=value`. */
  readonly config?: readonly Value[];
  readonly destroys?: readonly Loss[];
};

/** The surroundings of one verb: where git runs and the settings it was started with. */
export type GitContext = {
  /** Settings of the call as `section.name=value`: `-c`, `--config-env`, `GIT_CONFIG_…`. */
  readonly config: readonly Value[];
  /** A path as the command means it, seen from the folder the call stands in (`-C`). */
  at(path: Value): Value;
  /** Reports the action of the verb, or of the one it does the work of (`send-pack` for `push`). */
  report(facts: GitFacts, verb?: string): void;
  /** Runs another git command the way this one was started, with more settings. */
  again(args: readonly Value[], config?: readonly Value[]): void;
};

export type GitVerb = {
  readonly names: readonly string[];
  readonly grammar: OptionGrammar;
  /** `call.args` and `call.options` are those behind the verb. */
  describe(call: Call, effects: Effects, git: GitContext): void;
};

type GitVerbFacts = Omit<GitVerb, 'grammar'> & { readonly options: OptionList };

/** A verb whose grammar is built when it is first needed. */
export function defineVerb({ options, ...rest }: GitVerbFacts): GitVerb {
  let grammar: OptionGrammar | undefined;
  return {
    ...rest,
    get grammar(): OptionGrammar {
      grammar ??= grammarOf(options);
      return grammar;
    },
  };
}

/**
 * True for `--force`, `-f` and any beginning of `--force`: which beginnings are ambiguous, so that
 * git refuses them, depends on its version.
 */
export function isForced({ options }: Call): boolean {
  if (options.has('-f') || options.has('--force')) return true;
  return options.unknownOptions.some((word) => word.length > 3 && '--force'.startsWith(word));
}

/** Words behind a `--`, which are paths. */
export function behindDashes(call: Call): readonly Value[] {
  const at = call.args.findIndex(({ text }) => text === '--');
  return at < 0 ? [] : call.args.slice(at + 1);
}
