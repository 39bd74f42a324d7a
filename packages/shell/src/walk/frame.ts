import type { InputReader } from '../flow/descriptors.ts';
import type { Stream, Taint, Value } from '../program.ts';
import type { Folders } from './folders.ts';
import type { ShellState } from './state.ts';
import type { FunctionBody } from './tree.ts';
import type { Variable } from './variable.ts';

/** The place a command stands in: its shell, what flows in, what was opened around it. */
export type Frame = {
  readonly state: ShellState;
  /** Standard input; absent when nothing is connected to it. */
  readonly input?: InputReader;
  /** Standard error flows where standard output does, so that text written there counts. */
  readonly mergesErrors: boolean;
  /** Wrappers opened to find it, outermost first. */
  readonly wrappers: readonly string[];
  /** It happens on another machine or in a container. */
  readonly elsewhere: boolean;
  /** Assignments a wrapper made for it. */
  readonly wrapperEnv: { readonly [name: string]: Value };
  /** Set if every `*` in the text read stands for a part that is not known, with its taint. */
  readonly holes?: Taint;
  /** Lines, functions and substitutions it lies in. */
  readonly depth: number;
  /** The function or sourced text it lies in. */
  readonly call?: FunctionCall;
  /** It runs beside the shell: in the background, or in a pipe between copies of one function. */
  readonly inParallel?: true;
  /** It may not be reached: a branch, a loop's body, what follows `||`. */
  readonly isMaybe?: true;
  /** The loop it lies in. */
  readonly loop?: Loop;
};

/** A loop while its body is walked. */
export type Loop = {
  /** States at each `break`. */
  readonly breaks: ShellState[];
  /** States at each `continue`. */
  readonly continues: ShellState[];
  readonly outer?: Loop;
};

/** One call of a function while its body is walked. */
export type FunctionCall = {
  readonly kind: 'function' | 'source';
  readonly name: string;
  readonly body?: FunctionBody;
  readonly caller?: FunctionCall;
  /** States at each `return`. */
  readonly returns: ShellState[];
  /** Variables `local` hides, as they were before. */
  readonly hidden: Map<string, Variable | undefined>;
};

/** What a command or list gives back; its effects on the shell are in the frame's state. */
export type Outcome = {
  readonly stdout: Stream;
  /** Whether it surely succeeds or surely fails, where that is known. */
  readonly status?: 'success' | 'failure';
  /** Folders the shell is in if it failed, where they are others than after it succeeded. */
  readonly foldersOnFailure?: Folders;
  /** Its redirections stay open (`exec 3<file`). */
  readonly keepsDescriptors?: true;
};
