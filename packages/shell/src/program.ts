import type { AnalysisUnknown, ParamValue } from '@agsec/core';
import type { Language, ScriptReference } from './contract.ts';

/**
 * Where a value comes from, as a small lattice: joining two taints keeps all that either has.
 * `secret` names the kind (`private-key`), `remote` the URL or host it was fetched from, `processes`
 * what the processes have in their names or command lines that this lists (`pgrep node`); empty: all.
 */
export type Taint = {
  readonly secret?: string;
  readonly remote?: string;
  readonly decoded?: true;
  readonly unknown?: true;
  readonly processes?: string;
};

/** One word after quote removal and expansion of what is constant. */
export type Value = {
  /** The text; a part that could not be determined stands as `*`. */
  readonly text: string;
  /** False if some part could not be determined. */
  readonly known: boolean;
  /** Set if the word has live glob characters or unknown parts: a glob with all else escaped. */
  readonly pattern?: string;
  /** True if the shell may turn it into none or several words (`$X` without quotes). */
  readonly splits?: boolean;
  readonly taint: Taint;
};

/** Bytes on their way through a pipe, a here-document or a file descriptor. */
export type Stream = {
  /** The file it is the whole of, where the line does not write that file. */
  readonly file?: string;
  /** The exact text, when it is constant. */
  readonly text?: string;
  /** The text as far as it is known, parts that are not standing as `*`, when it is not constant. */
  readonly partial?: string;
  readonly taint: Taint;
  /** Made by code that stands in the line, as which it was never seen. */
  readonly generated?: true;
  /** The report that a secret is printed here, while it stands alone in the stream. */
  readonly shown?: ShownSecret;
};

/**
 * The report that a call prints a secret. It falls away if all of it goes to one program that lets
 * only names or counts through (`env | cut -d= -f1`).
 */
export interface ShownSecret {
  /** Nothing of the secret comes out where it went. */
  withhold(): void;
}

/**
 * How a program's options parse. Keys are spelt as on the command line (`-r`, `--recursive`);
 * a value is `flag`, `value` (takes one, joined or as the next word), `optional` (takes one only
 * when joined), or another key it is an alias of.
 */
export type OptionGrammar = {
  readonly options: { readonly [spelling: string]: string };
  /** Options end at the first operand, as for wrappers (`sudo`, `env`). */
  readonly stopAtOperand?: boolean;
  /** `-rf` means `-r -f`. Default true; false for `find`-like and Go-like programs. */
  readonly clusters?: boolean;
  /** GNU: `--recur` means `--recursive`. Default true. */
  readonly abbreviations?: boolean;
  /** Go-like single dash long options (`-auto-approve`). */
  readonly singleDashLong?: boolean;
};

/** The words of a call sorted by an option grammar. */
export type ParsedOptions = {
  /** True if the flag (by its canonical key) is given. */
  has(key: string): boolean;
  /** Values given to an option, in order. */
  values(key: string): readonly Value[];
  readonly operands: readonly Value[];
  /** Index in `args` of the first operand; `args.length` if there is none. */
  readonly firstOperand: number;
  /** Option words the grammar does not know. */
  readonly unknownOptions: readonly string[];
};

/** One simple command, ready for a program's knowledge. */
export type Call = {
  /** Name by which it was found: base name, lower case where the system folds case, no `.exe`. */
  readonly name: string;
  readonly args: readonly Value[];
  readonly options: ParsedOptions;
  /** What would flow in on standard input; absent when nothing is connected to it. */
  readonly stdin?: Stream;
  /** Assignments before the command and exported constants of the line. */
  readonly env: { readonly [name: string]: Value };
  readonly home?: string;
  /** Absolute folder it runs in; absent when not known. */
  readonly cwd?: string;
};

/** Parameters of an action to report: a `Value` carries its own doubt. */
export type ReportedParams = {
  readonly [name: string]: ParamValue | Value | readonly Value[] | undefined;
};

export type RunOptions = {
  /** Name of the wrapper as policies know it (`sudo`). Absent for one that changes nothing. */
  readonly wrapper?: string;
  /** The command runs on another machine or in a container: its paths are not this machine's. */
  readonly elsewhere?: boolean;
  /** Folder it runs in, when the wrapper changes it. */
  readonly cwd?: Value;
  readonly env?: { readonly [name: string]: Value };
  readonly stdin?: Stream;
  /** Further words appended at run time that are not known (`xargs`): the last operand is unknown. */
  readonly appendsUnknown?: boolean;
  /** For a line: `$0` and the positional parameters after it (`sh -c 'text' name first second`). */
  readonly positional?: readonly Value[];
};

export type CodeOptions = {
  /** The words the code is given (`sys.argv`); absent where they are not known. */
  readonly args?: readonly Value[];
  /** What the code comes to is printed (`node -p`). */
  readonly prints?: true;
};

/** Where a program's knowledge reports what a call would do. */
export interface Effects {
  /**
   * Report one action of the catalogue. An `undefined` parameter is left out. `elsewhere`: it happens
   * on another machine, so that its paths are not this machine's.
   */
  action(name: string, params: ReportedParams, options?: { readonly elsewhere: true }): void;
  /** The call runs another command. Gives that command's standard output. */
  run(argv: readonly Value[], options?: RunOptions): Stream;
  /** The call hands text to a shell. Gives its standard output. */
  line(text: Value | Stream, options?: RunOptions): Stream;
  /** The call runs code in another language. */
  code(
    language: Language,
    text: Value | Stream,
    source: 'inline' | 'stdin' | 'decoded',
    options?: CodeOptions,
  ): void;
  /** The call leaves an interpreter waiting for what is typed or sent later. */
  interactive(language: Language): void;
  /** The call runs a local script. */
  script(reference: Omit<ScriptReference, 'wrappers'>): void;
  /** The call makes a file or folder of a name that nothing had: to delete it again is no loss. */
  makes(path: Value): void;
  /**
   * What the call writes to standard output. Not called: text that is not known, carrying the
   * taint of all the call reads. `whole`: all of standard input, in whatever order, which goes
   * nowhere else.
   */
  stdout(stream: Stream, options?: { readonly whole?: true }): void;
  /**
   * The call prints a secret of that kind: `secret.read`, and its output, which has that secret for
   * its taint unless another is given.
   */
  shows(kind: string, taint?: Taint): void;
  /**
   * The call reads all of its standard input and prints no secret of it: names without their values,
   * counts. A secret that only this call gets to see is then not shown.
   */
  withholds(): void;
  /** `file.read` of a path; gives what the line itself wrote there before, and the file's taint. */
  reads(path: Value): Stream;
  /** `file.write` of a path with what it would then hold. */
  writes(path: Value, content: Stream, options?: { readonly append?: boolean }): void;
  /** What the call writes to files, where it does not say what that is, is made by code of the line. */
  generates(): void;
  /** Bytes of this value or stream leave the machine (for `secret.send`). */
  sends(what: Value | Stream, to: { readonly url?: Value; readonly host?: Value }): void;
  /** The call could not be read to the end. */
  unknown(reason: AnalysisUnknown): void;
}

/**
 * Knowledge about one program, one file each. `describe` is pure and never throws; it says what
 * the call would do, not whether that is good.
 */
export type Program = {
  /** Names it is called by. */
  readonly names: readonly string[];
  /** One line for the coverage table: what is understood of it. */
  readonly summary: string;
  readonly grammar: OptionGrammar;
  /** The first operand is a sub-command (`git status`), for `params.subcommand`. */
  readonly subcommands?: true;
  describe(call: Call, effects: Effects): void;
};
