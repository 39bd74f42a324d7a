import type { Action, AnalysisUnknown } from '@agsec/core';
import type { Stream, Value } from './program.ts';
import type { ProgramSource } from './program-registry.ts';

/** What a reader of shell lines or code is told about the place it would run in. */
export type Surroundings = {
  /** Absolute folder the line starts in; absent when not known. */
  readonly cwd?: string;
  readonly home?: string;
  readonly os?: 'linux' | 'darwin' | 'win32';
  /** Login name, for `~name` and $USER. */
  readonly user?: string;
  /**
   * Positional parameters (`$1` on) of a script body; `null` stands for one that is not known.
   * Absent: there are none, as for a line an agent sends.
   */
  readonly positional?: readonly (string | null)[];
};

/**
 * What a line or a piece of code would do. Paths in `actions` stand as written (absolute, or
 * relative to the action's own `params.cwd`, which is itself absolute, or absent when not known);
 * the runtime gives them their forms.
 */
export type ShellAnalysis = {
  readonly actions: readonly DerivedAction[];
  /** Why the reading is not complete; empty when it is. */
  readonly unknown: readonly AnalysisUnknown[];
  /** Text of every simple command after quoting, wrappers and constants, outermost wrapper first. */
  readonly simpleCommands: readonly string[];
  /** Local scripts the line would run, for the runtime to read and hand back to an analyser. */
  readonly scripts: readonly ScriptReference[];
};

/** A derived action before the runtime has resolved its paths. */
export type DerivedAction = Action & {
  readonly origin: 'derived';
  /** Parameters whose value is a shell glob the runtime may expand on disk. */
  readonly globs?: readonly string[];
  /** It would happen on another machine or in a container: its paths are not this machine's. */
  readonly elsewhere?: true;
};

export type Language =
  | 'sh'
  | 'python'
  | 'javascript'
  | 'typescript'
  | 'ruby'
  | 'perl'
  | 'php'
  | 'lua'
  | 'awk'
  | 'sql'
  | 'powershell'
  | 'cmd';

export type ScriptReference = {
  /** As written; relative to `cwd`. */
  readonly path: string;
  readonly cwd?: string;
  /** Absent: decided by the file's `#!` line or its ending. */
  readonly language?: Language;
  /**
   * `package.json` script or Makefile target to look up instead of reading `path` as code. A target
   * without a name is the makefile's first; a script's name may be a glob (`build:*`).
   */
  readonly target?: { readonly kind: 'npm-script' | 'make-target'; readonly name: string };
  readonly args: readonly string[];
  readonly wrappers: readonly string[];
  /** One of several places the code may be in: that the file is missing means nothing. */
  readonly optional?: true;
  /** It runs on another machine or in a container: the file is not this machine's. */
  readonly elsewhere?: true;
};

/**
 * How an analyser of code hands over what the code would start: `line` is text for a shell
 * (`os.system`), `argv` the words of a program started without one (`subprocess.run([…])`); `stdin` is
 * what the code writes to it. The answer holds what that would do; the analyser adds it to its own
 * findings. Without `reads` and `writes` files are not followed.
 */
export type RunFromCode = {
  line(text: Value, cwd?: Value, stdin?: Stream): ShellAnalysis;
  argv(words: readonly Value[], cwd?: Value, stdin?: Stream): ShellAnalysis;
  /** What the line, or the code before, wrote to a file; absent when neither did. */
  reads?(path: string, cwd?: string): Stream | undefined;
  /** The code writes a file, which the line may run or send later. */
  writes?(
    path: string,
    content: Stream,
    options: { readonly append?: boolean },
    cwd?: string,
  ): void;
};

/**
 * Reads code of one language and tells what it would do. Pure, total, bounded. `via` of its
 * actions names the language; what is dynamic is an unknown parameter or `dynamic-code`.
 */
export type CodeAnalyser = (
  language: Language,
  text: string,
  surroundings: Surroundings,
  run: RunFromCode,
) => ShellAnalysis;

/** What the reading of lines takes from outside, so that it is loaded only when a line needs it. */
export type ShellDependencies = {
  /** Absent: inline code in another language than the shell's is `dynamic-code`. */
  readonly code?: CodeAnalyser;
};

/** What a reader needs that does not bring all that is known about programs with it. */
export type ReaderDependencies = ShellDependencies & { readonly programs: ProgramSource };
