import type { AreaName, CodeAnalyser, Program } from '@agsec/shell';
import type { HeldCall } from '../adapter.ts';
import type { UpkeepInput } from '../hook/upkeep.ts';
import type { CacheEntry, LoadedSet } from '../policy-store/cache-entry.ts';
import type { LoadOptions } from '../policy-store/load-set.ts';
import type { SourceSet } from '../policy-store/source-set.ts';
import type { Reading, ReadingInput } from '../resolve/read-action.ts';
import type { ReviewInput, ReviewOutcome } from '../review/answer-review.ts';
import type { HomeLayout } from '../state/agsec-home.ts';

/** The reader of shell lines, of scripts, and of what git would run behind an alias. */
export type ShellChunk = { readonly readAction: (input: ReadingInput) => Reading };

/** The readers of code in other languages. */
export type CodeChunk = { readonly analyseCode: CodeAnalyser };

/** What is known about the programs of one area. */
export type ProgramsChunk = { readonly programs: readonly Program[] };

/** The reader and compiler of policies that have changed: everything that needs YAML. */
export type CompilerChunk = {
  readonly refreshSet: (
    set: SourceSet,
    stale: CacheEntry | undefined,
    options: LoadOptions,
  ) => LoadedSet;
};

/** What asks a person, and finds what they have answered: only a call that is to be reviewed needs it. */
export type ReviewChunk = {
  readonly answerReview: (input: ReviewInput) => ReviewOutcome;
  readonly noteQuestion: (home: HomeLayout, held: HeldCall, now: number) => void;
};

/** What looks after the log: only the first call of a day needs it, when its answer is out. */
export type UpkeepChunk = {
  readonly startUpkeep: (host: Pick<NodeJS.Process, 'argv' | 'env' | 'execPath'>) => void;
  readonly runUpkeep: (input: UpkeepInput) => void;
};

/**
 * The parts of agsec that most calls do without, each loaded when first asked for. A hook gets them
 * from files beside it, the command line tool and tests by a plain import. They throw what loading
 * throws.
 */
export interface Chunks {
  shell(): ShellChunk;
  code(): CodeChunk;
  programs(area: AreaName): ProgramsChunk;
  compiler(): CompilerChunk;
  review(): ReviewChunk;
  /** Absent outside a hook: a command of agsec's looks after the log itself. */
  upkeep?(): UpkeepChunk;
}
