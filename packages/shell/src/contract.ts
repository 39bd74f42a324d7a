import type { Action, AnalysisUnknown } from '@agsec/core';

/** What a reader of shell lines or code is told about the place it would run in. */
export type Surroundings = {
  /** Absolute folder the line starts in; absent when not known. */
  readonly cwd?: string;
  readonly home?: string;
  readonly os?: 'linux' | 'darwin' | 'win32';
  /** Login name, for `~name` and $USER. */
  readonly user?: string;
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
  /** `package.json` script or Makefile target to look up instead of reading `path` as code. */
  readonly target?: { readonly kind: 'npm-script' | 'make-target'; readonly name: string };
  readonly args: readonly string[];
  readonly wrappers: readonly string[];
};

